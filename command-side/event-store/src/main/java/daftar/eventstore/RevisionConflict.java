package daftar.eventstore;

import java.io.Serial;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;

/** Another writer was first: the stream is not at the expected revision, and nothing was appended. */
public class RevisionConflict extends EventStoreException {

    @Serial
    private static final long serialVersionUID = 1L;

    public RevisionConflict(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
