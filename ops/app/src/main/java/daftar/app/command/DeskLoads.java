package daftar.app.command;

import daftar.domain.ticket.Loads;
import daftar.messages.ticket.Status;
import daftar.query.Elastic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Loads by the read model, seconds old, and by what this node has given out since. A decision does not wait for the read
 * model: it goes by what is known, which is renewed meanwhile; only where nothing is known, it waits for a moment. While
 * the read model is away what is known of it stays, and what this node gives out still takes turns.
 */
final class DeskLoads implements Loads {

    /** Asks an index; may take as long as it likes. */
    @FunctionalInterface
    interface Asking {
        JsonNode search(String index, Map<String, ?> body);
    }

    private static final Logger log = LoggerFactory.getLogger(DeskLoads.class);

    /** How old what is known of the read model may be before it is renewed. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    /** From when on what is known is so old that it is worth {@link #PATIENCE}. */
    private static final Duration OLD = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofMillis(300);

    /** How long a read model that does not answer is left alone. */
    private static final Duration BACK_OFF = Duration.ofSeconds(10);

    /** How long after a ticket was given out the read model may not show it yet. */
    private static final Duration LAG = Duration.ofSeconds(3);

    /** How long it is kept what was given out, for the time that the read model is away. */
    private static final Duration GIVEN_KEPT = Duration.ofMinutes(2);

    private static final Duration HISTORY = Duration.ofDays(180);
    private static final Duration HISTORY_FRESH = Duration.ofMinutes(5);

    /** What a ticket is taken to need where no ticket has been resolved yet. */
    private static final long MINUTES_UNKNOWN = 30;

    private static final int MOST = 10_000;

    /** Sets of people of whom loads are kept. */
    private static final int MOST_SEEN = 500;

    /** @param at before the read model was asked */
    private record Seen(Map<String, Load> loads, Instant at) {
        static final Seen NOTHING = new Seen(Map.of(), Instant.EPOCH);
    }

    private record Given(@Nullable String category, Instant at) {}

    private record Estimates(Map<String, Long> byCategory, long usual, Instant at) {
        long of(@Nullable String category) {
            return byCategory.getOrDefault(category == null ? "" : category, usual);
        }
    }

    private final Asking elastic;
    private final String tickets;
    private final String assignments;
    private final InstantSource clock;

