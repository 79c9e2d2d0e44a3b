package daftar.automations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every number that the automations publish. No meter has an identifier as a tag. */
public enum ClockMeters {

    /**
     * Counter: commands that the clock sent for what was due. Tag {@code outcome}: {@code done}; {@code refused} where the
     * ticket had moved on since the read model saw it; or {@code failed}, and it is tried again later.
     */
    COMMANDS("daftar.clock.commands", "Commands that the clock sent"),

    /** Gauge: 1 where this node is the active clock, else 0. Of all nodes with the role command one says 1. */
    ACTIVE("daftar.clock.active", "Whether this node is the active clock"),

    /** Gauge, seconds: for how long the oldest of what is due has been so and is not done; 0 where nothing waits. */
    BEHIND("daftar.clock.behind", "For how long the oldest due thing has waited for the clock"),

    /** Gauge: how many things failed when they were last tried, and are tried again later. */
    FAILING("daftar.clock.failing", "Due things that fail");

    private final String meterName;
    private final String description;

    ClockMeters(String meterName, String description) {
        this.meterName = meterName;
        this.description = description;
    }

    /** The name under which it is registered. */
    public String meterName() {
        return meterName;
    }

    Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder(meterName)
                .description(description)
                .tag("outcome", outcome)
                .register(registry);
    }

    void gauge(MeterRegistry registry, @Nullable String unit, Supplier<Number> value) {
        Gauge.builder(meterName, value).description(description).baseUnit(unit).register(registry);
    }
}
