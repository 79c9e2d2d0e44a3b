package daftar.http.read;

import daftar.messages.feed.FeedEvent;
import java.time.Instant;

/**
 * An event of the feed in the form that CloudEvents 1.0 has for it.
 *
 * @param source the ticket's address; with {@code id} it identifies the event
 * @param subject the ticket's number
 * @param time business time; {@code recordedtime} is the register's own
 * @param cursor to go on after it
 */
public record CloudEvent(
        String specversion,
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        Instant recordedtime,
        String cursor,
        String datacontenttype,
        FeedEvent data) {

    /** A page of them, as one JSON array. */
    static final String BATCH = "application/cloudevents-batch+json";

    static CloudEvent of(FeedEvent event) {
        return new CloudEvent(
                "1.0",
                event.id(),
                "/api/tickets/" + event.ticket(),
                "daftar." + event.type(),
                event.number(),
                event.occurredAt(),
                event.recordedAt(),
                event.cursor(),
                "application/json",
                event);
    }
}
