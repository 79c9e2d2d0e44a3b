package daftar.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Times of many calls, in milliseconds with three significant digits. */
final class Latencies {

    private final Histogram micros = new ConcurrentHistogram(120_000_000L, 3);

    void add(long nanos) {
        micros.recordValue(Math.min(nanos / 1_000, 120_000_000L));
    }

    void reset() {
        micros.reset();
    }

    double millisAt(double percentile) {
        return Math.round(micros.getValueAtPercentile(percentile) / 10.0) / 100.0;
    }

    long count() {
        return micros.getTotalCount();
    }

    /** Count, p50, p99 and the longest, for the last line of a command. */
    Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("count", count());
        summary.put("p50ms", millisAt(50));
        summary.put("p99ms", millisAt(99));
        summary.put("maxMs", millisAt(100));
        return summary;
    }
}
