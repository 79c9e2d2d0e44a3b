package daftar.mail.out;

import daftar.messages.Event;
import daftar.messages.Meta;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.TicketEvent.StageEntered;
import daftar.messages.ticket.TicketEvent.TicketRaised;
import daftar.messages.workflow.StageKind;
import daftar.readmodel.TicketDocument;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ticket told step by step, as the register would hold it; and the letters of each step. */
final class Told {

    static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");
    static final String ID = "ticket-0193a5b0-0000-7000-8000-000000000001";

    final House house = new House();
    private final List<Recorded> all = new ArrayList<>();
    private @Nullable TicketDocument document;
    private String client = "api";
    private int steps;

    /** Raised by its requester, in the queue of the first line. */
    static Told raised() {
        Told told = new Told();
        told.letters("requester", raisedEvent(null), triage());
        return told;
    }

    static TicketRaised raisedEvent(@Nullable List<String> confidentialTo) {
        return new TicketRaised(
                "T-1042",
                "person-requester",
                Channel.PORTAL,
                "incident",
                null,
                null,
                null,
                null,
                null,
                "incident",
                1,
                "fa",
                Text.of("Printer <b>3.12</b>"),
                Text.of("It says: no connection."),
                List.of(),
                List.of(),
                null,
                Map.of(),
                null,
                List.of(),
                confidentialTo,
                null);
    }

    static StageEntered triage() {
        return new StageEntered("triage", StageKind.TRIAGE, null, Holder.team("team-first"), "team", null);
    }

    static StageEntered work(String... people) {
        List<String> ids =
                java.util.Arrays.stream(people).map(each -> "person-" + each).toList();
        return new StageEntered("work", StageKind.WORK, "triaged", Holder.people(ids, "team-second"), "team", null);
    }

    static StageEntered confirmation() {
        return new StageEntered(
                "confirmation",
                StageKind.CONFIRMATION,
                "solved",
                Holder.person("person-requester"),
                "requester",
                BEGIN.plusSeconds(604_800));
    }

    Told through(String client) {
        this.client = client;
        return this;
    }

    /** What is appended at once by one person. */
    List<Letter> letters(String actor, Event... events) {
        return Letters.of(document, after(actor, events), last, house, id -> "T-17");
    }

    private List<Recorded> last = List.of();

    private TicketDocument after(String actor, Event... events) {
        before = document;
        List<Recorded> step = new ArrayList<>();
        UUID command = UUID.nameUUIDFromBytes(("command" + steps).getBytes(StandardCharsets.UTF_8));
        for (Event event : events) {
            Instant at = BEGIN.plusSeconds(60L * steps);
            Map<String, String> metadata = new HashMap<>();
            metadata.put(Meta.ACTOR, actor.equals("system") ? actor : "person-" + actor);
            metadata.put(Meta.CLIENT, client);
            metadata.put(Meta.COMMAND_ID, command.toString());
            metadata.put(Meta.OCCURRED_AT, at.toString());
            Recorded recorded = new Recorded(
                    ID,
                    all.size(),
                    100 + all.size(),
                    UUID.nameUUIDFromBytes((ID + all.size()).getBytes(StandardCharsets.UTF_8)),
                    at,
                    metadata,
                    event);
            all.add(recorded);
            step.add(recorded);
            document = TicketDocument.evolve(document, recorded);
        }
        steps++;
        last = step;
        return java.util.Objects.requireNonNull(document);
    }

    private @Nullable TicketDocument before;

    @Nullable TicketDocument before() {
        return before;
    }

    TicketDocument now() {
        return java.util.Objects.requireNonNull(document);
    }

    List<Recorded> lastStep() {
        return last;
    }

    List<Recorded> all() {
        return all;
    }
}
