package daftar.eventstore;

import java.io.Serial;
import org.axonframework.common.AxonTransientException;
import org.jspecify.annotations.Nullable;

/** The store cannot be reached at present. Nothing was changed by the call; the same call may succeed later. */
public class EventStoreUnavailable extends AxonTransientException {

    @Serial
    private static final long serialVersionUID = 1L;

    public EventStoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
