package daftar.query;

import daftar.messages.query.AtLeast;
import daftar.readmodel.Progress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits until the read side is as new as a caller has seen the register to be (design §7), for 3 s at the longest. Lists
 * wait for the progress that every segment of the projector publishes, and then for one refresh, which all who wait at
 * that moment share.
 */
public final class Freshness {

    static final Duration LONGEST = Duration.ofSeconds(3);
    private static final long FIRST_PAUSE_MILLIS = 5;
    private static final long LONGEST_PAUSE_MILLIS = 80;

    private final Progress progress;
    private final Runnable refresh;

    private final AtomicLong visible = new AtomicLong(-1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long started;
    private long finished;
    private boolean refreshing;

    /**
     * @param progress up to where the segments of the projector have applied the log
     * @param refresh makes searches see all that is applied
     */
    public Freshness(Progress progress, Runnable refresh) {
        this.progress = progress;
        this.refresh = refresh;
    }

    /** The position up to which every segment has applied the log; -1 for nothing. */
    long known() {
        return progress.position();
    }

    /** Waits until searches see the position. @return false if it took too long */
    boolean searchable(@Nullable AtLeast atLeast) {
        if (atLeast == null || visible.get() >= atLeast.position()) {
            return true;
        }
        if (!applied(atLeast)) {
            return false;
        }
        refreshFromNowOn();
        visible.accumulateAndGet(atLeast.position(), Math::max);
        return true;
    }

    /** Waits until everything up to the position is applied; reads by id see it then. @return false if it took too long */
    boolean applied(@Nullable AtLeast atLeast) {
        try {
            return atLeast == null || progress.awaitPosition(atLeast.position(), LONGEST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Asks again and again, with growing pauses. @return false if it did not become so in time */
    static boolean until(BooleanSupplier condition) {
        long end = System.nanoTime() + LONGEST.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
        return true;
    }

    /** Returns after a refresh that began after this call did; all who call while one runs share the next. */
    private void refreshFromNowOn() {
        lock.lock();
        try {
            long needed = started + 1;
            while (finished < needed) {
                if (refreshing) {
                    changed.awaitUninterruptibly();
                } else {
                    refreshNow();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** With the lock held; gives it back while the refresh runs. */
    private void refreshNow() {
        refreshing = true;
        long mine = ++started;
        boolean done = false;
        lock.unlock();
        try {
            refresh.run();
            done = true;
        } finally {
            lock.lock();
            refreshing = false;
            if (done) {
                finished = mine;
            }
            changed.signalAll();
        }
    }
}
