package daftar.ledgertree;

import daftar.ledgertree.SignedHeads.Kept;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place outside of the store where heads are published: who alters the store does not reach it. */
public interface Publication {

    /** The newest head that is there; null for none. @throws LedgerDisagrees if it cannot be read as one */
    @Nullable Kept newest();

    /** Publishes more, the oldest first. */
    void publish(List<Kept> heads);
}