    /** Those that were asked for last. */
    private final Map<List<String>, Seen> seen = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, Seen> eldest) {
            return size() > MOST_SEEN;
        }
    });

    /** What is being asked. */
    private final Map<List<String>, CompletableFuture<@Nullable Void>> flights = new ConcurrentHashMap<>();

    private final Map<String, Instant> lastGiven = new ConcurrentHashMap<>();
    private final Map<String, Deque<Given>> given = new ConcurrentHashMap<>();
    private volatile Estimates estimates = new Estimates(Map.of(), MINUTES_UNKNOWN, Instant.MIN);

    /** Until when the read model is not asked. */
    private volatile Instant quietUntil = Instant.MIN;

    DeskLoads(Elastic elastic, String tickets, String assignments, InstantSource clock) {
        this((index, body) -> elastic.search(index, "loads", body), tickets, assignments, clock);
    }

    DeskLoads(Asking elastic, String tickets, String assignments, InstantSource clock) {
        this.elastic = elastic;
        this.tickets = tickets;
        this.assignments = assignments;
        this.clock = clock;
    }

    @Override
    public Map<String, Load> of(Collection<String> people) {
        if (people.isEmpty()) {
            return Map.of();
        }
        List<String> key = people.stream().sorted().toList();
        Seen known = known(key);
        Map<String, Load> loads = new HashMap<>();
        for (String person : people) {
            loads.put(person, withGiven(person, known));
        }
        return loads;
    }

    private Seen known(List<String> people) {
        Seen known = seen.getOrDefault(people, Seen.NOTHING);
        Instant now = clock.instant();
        if (known.at().plus(FRESH).isAfter(now) || now.isBefore(quietUntil)) {
            return known;
        }
        CompletableFuture<@Nullable Void> flight = renewed(people);
        if (known.at().plus(OLD).isAfter(now)) {
            return known;
        }
        try {
            flight.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            // the next decisions do not wait for it, too
            quietUntil = clock.instant().plus(BACK_OFF);
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return seen.getOrDefault(people, known);
    }

    /** One asks for all who want to know the same. */
    private CompletableFuture<@Nullable Void> renewed(List<String> people) {
        return flights.computeIfAbsent(people, key -> {
            CompletableFuture<@Nullable Void> flight = new CompletableFuture<>();
            Thread.ofVirtual().name("desk-loads").start(() -> {
                try {
                    look(key);
                } finally {
                    flights.remove(key);
                    flight.complete(null);
                }
            });
            return flight;
        });
    }

    private Load withGiven(String person, Seen known) {
        Load shown = known.loads().getOrDefault(person, new Load(0, null));
        Instant since = known.at().minus(LAG);
        long minutes = shown.queuedMinutes();
        for (Given one : given.getOrDefault(person, new ArrayDeque<>())) {
            if (one.at().isAfter(since)) {
                minutes += estimates.of(one.category());
            }
        }
        return new Load(minutes, later(shown.lastGiven(), lastGiven.get(person)));
    }

    @Override
    public void given(String person, @Nullable String category, Instant now) {
        Instant at = clock.instant();
        // strictly later than before, also within one millisecond
        lastGiven.merge(person, at, (was, is) -> is.isAfter(was) ? is : was.plusNanos(1));
        Deque<Given> theirs = given.computeIfAbsent(person, unused -> new ConcurrentLinkedDeque<>());
        theirs.addLast(new Given(category, at));
        Instant over = at.minus(GIVEN_KEPT);
        Given first = theirs.peekFirst();
        while (first != null && first.at().isBefore(over) && theirs.remove(first)) {
            first = theirs.peekFirst();
        }
    }

    private void look(List<String> people) {
        Instant asked = clock.instant();
        try {
            estimate(asked);
            seen.put(people, new Seen(search(people, asked), asked));
            quietUntil = Instant.MIN;
        } catch (RuntimeException away) {
            quietUntil = clock.instant().plus(BACK_OFF);
            log.debug("Loads are taken as they were last known: {}", away.toString());
        }
    }

    private void estimate(Instant now) {
        if (estimates.at().isAfter(now.minus(HISTORY_FRESH))) {
            return;
        }
        Map<String, ?> minutes = Map.of("minutes", Map.of("avg", Map.of("field", "minutes")));
        JsonNode found = elastic.search(
                        tickets,
                        body(
                                List.of(
                                        range(
                                                "resolvedAt",
                                                "gte",
                                                now.minus(HISTORY).toString()),
                                        range("minutes", "gt", 0)),
                                Map.of(
                                        "usual", Objects.requireNonNull(minutes.get("minutes")),
                                        "categories",
                                                Map.of(
                                                        "terms",
                                                        Map.of("field", "category", "size", MOST),
                                                        "aggs",
                                                        minutes))))
                .path("aggregations");
        Map<String, Long> byCategory = new HashMap<>();
        for (JsonNode bucket : found.path("categories").path("buckets")) {
            byCategory.put(
                    bucket.path("key").asString(),
                    rounded(bucket.at("/minutes/value").asDouble(MINUTES_UNKNOWN)));
        }
        JsonNode usual = found.at("/usual/value");
        estimates = new Estimates(byCategory, usual.isNumber() ? rounded(usual.doubleValue()) : MINUTES_UNKNOWN, now);
    }

    private static long rounded(double minutes) {
        return Math.max(1, Math.round(minutes));
    }

    private Map<String, Load> search(List<String> people, Instant now) {
        Map<String, ?> open = Map.of(
                "bool",
                Map.of(
                        "filter",
                        List.of(Map.of(
                                "terms", Map.of("status", List.of(Status.ASSIGNED.name(), Status.IN_PROGRESS.name())))),
                        "must_not",
                        List.of(Map.of("exists", Map.of("field", "to")))));
        Map<String, ?> ofPerson = Map.of(
                "last",
                Map.of("max", Map.of("field", "from")),
                "open",
                Map.of(
                        "filter",
                        open,
                        "aggs",
                        Map.of(
                                "categories",
                                Map.of("terms", Map.of("field", "category", "size", MOST, "missing", "")))));
        JsonNode found = elastic.search(
                assignments,
                body(
                        List.of(
                                Map.of("term", Map.of("leading", true)),
                                Map.of("terms", Map.of("assignee", people)),
                                range("from", "gte", now.minus(HISTORY).toString())),
                        Map.of(
                                "people",
                                Map.of("terms", Map.of("field", "assignee", "size", MOST), "aggs", ofPerson))));
        Map<String, Load> loads = new HashMap<>();
        for (JsonNode bucket : found.at("/aggregations/people/buckets")) {
            long minutes = 0;
            for (JsonNode category : bucket.at("/open/categories/buckets")) {
                minutes += category.path("doc_count").asLong()
                        * estimates.of(category.path("key").asString());
            }
            JsonNode last = bucket.at("/last/value");
            loads.put(
                    bucket.path("key").asString(),
                    new Load(minutes, last.isNumber() ? Instant.ofEpochMilli(last.asLong()) : null));
        }
        return loads;
    }

    private static Map<String, Object> body(List<Map<String, ?>> filters, Map<String, ?> aggregations) {
        return Map.of(
                "size", 0, "query", Map.of("bool", Map.of("filter", new ArrayList<>(filters))), "aggs", aggregations);
    }

    private static Map<String, ?> range(String field, String bound, Object value) {
        return Map.of("range", Map.of(field, Map.of(bound, value)));
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null ? other : other == null || one.isAfter(other) ? one : other;
    }
}
