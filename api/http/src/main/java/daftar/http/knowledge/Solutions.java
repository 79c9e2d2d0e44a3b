package daftar.http.knowledge;

import daftar.messages.Actor;
import org.jspecify.annotations.Nullable;

/** What tickets were solved by, for articles that grow from it. Given by the application. */
@FunctionalInterface
public interface Solutions {

    /**
     * A ticket that was solved.
     *
     * @param language in which it was raised
     * @param title null where it was redacted
     * @param solution as the requester read it; null where it was redacted
     */
    record Solved(
            String id,
            String language,
            @Nullable String title,
            @Nullable String solution,
            @Nullable String category,
            @Nullable String service) {}

    /** The ticket's solution; null where it is not solved, or the actor may not read its solution. */
    @Nullable Solved of(Actor actor, String ref);
}
