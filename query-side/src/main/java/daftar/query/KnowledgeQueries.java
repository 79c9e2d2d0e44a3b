package daftar.query;

import static java.util.Objects.requireNonNull;

import daftar.messages.Actor;
import daftar.messages.Role;
import daftar.messages.query.Caller;
import daftar.messages.query.Facet;
import daftar.messages.query.KnowledgeKind;
import daftar.messages.query.KnowledgePage;
import daftar.messages.query.KnowledgeQuery.ArticleList;
import daftar.messages.query.KnowledgeQuery.ListArticles;
import daftar.messages.query.KnowledgeQuery.SearchKnowledge;
import daftar.messages.query.KnowledgeQuery.SearchKnowledgeView;
import daftar.messages.query.Selection;
import daftar.messages.query.TicketFilter;
import daftar.messages.query.TicketPage.Count;
import daftar.messages.query.TicketSort;
import daftar.query.Visibility.Level;
import daftar.readmodel.AskedText;
import daftar.readmodel.ReadModel;
import daftar.readmodel.TextQuery;
import daftar.readmodel.TextQuery.Fit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Answers searches over the knowledge base: articles and solved tickets in one ranked list. Both are found by fields of the
 * same names, and weighed by what words are worth in both together, so that neither outranks the other by being fewer.
 * Articles are found by what the words are in other languages, too ({@link LearnedTranslations}).
 */
public final class KnowledgeQueries {

    static final List<String> SOLVED_FIELDS = TicketRows.withRights(
            "id",
            "number",
            "requester",
            "department",
            "status",
            "title",
            "description",
            "solution",
            "solutionCode",
            "cause",
            "fix",
            "type",
            "category",
            "service",
            "language",
            "resolvedAt");

    private static final List<String> FIELDS;

    static {
        Set<String> fields = new LinkedHashSet<>(SOLVED_FIELDS);
        fields.addAll(ArticleRows.FIELDS);
        FIELDS = List.copyOf(fields);
    }

    private static final String KIND = "kind";

    private final ReadSide readSide;
    private final ViewQueries views;
    private final LearnedTranslations translations;

    public KnowledgeQueries(ReadSide readSide, ViewQueries views, LearnedTranslations translations) {
        this.readSide = readSide;
        this.views = views;
        this.translations = translations;
    }

    /** What binds a cursor to its query. */
    private record Bound(
            String query,
            String person,
            @Nullable String text,
            TicketFilter filter,
            Set<KnowledgeKind> kinds,
            @Nullable Instant from,
            @Nullable Instant to) {}

    @QueryHandler
    public KnowledgePage search(SearchKnowledge query) {
        return readSide.meters().timed(QueryMeters.Kind.KNOWLEDGE, () -> {
            Caller caller = query.caller();
            String text = Selection.text(query.text());
            SearchQueries.checkSize(query.size());
            Bound bound = new Bound(
                    "knowledge",
                    caller.actor().person(),
                    text,
                    query.filter(),
                    query.kinds(),
                    query.from(),
                    query.to());
            List<Object> after = Cursor.read(bound, query.cursor());
            boolean stale = readSide.isStale(caller.atLeast());
            Body body = new Body(query, text, otherWords(text));
            SearchBody.Search search = body.build();
            Ranked.Found found = new Ranked(
                            readSide.elastic(), indices(), caller.actor().person())
                    .page(search.body(), search.quick(), query.size(), after);
            Naming naming = readSide.naming(caller);
            Page page = found.page();
            Map<String, List<Count>> facets = new LinkedHashMap<>();
            facets.put(KIND, kinds(found.counted()));
            facets.putAll(SearchQueries.counts(found.counted(), query.facets(), naming));
            return new KnowledgePage(
                    entries(page.hits(), body.visibility, caller),
                    page.total(),
                    facets,
                    page.next(bound),
                    stale,
                    text == null || page.total() > 0 ? null : meant(text, query));
        });
    }

    @QueryHandler
    public KnowledgePage search(SearchKnowledgeView query) {
        Selection kept = views.selectionOf(query.caller(), query.view());
        return search(new SearchKnowledge(
                query.caller(),
                kept.text(),
                kept.filter(),
                query.facets(),
                Set.of(),
                null,
                null,
                query.size(),
                query.cursor()));
    }

    /** Who asks for a phrase wants these very words. */
    private OtherWords otherWords(@Nullable String text) {
        if (text == null) {
            return OtherWords.NONE;
        }
        AskedText asked = AskedText.of(text, readSide.people().searchWords());
        return asked.phrases().isEmpty() ? translations.of(asked.words()) : OtherWords.NONE;
    }

