package daftar.messages.query;

import daftar.messages.file.FileVisibility;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file of a ticket.
 *
 * @param id by which it is read: the SHA-256 of its content
 * @param ticket the ticket that it came to: this one, or one that was merged into it
 * @param name null where it was redacted
 * @param size bytes
 * @param withheld what the virus scanner found in it, so that it is not given out; null for nothing
 */
public record TicketFile(
        String id,
        String ticket,
        @Nullable String name,
        long size,
        String mediaType,
        FileVisibility visibility,
        @Nullable Named by,
        Instant at,
        @Nullable String withheld) {}
