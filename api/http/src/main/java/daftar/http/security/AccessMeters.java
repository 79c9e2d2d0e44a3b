package daftar.http.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Every number that is published of who comes in. No meter has a name or an address as a tag. */
public enum AccessMeters {

    /** Counter: passwords and tokens that were sent and did not open. Tag {@code outcome}: {@code failed}, {@code delayed}. */
    LOGINS("daftar.logins.refused", "Logins that were wrong (failed), or came too fast to be looked at (delayed)"),

    /** Counter: refused acts that need an administrative right. Tag {@code recorded}: {@code true}, {@code false}. */
    REFUSALS("daftar.administrative.refusals", "Refused administrative acts, recorded as events or too many for that"),

    /** Counter: what else people were denied. Tag {@code recorded}: {@code true}, {@code false}. */
    DENIALS(
            "daftar.access.denials",
            "What people were denied, recorded in their streams or of too many people for that");

    private final String meterName;
    private final String description;

    AccessMeters(String meterName, String description) {
        this.meterName = meterName;
        this.description = description;
    }

    /** The name under which it is registered. */
    public String meterName() {
        return meterName;
    }

    /** One sentence for dashboards. */
    public String description() {
        return description;
    }

    /** The counter with this value of its one tag. */
    public Counter counter(MeterRegistry meters, String tag, String value) {
        return Counter.builder(meterName)
                .description(description)
                .tag(tag, value)
                .register(meters);
    }
}