    private @Nullable List<String> meant(String text, SearchKnowledge query) {
        return Meant.by(text, words -> found(new Body(query, words, OtherWords.NONE)), body -> readSide.elastic()
                .searchAcross(indices(), query.caller().actor().person(), body));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> found(Body body) {
        SearchBody.Search search = body.build();
        return search.quick() == null
                ? (Map<String, ?>) requireNonNull(search.body().get("query"))
                : requireNonNull(search.quick());
    }

    private record BoundList(String query, String person, ArticleList list) {}

    @QueryHandler
    public KnowledgePage list(ListArticles query) {
        return readSide.meters().timed(QueryMeters.Kind.ARTICLES, () -> {
            Caller caller = query.caller();
            String person = caller.actor().person();
            SearchQueries.checkSize(query.size());
            BoundList bound = new BoundList("articles", person, query.list());
            List<Object> after = Cursor.read(bound, query.cursor());
            boolean stale = readSide.isStale(caller.atLeast());
            Map<String, ?> only =
                    switch (query.list()) {
                        case MOST_USED -> Json.atLeast("uses", 1);
                        case FAVOURITES -> Json.term("favouredBy", person);
                        case MINE -> Json.term("authors", person);
                        case IN_REVIEW -> Json.term("inReview", true);
                        case OUTDATED -> Json.exists("outdatedIn");
                    };
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("query", Json.all(List.of(only, new ArticleAccess(caller.actor()).filter())));
            body.put("size", query.size() + 1);
            body.put("track_total_hits", true);
            body.put("_source", ArticleRows.FIELDS);
            body.put(
                    "sort",
                    List.of(
                            Map.of(query.list() == ArticleList.MOST_USED ? "uses" : "updatedAt", "desc"),
                            Map.of("id", "asc")));
            if (after != null) {
                body.put("search_after", after);
            }
            JsonNode found = readSide.elastic().search(readSide.alias(ReadModel.ARTICLES), person, body);
            Page page = Page.of(found, query.size());
            ArticleRows rows = new ArticleRows(new ArticleAccess(caller.actor()), readSide.naming(caller));
            return new KnowledgePage(
                    page.hits().stream().map(rows::row).toList(), page.total(), Map.of(), page.next(bound), stale);
        });
    }

    String indices() {
        return readSide.alias(ReadModel.TICKETS) + "," + readSide.alias(ReadModel.ARTICLES);
    }

    /** Rows of articles and tickets that a search found. */
    private List<KnowledgePage.Entry> entries(List<JsonNode> hits, Visibility visibility, Caller caller) {
        Naming naming = readSide.naming(caller);
        ArticleRows articles = new ArticleRows(new ArticleAccess(caller.actor()), naming);
        TicketRows tickets = new TicketRows(visibility, naming, readSide.now());
        return hits.stream()
                .map(hit -> isArticle(hit) ? articles.row(hit) : solved(hit, tickets, naming))
                .toList();
    }

    static boolean isArticle(JsonNode hit) {
        return hit.path("_source").has("audience");
    }

    static KnowledgePage.Entry solved(JsonNode hit, TicketRows rows, Naming naming) {
        JsonNode source = hit.path("_source");
        Level level = rows.levelOf(source);
        return new KnowledgePage.Entry(
                KnowledgeKind.TICKET,
                source.path("id").asString(),
                source.path("number").asString(),
                Json.text(source, "title"),
                Json.text(source, "description"),
                Json.text(source, "solution"),
                Json.text(source, "solutionCode"),
                level == Level.INTERNAL ? Json.text(source, "cause") : null,
                Json.text(source, "fix"),
                naming.type(source.path("type").asString()),
                naming.category(Json.text(source, "category")),
                Json.text(source, "service"),
                Json.text(source, "language"),
                Json.instant(source, "resolvedAt"),
                null,
                TicketRows.highlights(hit, level));
    }

    private static List<Count> kinds(JsonNode found) {
        List<Count> counts = new ArrayList<>();
        JsonNode kinds = found.path("aggregations").path(KIND);
        JsonNode buckets = (kinds.has(KIND) ? kinds.path(KIND) : kinds).path("buckets");
        for (KnowledgeKind kind : KnowledgeKind.values()) {
            counts.add(new Count(
                    kind.name(),
                    null,
                    buckets.path(kind.name()).path("doc_count").asLong(0)));
        }
        return counts;
    }

    /** Whether somebody finds solved tickets of others. */
    static boolean readsTickets(Actor actor) {
        return Visibility.isDesk(actor) || actor.isAny(Role.ANALYST, Role.AUDITOR);
    }

    /** The body of one search over both. */
    private final class Body {

        private final SearchKnowledge query;
        private final @Nullable String text;
        private final OtherWords other;
        private final Visibility visibility;
        private final Actor actor;

        Body(SearchKnowledge query, @Nullable String text, OtherWords other) {
            this.query = query;
            this.text = text;
            this.other = other;
            this.actor = query.caller().actor();
            this.visibility = readSide.visibilityOf(actor).onlySolved();
        }

        SearchBody.Search build() {
            SearchBody.Search ofTickets = new SearchBody(
                            visibility,
                            readSide.self(query.caller()),
                            readSide.people().searchWords(),
                            query.filter(),
                            readSide.now())
                    .build(
                            text,
                            Fit.MOST_WORDS,
                            query.facets(),
                            TicketSort.BY_RELEVANCE,
                            query.size() + 1,
                            FIELDS,
                            true);
            Map<String, Object> body = ofTickets.body();
            body.put("query", both((Map<String, ?>) requireNonNull(body.get("query")), TextQuery::of));
            Map<String, ?> quick = ofTickets.quick() == null ? null : both(ofTickets.quick(), TextQuery::quick);
            kinds(body);
            if (text != null) {
                highlight(body);
            }
            return new SearchBody.Search(body, quick);
        }

        private Map<String, ?> both(Map<String, ?> tickets, TextQuery.Clause clauseOf) {
            return Json.any(List.of(
                    readsTickets(actor) ? period(tickets, "resolvedAt") : Map.of("match_none", Map.of()),
                    period(articles(clauseOf), "publishedAt")));
        }

        private Map<String, ?> period(Map<String, ?> found, String field) {
            List<Map<String, ?>> bounds = new ArrayList<>(2);
            if (query.from() != null) {
                bounds.add(Json.range(field, "gte", query.from()));
            }
            if (query.to() != null) {
                bounds.add(Json.range(field, "lt", query.to()));
            }
            return bounds.isEmpty() ? found : Map.of("bool", Map.of("must", List.of(found), "filter", bounds));
        }

        /** Those that fit all that is asked for; a filter that only tickets have leaves them out. */
        private Map<String, ?> articles(TextQuery.Clause clauseOf) {
            List<Map<String, ?>> conditions = new ArrayList<>();
            query.filter().values().forEach((facet, values) -> {
                boolean late = query.facets().contains(facet);
                if (!late) {
                    conditions.add(condition(facet, values));
                }
            });
            if (!query.filter().equals(TicketFilter.of(query.filter().values()))) {
                conditions.add(Map.of("match_none", Map.of()));
            }
            return ArticleText.of(
                    new ArticleAccess(actor),
                    text,
                    readSide.people().searchWords(),
                    other,
                    readSide.languageOf(query.caller()),
                    conditions,
                    clauseOf);
        }

        private Map<String, ?> condition(Facet facet, Set<String> values) {
            return facet == Facet.CATEGORY || facet == Facet.SERVICE
                    ? Json.terms(facet.key(), List.copyOf(values))
                    : Map.of("match_none", Map.of());
        }

        /** Counted as if no kind had been chosen, so that the other can be. */
        @SuppressWarnings("unchecked")
        private void kinds(Map<String, Object> body) {
            // by where they are kept, which costs nothing, whereas a field is looked up in each that was found
            Map<String, ?> isArticle = Json.term("_index", readSide.alias(ReadModel.ARTICLES));
            Map<String, Object> counts =
                    new LinkedHashMap<>((Map<String, Object>) body.getOrDefault("aggs", Map.<String, Object>of()));
            Map<String, ?> counted = Map.of(
                    "filters",
                    Map.of(
                            "filters",
                            Map.of(
                                    KnowledgeKind.ARTICLE.name(),
                                    isArticle,
                                    KnowledgeKind.TICKET.name(),
                                    Json.not(isArticle))));
            Object chosenOtherwise = body.get("post_filter");
            counts.put(
                    KIND,
                    chosenOtherwise == null
                            ? counted
                            : Map.of("filter", chosenOtherwise, "aggs", Map.of(KIND, counted)));
            if (query.kinds().size() == 1) {
                Map<String, ?> only = query.kinds().contains(KnowledgeKind.ARTICLE) ? isArticle : Json.not(isArticle);
                body.put(
                        "post_filter",
                        chosenOtherwise == null ? only : Json.all(List.of((Map<String, ?>) chosenOtherwise, only)));
                counts.replaceAll((name, each) -> name.equals(KIND) ? each : only(name, (Map<String, ?>) each, only));
            }
            body.put("aggs", counts);
        }

        @SuppressWarnings("unchecked")
        private static Map<String, ?> only(String name, Map<String, ?> facet, Map<String, ?> kind) {
            return facet.get("filter") instanceof Map<?, ?> others
                    ? Map.of(
                            "filter",
                            Json.all(List.of((Map<String, ?>) others, kind)),
                            "aggs",
                            requireNonNull(facet.get("aggs")))
                    : Map.of("filter", kind, "aggs", Map.of(name, facet));
        }

        @SuppressWarnings("unchecked")
        private void highlight(Map<String, Object> body) {
            Map<String, Object> highlight =
                    new LinkedHashMap<>((Map<String, Object>) requireNonNull(body.get("highlight")));
            Map<String, Object> fields = new LinkedHashMap<>((Map<String, Object>) highlight.get("fields"));
            fields.put("title", Map.of("number_of_fragments", 0));
            fields.put("description", Map.of());
            fields.put("solution", Map.of());
            fields.put("draftTexts", Map.of());
            highlight.put("fields", fields);
            body.put("highlight", highlight);
        }
    }
}
