package daftar.messages.query;

import daftar.messages.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, in which language they read names, and how new the answer must be.
 *
 * @param language BCP 47; null for the person's own
 * @param atLeast null for whatever is there
 */
public record Caller(
        Actor actor, @Nullable String language, @Nullable AtLeast atLeast) {}
