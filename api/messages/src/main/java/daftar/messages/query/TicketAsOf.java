package daftar.messages.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as it stood.
 *
 * @param at the business time asked for; null where it was not limited
 * @param recordedAt the time of the register asked for; null where it was not limited
 * @param ticket computed from the events up to then
 */
public record TicketAsOf(@Nullable Instant at, @Nullable Instant recordedAt, TicketView ticket) {}
