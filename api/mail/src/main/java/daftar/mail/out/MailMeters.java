package daftar.mail.out;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** Every number that the mailer publishes. No meter has an identifier as a tag. */
public enum MailMeters {

    /**
     * Counter: letters by what became of them. Tag {@code outcome}: {@code queued}, {@code sent}, {@code failed} (and tried
     * again), {@code given-up}, {@code dropped}, {@code not-written} where a ticket's step could not be put into words.
     */
    LETTERS("daftar.mail.letters", "Letters by what became of them"),

    /** Gauge: letters that wait to be sent on this node, those of quiet hours and digests too; 0 while another node is active. */
    WAITING("daftar.mail.waiting", "Letters that wait to be sent"),

    /** Gauge, seconds: for how long the longest overdue letter has been overdue. */
    BEHIND("daftar.mail.behind", "How long the longest overdue letter has been overdue");

    private final String meterName;
    private final String description;

    MailMeters(String meterName, String description) {
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

    void gauge(MeterRegistry registry, Supplier<Number> value) {
        Gauge.Builder<Supplier<Number>> gauge = Gauge.builder(meterName, value).description(description);
        (this == BEHIND ? gauge.baseUnit("seconds") : gauge).register(registry);
    }
}
