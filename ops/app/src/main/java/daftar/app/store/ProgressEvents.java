package daftar.app.store;

import daftar.automations.webhook.ProgressLog;
import daftar.eventstore.EventLog;
import daftar.eventstore.ExpectedRevision;
import daftar.eventstore.NewEvent;
import daftar.eventstore.RecordedEvent;
import daftar.eventstore.RevisionConflict;
import daftar.json.EventJson;
import daftar.json.EventNames;
import daftar.messages.Actor;
import daftar.messages.IsoInstant;
import daftar.messages.Meta;
import daftar.messages.webhook.WebhookEvent.WebhookProgressed;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far receivers are, in streams {@code progress-webhook-…} of the log that keep their last event. They hold no texts. The
 * append expects the stream as it was left, so of two nodes that both think they send one is told.
 */
public record ProgressEvents(EventLog log, InstantSource clock) implements ProgressLog {

    private static final String PREFIX = "progress-";

    @Override
    public @Nullable Kept load(String webhook) {
        List<RecordedEvent> last = log.readBackwards(PREFIX + webhook, 1);
        if (last.isEmpty()) {
            return null;
        }
        RecordedEvent kept = last.getFirst();
        return new Kept(
                (WebhookProgressed) EventJson.read(kept.type(), kept.metadata().get(Meta.REVISION), kept.data()),
                kept.revision());
    }

    @Override
    public long save(String webhook, long after, WebhookProgressed progress) {
        String stream = PREFIX + webhook;
        if (after < 0) {
            log.setMaxCount(stream, 1);
        }
        UUID id = UUID.randomUUID();
        NewEvent event = new NewEvent(
                id,
                EventNames.nameOf(WebhookProgressed.class),
                Map.of(
                        Meta.ACTOR,
                        Actor.SYSTEM,
                        Meta.CLIENT,
                        "clock",
                        Meta.CAUSE,
                        "clock",
                        Meta.OCCURRED_AT,
                        IsoInstant.format(clock.instant().truncatedTo(ChronoUnit.MILLIS)),
                        Meta.CORRELATION_ID,
                        id.toString(),
                        Meta.REVISION,
                        EventNames.revisionOf(WebhookProgressed.class),
                        "aggregateType",
                        "WebhookProgress"),
                EventJson.write(progress));
        try {
            return log.append(stream, ExpectedRevision.before(after + 1), List.of(event))
                    .revision();
        } catch (RevisionConflict another) {
            throw new Overtaken(another);
        }
    }
}
