package daftar.query;

import daftar.messages.ticket.Status;
import daftar.readmodel.AssignmentDocument;
import daftar.readmodel.TicketDocument;
import daftar.readmodel.WorkDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The workload counted over tickets in memory, in the form in which Elasticsearch counts it over its documents: they are the
 * same documents. A test holds both against each other at every moment of a desk at work.
 */
final class Loads {

    private final Instant at;
    private final Instant today;
    private final Instant week;
    private final Set<String> teams;
    private final List<AssignmentDocument> open = new ArrayList<>();
    private final List<WorkDocument> work = new ArrayList<>();
    private final Map<String, Long> timing = new HashMap<>();

    /** @param teams only these; empty for all */
    Loads(Instant at, Instant today, Instant week, Set<String> teams) {
        this.at = at;
        this.today = today;
        this.week = week;
        this.teams = teams;
    }

    void add(TicketDocument ticket) {
        AssignmentDocument.open(ticket).stream()
                .filter(interval -> isWanted(interval.team()))
                .forEach(open::add);
        ticket.work().stream()
                .map(entry -> WorkDocument.of(ticket, entry))
                .filter(entry -> isWanted(entry.team()))
                .filter(entry ->
                        !entry.loggedAt().isBefore(week) && !entry.loggedAt().isAfter(at))
                .forEach(work::add);
        ticket.ledger().running().forEach(person -> timing.merge(person, 1L, Long::sum));
    }

    private boolean isWanted(@Nullable String team) {
        return teams.isEmpty() || (team != null && teams.contains(team));
    }

    /** On how many tickets the time of each person ran. */
    Map<String, Long> timing() {
        return timing;
    }

    JsonNode open() {
        List<AssignmentDocument> leading =
                open.stream().filter(AssignmentDocument::leading).toList();
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        ObjectNode ofTickets = figures(leading);
        ofTickets.set("teams", by(leading, AssignmentDocument::team, this::figures));
        all.set("leading", ofTickets);
        all.set("people", by(open, AssignmentDocument::assignee, this::figures));
        return all;
    }

    private ObjectNode figures(List<AssignmentDocument> some) {
        ObjectNode figures = JsonNodeFactory.instance.objectNode();
        figures.put("doc_count", some.size());
        count(figures, "inProgress", some.stream().filter(each -> each.status() == Status.IN_PROGRESS));
        count(figures, "onHold", some.stream().filter(each -> each.status() == Status.ON_HOLD));
        count(
                figures,
                "overdue",
                some.stream()
                        .filter(each ->
                                each.overdueAt() != null && !each.overdueAt().isAfter(at)));
        some.stream().mapToLong(each -> each.raisedAt().toEpochMilli()).min().ifPresent(oldest -> figures.putObject(
                        "oldest")
                .put("value", oldest));
        return figures;
    }

    private static void count(ObjectNode figures, String name, Stream<?> some) {
        figures.putObject(name).put("doc_count", some.count());
    }

    JsonNode logged() {
        ObjectNode all = sumsAndToday(work);
        all.set("teams", by(work, WorkDocument::team, this::sumsAndToday));
        all.set("people", by(work, WorkDocument::performer, this::sumsAndToday));
        return all;
    }

    private ObjectNode sumsAndToday(List<WorkDocument> some) {
        ObjectNode all = sums(some);
        all.set(
                "today",
                sums(some.stream()
                        .filter(each -> !each.loggedAt().isBefore(today))
                        .toList()));
        return all;
    }

    private static ObjectNode sums(List<WorkDocument> some) {
        ObjectNode sums = JsonNodeFactory.instance.objectNode();
        sums.putObject("minutes")
                .put("value", some.stream().mapToLong(WorkDocument::minutes).sum());
        Map<String, Long> currencies = new TreeMap<>();
        some.stream()
                .flatMap(each -> each.sums().stream())
                .forEach(cost -> currencies.merge(cost.currency(), cost.minor(), Long::sum));
        ArrayNode buckets = sums.putObject("sums").putObject("currencies").putArray("buckets");
        currencies.forEach((currency, minor) ->
                buckets.addObject().put("key", currency).putObject("minor").put("value", minor));
        return sums;
    }

    /** One bucket for each value. */
    private static <D> ObjectNode by(
            List<D> documents, Function<D, @Nullable String> key, Function<List<D>, ObjectNode> figures) {
        ObjectNode terms = JsonNodeFactory.instance.objectNode();
        ArrayNode buckets = terms.putArray("buckets");
        Map<String, List<D>> groups = documents.stream()
                .filter(each -> key.apply(each) != null)
                .collect(Collectors.groupingBy(
                        each -> String.valueOf(key.apply(each)), TreeMap::new, Collectors.toList()));
        groups.forEach((value, some) -> buckets.add(figures.apply(some).put("key", value)));
        return terms;
    }
}
