package daftar.messages.report;

import java.time.Instant;

/** A stretch of business time, in whole milliseconds. @param from inclusive @param to exclusive */
public record Period(Instant from, Instant to) {}
