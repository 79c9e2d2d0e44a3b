package daftar.automations;

import daftar.automations.DueTickets.DueTicket;
import daftar.automations.Errands.Errand;
import daftar.messages.Actor;
import daftar.messages.Command;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Refused;
import daftar.messages.ticket.TicketCommand.CloseUnconfirmed;
import daftar.messages.ticket.TicketCommand.DelegateApproval;
import daftar.messages.ticket.TicketCommand.FollowUp;
import daftar.messages.ticket.TicketCommand.NoteForgottenTimers;
import daftar.messages.ticket.TicketCommand.NoteStageOverdue;
import daftar.messages.ticket.TicketCommand.PinDepartment;
import daftar.messages.ticket.TicketCommand.ResumeWork;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is due: asks the read model and sends the ordinary commands. The decider checks again, and the command's id is
 * made from ticket and due time, so sending one twice does nothing. What fell due while no clock ran is done when one runs
 * again.
 */
public final class DeskClock implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DeskClock.class);
    private static final int AT_ONCE = 500;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** How long something that was tried is left alone: the read model needs a moment to show that it is done. */
    private static final Duration LEFT_ALONE = Duration.ofSeconds(60);

    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private final DueTickets dueTickets;
    private final Errands errands;
    private final Commands commands;
    private final Claim claim;
    private final InstantSource time;
    private final Counter done;
    private final Counter refused;
    /** By the due ticket, or the key of the errand. */
    private final Map<Object, Instant> tried = new HashMap<>();

    /** What could not be sent the last time it was tried. */
    private final Map<Object, Instant> faulted = new HashMap<>();

    private volatile @Nullable Thread thread;

    public DeskClock(
            DueTickets dueTickets,
            Errands errands,
            Commands commands,
            Claim claim,
            InstantSource time,
            MeterRegistry meters) {
        this.errands = errands;
        this.dueTickets = dueTickets;
        this.commands = commands;
        this.claim = claim;
        this.time = time;
        this.done = ClockMeters.COMMANDS.counter(meters, "done");
        this.refused = ClockMeters.COMMANDS.counter(meters, "refused");
    }

    /** Runs until {@link #close}. */
    public void start() {
        thread = Thread.ofVirtual().name("desk-clock").start(this::run);
    }

    private void run() {
        Duration pause = PAUSE;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                int sent = claim.hold() ? tick() : 0;
                pause = PAUSE;
                if (sent < AT_ONCE) {
                    Thread.sleep(pause);
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException fault) {
                log.warn(
                        "The clock could not do what is due and tries again in {} s: {}",
                        pause.toSeconds(),
                        fault.toString());
                try {
                    Thread.sleep(pause);
                } catch (InterruptedException stopped) {
                    return;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    /** Sends what is due now; returns how many commands were sent. */
    int tick() {
        Instant now = time.instant();
        tried.values().removeIf(at -> at.plus(LEFT_ALONE).isBefore(now));
        faulted.values().removeIf(at -> at.plus(FORGOTTEN).isBefore(now));
        List<DueTicket> due = dueTickets.dueAt(now, AT_ONCE + tried.size());
        int sent = 0;
        for (DueTicket ticket : due) {
            if (sent < AT_ONCE && tried.putIfAbsent(ticket, now) == null) {
                send(ticket);
                sent++;
            }
        }
        for (Errand errand : errands.due(now, AT_ONCE + tried.size())) {
            if (sent < AT_ONCE && tried.putIfAbsent(errand.key(), now) == null) {
                send(errand.key(), errand.key(), errand.command());
                sent++;
            }
        }
        return sent;
    }

    private void send(DueTicket due) {
        Command command =
                switch (due.what()) {
                    case CONFIRMATION -> new CloseUnconfirmed(due.ticket());
                    case HOLD -> new ResumeWork(due.ticket(), null);
                    case DEPARTMENT -> new PinDepartment(due.ticket());
                    case SUBSTITUTE -> new DelegateApproval(due.ticket());
                    case TIMER -> new NoteForgottenTimers(due.ticket());
                    case SILENCE -> new FollowUp(due.ticket());
                    case STAGE -> new NoteStageOverdue(due.ticket());
                };
        send(due, due.toString(), command);
    }

    private void send(Object due, String key, Command command) {
        UUID id = UUID.nameUUIDFromBytes(("clock:" + key).getBytes(StandardCharsets.UTF_8));
        try {
            commands.send(command, Envelope.of(Actor.clock(), id));
            done.increment();
        } catch (Refused notAnyMore) {
            // the ticket has moved on since the read model saw it
            refused.increment();
            log.debug("{} was not carried out: {}", due, notAnyMore.getMessage());
        } catch (RuntimeException fault) {
            // most often a part is away, and it is tried again at once; one that fails again shall not hold up the
            // others
            if (faulted.put(due, time.instant()) == null) {
                tried.remove(due);
            } else {
                log.warn("{} is left alone for {} s, after it failed again", due, LEFT_ALONE.toSeconds());
            }
            throw fault;
        }
        faulted.remove(due);
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
        giveUpClaim();
    }

    /** Elasticsearch may be away; the claim lapses by itself then. */
    private void giveUpClaim() {
        Thread release = Thread.ofVirtual().start(() -> {
            try {
                claim.release();
            } catch (RuntimeException away) {
                log.debug("The clock's claim is left to lapse", away);
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
}
