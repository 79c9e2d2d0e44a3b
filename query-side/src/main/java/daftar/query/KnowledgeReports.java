package daftar.query;

import static java.util.Objects.requireNonNull;

import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.query.Caller;
import daftar.messages.query.ClustersView;
import daftar.messages.query.ClustersView.Incident;
import daftar.messages.query.DeflectionReport;
import daftar.messages.query.KnowledgeQuery.FindClusters;
import daftar.messages.query.KnowledgeQuery.FindDeflections;
import daftar.messages.query.KnowledgeQuery.FindStandingOut;
import daftar.messages.query.StandingOut;
import daftar.messages.ticket.LinkKind;
import daftar.readmodel.ArticleDocument;
import daftar.readmodel.ReadModel;
import daftar.readmodel.Relations;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers what many tickets say together: incidents of one problem, terms of a period, requests that were not raised. */
public final class KnowledgeReports {

    private static final int MOST_INCIDENTS = 500;
    private static final int MOST_DAYS = 30;
    private static final int LEAST_INCIDENTS = 3;
    private static final int MOST_TERMS = 200;
    private static final int SAMPLED = 5_000;
    private static final int READ_MOST = 50;
    private static final Duration LONGEST = Duration.ofDays(3_660);
    private static final List<String> TERM_FIELDS = List.of("title", "description", "solution");
    private static final double TITLE = 2;

    private final ReadSide readSide;

    public KnowledgeReports(ReadSide readSide) {
        this.readSide = readSide;
    }

    @QueryHandler
    public ClustersView find(FindClusters query) {
        return readSide.meters().timed(QueryMeters.Kind.KNOWLEDGE_REPORTS, () -> {
            Caller caller = query.caller();
            if (!caller.actor().isAny(Role.MANAGER, Role.AUDITOR)) {
                throw Refused.forbidden("not-allowed", "Which incidents are one problem is for MANAGER and AUDITOR.");
            }
            if (query.days() < 1 || query.days() > MOST_DAYS) {
                throw Refused.invalid("wrong-period", "days", "Look back 1 to " + MOST_DAYS + " days.");
            }
            boolean stale = readSide.isStale(caller.atLeast());
            Map<String, Object> body = new LinkedHashMap<>();
            body.put(
                    "query",
                    Json.all(List.of(
                            Json.term("type", "incident"),
                            SimilarQueries.OPEN,
                            Json.range("raisedAt", "gte", readSide.now().minus(Duration.ofDays(query.days()))),
                            readSide.visibilityOf(caller.actor()).filter())));
            body.put("size", MOST_INCIDENTS + 1);
            body.put("track_total_hits", false);
            body.put("_source", List.of("id", "number", "title", "category", "team", "raisedAt", "relations.links"));
            body.put("sort", List.of(Map.of("raisedAt", "desc"), Map.of("id", "asc")));
            String tickets = readSide.alias(ReadModel.TICKETS);
            Page page =
                    Page.of(readSide.elastic().search(tickets, caller.actor().person(), body), MOST_INCIDENTS);
            Map<String, JsonNode> byId = new LinkedHashMap<>();
            page.hits().forEach(hit -> byId.put(hit.path("_id").asString(), hit.path("_source")));
            Naming naming = readSide.naming(caller);
            List<ClustersView.Cluster> clusters = byId.size() < LEAST_INCIDENTS
                    ? List.of()
                    : Clusters.of(weights(tickets, List.copyOf(byId.keySet())), LEAST_INCIDENTS).stream()
                            .map(cluster -> cluster(cluster, byId, naming))
                            .toList();
            return new ClustersView(clusters, byId.size(), page.more(), stale);
        });
    }

