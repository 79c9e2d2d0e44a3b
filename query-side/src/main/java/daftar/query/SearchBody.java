package daftar.query;

import static java.util.Objects.requireNonNull;

import daftar.messages.query.Facet;
import daftar.messages.query.FieldFilter;
import daftar.messages.query.TicketFilter;
import daftar.messages.query.TicketSort;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Status;
import daftar.query.Visibility.Clause;
import daftar.readmodel.AskedText;
import daftar.readmodel.TextQuery;
import daftar.readmodel.TextQuery.Fit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The body of a search over tickets. Pure. Text is sought in the fields of each clause of the caller's visibility and in
 * no other; a facet's counts leave its own filter out, which is therefore applied after counting.
 */
final class SearchBody {

    private static final int FACET_VALUES = 50;
    /** More than any words are worth. */
    private static final int NAMED = 1_000;

    private final Visibility visibility;
    private final Self self;
    private final TicketFilter filter;
    private final Instant now;
    private final List<Clause> clauses;

    SearchBody(Visibility visibility, Self self, TicketFilter filter, Instant now) {
        this.visibility = visibility;
        this.self = self;
        this.filter = filter;
        this.now = now;
        Set<Facet> told = EnumSet.noneOf(Facet.class);
        told.addAll(filter.values().keySet());
        if (filter.waitingForMe() != null) {
            told.add(Facet.REQUESTER);
            told.add(Facet.ASSIGNEE);
        }
        this.clauses = clausesFor(told);
    }

    /** A search's body. @param quick null where words do not order what is found */
    record Search(Map<String, Object> body, @Nullable Quick quick) {

        /** Finds everything that the search does, by the quick way where there is one. */
        Map<String, ?> all() {
            return quick == null ? query(body) : quick.all();
        }
    }

    /** The query of a body. */
    @SuppressWarnings("unchecked")
    static Map<String, ?> query(Map<String, Object> body) {
        return (Map<String, ?>) requireNonNull(body.get("query"));
    }

    /**
     * Queries that find together what a search finds, in an order that is near to its ({@link Ranked}).
     *
     * @param all finds everything
     * @param words what words find, for each reason to know of it by itself: only where there is one reason, documents can be
     *     skipped for being worth too little. Not empty
     * @param names what the text calls by its name, which is worth so much that beside it none could be skipped either; null where
     *     it names nothing
     */
    record Quick(
            Map<String, ?> all,
            List<Map<String, ?>> words,
            @Nullable Map<String, ?> names) {}

    /** What of a text is sought. */
    enum Part {
        ALL,
        WORDS,
        NAMES
    }

    /**
     * @param asked null for all tickets
     * @param source the fields to answer with
     * @param highlight whether to mark where the text was found
     */
    Search build(
            @Nullable AskedText asked,
            Fit fit,
            List<Facet> facets,
            TicketSort sort,
            int size,
            List<String> source,
            boolean highlight) {
        Map<Facet, Map<String, ?>> late = new EnumMap<>(Facet.class);
        List<Map<String, ?>> early = conditions();
        filter.values().forEach((facet, values) -> {
            if (facets.contains(facet)) {
                late.put(facet, condition(facet, values));
            } else {
                early.add(condition(facet, values));
            }
        });
        AskedText words = sort.by() == TicketSort.By.RELEVANCE ? asked : null;
        Map<String, ?> query = query(asked, fit, early, words == null ? TextQuery::quick : TextQuery::of, Part.ALL);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", sort.by() == TicketSort.By.PRIORITY ? byPriority(query) : query);
        if (!late.isEmpty()) {
            body.put("post_filter", Json.all(List.copyOf(late.values())));
        }
        body.put("size", size);
        body.put("track_total_hits", true);
        body.put("_source", source);
        body.put("sort", order(sort, asked != null));
        if (!facets.isEmpty()) {
            body.put("aggs", aggregations(facets, late));
        }
        if (highlight && asked != null) {
            body.put("highlight", highlighting(asked, fit));
        }
        return new Search(body, words == null ? null : quick(words, fit, early));
    }

    private Quick quick(AskedText asked, Fit fit, List<Map<String, ?>> conditions) {
        Map<String, ?> all = query(asked, fit, conditions, TextQuery::quick, Part.ALL);
        if (fit == Fit.ALL_WORDS) {
            // few have them all: more questions cost more than what they leave out (measured, decision 0071)
            return new Quick(all, List.of(all), null);
        }
        List<Map<String, ?>> words = clauses.stream()
                .<Map<String, ?>>map(clause -> Map.of(
                        "bool",
                        Map.of(
                                "filter",
                                conditions,
                                "must",
                                List.of(of(clause, asked, fit, TextQuery::quick, Part.WORDS)))))
                .toList();
        return new Quick(
                all,
                words.isEmpty() ? List.of(all) : words,
                asked.references().isEmpty() ? null : query(asked, fit, conditions, TextQuery::quick, Part.NAMES));
    }

