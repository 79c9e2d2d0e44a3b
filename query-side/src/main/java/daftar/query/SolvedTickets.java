package daftar.query;

import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.ReadModel;
import daftar.readmodel.TicketDocument;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds what a ticket was solved by, for who may read it. */
public final class SolvedTickets {

    /**
     * A ticket that was solved.
     *
     * @param title null where it was redacted
     * @param solution as the requester read it; null where it was redacted
     */
    public record Solved(
            String id,
            String language,
            @Nullable String title,
            @Nullable String solution,
            @Nullable String category,
            @Nullable String service) {}

    private final ReadSide readSide;

    public SolvedTickets(ReadSide readSide) {
        this.readSide = readSide;
    }

    /** The ticket of this id or number; null where there is none that is solved and that the actor may read. */
    public @Nullable Solved find(Actor actor, String ref) {
        String id;
        try {
            id = readSide.refs().idOf(ref, null);
        } catch (Refused unknown) {
            return null;
        }
        JsonNode found = readSide.elastic().get(readSide.alias(ReadModel.TICKETS), id);
        if (found == null) {
            return null;
        }
        TicketDocument ticket = DocumentJson.reader(TicketDocument.class).readValue(found.path("_source"));
        return readSide.visibilityOf(actor).onlySolved().levelOf(TicketViews.subject(ticket)) == null
                ? null
                : new Solved(
                        ticket.id(),
                        ticket.language(),
                        ticket.title(),
                        ticket.solution(),
                        ticket.category(),
                        ticket.service());
    }
}
