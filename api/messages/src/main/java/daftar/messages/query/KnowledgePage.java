package daftar.messages.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Articles and solved tickets, the best fit first, without people. See {@link TicketPage}.
 *
 * @param facets by name; {@code kind} is always there
 * @param meant where nothing was found, what may have been meant and does find something; null otherwise
 */
public record KnowledgePage(
        List<Entry> entries,
        long total,
        Map<String, List<TicketPage.Count>> facets,
        @Nullable String next,
        boolean stale,
        @Nullable List<String> meant)
        implements Answer {

    /** A page that offers nothing else. */
    public KnowledgePage(
            List<Entry> entries,
            long total,
            Map<String, List<TicketPage.Count>> facets,
            @Nullable String next,
            boolean stale) {
        this(entries, total, facets, next, stale, null);
    }

    /**
     * An article, or a ticket that was solved.
     *
     * @param title null only where it was redacted
     * @param description of a ticket what the matter was, of an article its summary
     * @param solution as the requester read it; of an article how it begins
     * @param cause internal; null for analysts
     * @param fix PERMANENT or WORKAROUND
     * @param type null for articles
     * @param language in which it is shown; null for tickets that say none
     * @param at when it was solved, or published last; null for an article that is not published
     * @param article what only articles have; null for tickets
     */
    public record Entry(
            KnowledgeKind kind,
            String id,
            String number,
            @Nullable String title,
            @Nullable String description,
            @Nullable String solution,
            @Nullable String solutionCode,
            @Nullable String cause,
            @Nullable String fix,
            @Nullable Named type,
            @Nullable Named category,
            @Nullable String service,
            @Nullable String language,
            @Nullable Instant at,
            @Nullable Article article,
            Map<String, List<String>> highlights) {}

    /**
     * How an article stands.
     *
     * @param status DRAFT, IN_REVIEW, PUBLISHED or RETIRED
     * @param languages in which it can be read
     * @param outdated whether the original has been published anew since this translation
     * @param helpful how many it helped
     * @param uses reads, and tickets solved
     * @param favourite whether the caller keeps it at hand
     */
    public record Article(
            String status,
            List<String> languages,
            boolean outdated,
            int helpful,
            int unhelpful,
            long uses,
            boolean favourite) {}
}
