package daftar.http.write;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a command on a ticket.
 *
 * @param ticket the ticket's id
 * @param number the ticket's number; null where the command side does not say it
 * @param version the ticket's version after the command, the same as the {@code ETag}
 * @param repeated true where an earlier request under the same Idempotency-Key had been carried out, and this is its
 *     answer; null otherwise
 */
public record TicketAnswer(
        String ticket,
        @Nullable String number,
        long version,
        @Nullable Boolean repeated) {}
