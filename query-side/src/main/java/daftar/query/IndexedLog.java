package daftar.query;

import daftar.eventstore.EventLog;
import daftar.eventstore.RecordedEvent;
import daftar.messages.audit.LogFilter;
import daftar.messages.ticket.TicketEvent;
import daftar.readmodel.ReadModel;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What Elasticsearch knows of the log: the timeline has a line for each event of a ticket. What it names is read from the log. */
final class IndexedLog {

    /** How far the store's clock may have been set back: what was recorded at an instant is sought that much earlier. */
    static final Duration CLOCK_STEPS = Duration.ofMinutes(1);

    private static final Set<String> OF_TICKETS = Arrays.stream(TicketEvent.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .collect(Collectors.toUnmodifiableSet());

    private static final List<String> TEXTS =
            List.of("title", "description", "solution", "cause", "publicTexts", "internalTexts");

    private static final Pattern MARKED = Pattern.compile("<em>(.*?)</em>", Pattern.DOTALL);

    private final ReadSide readSide;
    private final EventLog log;

    IndexedLog(ReadSide readSide, EventLog log) {
        this.readSide = readSide;
        this.log = log;
    }

    /** Whether the timeline has all that the filter can want, and can tell it. */
    static boolean knows(LogFilter filter) {
        boolean ofTickets = (filter.stream() != null && filter.stream().startsWith("ticket-"))
                || (!filter.types().isEmpty() && OF_TICKETS.containsAll(filter.types()));
        return ofTickets && filter.commandId() == null && filter.correlation() == null;
    }

    /** Whether streams of this name, or of names that begin like this, can be tickets. */
    static boolean canBeTicket(String stream) {
        return stream.startsWith("ticket-")
                || (stream.endsWith("*") && "ticket-".startsWith(stream.substring(0, stream.length() - 1)));
    }

    /** The first events after a position. */
    List<RecordedEvent> find(LogFilter filter, long after, int size) {
        List<Map<String, ?>> conditions = new ArrayList<>();
        if (!filter.types().isEmpty()) {
            conditions.add(Json.terms("event", filter.types()));
        }
        if (filter.actor() != null) {
            conditions.add(Json.term("actor", filter.actor()));
        }
        if (filter.person() != null) {
            conditions.add(
                    Json.any(List.of(Json.term("actor", filter.person()), Json.term("onBehalfOf", filter.person()))));
        }
        if (filter.client() != null) {
            conditions.add(Json.term("client", filter.client()));
        }
        period(conditions, "occurredAt", filter.occurredFrom(), filter.occurredTo());
        period(conditions, "recordedAt", filter.recordedFrom(), filter.recordedTo());
        List<RecordedEvent> events = new ArrayList<>();
        List<Object> from = List.of(after);
        while (true) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("query", Json.all(conditions));
            body.put("size", size);
            body.put("track_total_hits", false);
            body.put("_source", List.of("ticket", "revision"));
            body.put("sort", List.of(Map.of("position", "asc")));
            body.put("search_after", from);
            JsonNode hits = readSide.elastic()
                    .search(readSide.alias(ReadModel.TIMELINE), "audit", body)
                    .path("hits")
                    .path("hits");
            for (JsonNode hit : hits) {
                JsonNode line = hit.path("_source");
                // the index knows milliseconds, and of a stream only tickets: the log says what fits
                log.read(line.path("ticket").asString(), line.path("revision").asLong(), 1).stream()
                        .filter(event -> LogEntries.matches(filter, event))
                        .forEach(events::add);
                if (events.size() == size) {
                    return events;
                }
                from = List.of(hit.path("sort").path(0).asLong());
            }
            if (hits.size() < size) {
                return events;
            }
        }
    }

    private static void period(
            List<Map<String, ?>> conditions, String field, @Nullable Instant from, @Nullable Instant to) {
        if (from != null) {
            conditions.add(Json.range(field, "gte", from.truncatedTo(ChronoUnit.MILLIS)));
        }
        if (to != null) {
            conditions.add(Json.range(field, "lte", to));
        }
    }

    /** A position of the log before which nothing was recorded at or after the instant; null for its start. */
    @Nullable Long before(@Nullable Instant recordedAt) {
        if (recordedAt == null) {
            return null;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", Json.range("recordedAt", "lt", recordedAt.minus(CLOCK_STEPS)));
        body.put("size", 1);
        body.put("_source", List.of("position"));
        body.put("sort", List.of(Map.of("position", "desc")));
        JsonNode newest = readSide.elastic()
                .search(readSide.alias(ReadModel.TIMELINE), "audit", body)
                .path("hits")
                .path("hits")
                .path(0)
                .path("_source")
                .path("position");
        return newest.isNumber() ? (Long) newest.asLong() : null;
    }

    /**
     * Tickets in which words are.
     *
     * @param forms ticket → the words as they stand in it, folded as {@link TypedWords#fold} does
     * @param last the last of them where there may be more; null at the end
     */
    record Tickets(
            Map<String, List<String>> forms, @Nullable String last) {}

    /** @param after the last ticket of the page before; null for the first page */
    Tickets tickets(LogFilter filter, @Nullable String after, int size) {
        Map<String, Object> body = new LinkedHashMap<>();
        List<Map<String, ?>> conditions = new ArrayList<>();
        conditions.add(Map.of(
                "simple_query_string",
                Map.of("query", String.valueOf(filter.words()), "fields", TEXTS, "default_operator", "and")));
        String stream = filter.stream();
        if (stream != null) {
            conditions.add(
                    stream.endsWith("*")
                            ? Map.of("prefix", Map.of("id", stream.substring(0, stream.length() - 1)))
                            : Json.term("id", stream));
        }
        body.put("query", Json.all(conditions));
        body.put("size", size);
        body.put("track_total_hits", false);
        body.put("_source", false);
        body.put("sort", List.of(Map.of("id", "asc")));
        if (after != null) {
            body.put("search_after", List.of(after));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        TEXTS.forEach(text -> fields.put(text, Map.of()));
        body.put("highlight", Map.of("number_of_fragments", 0, "require_field_match", false, "fields", fields));
        Map<String, List<String>> forms = new LinkedHashMap<>();
        String last = null;
        for (JsonNode hit : readSide.elastic()
                .search(readSide.alias(ReadModel.TICKETS), "audit", body)
                .path("hits")
                .path("hits")) {
            last = hit.path("sort").path(0).asString();
            forms.put(last, marked(hit.path("highlight")));
        }
        return new Tickets(forms, forms.size() < size ? null : last);
    }

    private static List<String> marked(JsonNode highlight) {
        Set<String> forms = new LinkedHashSet<>();
        for (JsonNode field : highlight.values()) {
            for (JsonNode text : field) {
                Matcher matcher = MARKED.matcher(text.asString());
                while (matcher.find()) {
                    forms.add(TypedWords.fold(matcher.group(1)));
                }
            }
        }
        return List.copyOf(forms);
    }
}