    /** The tickets alone, those that the caller may not know of left out: what a search for them finds, to be counted. */
    Map<String, ?> matching(@Nullable AskedText asked) {
        List<Map<String, ?>> all = conditions();
        filter.values().forEach((facet, values) -> all.add(condition(facet, values)));
        return query(asked, Fit.ALL_WORDS, all, TextQuery::quick, Part.ALL);
    }

    /** The clauses whose tickets may be told apart by all of these, and by the fields of forms that are asked for. */
    private List<Clause> clausesFor(Set<Facet> facets) {
        return visibility.clauses().stream()
                .filter(clause -> filter.fields().isEmpty() || clause.level().allowsForms())
                .filter(clause -> facets.stream().allMatch(clause.level()::allows))
                .toList();
    }

    private Map<String, ?> query(
            @Nullable AskedText asked, Fit fit, List<Map<String, ?>> conditions, TextQuery.Clause clauseOf, Part part) {
        if (asked == null) {
            List<Map<String, ?>> all = new ArrayList<>(conditions);
            all.add(Visibility.anyOf(clauses));
            return Json.all(all);
        }
        List<Map<String, ?>> found = clauses.stream()
                .<Map<String, ?>>map(clause -> of(clause, asked, fit, clauseOf, part))
                .toList();
        Map<String, ?> must = found.isEmpty() ? Map.of("match_none", Map.of()) : best(found);
        return Map.of("bool", Map.of("filter", conditions, "must", List.of(must)));
    }

    private Map<String, ?> of(Clause clause, AskedText asked, Fit fit, TextQuery.Clause clauseOf, Part part) {
        return Map.of(
                "bool",
                Map.of(
                        "filter",
                        List.of(clause.filter()),
                        "must",
                        List.of(either(
                                part,
                                clauseOf.of(asked, clause.level().texts(), fit),
                                asked,
                                List.of("number", "externalRef")))));
    }

    /** A ticket that two clauses cover is not better found by that. */
    private static Map<String, ?> best(List<Map<String, ?>> found) {
        return found.size() == 1 ? found.getFirst() : Map.of("dis_max", Map.of("queries", found));
    }

    /** What words find, or what the text calls by its name in one of these fields. */
    static Map<String, ?> either(Part part, Map<String, ?> words, AskedText asked, List<String> fields) {
        List<String> references = part == Part.WORDS ? List.of() : asked.references();
        List<Map<String, ?>> any = new ArrayList<>();
        if (part != Part.NAMES) {
            any.add(words);
        }
        if (!references.isEmpty()) {
            fields.forEach(field -> any.add(named(field, references)));
        }
        return any.size() == 1 ? any.getFirst() : Json.any(any);
    }

    /** What is called by its name comes before all that merely says it. */
    private static Map<String, ?> named(String field, List<String> any) {
        return Map.of("terms", Map.of(field, any, "boost", NAMED));
    }

    /** The most urgent first by score, since Elasticsearch would order the names by the alphabet. */
    static Map<String, ?> byPriority(Map<String, ?> query) {
        List<Map<String, ?>> weights = new ArrayList<>();
        for (Priority priority : Priority.values()) {
            weights.add(Map.of(
                    "filter",
                    Json.term("priority", priority.name()),
                    "weight",
                    Priority.values().length + 1 - priority.ordinal()));
        }
        return Map.of(
                "function_score",
                Map.of("query", query, "functions", weights, "score_mode", "max", "boost_mode", "replace"));
    }

    private List<Map<String, ?>> conditions() {
        List<Map<String, ?>> conditions = new ArrayList<>();
        if (filter.raisedFrom() != null) {
            conditions.add(Json.range("raisedAt", "gte", filter.raisedFrom()));
        }
        if (filter.raisedTo() != null) {
            conditions.add(Json.range("raisedAt", "lt", filter.raisedTo()));
        }
        if (filter.updatedFrom() != null) {
            conditions.add(Json.range("updatedAt", "gte", filter.updatedFrom()));
        }
        if (filter.updatedTo() != null) {
            conditions.add(Json.range("updatedAt", "lt", filter.updatedTo()));
        }
        if (filter.overdue() != null) {
            Map<String, ?> overdue = Json.range("overdueAt", "lte", now);
            conditions.add(filter.overdue() ? overdue : Json.not(overdue));
        }
        if (filter.onHold() != null) {
            Map<String, ?> onHold = Json.term("status", Status.ON_HOLD.name());
            conditions.add(filter.onHold() ? onHold : Json.not(onHold));
        }
        if (filter.reopened() != null) {
            Map<String, ?> reopened = Json.any(List.of(Json.atLeast("reopenCount", 1), Json.atLeast("rejectCount", 1)));
            conditions.add(filter.reopened() ? reopened : Json.not(reopened));
        }
        if (filter.waitingForMe() != null) {
            Map<String, ?> waiting = InboxQueries.waitingFor(self);
            conditions.add(filter.waitingForMe() ? waiting : Json.not(waiting));
        }
        if (filter.externalRef() != null) {
            conditions.add(Json.term("externalRef", filter.externalRef()));
        }
        if (filter.number() != null) {
            conditions.add(Json.term("number", filter.number()));
        }
        filter.fields().forEach(field -> conditions.add(condition(field)));
        return conditions;
    }

