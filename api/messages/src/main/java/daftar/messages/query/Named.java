package daftar.messages.query;

import org.jspecify.annotations.Nullable;

/**
 * A person, team, department or anything else with a code, and how people call it.
 *
 * @param name in the caller's language; null where it is unknown or was redacted
 */
public record Named(String id, @Nullable String name) {}
