package daftar.messages.knowledge;

import daftar.messages.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said of a request that was not raised. {@code deflection} is its id and stream, {@code deflection-<uuid>}. */
public sealed interface DeflectionCommand extends Command {

    String deflection();

    @Override
    default String stream() {
        return deflection();
    }

    /**
     * What was suggested has answered it, so that the actor raises nothing.
     *
     * @param read ids of the articles and tickets that did, one at least
     * @param category that the request would have had; null where it is not known
     */
    record DeflectRequest(
            String deflection, List<String> read, @Nullable String category) implements DeflectionCommand {
        public DeflectRequest {
            read = List.copyOf(read);
        }
    }
}
