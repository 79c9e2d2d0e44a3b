package daftar.automations;

import daftar.automations.DueTickets.Due;
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
import daftar.messages.ticket.TicketCommand.FollowUpCosts;
import daftar.messages.ticket.TicketCommand.NoteForgottenTimers;
import daftar.messages.ticket.TicketCommand.NoteStageOverdue;
import daftar.messages.ticket.TicketCommand.NoteTargetPoint;
import daftar.messages.ticket.TicketCommand.PinDepartment;
import daftar.messages.ticket.TicketCommand.ResumeWork;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is due: asks the read model and sends the ordinary commands, several at once, those of one ticket one after the
 * other. The decider checks again, and the command's id is made from ticket, kind and due time, so sending one twice does
 * nothing. What fell due while no clock ran is done when one runs again, the oldest first, in portions.
 *
 * <p>What was tried is left alone for a while, longer each time, whether it was done and the read model does not show so
 * yet, or was refused, or failed: so one ticket that fails again and again does not hold up the others.
 */
public final class DeskClock implements AutoCloseable {

    /** How often the claim is extended, and a node that waits for it asks. */
    public static final Duration BEAT = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(DeskClock.class);
    private static final int AT_ONCE = 1_000;
    private static final int IN_FLIGHT = 32;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LEFT_ALONE = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 6;
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    /** What these say of when they fell due is when the ticket last changed. */
    private static final Set<Due> WITHOUT_AN_INSTANT = EnumSet.of(Due.DEPARTMENT, Due.SUBSTITUTE, Due.COST_SUBSTITUTE);

    /** @param key the due ticket, or the key of the errand @param at when it fell due; null where nobody knows */
    private record Task(
            Object key,
            String name,
            Command command,
            @Nullable Instant at) {}

    /** @param until when it is left alone @param times how often it was tried @param failing whether it failed last */
    private record Rest(
            Instant until,
            int times,
            boolean failing,
            @Nullable Instant at) {}

    private final DueTickets dueTickets;
    private final Errands errands;
    private final Commands commands;
    private final Claim claim;
    private final BooleanSupplier informed;
    private final InstantSource time;
    private final Predicate<Throwable> away;
    private final Counter done;
    private final Counter refused;
    private final Counter failed;
    private final Map<Object, Rest> resting = new ConcurrentHashMap<>();
    private volatile @Nullable Instant oldest;
    private volatile @Nullable Thread beating;
    private volatile @Nullable Thread working;

    /**
     * @param informed whether this node knows all of directory, workflows, calendars and service levels that had been recorded
     *     when it was asked: what is due is found, and decided, by them
     * @param away whether a fault says that a part cannot be reached, and not that there is something wrong with a ticket
     */
    public DeskClock(
            DueTickets dueTickets,
            Errands errands,
            Commands commands,
            Claim claim,
            BooleanSupplier informed,
            InstantSource time,
            Predicate<Throwable> away,
            MeterRegistry meters) {
        this.errands = errands;
        this.dueTickets = dueTickets;
        this.commands = commands;
        this.claim = claim;
        this.informed = informed;
        this.time = time;
        this.away = away;
        this.done = ClockMeters.COMMANDS.counter(meters, "done");
        this.refused = ClockMeters.COMMANDS.counter(meters, "refused");
        this.failed = ClockMeters.COMMANDS.counter(meters, "failed");
        ClockMeters.ACTIVE.gauge(meters, null, () -> isActive() ? 1 : 0);
        ClockMeters.BEHIND.gauge(meters, "seconds", () -> behind().toMillis() / 1000.0);
        ClockMeters.FAILING.gauge(meters, null, this::failing);
    }

    /** Runs until {@link #close}. */
    public void start() {
        beating = Thread.ofVirtual()
                .name("desk-clock-claim")
                .start(() -> repeat(() -> {
                    claim.hold();
                    return BEAT;
                }));
        working = Thread.ofVirtual()
                .name("desk-clock")
                .start(() -> repeat(() -> {
                    int sent = claim.isHeld() ? tick() : 0;
                    return sent < AT_ONCE ? PAUSE : Duration.ZERO;
                }));
    }

    /** Whether this node is the active clock. */
    public boolean isActive() {
        return claim.isHeld();
    }

    /** For how long the oldest of what is due, and not done, has been so; zero where nothing waits, or on another node. */
    public Duration behind() {
        Instant since = isActive() ? oldest : null;
        if (since == null) {
            return Duration.ZERO;
        }
        Duration waited = Duration.between(since, time.instant());
        return waited.isNegative() ? Duration.ZERO : waited;
    }

    /** How many things failed when they were last tried. */
    public int failing() {
        return (int) resting.values().stream().filter(Rest::failing).count();
    }

    /** Returns how long to wait before the next time. */
    private interface Turn {
        Duration take() throws InterruptedException;
    }

