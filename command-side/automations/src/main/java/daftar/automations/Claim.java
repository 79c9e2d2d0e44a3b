package daftar.automations;

import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Of several nodes one is active: the one whose token store gives it the token. A claim that is not extended lapses after
 * the token store's own time, and another node takes over.
 */
public final class Claim {

    private static final Logger log = LoggerFactory.getLogger(Claim.class);
    private static final int SEGMENT = 0;

    private final TokenStore tokens;
    private final String name;
    private final AtomicBoolean mine = new AtomicBoolean();

    /** @param name of what is claimed, shared by the nodes that compete for it */
    public Claim(TokenStore tokens, String name) {
        this.tokens = tokens;
        this.name = name;
    }

    /** Claims, or extends the claim; false while another node has it. */
    public boolean hold() {
        try {
            if (mine.get()) {
                tokens.extendClaim(name, SEGMENT);
            } else {
                if (tokens.fetchSegments(name).length == 0) {
                    tokens.initializeSegment(new GlobalSequenceTrackingToken(0), name, SEGMENT);
                }
                tokens.fetchToken(name, SEGMENT);
                mine.set(true);
                log.info("This node is the active {}", name);
            }
            return true;
        } catch (UnableToClaimTokenException another) {
            if (mine.compareAndSet(true, false)) {
                log.info("Another node is the active {} now", name);
            }
            return false;
        }
    }

    /** Gives the claim up, so that another node need not wait for it to lapse. */
    public void release() {
        if (mine.compareAndSet(true, false)) {
            tokens.releaseClaim(name, SEGMENT);
        }
    }
}
