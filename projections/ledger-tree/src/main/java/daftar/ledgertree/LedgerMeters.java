package daftar.ledgertree;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every number that the ledger publishes, by the node that keeps it. */
public enum LedgerMeters {

    /** Gauge: events that the tree holds. */
    SIZE("daftar.ledger.size", "Events that the ledger's tree holds"),

    /** Gauge: events that the tree holds and no signed head covers; 1 is the newest head itself. */
    UNSIGNED("daftar.ledger.unsigned", "Events that no signed head covers yet"),

    /** Gauge, seconds: how long ago the newest head was signed; 0 before the first. */
    HEAD_AGE("daftar.ledger.head.age", "Age of the newest signed head"),

    /** Gauge: 1 where log, tree and heads do not agree and nothing is signed any more; else 0. */
    DISAGREES("daftar.ledger.disagrees", "Whether the ledger found that something was altered");

    private final String meterName;
    private final String description;

    LedgerMeters(String meterName, String description) {
        this.meterName = meterName;
        this.description = description;
    }

    /** The name under which it is registered. */
    public String meterName() {
        return meterName;
    }

    /** Registers all of them. */
    public static void register(
            MeterRegistry registry,
            LongSupplier size,
            LongSupplier unsigned,
            Supplier<Duration> headAge,
            BooleanSupplier disagrees) {
        SIZE.gauge(registry, null, size::getAsLong);
        UNSIGNED.gauge(registry, null, unsigned::getAsLong);
        HEAD_AGE.gauge(registry, "seconds", () -> headAge.get().toMillis() / 1000.0);
        DISAGREES.gauge(registry, null, () -> disagrees.getAsBoolean() ? 1 : 0);
    }

    private void gauge(MeterRegistry registry, @Nullable String unit, Supplier<Number> value) {
        Gauge.builder(meterName, value).description(description).baseUnit(unit).register(registry);
    }
}
