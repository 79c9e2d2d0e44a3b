package daftar.eventstore;

import java.io.Serial;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;

/**
 * The connection failed, or time ran out, after an append may have reached the store: the events are either all in or
 * none is. Load the stream and look for them; never report this as a failure of the command.
 */
public class AppendOutcomeUnknown extends EventStoreException {

    @Serial
    private static final long serialVersionUID = 1L;

    public AppendOutcomeUnknown(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
