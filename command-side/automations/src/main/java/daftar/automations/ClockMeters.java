package daftar.automations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Every number that the automations publish. No meter has an identifier as a tag. */
public enum ClockMeters {

    /**
     * Counter: commands that the clock sent for what was due. Tag {@code outcome}: {@code done}, or {@code refused} where the
     * ticket had moved on since the read model saw it.
     */
    COMMANDS("daftar.clock.commands", "Commands that the clock sent");

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
}
