package daftar.messages.ticket;

import daftar.messages.Text;
import org.jspecify.annotations.Nullable;

/**
 * How a ticket was solved.
 *
 * @param text what was done, as the requester reads it
 * @param code the organisation's closing code; null where it keeps none
 * @param cause why it happened, internal; null where unknown
 * @param fix whether the cause is gone
 */
public record Solution(
        Text text, @Nullable String code, @Nullable Text cause, Fix fix) {}
