package daftar.messages.knowledge;

import daftar.messages.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a request that was not raised. */
public sealed interface DeflectionEvent extends Event {

    /**
     * Something was read instead.
     *
     * @param department of the person then; null for none
     * @param read ids of articles and tickets
     */
    record RequestDeflected(
            String person,
            @Nullable String department,
            List<String> read,
            @Nullable String category) implements DeflectionEvent {
        public RequestDeflected {
            read = read == null ? List.of() : List.copyOf(read);
        }
    }
}
