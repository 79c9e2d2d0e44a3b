package daftar.automations.webhook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Every number that the sending to webhooks publishes. No meter has an identifier as a tag. */
public enum WebhookMeters {

    /** Timer: attempts to send an event. Tag {@code outcome}: {@code accepted}, {@code refused}, {@code away} or {@code gone}. */
    DELIVERIES("daftar.webhooks.deliveries", "Attempts to send an event to a webhook's receiver"),

    /** Gauge, seconds: age of the oldest event that some receiver has not accepted; 0 for none, and on nodes that do not send. */
    BEHIND("daftar.webhooks.behind", "Age of the oldest event that a receiver has not accepted"),

    /** Gauge: tickets whose events wait because a receiver refuses the first of them. */
    HELD("daftar.webhooks.held", "Tickets that a receiver refuses an event of"),

    /** Gauge: receivers that are left alone because they cannot be reached, or refuse everything. */
    AWAY("daftar.webhooks.away", "Receivers that take nothing at the moment");

    private final String meterName;
    private final String description;

    WebhookMeters(String meterName, String description) {
        this.meterName = meterName;
        this.description = description;
    }

    /** The name under which it is registered. */
    public String meterName() {
        return meterName;
    }

    Timer timer(MeterRegistry registry, Attempt.Outcome outcome) {
        return Timer.builder(meterName)
                .description(description)
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .publishPercentileHistogram()
                .register(registry);
    }

    <T> void gauge(MeterRegistry registry, T of, ToDoubleFunction<T> value, String unit) {
        Gauge.builder(meterName, of, value)
                .description(description)
                .baseUnit(unit.isEmpty() ? null : unit)
                .register(registry);
    }
}
