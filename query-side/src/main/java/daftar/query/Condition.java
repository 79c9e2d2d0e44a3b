package daftar.query;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A set of tickets, said twice: as a filter for Elasticsearch and as a predicate in memory.
 *
 * @param <T> what stands for a ticket in memory
 */
record Condition<T>(Map<String, ?> filter, Predicate<T> covers) {

    static <T> Condition<T> everything() {
        return new Condition<>(Map.of("match_all", Map.of()), ticket -> true);
    }

    static <T> Condition<T> nothing() {
        return new Condition<>(Map.of("match_none", Map.of()), ticket -> false);
    }

    /** One of the field's values is one of these. */
    static <T> Condition<T> has(String field, Collection<String> values, Function<T, Collection<String>> read) {
        List<String> wanted = List.copyOf(new TreeSet<>(values));
        return switch (wanted.size()) {
            case 0 -> nothing();
            case 1 ->
                new Condition<>(Json.term(field, wanted.getFirst()), ticket -> read.apply(ticket)
                        .contains(wanted.getFirst()));
            default ->
                new Condition<>(Json.terms(field, wanted), ticket -> !Collections.disjoint(read.apply(ticket), wanted));
        };
    }

    static <T> Condition<T> is(String field, Predicate<T> read) {
        return new Condition<>(Json.term(field, true), read);
    }

    @SafeVarargs
    static <T> Condition<T> any(Condition<T>... all) {
        List<Condition<T>> conditions =
                Stream.of(all).filter(each -> !each.isNothing()).toList();
        return switch (conditions.size()) {
            case 0 -> nothing();
            case 1 -> conditions.getFirst();
            default ->
                new Condition<>(
                        Json.any(conditions.stream().map(Condition::filter).toList()),
                        ticket -> conditions.stream().anyMatch(each -> each.covers.test(ticket)));
        };
    }

    Condition<T> and(Condition<T> other) {
        return isNothing() || other.isNothing()
                ? nothing()
                : new Condition<>(Json.all(List.of(filter, other.filter)), covers.and(other.covers));
    }

    Condition<T> not() {
        return isNothing() ? everything() : new Condition<>(Json.not(filter), covers.negate());
    }

    boolean isNothing() {
        return filter.containsKey("match_none");
    }
}
