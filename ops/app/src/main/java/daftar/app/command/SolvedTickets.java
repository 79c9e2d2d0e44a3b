package daftar.app.command;

import daftar.automations.Errands;
import daftar.messages.Text;
import daftar.messages.ticket.LinkKind;
import daftar.messages.ticket.Solution;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.TellSolved;
import daftar.query.Elastic;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.Relations;
import daftar.readmodel.TicketDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The living tickets that were not told yet that their problem, or the major incident that they belong to, is solved. Found
 * by what their documents say that they were told, so whatever was missed is found later.
 */
final class SolvedTickets implements Errands {

    private static final int MOST_PROBLEMS = 10_000;
    private static final int READ_AT_ONCE = 200;

    /** How long after its end a major incident's children are looked for: longer than any clock is away. */
    private static final Duration LOOKED_AT = Duration.ofDays(30);

    private static final String CAUSED_BY = Relations.link(LinkKind.CAUSED_BY, "");
    static final List<String> LIVING = Arrays.stream(Status.values())
            .filter(status -> !status.isEnd())
            .map(Status::name)
            .toList();

    private final Elastic elastic;
    private final String tickets;

    SolvedTickets(Elastic elastic, String tickets) {
        this.elastic = elastic;
        this.tickets = tickets;
    }

    @Override
    public List<Errand> due(Instant now, int most) {
        List<Errand> due = new ArrayList<>();
        causes(most, due);
        majors(now, most, due);
        return due;
    }

    /** By one count per problem, since most of their incidents have been told. */
    private void causes(int most, List<Errand> due) {
        JsonNode found = elastic.search(
                tickets,
                "clock",
                Map.of(
                        "size",
                        0,
                        "query",
                        all(living(), Map.of("prefix", Map.of("relations.links", CAUSED_BY))),
                        "aggs",
                        Map.of(
                                "problems",
                                Map.of(
                                        "terms",
                                        Map.of(
                                                "field",
                                                "relations.links",
                                                "include",
                                                CAUSED_BY + ".*",
                                                "size",
                                                MOST_PROBLEMS),
                                        "aggs",
                                        Map.of(
                                                "told",
                                                Map.of("terms", Map.of("field", "relations.told", "size", 100)))))));
        Map<String, JsonNode> problems = new HashMap<>();
        for (JsonNode bucket : found.path("aggregations").path("problems").path("buckets")) {
            problems.put(bucket.path("key").asString().substring(CAUSED_BY.length()), bucket);
        }
        List<String> ids = List.copyOf(problems.keySet());
        for (int from = 0; from < ids.size() && due.size() < most; from += READ_AT_ONCE) {
            for (TicketDocument problem : read(ids.subList(from, Math.min(ids.size(), from + READ_AT_ONCE)))) {
                Instant at = solvedAt(problem);
                if (at != null && !allTold(problems.get(problem.id()), Relations.solved(problem.id(), at))) {
                    Map<String, ?> incidents =
                            term("relations.links", Relations.link(LinkKind.CAUSED_BY, problem.id()));
                    tell(problem, at, LinkKind.CAUSED_BY, null, incidents, most, due);
                }
            }
        }
    }

    private static boolean allTold(@Nullable JsonNode bucket, String solved) {
        if (bucket == null) {
            return true;
        }
        for (JsonNode told : bucket.path("told").path("buckets")) {
            if (told.path("key").asString().equals(solved)) {
                return told.path("doc_count").asLong()
                        >= bucket.path("doc_count").asLong();
            }
        }
        return false;
    }

    /** The children of a major incident are solved with it; what is confidential says nothing to others. */
    private void majors(Instant now, int most, List<Errand> due) {
        JsonNode found = elastic.search(
                tickets,
                "clock",
                Map.of(
                        "size",
                        200,
                        "track_total_hits",
                        false,
                        "query",
                        all(
                                Map.of("term", Map.of("relations.majorIncident", true)),
                                Map.of(
                                        "range",
                                        Map.of(
                                                "resolvedAt",
                                                Map.of(
                                                        "gte",
                                                        now.minus(LOOKED_AT).toString()))))));
        for (JsonNode hit : found.path("hits").path("hits")) {
            TicketDocument major = DocumentJson.reader(TicketDocument.class).readValue(hit.path("_source"));
            Instant at = solvedAt(major);
            String text = major.solution();
            if (at == null || text == null || major.fix() == null || major.confidential() || due.size() >= most) {
                continue;
            }
            List<String> children = major.links().stream()
                    .filter(link -> link.kind() == LinkKind.PARENT_OF)
                    .map(TicketDocument.Link::other)
                    .toList();
            Map<String, ?> ofMajor = Map.of(
                    "bool",
                    Map.of(
                            "should",
                            List.of(
                                    Map.of("terms", Map.of("id", children)),
                                    term("relations.links", Relations.link(LinkKind.CHILD_OF, major.id())))));
            // the cause is internal, and a child may be somebody else's business
            Solution solution = new Solution(Text.of(text), major.solutionCode(), null, major.fix());
            tell(major, at, LinkKind.CHILD_OF, solution, ofMajor, most, due);
        }
    }

    private static @Nullable Instant solvedAt(TicketDocument ticket) {
        return ticket.status() == Status.RESOLVED || ticket.status() == Status.CLOSED ? ticket.resolvedAt() : null;
    }

    private void tell(
            TicketDocument other,
            Instant at,
            LinkKind kind,
            @Nullable Solution solution,
            Map<String, ?> linked,
            int most,
            List<Errand> due) {
        String solved = Relations.solved(other.id(), at);
        JsonNode found = elastic.search(
                tickets,
                "clock",
                Map.of(
                        "size",
                        Math.min(Math.max(most - due.size(), 1), 10_000),
                        "_source",
                        List.of("id"),
                        "track_total_hits",
                        false,
                        "query",
                        Map.of(
                                "bool",
                                Map.of(
                                        "filter", List.of(living(), linked),
                                        "must_not", List.of(term("relations.told", solved))))));
        for (JsonNode hit : found.path("hits").path("hits")) {
            String id = hit.path("_source").path("id").asString();
            due.add(new Errand("solved:" + solved + ":" + id, new TellSolved(id, kind, other.id(), at, solution)));
        }
    }

    private List<TicketDocument> read(List<String> ids) {
        return elastic.get(tickets, ids).stream()
                .map(found ->
                        DocumentJson.reader(TicketDocument.class).<TicketDocument>readValue(found.path("_source")))
                .toList();
    }

    private static Map<String, ?> living() {
        return Map.of("terms", Map.of("status", LIVING));
    }

    private static Map<String, ?> term(String field, String value) {
        return Map.of("term", Map.of(field, value));
    }

    @SafeVarargs
    private static Map<String, ?> all(Map<String, ?>... filters) {
        return Map.of("bool", Map.of("filter", List.of(filters)));
    }
}
