package daftar.messages.feed;

import daftar.messages.Event;
import daftar.messages.query.Named;
import daftar.messages.query.TicketView.Held;
import daftar.messages.query.TimelineView.Change;
import daftar.messages.ticket.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a ticket, as far as one who asks may see it; or what the ledger said.
 *
 * @param id of the event, for ever: who gets it twice knows it by that
 * @param cursor its place in the feed, to go on after it
 * @param type the event's stable name
 * @param ticket the ticket's id; {@code number} is what people call it; both {@code ledger} for what the ledger said
 * @param revision the event's place in the ticket, from 0
 * @param occurredAt business time
 * @param recordedAt the store's own time
 * @param actor null where Daftar acted by itself, and for analysts
 * @param onBehalfOf in whose name the actor acted; null for the own
 * @param cause command, rule, clock or mail; {@code client} is through what it came
 * @param commandId what joins all that one request caused; for who sees everything of the ticket only
 * @param internal whether it is the desk's business alone
 */
public record FeedEvent(
        String id,
        String cursor,
        String type,
        String ticket,
        String number,
        long revision,
        Instant occurredAt,
        Instant recordedAt,
        @Nullable Named actor,
        @Nullable Named onBehalfOf,
        @Nullable String cause,
        @Nullable String client,
        @Nullable String commandId,
        boolean internal,
        Data data) {

    /**
     * What it says, by the names that the timeline has for it.
     *
     * @param status of the ticket after it, like {@code stage} and {@code holder}; null for analysts
     * @param texts what was said and the requester may read
     * @param internalTexts what was said for the desk only
     * @param redacted whether something that was said is no longer readable
     * @param facts what else it says, by name
     * @param changes what it changed of the ticket
     * @param event the fact itself, by the names that the audit has for it; for who sees everything of the ticket only
     */
    public record Data(
            @Nullable Status status,
            @Nullable String stage,
            @Nullable Held holder,
            List<String> texts,
            List<String> internalTexts,
            boolean redacted,
            Map<String, String> facts,
            List<Change> changes,
            @Nullable Event event) {}
}
