package daftar.http.write;

import daftar.http.directory.handover.OpenKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a command on the directory.
 *
 * @param id of the person, department or team; of a category {@code category-<code>}
 * @param version of its stream after the command, the same as the {@code ETag}
 * @param repeated as in {@link TicketAnswer}
 * @param open what is still on a person who was deactivated, to be handed over; null otherwise, and where it cannot be
 *     counted now
 */
public record DirectoryAnswer(
        String id,
        long version,
        @Nullable Boolean repeated,
        @Nullable Map<OpenKind, Long> open) {

    /** An answer to whatever leaves nobody's work behind. */
    public DirectoryAnswer(String id, long version, @Nullable Boolean repeated) {
        this(id, version, repeated, null);
    }
}
