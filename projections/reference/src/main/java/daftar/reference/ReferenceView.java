package daftar.reference;

import daftar.messages.Recorded;
import daftar.messages.Role;
import daftar.messages.announcement.AnnouncementBoard;
import daftar.messages.catalogue.Catalogue;
import daftar.messages.cost.CostPolicy;
import daftar.messages.directory.Reference;
import daftar.messages.mail.MailPolicy;
import daftar.messages.outbox.LetterTexts;
import daftar.messages.outbox.Preferences;
import daftar.messages.redaction.Redaction;
import daftar.messages.redaction.RedactionEvent.RedactionCarriedOut;
import daftar.messages.redaction.TextRedacted;
import daftar.messages.rights.Rights;
import daftar.messages.sla.PromiseRegister;
import daftar.messages.survey.Surveys;
import daftar.messages.words.SearchWords;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowRegister;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reference view of this node: {@link ReferenceState} as it is now, kept so by a subscription.
 *
 * <p>It knows at which position of the log it is. Whoever has seen a later one waits for it ({@link #awaitPosition}) and
 * is told where it does not come in time. Reading never waits; a decision that asks several things of one moment takes
 * {@link #state} once.
 */
public final class ReferenceView implements Reference, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReferenceView.class);

    /** Opening a person's texts may read their key from the store; this many at a time hide that. */
    private static final int OPENED_AT_ONCE = 32;

    private static final int FOLDED_AT_ONCE = 512;

    private final ReferenceSource source;
    private final SnapshotLog snapshot;
    private final Opening opening;

    /** Held by whoever folds: the subscription, or somebody who cannot wait for it. */
    private final ReentrantLock folding = new ReentrantLock();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final AtomicInteger waiting = new AtomicInteger();

    /** Written before {@link #position}: who reads the position and then this sees at least what the position promises. */
    private volatile Known known = Known.NOTHING;

    private volatile long position = -1;
    private volatile @Nullable AutoCloseable subscription;

    /** Opens the sealed texts of events. */
    @FunctionalInterface
    public interface Opening {

        /**
         * The event with every text opened whose key is still there.
         *
         * @param redacted names of keys whose texts stay sealed even so
         */
        Recorded open(Recorded recorded, Set<String> redacted);

        /** Hears that keys were destroyed which may have been used before. */
        default void destroyed(Redaction redaction) {}
    }

    public ReferenceView(ReferenceSource source, ReferenceSnapshots snapshots, Opening opening) {
        this.source = source;
        this.snapshot = new SnapshotLog(snapshots);
        this.opening = opening;
    }

    /**
     * Loads the snapshot, catches up with the log as it is now, and follows it from there on. When it returns, the view
     * knows everything that had been recorded when it was called. What the source or the opening throws comes through,
     * and it may be called again.
     */
    public void start() {
        if (subscription != null) {
            throw new IllegalStateException("started already");
        }
        long reached = load();
        subscription = source.follow(reached, new Following(true));
    }

    /** All of it anew; returns the position that it has come to. */
    private long load() {
        long began = System.nanoTime();
        Set<String> redacted = known.redactions().keysToBeDestroyed();
        CatchUp catchUp = new CatchUp(redacted);
        long reached = catchUp.run();
        Set<String> learned = catchUp.known.redactions().keysToBeDestroyed();
        if (!redacted.containsAll(learned)) {
            // a redaction that has not been carried out to its end: its texts could still be opened
            catchUp = new CatchUp(learned);
            reached = catchUp.run();
        }
        move(catchUp.known, reached);
        snapshot.saveIfDue(reached);
        log.info(
                "Reference view at position {} after {} ms: {} (snapshot up to {})",
                reached,
                (System.nanoTime() - began) / 1_000_000,
                catchUp.known.state(),
                catchUp.from);
        return reached;
    }

    /** The position up to which everything is known; -1 before the start. */
    public long position() {
        return position;
    }

    /** All of it at one moment. */
    public ReferenceState state() {
        return known.state();
    }

    /** The ways in, at the same moment as {@link #state}. */
    public AccessState access() {
        return known.access();
    }

    /** What people have saved of their searches, at the same moment as {@link #state}. */
    public SavedViewState savedViews() {
        return known.savedViews();
    }

    /** The mail that waits for somebody, and the mail policy, at the same moment as {@link #state}. */
    public MailState mail() {
        return known.mail();
    }

    /** To whom is sent what happens, at the same moment as {@link #state}. */
    public WebhookState webhooks() {
        return known.webhooks();
    }

    /** Which reports are sent on schedule, at the same moment as {@link #state}. */
    public ReportScheduleState reportSchedules() {
        return known.reportSchedules();
    }

    /** Which replies are at hand, at the same moment as {@link #state}. */
    public ReplyState replies() {
        return known.replies();
    }

    /** What was asked to be made unreadable, at the same moment as {@link #state}. */
    public RedactionState redactions() {
        return known.redactions();
    }

    /**
     * Waits until the view knows all that was recorded up to a position, of whatever stream.
     *
     * @return false where that was not so in time, or the thread was interrupted: the view is behind
     */
    public boolean awaitPosition(long wanted, Duration atMost) {
        if (position >= wanted) {
            return true;
        }
        readOn(wanted);
        waiting.incrementAndGet();
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (position < wanted) {
                if (left <= 0) {
                    return false;
                }
                left = moved.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return position >= wanted;
        } finally {
            lock.unlock();
            waiting.decrementAndGet();
        }
    }

    /** Looks at the log itself: the subscription need not say at once that something passed which is none of the view's. */
    private void readOn(long wanted) {
        folding.lock();
        try {
            if (position < wanted && subscription != null) {
                long reached = source.catchUp(position, new Following(false));
                if (reached > position) {
                    move(known, reached);
                }
            }
        } catch (RuntimeException away) {
            log.debug("The log could not be read; the subscription is waited for: {}", away.toString());
        } finally {
            folding.unlock();
        }
    }

    /** Ends the subscription; the view stays as it is. */
    @Override
    public void close() {
        AutoCloseable open = subscription;
        if (open != null) {
            try {
                open.close();
            } catch (Exception ignored) {
                log.warn("The reference view's subscription did not end cleanly: {}", ignored.toString());
            }
        }
    }

    @Override
    public @Nullable Person person(String id) {
        return known.state().person(id);
    }

    @Override
    public @Nullable Department department(String id) {
        return known.state().department(id);
    }

    @Override
    public @Nullable Team team(String id) {
        return known.state().team(id);
    }

    @Override
    public @Nullable Category category(String code) {
        return known.state().category(code);
    }

    @Override
    public List<Category> categoriesBelow(String code) {
        return known.state().categoriesBelow(code);
    }

    @Override
    public @Nullable Workflow workflow(String name, int version) {
        return known.state().workflow(name, version);
    }

    @Override
    public WorkflowRegister workflowRegister() {
        return known.state().workflowRegister();
    }

    @Override
    public List<Person> holdersOf(Role role) {
        return known.state().holdersOf(role);
    }

    @Override
    public List<Team> teamsOf(String person) {
        return known.state().teamsOf(person);
    }

    @Override
    public Rights rights() {
        return known.state().rights();
    }

    @Override
    public AnnouncementBoard announcements() {
        return known.state().announcements();
    }

    @Override
    public CostPolicy costs() {
        return known.state().costs();
    }

    @Override
    public Surveys surveys() {
        return known.state().surveys();
    }

    @Override
    public Catalogue catalogue() {
        return known.state().catalogue();
    }

    @Override
    public Preferences preferences(String person) {
        return known.state().preferences(person);
    }

    @Override
    public LetterTexts letterTexts() {
        return known.state().letterTexts();
    }

    @Override
    public List<Person> holdersOfPost(String post) {
        return known.state().holdersOfPost(post);
    }

    @Override
    public List<Person> supervisedBy(String person) {
        return known.state().supervisedBy(person);
    }

    @Override
    public @Nullable Post post(String id) {
        return known.state().post(id);
    }

    @Override
    public @Nullable Vendor vendor(String id) {
        return known.state().vendor(id);
    }

    @Override
    public @Nullable Person personOfUserName(String userName) {
        return known.state().personOfUserName(userName);
    }

    @Override
    public PromiseRegister promises() {
        return known.promises();
    }

    @Override
    public SearchWords searchWords() {
        return known.words();
    }

    @Override
    public MailPolicy mailPolicy() {
        return known.mail().policy();
    }

    @Override
    public List<Person> peopleOfMail(String address) {
        return known.state().peopleOfMail(address);
    }

    private void move(Known next, long to) {
        known = next;
        position = to;
        if (waiting.get() > 0) {
            lock.lock();
            try {
                moved.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Folds what was recorded before the start, many at once; nobody sees the states in between. */
    private final class CatchUp implements ReferenceSource.Listener {
        private final Set<String> redacted;
        private long from = -1;
        private Known known = Known.NOTHING;
        private final List<Recorded> waiting = new ArrayList<>();

        /** @param redacted names of keys that are not to be used */
        private CatchUp(Set<String> redacted) {
            this.redacted = redacted;
        }

        private long run() {
            fold(snapshot.start());
            from = snapshot.savedTo();
            long reached = Math.max(from, source.catchUp(from, this));
            foldRest();
            return reached;
        }

        @Override
        public void recorded(Recorded event) {
            snapshot.recorded(event);
            waiting.add(event);
            if (waiting.size() >= FOLDED_AT_ONCE) {
                foldRest();
            }
        }

        @Override
        public void passed(long position, int records) {
            snapshot.passed(records);
        }

        private void foldRest() {
            fold(waiting);
            waiting.clear();
        }

        private void fold(List<Recorded> events) {
            events.stream()
                    .gather(Gatherers.mapConcurrent(OPENED_AT_ONCE, event -> opening.open(event, redacted)))
                    .forEachOrdered(event -> known = after(known, event));
        }
    }

    private Known after(Known before, Recorded opened) {
        Known after = before.after(opened);
        if (opened.event() instanceof RedactionCarriedOut) {
            Redaction redaction = after.redactions().redaction(opened.stream());
            if (redaction != null) {
                opening.destroyed(redaction);
            }
        }
        return after;
    }

    /**
     * Folds what is being recorded, each as it comes.
     *
     * @param saves whether the snapshot is continued where that is due
     */
    private final class Following implements ReferenceSource.Listener {

        private final boolean saves;

        private Following(boolean saves) {
            this.saves = saves;
        }

        @Override
        public void recorded(Recorded event) {
            folding.lock();
            try {
                if (event.position() <= position) {
                    return; // came again after a reconnect, or somebody read on
                }
                if (event.event() instanceof TextRedacted) {
                    log.info("Texts of {} were redacted; the reference view is read anew", event.stream());
                    long unused = load();
                    return;
                }
                Known next = after(known, opening.open(event, Set.of()));
                snapshot.recorded(event);
                moveAndSave(next, event.position());
            } finally {
                folding.unlock();
            }
        }

        @Override
        public void passed(long reached, int records) {
            folding.lock();
            try {
                if (reached > position) {
                    snapshot.passed(records);
                    moveAndSave(known, reached);
                }
            } finally {
                folding.unlock();
            }
        }

        private void moveAndSave(Known next, long to) {
            move(next, to);
            if (saves) {
                snapshot.saveIfDue(to);
            }
        }
    }
}
