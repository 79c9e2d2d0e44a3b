package daftar.eventstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Every number that this module publishes. No meter has an identifier as a tag. */
public enum EventStoreMeters {

    /** Timer: appends that the store accepted, from the call to its answer. */
    APPENDS("daftar.eventstore.appends", "Appends accepted by the event store"),

    /** Timer: reads of one stream, each page. */
    READS("daftar.eventstore.reads", "Reads of a stream, each page"),

    /** Counter: appends refused because another writer was first. */
    CONFLICTS("daftar.eventstore.conflicts", "Appends refused because another writer was first"),

    /** Counter: appends of which it is not known whether they happened. */
    UNKNOWN_OUTCOMES("daftar.eventstore.unknown.outcomes", "Appends whose outcome is unknown"),

    /** Counter: calls and subscriptions that lost the store, each attempt to take up a subscription again included. */
    RECONNECTS("daftar.eventstore.reconnects", "Times that the connection or a subscription was taken up again");

    private final String meterName;
    private final String description;

    EventStoreMeters(String meterName, String description) {
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

    Timer timer(MeterRegistry registry) {
        return Timer.builder(meterName).description(description).register(registry);
    }

    Counter counter(MeterRegistry registry) {
        return Counter.builder(meterName).description(description).register(registry);
    }
}
