package daftar.http.read;

import daftar.messages.Refused;
import daftar.messages.knowledge.Audience;
import daftar.messages.query.ArticleHistory;
import daftar.messages.query.ArticleView;
import daftar.messages.query.ClustersView;
import daftar.messages.query.DeflectionReport;
import daftar.messages.query.KnowledgeKind;
import daftar.messages.query.KnowledgePage;
import daftar.messages.query.KnowledgeQuery;
import daftar.messages.query.KnowledgeQuery.*;
import daftar.messages.query.Named;
import daftar.messages.query.SimilarView;
import daftar.messages.query.StandingOut;
import daftar.messages.query.Suggestions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/** Answers what is asked of the knowledge base with one article, or with what a test wants refused. */
public final class PreparedKnowledge {

    volatile @Nullable KnowledgeQuery last;
    volatile @Nullable Refused refusal;
    volatile String title = "The VPN";

    private <V> V to(KnowledgeQuery query, V view) {
        last = query;
        Refused refused = refusal;
        if (refused != null) {
            throw refused;
        }
        return view;
    }

    /** The first page goes on, the second does not. */
    private KnowledgePage page(@Nullable String cursor) {
        return new KnowledgePage(
                List.of(new KnowledgePage.Entry(
                        KnowledgeKind.TICKET,
                        ReadApi.ID,
                        cursor == null ? "T-1" : "T-2",
                        title,
                        "It says \"no\"",
                        "Renewed",
                        null,
                        null,
                        null,
                        new Named("incident", "Incident"),
                        null,
                        null,
                        "en",
                        Instant.EPOCH,
                        null,
                        Map.of())),
                2,
                Map.of(),
                cursor == null ? "second" : null,
                false);
    }

    @QueryHandler
    public KnowledgePage search(SearchKnowledge query) {
        return to(query, page(query.cursor()));
    }

    @QueryHandler
    public KnowledgePage search(SearchKnowledgeView query) {
        return to(query, page(query.cursor()));
    }

    @QueryHandler
    public KnowledgePage list(ListArticles query) {
        return to(query, page(query.cursor()));
    }

    @QueryHandler
    public ArticleView find(FindArticle query) {
        return to(
                query,
                new ArticleView(
                        "article-1",
                        "A-1",
                        5,
                        "PUBLISHED",
                        Audience.EVERYONE,
                        "en",
                        title,
                        null,
                        "Renew it",
                        false,
                        false,
                        List.of("en"),
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        1,
                        0,
                        7,
                        false,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        true));
    }

    @QueryHandler
    public ArticleHistory find(FindArticleHistory query) {
        return to(query, new ArticleHistory("article-1", List.of(), false));
    }

    @QueryHandler
    public Suggestions find(SuggestKnowledge query) {
        return to(query, new Suggestions(page("x").entries(), false));
    }

    @QueryHandler
    public SimilarView find(FindSimilar query) {
        return to(query, new SimilarView(ReadApi.ID, List.of(), List.of(), List.of(), false));
    }

    @QueryHandler
    public ClustersView find(FindClusters query) {
        return to(query, new ClustersView(List.of(), 0, false, false));
    }

    @QueryHandler
    public DeflectionReport find(FindDeflections query) {
        return to(
                query,
                new DeflectionReport(query.from(), query.to(), 1, 3, 0.25, List.of(), List.of(), List.of(), false));
    }

    @QueryHandler
    public StandingOut find(FindStandingOut query) {
        return to(query, new StandingOut(query.from(), query.to(), 0, List.of(), false));
    }
}
