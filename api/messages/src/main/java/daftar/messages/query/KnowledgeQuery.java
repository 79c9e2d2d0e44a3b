package daftar.messages.query;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be asked of the knowledge base. Refusals are those of {@link Query}. {@code ref} is an article's id or
 * number, or a ticket's.
 */
public sealed interface KnowledgeQuery {

    Caller caller();

    /**
     * Articles, and tickets that were solved. → {@link KnowledgePage}
     *
     * @param text null for the newest
     * @param filter one that only tickets have leaves articles out
     * @param facets what to count besides the kind
     * @param kinds only these; empty for all
     * @param from when it was solved or published, inclusive; null for any
     * @param to exclusive
     */
    record SearchKnowledge(
            Caller caller,
            @Nullable String text,
            TicketFilter filter,
            List<Facet> facets,
            Set<KnowledgeKind> kinds,
            @Nullable Instant from,
            @Nullable Instant to,
            int size,
            @Nullable String cursor)
            implements KnowledgeQuery {
        public SearchKnowledge {
            facets = List.copyOf(facets);
            kinds = Set.copyOf(kinds);
        }
    }

    /** The same for what a saved view keeps. → {@link KnowledgePage} */
    record SearchKnowledgeView(
            Caller caller,
            String view,
            List<Facet> facets,
            int size,
            @Nullable String cursor) implements KnowledgeQuery {
        public SearchKnowledgeView {
            facets = List.copyOf(facets);
        }
    }

    /** An article. → {@link ArticleView} @param language BCP 47 of a variant; null for what suits the caller best */
    record FindArticle(Caller caller, String ref, @Nullable String language) implements KnowledgeQuery {}

    /** What was done with an article. → {@link ArticleHistory} */
    record FindArticleHistory(Caller caller, String ref) implements KnowledgeQuery {}

    /** Articles of a list. → {@link KnowledgePage} @param cursor of the page before; null for the first page */
    record ListArticles(
            Caller caller,
            ArticleList list,
            int size,
            @Nullable String cursor) implements KnowledgeQuery {}

    /** The lists that there are. */
    enum ArticleList {
        /** What was read most, and solved most tickets. */
        MOST_USED,
        /** What the caller keeps at hand. */
        FAVOURITES,
        /** What the caller wrote on. */
        MINE,
        /** What waits for somebody to read it. */
        IN_REVIEW,
        /** What is behind its original in some language. */
        OUTDATED
    }

    /** What may answer a request that is being written. → {@link Suggestions} */
    record SuggestKnowledge(
            Caller caller, @Nullable String title, @Nullable String description, int size) implements KnowledgeQuery {}

    /** What resembles a ticket. → {@link SimilarView} */
    record FindSimilar(Caller caller, String ref, int size) implements KnowledgeQuery {}

    /** Open incidents that look like one problem. → {@link ClustersView} @param days how far back, 1 to 30 */
    record FindClusters(Caller caller, int days) implements KnowledgeQuery {}

    /** What was read instead of raising. → {@link DeflectionReport} @param zone for days; null for the one of the directory */
    record FindDeflections(
            Caller caller,
            Instant from,
            Instant to,
            @Nullable ZoneId zone) implements KnowledgeQuery {}

    /** Terms that stand out in a period. → {@link StandingOut} */
    record FindStandingOut(Caller caller, Instant from, Instant to, TicketFilter filter, int size)
            implements KnowledgeQuery {}
}
