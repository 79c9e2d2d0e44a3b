package daftar.app.ledger;

import daftar.automations.ClaimedWork;
import daftar.ledgertree.HeadSigner;
import daftar.ledgertree.LedgerDisagrees;
import daftar.ledgertree.LedgerMeters;
import daftar.ledgertree.LogTree;
import daftar.ledgertree.SignedHeads.Kept;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One turn: the tree is brought level with the log, and its head signed if it is time to. */
final class LedgerWork implements ClaimedWork.Work {

    private static final Logger log = LoggerFactory.getLogger(LedgerWork.class);

    private final LogTree tree;
    private final @Nullable HeadSigner signer;
    private final HeadMail mail;
    private final InstantSource clock;
    private boolean mailWaits;
    private volatile LogTree.@Nullable Grown grown;
    private volatile @Nullable Kept newest;
    private volatile @Nullable String disagreement;

    /** @param signer null on a node without the key */
    LedgerWork(LogTree tree, @Nullable HeadSigner signer, HeadMail mail, InstantSource clock, MeterRegistry meters) {
        this.tree = tree;
        this.signer = signer;
        this.mail = mail;
        this.clock = clock;
        LedgerMeters.register(meters, this::size, this::unsigned, this::headAge, () -> disagreement != null);
    }

    @Override
    public boolean isWanted() {
        return signer != null && signer.isTheOne();
    }

    @Override
    public void take() {
        HeadSigner own = signer;
        if (own == null) {
            return;
        }
        try {
            LogTree.Grown now = tree.catchUp();
            grown = now;
            Kept head = own.sign(now);
            head = head == null ? own.newest() : head;
            newest = head;
            disagreement = null;
            if (head != null) {
                mail(head, own);
            }
        } catch (LedgerDisagrees found) {
            if (disagreement == null) {
                log.error("The ledger does not agree, and no more heads are signed: {}", found.getMessage());
            }
            disagreement = found.getMessage();
        }
    }

    /** Heads are signed although they cannot be mailed for now: the next turn tries again. */
    private void mail(Kept head, HeadSigner own) {
        try {
            mail.mail(head, () -> own.keyOf(head));
            mailWaits = false;
        } catch (RuntimeException away) {
            if (!mailWaits) {
                log.warn("The ledger's head could not be written into the outbox and is tried again", away);
            }
            mailWaits = true;
        }
    }

    /** What was found wrong; null while all is well. */
    @Nullable String disagreement() {
        return disagreement;
    }

    long size() {
        LogTree.Grown now = grown;
        return now == null ? 0 : now.size();
    }

    long unsigned() {
        Kept head = newest;
        return size() - (head == null ? 0 : head.head().size());
    }

    Duration headAge() {
        Kept head = newest;
        return head == null ? Duration.ZERO : Duration.between(head.head().signedAt(), clock.instant());
    }
}
