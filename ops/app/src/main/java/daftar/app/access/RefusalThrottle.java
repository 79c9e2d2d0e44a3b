package daftar.app.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lets so many refusals of a person, and of all, pass in a minute, and counts the others. */
final class RefusalThrottle {

    static final int OF_ONE = 10;
    static final int OF_ALL = 100;
    static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int PEOPLE = 1_000;

    private final InstantSource clock;
    private final Map<String, Window> people = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > PEOPLE;
        }
    };
    private static final Window NONE = new Window(Instant.MIN, 0);
    private Window all = NONE;
    private int suppressed;

    private record Window(Instant until, int count) {
        Window counted(Instant now) {
            return now.isBefore(until) ? new Window(until, count + 1) : new Window(now.plus(WINDOW), 1);
        }
    }

    RefusalThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /** How many were held back since the last that passed; -1 where this one is held back. */
    synchronized int take(String person) {
        Instant now = clock.instant();
        Window one = people.getOrDefault(person, NONE).counted(now);
        people.put(person, one);
        if (one.count() > OF_ONE) {
            suppressed++;
            return -1;
        }
        all = all.counted(now);
        if (all.count() > OF_ALL) {
            suppressed++;
            return -1;
        }
        int before = suppressed;
        suppressed = 0;
        return before;
    }
}