    /** What the words of each are worth: the rarer, and those of titles more. */
    private Map<String, Map<String, Double>> weights(String index, List<String> ids) {
        Map<String, Map<String, Double>> weights = new LinkedHashMap<>();
        for (JsonNode doc : readSide.elastic()
                .termVectors(index, ids, List.of("title", "description"))
                .path("docs")) {
            Map<String, Double> words = new HashMap<>();
            for (Map.Entry<String, JsonNode> field : doc.path("term_vectors").properties()) {
                double documents = Math.max(
                        1,
                        field.getValue()
                                .path("field_statistics")
                                .path("doc_count")
                                .asDouble());
                double more = field.getKey().equals("title") ? TITLE : 1;
                for (Map.Entry<String, JsonNode> term :
                        field.getValue().path("terms").properties()) {
                    double having = Math.max(1, term.getValue().path("doc_freq").asDouble(1));
                    double often = 1
                            + Math.log(Math.max(
                                    1, term.getValue().path("term_freq").asDouble(1)));
                    words.merge(term.getKey(), more * often * Math.log(1 + documents / having), Double::sum);
                }
            }
            weights.put(doc.path("_id").asString(), words);
        }
        return weights;
    }

    private static ClustersView.Cluster cluster(Clusters.Cluster cluster, Map<String, JsonNode> byId, Naming naming) {
        String caused = Relations.link(LinkKind.CAUSED_BY, "");
        String problem = null;
        List<Incident> incidents = new ArrayList<>();
        for (String id : cluster.members()) {
            JsonNode source = requireNonNull(byId.get(id));
            incidents.add(new Incident(
                    id,
                    source.path("number").asString(),
                    Json.text(source, "title"),
                    naming.category(Json.text(source, "category")),
                    naming.team(Json.text(source, "team")),
                    requireNonNull(Json.instant(source, "raisedAt"))));
            for (String link : Json.texts(source.path("relations"), "links")) {
                if (link.startsWith(caused)) {
                    problem = link.substring(caused.length());
                }
            }
        }
        return new ClustersView.Cluster(incidents, cluster.words(), problem);
    }

    @QueryHandler
    public StandingOut find(FindStandingOut query) {
        return readSide.meters().timed(QueryMeters.Kind.KNOWLEDGE_REPORTS, () -> {
            Caller caller = query.caller();
            if (!KnowledgeQueries.readsTickets(caller.actor())) {
                throw Refused.forbidden("not-allowed", "What stands out is for ANALYST, the desk and AUDITOR.");
            }
            if (query.size() < 1 || query.size() > MOST_TERMS) {
                throw Refused.invalid("wrong-size", "size", "Ask for 1 to " + MOST_TERMS + " terms.");
            }
            check(query.from(), query.to());
            boolean stale = readSide.isStale(caller.atLeast());
            Visibility visibility = readSide.visibilityOf(caller.actor()).onlySolved();
            Map<String, ?> all =
                    new SearchBody(visibility, readSide.self(caller), query.filter(), readSide.now()).matching(null);
            Map<String, Object> fields = new LinkedHashMap<>();
            for (String field : TERM_FIELDS) {
                fields.put(
                        field,
                        Map.of(
                                "significant_text",
                                Map.of(
                                        "field",
                                        field,
                                        "size",
                                        query.size(),
                                        "min_doc_count",
                                        2,
                                        "filter_duplicate_text",
                                        true,
                                        "background_filter",
                                        all)));
            }
            Map<String, ?> period = Json.all(List.of(
                    all, Json.range("resolvedAt", "gte", query.from()), Json.range("resolvedAt", "lt", query.to())));
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("query", period);
            body.put("size", 0);
            body.put("track_total_hits", true);
            body.put("aggs", Map.of("some", Map.of("sampler", Map.of("shard_size", SAMPLED), "aggs", fields)));
            String person = caller.actor().person();
            JsonNode found = readSide.elastic().search(readSide.alias(ReadModel.TICKETS), person, body);
            List<Found> terms = terms(found.path("aggregations").path("some"), query.size());
            Map<String, Example> examples = examples(terms, period, person);
            return new StandingOut(
                    query.from(),
                    query.to(),
                    found.path("hits").path("total").path("value").asLong(0),
                    terms.stream()
                            .map(term -> term(term, examples.getOrDefault(term.term(), new Example(term.term(), ""))))
                            .toList(),
                    stale);
        });
    }

