package daftar.mail.out;

import daftar.mail.MessageIds;
import daftar.mail.OAuthTokens;
import daftar.mail.ReplyTokens;
import daftar.mail.out.LetterLog.Mark;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Recorded;
import daftar.messages.Role;
import daftar.messages.directory.Reference;
import daftar.messages.outbox.LetterChannel;
import daftar.messages.outbox.OutboxCommand.QueueLetter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the register, writes the letters that it calls for into the outboxes, and has them sent. Of several nodes one is
 * active.
 *
 * <p>Nothing is lost by a crash at any point: what happened to tickets is followed from a position up to which all letters
 * are surely in the outboxes, and a letter's key is made from what caused it, so that following twice writes nothing twice;
 * letters are followed from a position up to which all are surely settled. A letter is doubled only where the other side
 * has accepted it and the crash came before that was recorded; it has the same Message-ID then.
 */
public final class Mailer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Mailer.class);

    static final Actor ACTOR = new Actor(Actor.SYSTEM, Set.of(Role.CLOCK), "mail", null);

    private static final Duration CLAIM_EVERY = Duration.ofSeconds(1);

    /** Shorter than a claim lasts: after that another node may be sending. */
    private static final Duration CLAIM_TRUSTED = Duration.ofSeconds(7);

    private static final Duration STORE_EVERY = Duration.ofSeconds(2);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int LANES = 8;
    private static final int AT_ONCE = 1_000;

    /** Of several nodes one is active. */
    public interface Lease {

        /** Claims, or extends the claim; false while another node has it. */
        boolean hold();

        void release();
    }

    private final LetterLog register;
    private final Lease lease;
    private final Commands commands;
    private final Reference reference;
    private final Drafting drafting;
    private final Sending.Setup sending;
    private final InstantSource clock;
    private final Tally tally;
    private final boolean fromTheStart;

    private volatile @Nullable Thread thread;
    private volatile @Nullable Watch watch;
    private volatile Instant heldAt = Instant.MIN;

    /** @param fromTheStart where nothing was ever sent, whether the past is told, too; else it begins with what comes */
    Mailer(
            LetterLog register,
            Lease lease,
            Commands commands,
            Reference reference,
            Drafting drafting,
            Sending.Setup sending,
            InstantSource clock,
            MeterRegistry meters,
            boolean fromTheStart) {
        this.register = register;
        this.lease = lease;
        this.commands = commands;
        this.reference = reference;
        this.drafting = drafting;
        this.sending = sending;
        this.clock = clock;
        this.fromTheStart = fromTheStart;
        this.tally = new Tally(meters);
        MailMeters.WAITING.gauge(meters, () -> {
            Watch now = watch;
            return now == null ? 0 : now.sending.waiting();
        });
        MailMeters.BEHIND.gauge(meters, () -> {
            Watch now = watch;
            return now == null ? 0 : now.sending.behind().toMillis() / 1000.0;
        });
    }

    /** A mailer for this installation. */
    public static Mailer of(
            MailSetup setup,
            LetterLog register,
            Lease lease,
            Commands commands,
            Reference reference,
            ReplyTokens tokens,
            SignedLinks links,
            HeadLetters heads,
            InstantSource clock,
            MeterRegistry meters) {
        List<PostOffice.Maker> makers = new ArrayList<>();
        SmtpOffice.Smtp smtp = setup.smtp();
        if (smtp != null) {
            OAuthTokens oauth = setup.oauth() == null ? null : new OAuthTokens(setup.oauth(), clock);
            MessageIds ids = new MessageIds(setup.domain());
            makers.add(PostOffice.Maker.of(LetterChannel.MAIL, () -> new SmtpOffice(smtp, ids, tokens, oauth, clock)));
        }
        HttpMessenger.Gateway gateway = setup.messenger();
        if (gateway != null) {
            makers.add(PostOffice.Maker.of(LetterChannel.MESSENGER, () -> new HttpMessenger(gateway)));
        }
        return new Mailer(
                register,
                lease,
                commands,
                reference,
                new Drafting(setup.channels(), setup.organisation(), setup.ticketUrl(), setup.linkBase() != null),
                new Sending.Setup(
                        makers,
                        setup.connections(),
                        setup.perMinute(),
                        setup.giveUpAfter(),
                        setup.linkBase(),
                        smtp != null && smtp.replyTo() != null,
                        setup.ticketUrl(),
                        links,
                        heads.readers()),
                clock,
                meters,
                setup.fromTheStart());
    }

    /** What it is doing, in words for operators. */
    public record State(
            boolean active,
            int waiting,
            Duration behind,
            @Nullable String trouble) {}

    public State state() {
        Watch now = watch;
        return now == null
                ? new State(false, 0, Duration.ZERO, null)
                : new State(true, now.sending.waiting(), now.sending.behind(), now.sending.trouble());
    }

    /** Runs until {@link #close}. */
    public void start() {
        thread = Thread.ofVirtual().name("mailer").start(this::run);
    }

    private void run() {
        Instant claimed = Instant.MIN;
        Instant stored = Instant.MIN;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Instant now = clock.instant();
                if (!now.isBefore(claimed.plus(CLAIM_EVERY))) {
                    claimed = now;
                    if (lease.hold()) {
                        heldAt = now;
                        if (watch == null) {
                            watch = new Watch();
                        }
                    } else {
                        heldAt = Instant.MIN;
                        stepDown();
                    }
                }
                Watch active = watch;
                if (active != null) {
                    active.sending.dispatch(now);
                    if (!now.isBefore(stored.plus(STORE_EVERY))) {
                        stored = now;
                        active.storeMark();
                    }
                }
                Thread.sleep(TICK);
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException fault) {
                if (Thread.currentThread().isInterrupted()) {
                    return; // stopped amid it
                }
                log.warn("Mail waits, and is tried again in {} s: {}", PAUSE.toSeconds(), fault.toString());
                try {
                    Thread.sleep(PAUSE);
                } catch (InterruptedException stopped) {
                    return;
                }
            }
        }
    }

    /** Whether it is sure that no other node sends. */
    private boolean mayStillSend() {
        return clock.instant().isBefore(heldAt.plus(CLAIM_TRUSTED));
    }

    private void stepDown() {
        Watch active = watch;
        watch = null;
        if (active != null) {
            active.close();
        }
    }

    @Override
    public void close() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            try {
                running.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Watch active = watch;
        stepDown();
        Thread release = Thread.ofVirtual().start(() -> {
            try {
                if (active != null) {
                    active.storeMark();
                }
                lease.release();
            } catch (RuntimeException away) {
                log.debug("The mailer's claim is left to lapse", away);
            }
        });
        try {
            if (!release.join(Duration.ofSeconds(2))) {
                release.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The id of a command that is the same whenever it is sent. */
    static UUID commandId(String what) {
        return UUID.nameUUIDFromBytes(("mail:" + what).getBytes(StandardCharsets.UTF_8));
    }

    /** What runs while this node is the active one. */
    private final class Watch implements AutoCloseable {

        private final CaseFiles files = new CaseFiles(register);
        private final Sending sending;
        private final List<ExecutorService> lanes;
        private final Semaphore room = new Semaphore(LANES * 64);

        /** Positions of what is being worked on; the smallest of them has not been taken care of. */
        private final ConcurrentSkipListSet<Long> underWay = new ConcurrentSkipListSet<>();

        /** The last revision of a ticket that was part of a step. */
        private final Map<String, Long> done = new ConcurrentHashMap<>();

        private final AtomicLong seen;
        private final List<AutoCloseable> followers;
        private volatile boolean closed;
        private volatile @Nullable Mark last;

        private Watch() {
            Mark from = register.mark();
            if (from == null) {
                long head = fromTheStart ? -1 : register.head();
                from = new Mark(head, head);
                register.store(from);
                log.info(
                        "The first letters are written for what happens {}",
                        fromTheStart ? "from the register's beginning on" : "from now on");
            }
            last = from;
            seen = new AtomicLong(from.queued());
            lanes = IntStream.range(0, LANES)
                    .mapToObj(lane -> Executors.newSingleThreadExecutor(
                            Thread.ofVirtual().name("mailer-lane-" + lane).factory()))
                    .toList();
            sending = new Sending(
                    sending(), register, files, commands, reference, clock, tally, Mailer.this::mayStillSend, from);
            followers = List.of(
                    register.follow(from.settled(), "outbox-", sending),
                    register.follow(from.queued(), "ticket-", new LetterLog.Listener() {
                        @Override
                        public void recorded(Recorded event) {
                            take(event);
                        }

                        @Override
                        public void passed(long position) {
                            seen.accumulateAndGet(position, Math::max);
                        }
                    }));
            log.info("Mail is sent by this node");
        }

        private Sending.Setup sending() {
            return Mailer.this.sending;
        }

        private void take(Recorded event) {
            room.acquireUninterruptibly();
            underWay.add(event.position());
            seen.accumulateAndGet(event.position(), Math::max);
            ExecutorService lane = lanes.get(Math.floorMod(event.stream().hashCode(), LANES));
            lane.execute(() -> {
                boolean cared = false;
                try {
                    cared = write(event);
                } finally {
                    if (cared) {
                        underWay.remove(event.position());
                    }
                    room.release();
                }
            });
        }

        /** True once all letters that the event calls for are in the outbox. */
        private boolean write(Recorded event) {
            Long reached = done.get(event.stream());
            if (reached != null && reached >= event.revision()) {
                return true;
            }
            while (!closed) {
                try {
                    CaseFiles.Step step = null;
                    List<QueueLetter> letters;
                    try {
                        step = files.at(event.stream(), event.revision());
                        letters = drafting.of(
                                step.before(), step.after(), step.step(), reference, this::numberOf, clock.instant());
                    } catch (IllegalStateException | IllegalArgumentException | NullPointerException unreadable) {
                        tally.notWritten();
                        log.error(
                                "No letters were written about event {} of {}",
                                event.revision(),
                                event.stream(),
                                unreadable);
                        return true;
                    }
                    for (QueueLetter letter : letters) {
                        commands.send(
                                letter, Envelope.of(ACTOR, commandId("queue:" + letter.outbox() + ":" + letter.key())));
                        tally.queued();
                    }
                    done.put(event.stream(), step.step().getLast().revision());
                    if (done.size() > 100_000) {
                        done.clear(); // only spares work
                    }
                    return true;
                } catch (RuntimeException away) {
                    log.warn("A letter waits to be written and is tried again: {}", away.toString());
                    try {
                        Thread.sleep(PAUSE);
                    } catch (InterruptedException stopped) {
                        return false;
                    }
                }
            }
            return false;
        }

        private @Nullable String numberOf(String ticket) {
            var document = files.now(ticket);
            return document == null ? null : document.number();
        }

        private void storeMark() {
            long reached = seen.get();
            Long first = underWay.isEmpty() ? null : underWay.first();
            Mark mark = new Mark(first == null ? reached : Math.min(reached, first - 1), sending.settled());
            if (!mark.equals(last)) {
                register.store(mark);
                last = mark;
            }
        }

        @Override
        public void close() {
            closed = true;
            for (AutoCloseable follower : followers) {
                try {
                    follower.close();
                } catch (Exception ignored) {
                    log.debug("A subscription did not end cleanly", ignored);
                }
            }
            lanes.forEach(ExecutorService::shutdownNow);
            sending.close();
            log.info("Mail is not sent by this node any more");
        }
    }
}
