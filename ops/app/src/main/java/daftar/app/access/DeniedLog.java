package daftar.app.access;

import daftar.eventstore.EventLog;
import daftar.eventstore.ExpectedRevision;
import daftar.http.security.AccessMeters;
import daftar.http.security.Denials;
import daftar.messages.Actor;
import daftar.messages.access.AccessEvent.AccessDenied;
import daftar.messages.access.AccessEvent.Denial;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people were denied, in a stream of each person's own. Denials of one kind are taken together, so that whoever tries a
 * thousand doors leaves one event a minute: the first is written within moments, what follows at most once in {@link #APART}.
 * What a node had not written yet when it was killed is lost; what it cannot write now, it tries again.
 */
public final class DeniedLog implements Denials, AutoCloseable {

    /** What the names of the streams begin with. */
    static final String PREFIX = "denied-";

    static final Duration APART = Duration.ofMinutes(1);
    private static final Duration ROUND = Duration.ofSeconds(2);

    /** Kinds of one person's denials in one event; the others are counted. */
    static final int KINDS = 50;

    /** People whose denials wait to be written; whoever is more has their denials counted in a meter only. */
    static final int PEOPLE = 1_000;

    private static final Logger log = LoggerFactory.getLogger(DeniedLog.class);

    private final EventLog events;
    private final InstantSource clock;
    private final Counter recorded;
    private final Counter lost;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final Map<String, Instant> written = new HashMap<>();
    private final Thread writer;
    private volatile boolean closed;

    private record Kind(
            String client, String what, @Nullable String subject, int status, String reason) {}

    private static final class Waiting {
        private final Map<Kind, Denial> denials = new LinkedHashMap<>();
        private int others;

        void add(Kind kind, Denial denial) {
            Denial before = denials.get(kind);
            if (before == null && denials.size() >= KINDS) {
                others += denial.times();
            } else {
                denials.put(kind, before == null ? denial : together(before, denial));
            }
        }

        private static Denial together(Denial a, Denial b) {
            return new Denial(
                    a.client(),
                    a.what(),
                    a.subject(),
                    a.status(),
                    a.reason(),
                    a.times() + b.times(),
                    a.firstAt().isBefore(b.firstAt()) ? a.firstAt() : b.firstAt(),
                    a.lastAt().isAfter(b.lastAt()) ? a.lastAt() : b.lastAt());
        }
    }

    DeniedLog(EventLog events, InstantSource clock, MeterRegistry meters) {
        this.events = events;
        this.clock = clock;
        this.recorded = AccessMeters.DENIALS.counter(meters, "recorded", "true");
        this.lost = AccessMeters.DENIALS.counter(meters, "recorded", "false");
        this.writer = Thread.ofVirtual().name("denials").unstarted(this::run);
    }

    void start() {
        writer.start();
    }

    @Override
    public void denied(Actor actor, String what, @Nullable String subject, int status, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Kind kind = new Kind(actor.client(), what, subject, status, reason);
        synchronized (waiting) {
            if (!waiting.containsKey(actor.person()) && waiting.size() >= PEOPLE) {
                lost.increment();
                return;
            }
            waiting.computeIfAbsent(actor.person(), none -> new Waiting())
                    .add(kind, new Denial(actor.client(), what, subject, status, reason, 1, now, now));
        }
    }

    /** Writes all that waits, however lately the same people's were written: somebody wants to read it. */
    public void settle() {
        write(true);
    }

    private void run() {
        while (!closed) {
            try {
                Thread.sleep(ROUND);
            } catch (InterruptedException stopped) {
                return;
            }
            write(false);
        }
    }

    void write(boolean all) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (Map.Entry<String, Waiting> due : take(all, now).entrySet()) {
            String person = due.getKey();
            Waiting denials = due.getValue();
            List<Denial> kinds = new ArrayList<>(denials.denials.values());
            try {
                AccessEvents.append(
                        events,
                        PREFIX + person,
                        ExpectedRevision.any(),
                        new AccessDenied(person, kinds, denials.others),
                        person,
                        "DENIED",
                        now);
                recorded.increment(kinds.stream().mapToInt(Denial::times).sum() + denials.others);
            } catch (RuntimeException away) {
                log.warn("What {} was denied could not be recorded yet: {}", person, away.toString());
                giveBack(person, denials);
            }
        }
    }

    private Map<String, Waiting> take(boolean all, Instant now) {
        Map<String, Waiting> due = new LinkedHashMap<>();
        synchronized (waiting) {
            written.values().removeIf(at -> !at.plus(APART).isAfter(now));
            for (Iterator<Map.Entry<String, Waiting>> each = waiting.entrySet().iterator(); each.hasNext(); ) {
                Map.Entry<String, Waiting> one = each.next();
                if (all || !written.containsKey(one.getKey())) {
                    due.put(one.getKey(), one.getValue());
                    written.put(one.getKey(), now);
                    each.remove();
                }
            }
        }
        return due;
    }

    private void giveBack(String person, Waiting denials) {
        synchronized (waiting) {
            Waiting now = waiting.computeIfAbsent(person, none -> new Waiting());
            denials.denials.forEach(now::add);
            now.others += denials.others;
        }
    }

    @Override
    public void close() {
        closed = true;
        writer.interrupt();
        settle();
    }
}
