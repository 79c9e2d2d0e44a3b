package daftar.mail.in;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** Every number that reading mail publishes. No meter has an identifier as a tag; mailboxes are named by the settings. */
public enum MailInMeters {

    /**
     * Counter: mails that were taken from a mailbox. Tags {@code mailbox}, and {@code outcome}: {@code raised}, {@code
     * commented}, {@code reopened}, {@code bounced}, {@code repeated} where it had been taken before, or {@code aside} and
     * the reason, such as {@code aside-unknown_sender}.
     */
    TAKEN("daftar.mail.in.taken", "Mails that were taken from a mailbox"),

    /** Counter: attempts that broke off. Tags {@code mailbox}, and {@code what}: {@code connection} or {@code mail}. */
    FAILURES("daftar.mail.in.failures", "Attempts to read a mailbox, or to take a mail, that broke off"),

    /**
     * Gauge: 1 while the mailbox is read by this node, 0 while it cannot be reached, -1 on the nodes that leave it to another.
     * Tag {@code mailbox}.
     */
    CONNECTED("daftar.mail.in.connected", "Whether the mailbox is read"),

    /** Gauge: mails that were set aside and wait for somebody. */
    WAITING("daftar.mail.in.waiting", "Mails that were set aside and wait for somebody");

    private final String meterName;
    private final String description;

    MailInMeters(String meterName, String description) {
        this.meterName = meterName;
        this.description = description;
    }

    /** The name under which it is registered. */
    public String meterName() {
        return meterName;
    }

    Counter counter(MeterRegistry registry, String... tags) {
        return Counter.builder(meterName).description(description).tags(tags).register(registry);
    }

    /** Registers it, if it is a gauge. */
    public void gauge(MeterRegistry registry, Supplier<Number> value, String... tags) {
        Gauge unused = Gauge.builder(meterName, value)
                .description(description)
                .tags(tags)
                .register(registry);
    }
}
