package daftar.app.access;

import daftar.eventstore.EventLog;
import daftar.eventstore.ExpectedRevision;
import daftar.eventstore.RecordedEvent;
import daftar.http.access.AccessAudit;
import daftar.http.security.AccessMeters;
import daftar.http.security.AdministrativeRefusals;
import daftar.json.EventJson;
import daftar.messages.Actor;
import daftar.messages.Meta;
import daftar.messages.access.AccessEvent.AdministrativeActRefused;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refused administrative acts: appended to the stream {@link #STREAM}, and read from it. */
final class RefusalLog implements AdministrativeRefusals, AccessAudit {

    static final String STREAM = "audit-access";

    private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);

    private final EventLog events;
    private final RefusalThrottle throttle;
    private final InstantSource clock;
    private final Counter recorded;
    private final Counter suppressed;

    RefusalLog(EventLog events, InstantSource clock, MeterRegistry meters) {
        this.events = events;
        this.throttle = new RefusalThrottle(clock);
        this.clock = clock;
        this.recorded = AccessMeters.REFUSALS.counter(meters, "recorded", "true");
        this.suppressed = AccessMeters.REFUSALS.counter(meters, "recorded", "false");
    }

    /** Before the caller is answered, so that an auditor who asks afterwards sees it. */
    @Override
    public void refused(Actor actor, String what, String reason) {
        int before = throttle.take(actor.person());
        if (before < 0) {
            suppressed.increment();
            return;
        }
        try {
            AccessEvents.append(
                    events,
                    STREAM,
                    ExpectedRevision.any(),
                    new AdministrativeActRefused(actor.person(), what, reason, before),
                    actor.person(),
                    "REFUSED",
                    clock.instant().truncatedTo(ChronoUnit.MILLIS));
            recorded.increment();
        } catch (RuntimeException away) {
            log.warn("A refusal could not be recorded: {} {} {}: {}", actor.person(), what, reason, away.toString());
        }
    }

    @Override
    public Refusals refusals(@Nullable Long before, int size) {
        long end = before == null ? newest() + 1 : Math.min(before, newest() + 1);
        long from = Math.max(0, end - size);
        if (end <= 0) {
            return new Refusals(List.of(), null);
        }
        List<Refusal> page = new ArrayList<>();
        for (RecordedEvent raw : events.read(STREAM, from, (int) (end - from))) {
            if (EventJson.read(raw.type(), raw.metadata().get(Meta.REVISION), raw.data())
                    instanceof AdministrativeActRefused e) {
                String at = raw.metadata().get(Meta.OCCURRED_AT);
                page.add(new Refusal(
                        raw.revision(),
                        at == null ? raw.recordedAt() : Instant.parse(at),
                        raw.recordedAt(),
                        e.actor(),
                        e.what(),
                        e.reason(),
                        e.suppressed()));
            }
        }
        return new Refusals(page.reversed(), from == 0 ? null : from);
    }

    private long newest() {
        List<RecordedEvent> last = events.readBackwards(STREAM, 1);
        return last.isEmpty() ? -1 : last.getFirst().revision();
    }
}
