package daftar.automations;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.UnableToInitializeTokenException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Of several nodes one is active: the one whose token store gives it the token. A claim that is not extended lapses after
 * the token store's own time, and another node takes over. So that a node which hangs does not go on meanwhile, it trusts
 * its claim for a shorter time than the others leave it alone.
 */
public final class Claim {

    private static final Logger log = LoggerFactory.getLogger(Claim.class);
    private static final int SEGMENT = 0;

    private final TokenStore tokens;
    private final String name;
    private final long trustedNanos;
    private final LongSupplier nanoTime;
    private boolean initialized;
    private volatile boolean mine;
    private volatile long extendedAt;

    /** @param name of what is claimed, shared by the nodes that compete for it */
    public Claim(TokenStore tokens, String name) {
        this(tokens, name, Duration.ofDays(36_500), System::nanoTime);
    }

    /**
     * @param trusted for how long {@link #isHeld} takes the claim for this node's after it was extended: less than the token
     *     store's own claim timeout
     * @param nanoTime as {@link System#nanoTime}
     */
    public Claim(TokenStore tokens, String name, Duration trusted, LongSupplier nanoTime) {
        this.tokens = tokens;
        this.name = name;
        this.trustedNanos = trusted.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Claims, or extends the claim; false while another node has it. */
    public synchronized boolean hold() {
        // from before it is asked: the others count from when it is written
        long at = nanoTime.getAsLong();
        try {
            if (mine) {
                tokens.extendClaim(name, SEGMENT);
                extendedAt = at;
            } else {
                initialize();
                tokens.fetchToken(name, SEGMENT);
                extendedAt = at;
                mine = true;
                log.info("This node is the active {}", name);
            }
            return true;
        } catch (UnableToClaimTokenException another) {
            if (mine) {
                mine = false;
                log.info("Another node is the active {} now", name);
            }
            return false;
        }
    }

    private void initialize() {
        if (initialized) {
            return;
        }
        if (tokens.fetchSegments(name).length == 0) {
            try {
                tokens.initializeSegment(new GlobalSequenceTrackingToken(0), name, SEGMENT);
            } catch (UnableToInitializeTokenException another) {
                log.debug("Another node was first to initialize the claim of the {}", name);
            }
        }
        initialized = true;
    }

    /** Whether the claim was this node's a moment ago, so that no other can have it by now. Asks nobody. */
    public boolean isHeld() {
        return mine && nanoTime.getAsLong() - extendedAt < trustedNanos;
    }

    /** Gives the claim up, so that another node need not wait for it to lapse. */
    public synchronized void release() {
        if (mine) {
            mine = false;
            tokens.releaseClaim(name, SEGMENT);
        }
    }

    /** As {@link #giveUp()}, once these have ended that worked under the claim; null where they never began. */
    void giveUp(@Nullable Thread... working) {
        for (Thread running : working) {
            if (running != null) {
                running.interrupt();
                try {
                    running.join(Duration.ofSeconds(5));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        giveUp();
    }

    /** As {@link #release}, for who stops: what cannot be given up within two seconds lapses by itself. */
    public void giveUp() {
        Thread releasing = Thread.ofVirtual().start(() -> {
            try {
                release();
            } catch (RuntimeException away) {
                log.debug("The claim of the {} is left to lapse", name, away);
            }
        });
        try {
            if (!releasing.join(Duration.ofSeconds(2))) {
                releasing.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
