package daftar.query;

import static java.util.Objects.requireNonNull;

import daftar.messages.audit.AsOf;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Status;
import daftar.readmodel.ReadModel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where each ticket stood at a moment, from the timeline's index: its last line up to then tells status, stage and holder, as the
 * fold gave them. Lines are never changed once they are written, so this is exact by either time, however much was brought in
 * later and with whatever business times. Whatever else is asked of a ticket is read from the log.
 */
final class LastLines {

    /** Tickets that are counted with one request; their number varies by the hash of their ids. */
    private static final int TICKETS_AT_ONCE = 8_000;

    private static final int MOST_BUCKETS = 20_000;
    private static final int LINES_AT_ONCE = 2_000;
    private static final int IDS_AT_ONCE = 10_000;
    private static final int REQUESTS_AT_ONCE = 4;
    private static final String FIELDS =
            "ticket,number,revision,status,stage,assignees,team,vendor,priority,occurredAt,recordedAt";

    private final ReadSide readSide;

    LastLines(ReadSide readSide) {
        this.readSide = readSide;
    }

    /** A ticket as it stood, and its last event then. */
    record Line(
            String ticket,
            String number,
            long revision,
            Status status,
            @Nullable String stage,
            List<String> assignees,
            @Nullable String team,
            @Nullable String vendor,
            @Nullable Priority priority,
            Instant occurredAt,
            Instant recordedAt) {}

    /** The last line of every ticket that there was, by the ticket's id. */
    TreeMap<String, Line> at(AsOf asOf) {
        int parts = (int) (tickets() / TICKETS_AT_ONCE) + 1;
        // sorted: lines of tickets beside each other are often stored beside each other
        Map<String, Long> last = new TreeMap<>();
        IntStream.range(0, parts)
                .boxed()
                .gather(Gatherers.mapConcurrent(REQUESTS_AT_ONCE, part -> lastOf(asOf, part, parts)))
                .forEachOrdered(last::putAll);
        TreeMap<String, Line> lines = new TreeMap<>();
        while (!last.isEmpty()) {
            Map<String, Long> earlier = new TreeMap<>();
            for (Line line : lines(last)) {
                // the index knows milliseconds, the register less
                if (asOf.recordedAt() == null || !line.recordedAt().isAfter(asOf.recordedAt())) {
                    lines.put(line.ticket(), line);
                } else if (line.revision() > 0) {
                    earlier.put(line.ticket(), line.revision() - 1);
                }
            }
            last = earlier;
        }
        return lines;
    }

    /**
     * The tickets that may not have been over at the moment, all that were not among them: those that are not over now, and those
     * that something has happened to since.
     */
    Set<String> maybeLiving(AsOf asOf) {
        List<Map<String, ?>> any = new ArrayList<>();
        any.add(Json.terms("status", RelatedTickets.LIVING));
        List<Map<String, ?>> all = new ArrayList<>();
        if (asOf.at() != null) {
            any.add(Json.range("updatedAt", "gt", asOf.at()));
            all.add(Json.range("raisedAt", "lte", asOf.at()));
        }
        if (asOf.recordedAt() != null) {
            any.add(Json.range("recordedAt", "gte", asOf.recordedAt().truncatedTo(ChronoUnit.MILLIS)));
        }
        all.add(Json.any(any));
        Set<String> living = new LinkedHashSet<>();
        List<Object> after = List.of("");
        JsonNode hits;
        do {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("size", IDS_AT_ONCE);
            body.put("track_total_hits", false);
            body.put("_source", false);
            body.put("query", Json.all(all));
            body.put("sort", List.of(Map.of("id", "asc")));
            body.put("search_after", after);
            hits = readSide.elastic()
                    .search(readSide.alias(ReadModel.TICKETS), "audit", body)
                    .path("hits")
                    .path("hits");
            for (JsonNode hit : hits) {
                String id = hit.path("sort").path(0).asString();
                living.add(id);
                after = List.of(id);
            }
        } while (hits.size() == IDS_AT_ONCE);
        if (asOf.recordedAt() != null) {
            living.retainAll(withLines(asOf, List.of("TicketRaised"), null));
        }
        return living;
    }

    /** The tickets that had events of these types in a period that ends at the moment. @param types empty for any */
    Set<String> withLines(AsOf asOf, Collection<String> types, @Nullable Instant from) {
        List<Map<String, ?>> conditions = conditions(asOf);
        if (!types.isEmpty()) {
            conditions.add(Json.terms("event", types));
        }
        if (from != null) {
            conditions.add(Json.range("occurredAt", "gte", from));
        }
        Set<String> tickets = new LinkedHashSet<>();
        eachTicket(conditions, Map.of(), (ticket, bucket) -> tickets.add(ticket));
        return tickets;
    }

