package daftar.cli;

import java.time.Instant;
import java.util.Map;

/**
 * A command to send about a ticket.
 *
 * @param action the last part of the path; {@code raise} for the first
 * @param body the request
 * @param occurredAt when it happened at the old desk
 * @param line the line of the log that it comes from
 */
record Call(String action, Map<String, Object> body, Instant occurredAt, long line) {}
