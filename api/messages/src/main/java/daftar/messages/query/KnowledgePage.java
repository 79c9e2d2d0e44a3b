package daftar.messages.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resolved tickets as a knowledge base: the problem and its solution, without people. See {@link TicketPage}. */
public record KnowledgePage(
        List<Solved> solved,
        long total,
        Map<String, List<TicketPage.Count>> facets,
        @Nullable String next,
        boolean stale)
        implements Answer {

    /**
     * @param solution as the requester read it
     * @param cause internal; null for analysts
     * @param fix PERMANENT or WORKAROUND
     */
    public record Solved(
            String id,
            String number,
            @Nullable String title,
            @Nullable String description,
            @Nullable String solution,
            @Nullable String solutionCode,
            @Nullable String cause,
            @Nullable String fix,
            Named type,
            @Nullable Named category,
            @Nullable String service,
            @Nullable String language,
            @Nullable Instant resolvedAt,
            Map<String, List<String>> highlights) {}
}
