package daftar.http.write;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a command on the directory.
 *
 * @param id of the person, department or team; of a category {@code category-<code>}
 * @param version of its stream after the command, the same as the {@code ETag}
 * @param repeated as in {@link TicketAnswer}
 */
public record DirectoryAnswer(
        String id, long version, @Nullable Boolean repeated) {}
