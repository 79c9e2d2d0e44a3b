package daftar.automations.webhook;

import daftar.automations.Claim;
import daftar.automations.webhook.Attempt.Outcome;
import daftar.messages.Commands;
import daftar.messages.feed.Feed;
import daftar.messages.feed.FeedEvent;
import daftar.messages.query.Changes;
import daftar.messages.webhook.Receivers;
import daftar.messages.webhook.Webhook;
import daftar.messages.webhook.WebhookEvent.Delivery;
import daftar.messages.webhook.Webhooks;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what happens to all webhooks. Of several nodes one does, by a claim; another takes over when it dies, and goes on from
 * what was kept in the log. What a receiver accepted and was not kept yet, at most what came in a second, is sent again then.
 */
public final class WebhookSender implements Receivers, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);

    /** How often the claim is extended, webhooks are looked for, and how far each is is kept. */
    private static final Duration PACE = Duration.ofSeconds(1);

    /** Shorter than a claim lasts: a node that cannot extend its own stops before another begins. */
    private static final Duration CLAIM_TRUSTED = Duration.ofSeconds(7);

    private final Claim claim;
    private final Changes changes;
    private final Webhooks webhooks;
    private final Destinations destinations;
    private final Transport transport;
    private final BiFunction<String, Webhook, byte[]> testEvent;
    private final Pump.Works works;
    private final InstantSource clock;
    private final Duration pace;
    private final Map<String, Pump> pumps = new ConcurrentHashMap<>();
    private volatile boolean running = true;
    private volatile @Nullable Thread keeper;
    private volatile @Nullable Thread listener;

    /**
     * @param json an event as it is sent
     * @param testEvent a test, of an id, for a webhook, as it is sent
     */
    public WebhookSender(
            Claim claim,
            Changes changes,
            Webhooks webhooks,
            Owners owners,
            Feed feed,
            ProgressLog progress,
            Destinations destinations,
            Function<FeedEvent, byte[]> json,
            BiFunction<String, Webhook, byte[]> testEvent,
            Commands commands,
            InstantSource clock,
            MeterRegistry meters) {
        this(
                claim,
                changes,
                webhooks,
                owners,
                feed,
                progress,
                destinations,
                json,
                testEvent,
                commands,
                clock,
                meters,
                Transport.LONGEST,
                PACE,
                new Backoff(() -> ThreadLocalRandom.current().nextLong(), Backoff.FIRST));
    }

    WebhookSender(
            Claim claim,
            Changes changes,
            Webhooks webhooks,
            Owners owners,
            Feed feed,
            ProgressLog progress,
            Destinations destinations,
            Function<FeedEvent, byte[]> json,
            BiFunction<String, Webhook, byte[]> testEvent,
            Commands commands,
            InstantSource clock,
            MeterRegistry meters,
            Duration longest,
            Duration pace,
            Backoff backoff) {
        this.claim = claim;
        this.changes = changes;
        this.webhooks = webhooks;
        this.destinations = destinations;
        this.testEvent = testEvent;
        this.clock = clock;
        this.pace = pace;
        this.transport = new Transport(destinations, clock, longest);
        Map<Outcome, Timer> timers = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            timers.put(outcome, WebhookMeters.DELIVERIES.timer(meters, outcome));
        }
        this.works = new Pump.Works(
                webhooks,
                owners,
                feed,
                progress,
                transport,
                json,
                commands,
                clock,
                (outcome, took) -> Objects.requireNonNull(timers.get(outcome)).record(took),
                backoff,
                pace);
        WebhookMeters.BEHIND.gauge(meters, this, WebhookSender::behindSeconds, "seconds");
        WebhookMeters.HELD.gauge(
                meters,
                this,
                sender ->
                        sender.pumps.values().stream().mapToLong(Pump::troubled).sum(),
                "");
        WebhookMeters.AWAY.gauge(
                meters,
                this,
                sender -> sender.pumps.values().stream().filter(Pump::isAway).count(),
                "");
    }

    /** Runs until {@link #close}. */
    public void start() {
        keeper = Thread.ofVirtual().name("webhooks").start(this::keep);
        listener = Thread.ofVirtual().name("webhooks-listener").start(this::listen);
    }

    private void keep() {
        long heldAt = System.nanoTime();
        while (running) {
            try {
                boolean mine;
                try {
                    mine = claim.hold();
                    heldAt = System.nanoTime();
                } catch (RuntimeException away) {
                    mine = System.nanoTime() - heldAt < CLAIM_TRUSTED.toNanos();
                    log.debug("The claim could not be extended", away);
                }
                if (mine) {
                    look();
                } else {
                    // those that still end stay known: nobody begins beside them
                    pumps.values().forEach(Pump::stop);
                    pumps.values().removeIf(pump -> !pump.isAlive());
                }
                Thread.sleep(pace);
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException fault) {
                log.warn("Webhooks could not be looked after", fault);
            }
        }
    }

    /** One pump for each webhook that is to be sent to. */
    private void look() {
        Map<String, Webhook> active = new HashMap<>();
        for (Webhook webhook : webhooks.webhooks()) {
            if (webhook.isActive()) {
                active.put(webhook.id(), webhook);
            }
        }
        pumps.forEach((id, pump) -> {
            if (!active.containsKey(id)) {
                pump.stop();
            }
            if (!pump.isAlive()) {
                pumps.remove(id);
            }
        });
        for (String id : active.keySet()) {
            pumps.computeIfAbsent(id, none -> {
                Pump pump = new Pump(id, works);
                pump.start();
                return pump;
            });
        }
    }

    /** One subscription for all receivers. */
    private void listen() {
        while (running) {
            try (Changes.Watch watch = changes.watch(null)) {
                while (running) {
                    if (watch.next(pace) != null) {
                        pumps.values().forEach(Pump::wake);
                    }
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException away) {
                log.debug("News cannot be heard at the moment", away);
                try {
                    Thread.sleep(pace);
                } catch (InterruptedException stopped) {
                    return;
                }
            }
        }
    }

    private double behindSeconds() {
        Instant now = clock.instant();
        double longest = 0;
        for (Pump pump : pumps.values()) {
            Instant oldest = pump.oldest();
            if (oldest != null) {
                longest = Math.max(longest, Duration.between(oldest, now).toMillis() / 1_000.0);
            }
        }
        return longest;
    }

    @Override
    public void check(String url) {
        destinations.check(url);
    }

    @Override
    public Delivery test(Webhook webhook) {
        String id = UUID.randomUUID().toString();
        try {
            Attempt attempt = transport.send(webhook, id, testEvent.apply(id, webhook));
            return new Delivery(
                    id,
                    "",
                    "WebhookTest",
                    attempt.began(),
                    attempt.status(),
                    attempt.took().toMillis(),
                    attempt.error());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while a test was sent", stopped);
        }
    }

    /** Waits for what is on its way and gives the claim up. */
    @Override
    public void close() {
        running = false;
        try {
            Thread keeping = keeper;
            if (keeping != null) {
                keeping.interrupt();
                keeping.join(Duration.ofSeconds(2));
            }
            Thread listening = listener;
            if (listening != null) {
                listening.interrupt();
            }
            pumps.values().forEach(Pump::stop);
            for (Pump pump : pumps.values()) {
                pump.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        claim.giveUp();
        transport.close();
    }
}
