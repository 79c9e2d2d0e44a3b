package daftar.messages.redaction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The redactions as they are now. Implementations are safe to read from many threads. */
public interface Redactions {

    /** The redaction of this id; null for none. */
    @Nullable Redaction redaction(String id);

    /** All, by id, which is by the time of asking. */
    List<Redaction> redactions();
}