    private void repeat(Turn turn) {
        Duration pause = PAUSE;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Duration wait = turn.take();
                pause = PAUSE;
                Thread.sleep(wait);
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException fault) {
                if (Thread.currentThread().isInterrupted()) {
                    return; // stopped amid it
                }
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

    /**
     * Sends what is due now; returns how many commands were sent. A part that is away is thrown; nothing is lost by it. A node
     * that has just started, or lost its connection for a while, and took over, would else undo what others have decided by
     * what it has not heard of.
     */
    int tick() throws InterruptedException {
        if (!informed.getAsBoolean()) {
            throw new IllegalStateException("this node has not read all that was recorded");
        }
        Instant now = time.instant();
        resting.values().removeIf(rest -> rest.until().plus(FORGOTTEN).isBefore(now));
        List<Task> tasks = tasks(now);
        oldest = oldestOf(tasks);
        send(tasks);
        oldest = oldestOf(List.of());
        return tasks.size();
    }

    /** What is due and not left alone, the oldest first. */
    private List<Task> tasks(Instant now) {
        List<Task> tasks = new ArrayList<>();
        for (DueTicket due : dueTickets.dueAt(now, AT_ONCE, ticket -> isWanted(ticket, now))) {
            if (isWanted(due, now)) {
                Instant at = WITHOUT_AN_INSTANT.contains(due.what()) ? null : due.at();
                tasks.add(new Task(due, due.toString(), command(due), at));
            }
        }
        for (Errand errand : errands.due(now, AT_ONCE + resting.size())) {
            if (isWanted(errand.key(), now)) {
                tasks.add(new Task(errand.key(), errand.key(), errand.command(), null));
            }
        }
        tasks.sort(Comparator.comparing(task -> task.at() == null ? now : task.at()));
        return tasks.size() > AT_ONCE ? tasks.subList(0, AT_ONCE) : tasks;
    }

    private boolean isWanted(Object key, Instant now) {
        Rest rest = resting.get(key);
        return rest == null || !rest.until().isAfter(now);
    }

    private static Command command(DueTicket due) {
        return switch (due.what()) {
            case CONFIRMATION -> new CloseUnconfirmed(due.ticket());
            case HOLD -> new ResumeWork(due.ticket(), null);
            case DEPARTMENT -> new PinDepartment(due.ticket());
            case SUBSTITUTE -> new DelegateApproval(due.ticket());
            case TIMER -> new NoteForgottenTimers(due.ticket());
            case COST, COST_SUBSTITUTE -> new FollowUpCosts(due.ticket());
            case SILENCE -> new FollowUp(due.ticket());
            case STAGE -> new NoteStageOverdue(due.ticket());
            case TARGET -> new NoteTargetPoint(due.ticket());
        };
    }

    private @Nullable Instant oldestOf(List<Task> tasks) {
        Instant earliest = null;
        for (Task task : tasks) {
            earliest = earlier(earliest, task.at());
        }
        for (Rest rest : resting.values()) {
            if (rest.failing()) {
                earliest = earlier(earliest, rest.at());
            }
        }
        return earliest;
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        return a == null || b != null && b.isBefore(a) ? b : a;
    }

    /** Those of one ticket after each other; different ones together, at most so many. */
    private void send(List<Task> tasks) throws InterruptedException {
        Map<String, List<Task>> byTicket = new LinkedHashMap<>();
        tasks.forEach(task -> byTicket.computeIfAbsent(task.command().stream(), ticket -> new ArrayList<>())
                .add(task));
        Semaphore free = new Semaphore(IN_FLIGHT);
        AtomicReference<@Nullable RuntimeException> outage = new AtomicReference<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (List<Task> ofOne : byTicket.values()) {
                free.acquire();
                if (outage.get() != null || !claim.isHeld()) {
                    break;
                }
                var unused = senders.submit(() -> {
                    try {
                        for (Task task : ofOne) {
                            if (!send(task)) {
                                break; // what comes after it may need it
                            }
                        }
                    } catch (RuntimeException partAway) {
                        outage.set(partAway);
                    } finally {
                        free.release();
                    }
                });
            }
        }
        RuntimeException partAway = outage.get();
        if (partAway != null) {
            throw partAway;
        }
    }

    /** Whether it was carried out, or refused. @throws RuntimeException where a part is away: it is tried again at once */
    private boolean send(Task task) {
        UUID id = UUID.nameUUIDFromBytes(("clock:" + task.name()).getBytes(StandardCharsets.UTF_8));
        try {
            commands.send(task.command(), Envelope.of(Actor.clock(), id));
            done.increment();
            leaveAlone(task, false);
            return true;
        } catch (Refused notAnyMore) {
            // the ticket has moved on since the read model saw it
            refused.increment();
            leaveAlone(task, false);
            log.debug("{} was not carried out: {}", task.name(), notAnyMore.getMessage());
            return true;
        } catch (RuntimeException fault) {
            if (away.test(fault)) {
                throw fault;
            }
            failed.increment();
            Duration rest = leaveAlone(task, true);
            log.warn("{} failed and is left alone for {} s: {}", task.name(), rest.toSeconds(), fault.toString());
            return false;
        }
    }

    /** Twice as long each time, up to an hour or so. */
    private Duration leaveAlone(Task task, boolean failing) {
        Rest before = resting.get(task.key());
        int times = before == null ? 0 : Math.min(before.times() + 1, MOST_DOUBLINGS);
        Duration rest = LEFT_ALONE.multipliedBy(1L << times);
        resting.put(task.key(), new Rest(time.instant().plus(rest), times, failing, task.at()));
        return rest;
    }

    @Override
    public void close() {
        claim.giveUp(working, beating);
    }
}
