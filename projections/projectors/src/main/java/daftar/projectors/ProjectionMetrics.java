package daftar.projectors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** The meters of {@link ProjectionMeters} that projectors feed. */
final class ProjectionMetrics {

    private final DistributionSummary batchSize;
    private final Timer batchTime;
    private final Counter parked;

    ProjectionMetrics(MeterRegistry registry) {
        batchSize =
                DistributionSummary.builder(ProjectionMeters.BATCH_SIZE.meter()).register(registry);
        batchTime = Timer.builder(ProjectionMeters.BATCH_TIME.meter()).register(registry);
        parked = Counter.builder(ProjectionMeters.PARKED.meter()).register(registry);
    }

    void batch(int events, long nanos) {
        batchSize.record(events);
        batchTime.record(nanos, TimeUnit.NANOSECONDS);
    }

    void parked() {
        parked.increment();
    }
}
