package daftar.messages;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a command that was carried out.
 *
 * @param stream the stream that was appended to
 * @param number the ticket's number, null for other streams
 * @param version the revision of the stream's last event after the command: the new ETag
 * @param position the commit position of that event, from the store's own answer
 * @param repeated true where an earlier request under the same Idempotency-Key had been carried out already, and this is
 *     its answer
 */
public record Receipt(String stream, @Nullable String number, long version, long position, boolean repeated) {}
