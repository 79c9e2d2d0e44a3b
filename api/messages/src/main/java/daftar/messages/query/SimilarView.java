package daftar.messages.query;

import daftar.messages.ticket.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What resembles a ticket.
 *
 * @param solved tickets that were solved, with their solutions
 * @param articles that may solve it
 * @param duplicates open tickets that say the same and were raised about then
 */
public record SimilarView(
        String id, List<Like> solved, List<KnowledgePage.Entry> articles, List<Like> duplicates, boolean stale)
        implements Answer {

    /**
     * A ticket that resembles another.
     *
     * @param likeness from 0, nothing in common, to 1, the same words
     * @param solution null while it is unsolved
     * @param cause internal; null while it is unsolved, or where nobody said
     */
    public record Like(
            String id,
            String number,
            @Nullable String title,
            Status status,
            @Nullable Named requester,
            Instant raisedAt,
            @Nullable String solution,
            @Nullable String cause,
            @Nullable String fix,
            double likeness) {}
}