    /**
     * The tickets that had more events of the one kind than of the other: what the ones began, the others had not all ended. Those
     * of which the last was begun twice may be among them, too.
     */
    Set<String> withMore(AsOf asOf, Collection<String> began, Collection<String> ended) {
        List<String> both = new ArrayList<>(began);
        both.addAll(ended);
        List<Map<String, ?>> conditions = conditions(asOf);
        conditions.add(Json.terms("event", both));
        Set<String> tickets = new LinkedHashSet<>();
        eachTicket(conditions, Map.of("began", Map.of("filter", Json.terms("event", began))), (ticket, bucket) -> {
            if (2 * bucket.path("began").path("doc_count").asLong()
                    > bucket.path("doc_count").asLong()) {
                tickets.add(ticket);
            }
        });
        return tickets;
    }

    private void eachTicket(
            List<Map<String, ?>> conditions, Map<String, ?> counted, BiConsumer<String, JsonNode> consumer) {
        Map<String, Object> after = Map.of();
        while (true) {
            Map<String, Object> composite = new LinkedHashMap<>();
            composite.put("size", LINES_AT_ONCE);
            composite.put("sources", List.of(Map.of("ticket", Map.of("terms", Map.of("field", "ticket")))));
            if (!after.isEmpty()) {
                composite.put("after", after);
            }
            JsonNode found = search(conditions, Map.of("composite", composite, "aggs", counted));
            for (JsonNode bucket : found.path("buckets")) {
                consumer.accept(bucket.path("key").path("ticket").asString(), bucket);
            }
            JsonNode next = found.path("after_key").path("ticket");
            if (!next.isString()) {
                return;
            }
            after = Map.of("ticket", next.asString());
        }
    }

    private long tickets() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("size", 0);
        body.put("track_total_hits", true);
        return readSide.elastic()
                .search(readSide.alias(ReadModel.TICKETS), "audit", body)
                .path("hits")
                .path("total")
                .path("value")
                .asLong(0);
    }

    private Map<String, Long> lastOf(AsOf asOf, int part, int parts) {
        Map<String, Object> terms = new LinkedHashMap<>();
        terms.put("field", "ticket");
        terms.put("size", MOST_BUCKETS);
        terms.put("include", Map.of("partition", part, "num_partitions", parts));
        JsonNode found = search(
                conditions(asOf),
                Map.of("terms", terms, "aggs", Map.of("last", Map.of("max", Map.of("field", "revision")))));
        if (found.path("sum_other_doc_count").asLong(0) > 0) {
            throw new IllegalStateException("more than " + MOST_BUCKETS + " tickets in one of " + parts + " parts");
        }
        Map<String, Long> last = new HashMap<>();
        for (JsonNode bucket : found.path("buckets")) {
            last.put(bucket.path("key").asString(), (long)
                    bucket.path("last").path("value").asDouble());
        }
        return last;
    }

    private JsonNode search(List<Map<String, ?>> conditions, Map<String, ?> aggregation) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("size", 0);
        body.put("track_total_hits", false);
        body.put("query", Json.all(conditions));
        body.put("aggs", Map.of("tickets", aggregation));
        return readSide.elastic()
                .search(readSide.alias(ReadModel.TIMELINE), "audit", body)
                .path("aggregations")
                .path("tickets");
    }

    private static List<Map<String, ?>> conditions(AsOf asOf) {
        List<Map<String, ?>> conditions = new ArrayList<>();
        if (asOf.at() != null) {
            conditions.add(Json.range("occurredAt", "lte", asOf.at()));
        }
        if (asOf.recordedAt() != null) {
            conditions.add(Json.range("recordedAt", "lte", asOf.recordedAt()));
        }
        return conditions;
    }

    private List<Line> lines(Map<String, Long> revisions) {
        List<String> ids = revisions.entrySet().stream()
                .map(each -> each.getKey() + "/" + each.getValue())
                .toList();
        return ids.stream()
                .gather(Gatherers.windowFixed(LINES_AT_ONCE))
                .gather(Gatherers.mapConcurrent(REQUESTS_AT_ONCE, some -> readSide.elastic()
                        .get(readSide.alias(ReadModel.TIMELINE), some, FIELDS)))
                .flatMap(List::stream)
                .map(found -> line(found.path("_source")))
                .toList();
    }

    private static Line line(JsonNode source) {
        return new Line(
                source.path("ticket").asString(),
                source.path("number").asString(),
                source.path("revision").asLong(),
                requireNonNull(Json.constant(source, "status", Status.class)),
                Json.text(source, "stage"),
                Json.texts(source, "assignees"),
                Json.text(source, "team"),
                Json.text(source, "vendor"),
                Json.constant(source, "priority", Priority.class),
                requireNonNull(Json.instant(source, "occurredAt")),
                requireNonNull(Json.instant(source, "recordedAt")));
    }
}
