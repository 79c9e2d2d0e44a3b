package daftar.projectors;

import daftar.messages.Recorded;
import java.util.Set;

/** Opens the sealed texts of events. */
@FunctionalInterface
public interface Opening {

    /**
     * The event with every text opened whose key is still there; sealed stays what was redacted.
     *
     * @param redacted names of keys whose texts stay sealed even where the keys are still there
     * @throws RuntimeException if it cannot tell now
     */
    Recorded open(Recorded recorded, Set<String> redacted);

    default Recorded open(Recorded recorded) {
        return open(recorded, Set.of());
    }
}
