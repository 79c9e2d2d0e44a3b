package daftar.automations;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does some work again and again, on one node at a time: of several the one that has the claim. For work that does no harm
 * where two do it at once for a moment.
 */
public final class ClaimedWork implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ClaimedWork.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** What is done. */
    public interface Work {

        /** Whether this node is to do it now, where no other does; asked often. */
        boolean isWanted();

        /** Does what there is to do; blocks. What it throws is tried again later. */
        void take();
    }

    private final String name;
    private final Claim claim;
    private final Work work;
    private volatile @Nullable Thread beating;
    private volatile @Nullable Thread working;

    /** @param name of the work, for threads and the log */
    public ClaimedWork(String name, Claim claim, Work work) {
        this.name = name;
        this.claim = claim;
        this.work = work;
    }

    /** Runs until {@link #close}. */
    public void start() {
        beating = Thread.ofVirtual().name(name + "-claim").start(() -> repeat(this::beat));
        working = Thread.ofVirtual()
                .name(name)
                .start(() -> repeat(() -> {
                    if (claim.isHeld()) {
                        work.take();
                    }
                }));
    }

    /** Whether this node is the one. */
    public boolean isActive() {
        return claim.isHeld();
    }

    private void beat() {
        if (work.isWanted()) {
            claim.hold();
        } else {
            claim.release();
        }
    }

    private void repeat(Runnable turn) {
        Duration pause = PAUSE;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                turn.run();
                pause = PAUSE;
            } catch (RuntimeException fault) {
                if (Thread.currentThread().isInterrupted()) {
                    return; // stopped amid it
                }
                if (pause.equals(PAUSE)) {
                    log.warn("The work of the {} failed and is tried again: {}", name, fault.toString());
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    @Override
    public void close() {
        claim.giveUp(working, beating);
    }
}
