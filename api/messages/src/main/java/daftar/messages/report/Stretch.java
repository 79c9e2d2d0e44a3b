package daftar.messages.report;

import java.time.Instant;

/** A month, week or day of a period, cut to it. @param key its first day, of a month without the day */
public record Stretch(String key, Instant from, Instant to) {}
