package daftar.automations.webhook;

import daftar.automations.webhook.Attempt.Outcome;
import daftar.automations.webhook.Lines.Waiting;
import daftar.automations.webhook.ProgressLog.Kept;
import daftar.automations.webhook.ProgressLog.Overtaken;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Refused;
import daftar.messages.feed.Feed;
import daftar.messages.feed.FeedEvent;
import daftar.messages.feed.FeedPage;
import daftar.messages.webhook.PauseReason;
import daftar.messages.webhook.Webhook;
import daftar.messages.webhook.WebhookCommand.PauseWebhook;
import daftar.messages.webhook.Webhooks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to one receiver: reads the feed as the webhook's owner, sends what may be sent, keeps how far it is. One thread does
 * all that, and hears from those that wait for answers by its inbox.
 */
final class Pump {

    /** At most this many events are on their way to one receiver. */
    static final int AT_ONCE = 8;

    private static final Logger log = LoggerFactory.getLogger(Pump.class);
    private static final int READ_AT_ONCE = 200;
    private static final int OF_A_TICKET = 64;
    /** Where nothing was for the receiver there is little to lose: it would only be looked through once more. */
    private static final Duration PASSED_EVERY = Duration.ofSeconds(30);

    private static final Duration LOOKED_ANYWAY = Duration.ofSeconds(15);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration FAULT = Duration.ofSeconds(2);

    /** What waited longer than this is looked at again before it is sent: its owner may not see it any more. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    /** What all pumps work with. */
    record Works(
            Webhooks webhooks,
            Owners owners,
            Feed feed,
            ProgressLog progress,
            Transport transport,
            Function<FeedEvent, byte[]> json,
            Commands commands,
            InstantSource clock,
            BiConsumer<Outcome, Duration> measured,
            Backoff backoff,
            Duration pace) {}

    private final String id;
    private final Works works;
    private final LinkedBlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final AtomicBoolean told = new AtomicBoolean();
    private final Thread thread;
    private volatile boolean running = true;
    private volatile boolean paused;

    /** Read by meters. */
    private volatile @Nullable Instant oldest;

    private volatile long troubled;
    private volatile boolean away;

    private @Nullable Lines lines;
    private long revision = -1;
    private boolean changed;
    private boolean passed;
    private long readAt;
    private boolean mayBeMore = true;
    private boolean reading;
    private long keptAt;