    /** One and the same field of the form must be all of it. */
    private static Map<String, ?> condition(FieldFilter wanted) {
        List<Map<String, ?>> all = new ArrayList<>();
        all.add(Json.term("form.field", wanted.field()));
        if (!wanted.any().isEmpty()) {
            all.add(Json.terms("form.word", wanted.any()));
        }
        range("form.number", wanted.least(), wanted.most(), all);
        range("form.day", wanted.from(), wanted.to(), all);
        return Map.of("nested", Map.of("path", "form", "query", Json.all(all)));
    }

    private static void range(
            String field, @Nullable Object least, @Nullable Object most, List<Map<String, ?>> conditions) {
        Map<String, Object> bounds = new LinkedHashMap<>();
        if (least != null) {
            bounds.put("gte", least.toString());
        }
        if (most != null) {
            bounds.put("lte", most.toString());
        }
        if (!bounds.isEmpty()) {
            conditions.add(Map.of("range", Map.of(field, bounds)));
        }
    }

    private Map<String, ?> condition(Facet facet, Set<String> values) {
        String field = field(facet);
        Set<String> named = self.in(facet, values);
        if (!named.remove(Facet.NONE)) {
            return Json.terms(field, named);
        }
        Map<String, ?> none = Json.not(Json.exists(field));
        return named.isEmpty() ? none : Json.any(List.of(none, Json.terms(field, named)));
    }

    static String field(Facet facet) {
        return switch (facet) {
            case ASSIGNEE -> "assignees";
            case BREACH -> "sla.broken";
            default -> facet.key();
        };
    }

    private static List<Map<String, ?>> order(TicketSort sort, boolean withText) {
        String direction = sort.descending() ? "desc" : "asc";
        Map<String, ?> first =
                switch (sort.by()) {
                    case RELEVANCE -> Map.of(withText ? "_score" : "updatedAt", Map.of("order", "desc"));
                    case RAISED -> Map.of("raisedAt", Map.of("order", direction));
                    case UPDATED -> Map.of("updatedAt", Map.of("order", direction));
                    case PRIORITY -> Map.of("_score", Map.of("order", direction));
                    case DUE -> Map.of("resolutionDueAt", Map.of("order", direction, "missing", "_last"));
                };
        return List.of(first, Map.of("id", Map.of("order", "asc")));
    }

    private Map<String, Object> aggregations(List<Facet> facets, Map<Facet, Map<String, ?>> late) {
        Map<String, Object> aggregations = new LinkedHashMap<>();
        for (Facet facet : facets) {
            Map<String, ?> counts =
                    Map.of("terms", Map.of("field", field(facet), "size", FACET_VALUES, "missing", Facet.NONE));
            List<Map<String, ?>> others = new ArrayList<>();
            late.forEach((other, condition) -> {
                if (other != facet) {
                    others.add(condition);
                }
            });
            List<Clause> allowed = clauses.stream()
                    .filter(clause -> clause.level().allows(facet))
                    .toList();
            if (allowed.size() < clauses.size()) {
                others.add(Visibility.anyOf(allowed));
            }
            aggregations.put(
                    facet.key(),
                    others.isEmpty()
                            ? counts
                            : Map.of("filter", Json.all(others), "aggs", Map.of(facet.key(), counts)));
        }
        return aggregations;
    }

    private Map<String, Object> highlighting(AskedText asked, Fit fit) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Set<String> texts = new TreeSet<>();
        clauses.forEach(clause -> texts.addAll(clause.level().texts()));
        for (String field : texts) {
            fields.put(field, marking(field, TextQuery.marked(asked, field, fit)));
        }
        Map<String, Object> highlight = new LinkedHashMap<>();
        highlight.put("encoder", "html");
        highlight.put("pre_tags", List.of("<em>"));
        highlight.put("post_tags", List.of("</em>"));
        highlight.put("fragment_size", 160);
        highlight.put("number_of_fragments", 2);
        // more than that of one field is left unmarked instead of failing the search
        highlight.put("max_analyzed_offset", 900_000);
        highlight.put("fields", fields);
        return highlight;
    }

    /** How a field is marked: the title whole. */
    static Map<String, ?> marking(String field, Map<String, ?> marked) {
        return field.equals("title")
                ? Map.of("highlight_query", marked, "number_of_fragments", 0)
                : Map.of("highlight_query", marked);
    }
}
