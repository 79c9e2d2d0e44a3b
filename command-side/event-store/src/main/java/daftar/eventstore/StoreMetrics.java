package daftar.eventstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** The meters of {@link EventStoreMeters}, registered once. */
record StoreMetrics(Timer appends, Timer reads, Counter conflicts, Counter unknownOutcomes, Counter reconnects) {

    static StoreMetrics in(MeterRegistry registry) {
        return new StoreMetrics(
                EventStoreMeters.APPENDS.timer(registry),
                EventStoreMeters.READS.timer(registry),
                EventStoreMeters.CONFLICTS.counter(registry),
                EventStoreMeters.UNKNOWN_OUTCOMES.counter(registry),
                EventStoreMeters.RECONNECTS.counter(registry));
    }
}
