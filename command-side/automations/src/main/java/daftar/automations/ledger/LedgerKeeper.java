package daftar.automations.ledger;

import daftar.automations.Claim;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the ledger level with the log, on one node at a time: of several the one that has the claim. Should two do it at once
 * for a moment, the ledger's own guards tell one of them.
 */
public final class LedgerKeeper implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LedgerKeeper.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** What is kept. */
    public interface Work {

        /** Whether this node may do it at all. */
        boolean isForThisNode();

        /** Brings it level with the log; blocks. What it throws is tried again later. */
        void take();
    }

    private final Claim claim;
    private final Work work;
    private volatile @Nullable Thread beating;
    private volatile @Nullable Thread working;

    public LedgerKeeper(Claim claim, Work work) {
        this.claim = claim;
        this.work = work;
    }

    /** Runs until {@link #close}. */
    public void start() {
        beating = Thread.ofVirtual().name("ledger-claim").start(() -> repeat(this::beat));
        working = Thread.ofVirtual()
                .name("ledger")
                .start(() -> repeat(() -> {
                    if (claim.isHeld()) {
                        work.take();
                    }
                }));
    }

    /** Whether this node keeps the ledger. */
    public boolean isActive() {
        return claim.isHeld();
    }

    private void beat() {
        if (work.isForThisNode()) {
            claim.hold();
        } else {
            claim.release();
        }
    }

    private static void repeat(Runnable turn) {
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
                    log.warn("The ledger could not be kept and is tried again: {}", fault.toString());
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
        for (Thread running : new @Nullable Thread[] {working, beating}) {
            if (running != null) {
                running.interrupt();
                try {
                    running.join(Duration.ofSeconds(5));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        Thread release = Thread.ofVirtual().start(() -> {
            try {
                claim.release();
            } catch (RuntimeException away) {
                log.debug("The ledger's claim is left to lapse", away);
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