    private record Found(String term, String field, long tickets, long otherwise, double score) {}

    private static StandingOut.Term term(Found term, Example example) {
        return new StandingOut.Term(
                term.term(), example.word(), term.tickets(), term.otherwise(), term.score(), example.title());
    }

    /** Of a term that stands out in several fields the one where it does most. */
    private static List<Found> terms(JsonNode some, int size) {
        Map<String, Found> best = new HashMap<>();
        for (String field : TERM_FIELDS) {
            for (JsonNode bucket : some.path(field).path("buckets")) {
                Found found = new Found(
                        bucket.path("key").asString(),
                        field,
                        bucket.path("doc_count").asLong(),
                        bucket.path("bg_count").asLong(),
                        bucket.path("score").asDouble());
                best.merge(found.term(), found, (a, b) -> a.score() >= b.score() ? a : b);
            }
        }
        return best.values().stream()
                .sorted(Comparator.comparingDouble(Found::score).reversed().thenComparing(Found::term))
                .limit(size)
                .toList();
    }

    /** @param word as it was typed */
    private record Example(String word, String title) {}

    /** A stem is no word that people know: what somebody typed is, and a title of a ticket that has it. */
    private Map<String, Example> examples(List<Found> terms, Map<String, ?> period, String person) {
        if (terms.isEmpty()) {
            return Map.of();
        }
        // a name of an aggregation may not have all signs that a term may: each is found by its place
        Map<String, Object> each = new LinkedHashMap<>();
        for (int i = 0; i < terms.size(); i++) {
            Map<String, ?> having = Json.term(terms.get(i).field(), terms.get(i).term());
            Map<String, ?> marked = Map.of(
                    "fields",
                    Map.of(terms.get(i).field(), Map.of("highlight_query", having, "number_of_fragments", 1)));
            Map<String, ?> one = Map.of("size", 1, "_source", List.of("title"), "highlight", marked);
            each.put("t" + i, Map.of("filter", having, "aggs", Map.of("one", Map.of("top_hits", one))));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", period);
        body.put("size", 0);
        body.put("aggs", each);
        JsonNode found = readSide.elastic().search(readSide.alias(ReadModel.TICKETS), person, body);
        Map<String, Example> examples = new HashMap<>();
        for (int i = 0; i < terms.size(); i++) {
            String term = terms.get(i).term();
            for (JsonNode hit : found.path("aggregations")
                    .path("t" + i)
                    .path("one")
                    .path("hits")
                    .path("hits")) {
                String title = Json.text(hit.path("_source"), "title");
                examples.put(term, new Example(word(hit.path("highlight"), term), title == null ? "" : title));
            }
        }
        return examples;
    }

    /** What is marked; the stem where nothing is. */
    private static String word(JsonNode highlight, String stem) {
        for (JsonNode field : highlight) {
            for (JsonNode fragment : field) {
                String text = fragment.asString();
                int from = text.indexOf("<em>");
                int to = text.indexOf("</em>");
                if (from >= 0 && to > from) {
                    return text.substring(from + "<em>".length(), to);
                }
            }
        }
        return stem;
    }

    @QueryHandler
    public DeflectionReport find(FindDeflections query) {
        return readSide.meters().timed(QueryMeters.Kind.KNOWLEDGE_REPORTS, () -> {
            Caller caller = query.caller();
            Actor actor = caller.actor();
            if (!actor.isAny(Role.MANAGER, Role.ANALYST, Role.AUDITOR)) {
                throw Refused.forbidden(
                        "not-allowed", "What was read instead of raising is for MANAGER, ANALYST and AUDITOR.");
            }
            check(query.from(), query.to());
            boolean stale = readSide.isStale(caller.atLeast());
            ZoneId zone = query.zone();
            if (zone == null) {
                zone = readSide.people().zoneOf(actor.person());
            }
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("query", within("at", query.from(), query.to()));
            body.put("size", 0);
            body.put("track_total_hits", true);
            body.put(
                    "aggs",
                    Map.of(
                            "day",
                            Map.of(
                                    "date_histogram",
                                    Map.of(
                                            "field",
                                            "at",
                                            "calendar_interval",
                                            "day",
                                            "time_zone",
                                            zone == null ? "UTC" : zone.getId(),
                                            "format",
                                            "yyyy-MM-dd",
                                            "min_doc_count",
                                            1)),
                            "read",
                            Map.of("terms", Map.of("field", "read", "size", READ_MOST)),
                            "category",
                            Map.of("terms", Map.of("field", "category", "size", READ_MOST))));
            JsonNode found = readSide.elastic().search(readSide.alias(ReadModel.DEFLECTIONS), actor.person(), body);
            long deflected = total(found);
            long raised = total(readSide.elastic()
                    .search(
                            readSide.alias(ReadModel.TICKETS),
                            actor.person(),
                            Map.of(
                                    "query",
                                    within("raisedAt", query.from(), query.to()),
                                    "size",
                                    0,
                                    "track_total_hits",
                                    true)));
            JsonNode counts = found.path("aggregations");
            Naming naming = readSide.naming(caller);
            return new DeflectionReport(
                    query.from(),
                    query.to(),
                    deflected,
                    raised,
                    deflected + raised == 0 ? null : deflected / (double) (deflected + raised),
                    counts.path("day")
                            .path("buckets")
                            .valueStream()
                            .map(bucket -> new DeflectionReport.Day(
                                    LocalDate.parse(bucket.path("key_as_string").asString()),
                                    bucket.path("doc_count").asLong()))
                            .toList(),
                    read(counts.path("read").path("buckets"), caller, naming),
                    counts.path("category")
                            .path("buckets")
                            .valueStream()
                            .map(bucket -> new DeflectionReport.OfCategory(
                                    requireNonNull(
                                            naming.category(bucket.path("key").asString())),
                                    bucket.path("doc_count").asLong()))
                            .toList(),
                    stale);
        });
    }

    /** What answered, named where the caller may read it. */
    private List<DeflectionReport.Read> read(JsonNode buckets, Caller caller, Naming naming) {
        Map<String, Long> counts = new LinkedHashMap<>();
        buckets.forEach(bucket -> counts.put(
                bucket.path("key").asString(), bucket.path("doc_count").asLong()));
        ArticleAccess access = new ArticleAccess(caller.actor());
        Map<String, ArticleDocument> articles = new HashMap<>();
        List<String> ids = counts.keySet().stream()
                .filter(id -> ReadModel.ofStream(id) == ReadModel.ARTICLES)
                .toList();
        for (JsonNode found : readSide.elastic().get(readSide.alias(ReadModel.ARTICLES), ids)) {
            ArticleDocument article = ArticleRows.read(found.path("_source"));
            if (access.covers(article)) {
                articles.put(article.id(), article);
            }
        }
        List<DeflectionReport.Read> read = new ArrayList<>();
        counts.forEach((id, deflected) -> {
            ArticleDocument article = articles.get(id);
            read.add(new DeflectionReport.Read(
                    id, article == null ? null : article.number(), title(article, access, naming), deflected));
        });
        return read;
    }

    private static @Nullable String title(@Nullable ArticleDocument article, ArticleAccess access, Naming naming) {
        if (article == null) {
            return null;
        }
        boolean drafts = access.readsDrafts(article);
        ArticleRows.Shown shown = ArticleRows.of(article, naming.language(), drafts);
        return (shown == null ? ArticleRows.original(article, drafts) : shown)
                .version()
                .title();
    }

    private static Map<String, ?> within(String field, Instant from, Instant to) {
        return Json.all(List.of(Json.range(field, "gte", from), Json.range(field, "lt", to)));
    }

    private static long total(JsonNode found) {
        return found.path("hits").path("total").path("value").asLong(0);
    }

    private static void check(Instant from, Instant to) {
        if (!to.isAfter(from)) {
            throw Refused.invalid("empty-period", "to", "to must be after from.");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw Refused.invalid("period-too-long", "to", "A period has " + LONGEST.toDays() + " days at most.");
        }
    }
}