    Pump(String id, Works works) {
        this.id = id;
        this.works = works;
        this.thread = Thread.ofVirtual().name("webhook-pump").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** Something happened; it is looked at soon. */
    void wake() {
        if (told.compareAndSet(false, true)) {
            inbox.add(() -> {
                told.set(false);
                mayBeMore = true;
            });
        }
    }

    /** Ends after what is on its way, and has it kept. */
    void stop() {
        running = false;
        inbox.add(() -> {});
    }

    void join(Duration longest) throws InterruptedException {
        if (!thread.join(longest)) {
            thread.interrupt();
        }
    }

    @Nullable Instant oldest() {
        return oldest;
    }

    long troubled() {
        return troubled;
    }

    boolean isAway() {
        return away;
    }

    private void run() {
        while (running) {
            try {
                Webhook webhook = works.webhooks().webhook(id);
                if (webhook == null || !webhook.isActive() || paused) {
                    break;
                }
                step(webhook, lines(webhook));
            } catch (InterruptedException stopped) {
                return;
            } catch (Overtaken another) {
                log.info("{} is sent to by another node", id);
                return;
            } catch (RuntimeException fault) {
                log.warn("{} is left alone for {} s: {}", id, FAULT.toSeconds(), fault.toString());
                try {
                    hear(FAULT);
                } catch (InterruptedException stopped) {
                    return;
                }
            }
        }
        end();
    }

    private Lines lines(Webhook webhook) {
        Lines known = lines;
        if (known == null) {
            Kept kept = works.progress().load(id);
            known = kept == null
                    ? new Lines(webhook.from(), works.backoff())
                    : new Lines(kept.progress(), works.backoff());
            revision = kept == null ? -1 : kept.revision();
            lines = known;
        }
        return known;
    }

    private void step(Webhook webhook, Lines lines) throws InterruptedException {
        Actor owner = works.owners().actorOf(webhook.owner());
        if (owner == null) {
            // nothing is lost: it goes on where it was once somebody comes back
            hear(FAULT);
            return;
        }
        Webhook.Replay replay = webhook.replay();
        if (replay != null && replay.revision() > lines.replayed()) {
            if (lines.sending() > 0) {
                hear(IDLE);
                return;
            }
            lines.replay(replay.revision(), replay.after());
            changed = true;
            mayBeMore = true;
        }
        Set<String> types = Set.copyOf(webhook.types());
        Instant now = works.clock().instant();
        lines.wanted().forEach((ticket, from) -> {
            Feed.Part part = works.feed().ofTicket(owner, null, types, ticket, from, lines.read(), OF_A_TICKET);
            lines.found(ticket, part.events(), part.next(), part.end(), now);
        });
        // news may go astray while a connection breaks
        mayBeMore |= System.nanoTime() - readAt >= LOOKED_ANYWAY.toNanos();
        if (mayBeMore && !reading && lines.hasRoom()) {
            readOn(owner, types, lines);
        }
        List<Waiting> chosen = lines.toSend(now, AT_ONCE);
        for (Waiting waiting : chosen) {
            send(webhook, owner, types, lines, waiting);
        }
        keepIfDue(lines);
        watched(lines);
        if (chosen.isEmpty() && lines.wanted().isEmpty()) {
            hear(pause(lines));
        } else {
            hearWhatIsThere();
        }
    }

    /** Beside what is being sent: the one need not wait for the other. */
    private void readOn(Actor owner, Set<String> types, Lines lines) {
        long from = lines.read();
        reading = true;
        mayBeMore = false;
        readAt = System.nanoTime();
        Thread.ofVirtual().name("webhook-reading").start(() -> {
            try {
                FeedPage page = works.feed().read(owner, null, from, types, READ_AT_ONCE);
                Instant at = works.clock().instant();
                inbox.add(() -> {
                    reading = false;
                    if (lines.read() == from) {
                        lines.add(page, at);
                        mayBeMore |= !page.end();
                        passed |= lines.read() != from;
                        changed |= !page.events().isEmpty();
                    } else {
                        mayBeMore = true; // it was sent back meanwhile
                    }
                });
            } catch (RuntimeException away) {
                log.debug("The feed cannot be read for {}", id, away);
                inbox.add(() -> reading = false);
            }
        });
    }

    private void send(Webhook webhook, Actor owner, Set<String> types, Lines lines, Waiting waiting) {
        FeedEvent event = waiting.event();
        if (webhook.skipped().contains(event.id())) {
            lines.passOver(event);
            changed = true;
            return;
        }
        Thread.ofVirtual().name("webhook-delivery").start(() -> {
            try {
                FeedEvent shown = event;
                if (waiting.readAt().plus(FRESH).isBefore(works.clock().instant())) {
                    Feed.Part now = works.feed()
                            .ofTicket(owner, null, types, event.ticket(), event.revision(), Long.MAX_VALUE, 1);
                    if (now.events().isEmpty()) {
                        inbox.add(() -> {
                            lines.passOver(event);
                            changed = true;
                        });
                        return;
                    }
                    shown = now.events().getFirst();
                }
                Attempt attempt =
                        works.transport().send(webhook, event.id(), works.json().apply(shown));
                works.measured().accept(attempt.outcome(), attempt.took());
                inbox.add(() -> attempted(lines, event, attempt));
            } catch (InterruptedException stopped) {
                inbox.add(() -> {});
            } catch (RuntimeException fault) {
                // the store or the read model is away: this was no attempt, but a pause is due all the same
                Instant now = works.clock().instant();
                log.debug("{} of {} could not be sent", event.id(), id, fault);
                inbox.add(() -> attempted(lines, event, Attempt.failed(now, Duration.ZERO, "it could not be sent")));
            }
        });
    }

    private void attempted(Lines lines, FeedEvent event, Attempt attempt) {
        lines.attempted(event, attempt, works.clock().instant());
        changed = true;
        if (attempt.outcome() == Outcome.GONE && !paused) {
            paused = true;
            pause(attempt);
        }
    }

    private void pause(Attempt attempt) {
        UUID command =
                UUID.nameUUIDFromBytes(("webhook gone:" + id + attempt.began()).getBytes(StandardCharsets.UTF_8));
        try {
            works.commands().send(new PauseWebhook(id, PauseReason.GONE, null), Envelope.of(Actor.clock(), command));
            log.info("{} is paused: its receiver wants nothing any more", id);
        } catch (Refused removed) {
            log.debug("{} could not be paused: {}", id, removed.code());
        }
    }

    private Duration pause(Lines lines) {
        Instant now = works.clock().instant();
        Instant next = lines.nextTry(now);
        Duration pause = next == null ? IDLE : Duration.between(now, next);
        if (pause.isNegative()) {
            pause = lines.sending() > 0 ? IDLE : Duration.ofMillis(10);
        }
        return pause.compareTo(IDLE) > 0 ? IDLE : pause;
    }

    /** Waits for what comes in, and takes in all that has. */
    private void hear(Duration longest) throws InterruptedException {
        Runnable first = inbox.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
        if (first != null) {
            first.run();
            hearWhatIsThere();
        }
    }

    private void hearWhatIsThere() {
        for (Runnable next = inbox.poll(); next != null; next = inbox.poll()) {
            next.run();
        }
    }

    private void keepIfDue(Lines lines) {
        long since = System.nanoTime() - keptAt;
        boolean due = changed && since >= works.pace().toNanos() || passed && since >= PASSED_EVERY.toNanos();
        if (due && lines.wanted().isEmpty()) {
            keep(lines);
        }
    }

    private void keep(Lines lines) {
        revision = works.progress().save(id, revision, lines.progress());
        changed = false;
        passed = false;
        keptAt = System.nanoTime();
    }

    private void watched(Lines lines) {
        oldest = lines.oldest();
        troubled = lines.troubled();
        away = lines.isInTrouble();
    }

    /** Waits for what is on its way, so that nothing accepted is sent again, and keeps it. */
    private void end() {
        Lines known = lines;
        oldest = null;
        troubled = 0;
        away = false;
        if (known == null) {
            return;
        }
        try {
            long until = System.nanoTime() + Transport.LONGEST.toNanos();
            while (known.sending() > 0 && System.nanoTime() < until) {
                hear(Duration.ofMillis(200));
            }
            if ((changed || passed) && known.wanted().isEmpty()) {
                keep(known);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException away) {
            log.warn("How far {} is could not be kept: {}", id, away.toString());
        }
    }
}
