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
import daftar.query.SearchBody.Part;
import daftar.query.SearchBody.Quick;
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
import java.util.stream.Stream;
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

    /** Fields of articles. */
    private static final List<String> MARKED = List.of("title", "description", "solution", "draftTexts");

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
            AskedText asked = readSide.asked(text);
            Body body = new Body(query, asked, otherWords(asked));
            SearchBody.Search search = body.build();
            Ranked ranked = new Ranked(
                    readSide.elastic(),
                    indices(query.kinds()),
                    indices(Set.of()),
                    caller.actor().person());
            Ranked.Found found = ranked.page(search, query.size(), after);
            Naming naming = readSide.naming(caller);
            Page page = found.page();
            Map<String, List<Count>> facets = new LinkedHashMap<>();
            facets.put(KIND, kinds(found.totals()));
            facets.putAll(SearchQueries.counts(found.facets(), query.facets(), naming));
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
    private OtherWords otherWords(@Nullable AskedText asked) {
        return asked != null && asked.phrases().isEmpty() ? translations.of(asked.words()) : OtherWords.NONE;
    }

    private @Nullable List<String> meant(String text, SearchKnowledge query) {
        return Meant.by(
                text,
                words -> new Body(query, readSide.asked(words), OtherWords.NONE)
                        .build()
                        .all(),
                body -> readSide.elastic()
                        .searchAcross(indices(Set.of()), query.caller().actor().person(), body));
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

    /** Where these are kept. @param kinds none: all */
    private List<String> indices(Set<KnowledgeKind> kinds) {
        return Stream.of(KnowledgeKind.values())
                .filter(kind -> kinds.isEmpty() || kinds.contains(kind))
                .map(this::index)
                .toList();
    }

    private String index(KnowledgeKind kind) {
        return readSide.alias(
                switch (kind) {
                    case ARTICLE -> ReadModel.ARTICLES;
                    case TICKET -> ReadModel.TICKETS;
                });
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

    /** As if no kind had been chosen, so that the other can be. */
    private List<Count> kinds(Map<String, Long> totals) {
        return Stream.of(KnowledgeKind.values())
                .map(kind -> new Count(kind.name(), null, totals.getOrDefault(index(kind), 0L)))
                .toList();
    }

    /** Whether somebody finds solved tickets of others. */
    static boolean readsTickets(Actor actor) {
        return Visibility.isDesk(actor) || actor.isAny(Role.ANALYST, Role.AUDITOR);
    }

    /** The body of one search over both. */
    private final class Body {

        private final SearchKnowledge query;
        private final @Nullable AskedText asked;
        private final OtherWords other;
        private final Visibility visibility;
        private final Actor actor;

        Body(SearchKnowledge query, @Nullable AskedText asked, OtherWords other) {
            this.query = query;
            this.asked = asked;
            this.other = other;
            this.actor = query.caller().actor();
            this.visibility = readSide.visibilityOf(actor).onlySolved();
        }

        SearchBody.Search build() {
            SearchBody.Search ofTickets = new SearchBody(
                            visibility, readSide.self(query.caller()), query.filter(), readSide.now())
                    .build(
                            asked,
                            Fit.MOST_WORDS,
                            query.facets(),
                            TicketSort.BY_RELEVANCE,
                            query.size() + 1,
                            FIELDS,
                            true);
            Map<String, Object> body = ofTickets.body();
            body.put("query", both(SearchBody.query(body), TextQuery::of, Part.ALL));
            Quick quick = ofTickets.quick() == null ? null : quick(ofTickets.quick());
            if (asked != null) {
                highlight(body, asked);
            }
            return new SearchBody.Search(body, quick);
        }

        private Quick quick(Quick ofTickets) {
            List<Map<String, ?>> words = new ArrayList<>();
            words.add(both(ofTickets.words().getFirst(), TextQuery::quick, Part.WORDS));
            if (readsTickets(actor)) {
                ofTickets.words().stream()
                        .skip(1)
                        .forEach(more -> words.add(in(KnowledgeKind.TICKET, period(more, "resolvedAt"))));
            }
            Map<String, ?> names = ofTickets.names();
            return new Quick(
                    both(ofTickets.all(), TextQuery::quick, Part.ALL),
                    words,
                    names == null ? null : both(names, TextQuery::quick, Part.NAMES));
        }

        private Map<String, ?> both(Map<String, ?> tickets, TextQuery.Clause clauseOf, Part part) {
            return Json.any(List.of(
                    readsTickets(actor)
                            ? in(KnowledgeKind.TICKET, period(tickets, "resolvedAt"))
                            : Map.of("match_none", Map.of()),
                    in(KnowledgeKind.ARTICLE, period(articles(clauseOf, part), "publishedAt"))));
        }

        /**
         * Only where these are kept, and nowhere asked otherwise: what an index cannot have is left out of its query beforehand, and
         * what is then left is no choice between two, in which no document can be skipped for being worth too little.
         */
        private Map<String, ?> in(KnowledgeKind kind, Map<String, ?> found) {
            return Map.of("bool", Map.of("must", List.of(found), "filter", List.of(Json.term("_index", index(kind)))));
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
        private Map<String, ?> articles(TextQuery.Clause clauseOf, Part part) {
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
                    asked,
                    other,
                    readSide.languageOf(query.caller()),
                    conditions,
                    clauseOf,
                    part);
        }

        private Map<String, ?> condition(Facet facet, Set<String> values) {
            return facet == Facet.CATEGORY || facet == Facet.SERVICE
                    ? Json.terms(facet.key(), List.copyOf(values))
                    : Map.of("match_none", Map.of());
        }

        /** In articles words of another language are marked, too. */
        @SuppressWarnings("unchecked")
        private void highlight(Map<String, Object> body, AskedText words) {
            Map<String, Object> highlight =
                    new LinkedHashMap<>((Map<String, Object>) requireNonNull(body.get("highlight")));
            Map<String, Object> fields = new LinkedHashMap<>((Map<String, Object>) highlight.get("fields"));
            for (String field : MARKED) {
                fields.put(
                        field,
                        SearchBody.marking(
                                field, other.or(TextQuery.marked(words, field, Fit.MOST_WORDS), List.of(field))));
            }
            highlight.put("fields", fields);
            body.put("highlight", highlight);
        }
    }
}
