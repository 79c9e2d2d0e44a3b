package daftar.query;

import static java.util.Objects.requireNonNull;

import daftar.messages.Actor;
import daftar.messages.Role;
import daftar.messages.query.Facet;
import daftar.messages.ticket.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may know of tickets: the one rule behind every query, facet, count, highlight and stream. It is a list of
 * clauses, each a set of tickets and how much of them may be known. It says the same twice, as a filter for Elasticsearch
 * and as a predicate in memory.
 *
 * <ul>
 *   <li>The desk (dispatcher, specialist, manager, importer) and auditors see all of every ticket, and so does the clock.
 *   <li>Everybody sees what is public of the tickets that they have to do with: as requester, registrar, owner, observer,
 *       asked approver or assignee.
 *   <li>Supervisors see the same of their people's tickets, department managers of their department's.
 *   <li>Analysts see problem and solution of every resolved ticket, but nobody's name.
 *   <li>Administrators have no more than that: they run the register, they do not read it.
 * </ul>
 */
final class Visibility {

    /** How much of a ticket may be known, the most first. */
    enum Level {
        /** Everything. */
        INTERNAL(Set.of("title", "description", "solution", "cause", "publicTexts", "internalTexts")),
        /** What the requester may read. */
        PUBLIC(Set.of("title", "description", "solution", "publicTexts")),
        /** Problem and solution, without who asked and what they said. */
        KNOWLEDGE(Set.of("title", "description", "solution"));

        private final Set<String> texts;

        Level(Set<String> texts) {
            this.texts = texts;
        }

        /** The fields whose text may be searched and shown. */
        Set<String> texts() {
            return texts;
        }

        /** Whether tickets may be chosen and counted by this property. */
        boolean allows(Facet facet) {
            return this != KNOWLEDGE || facet != Facet.REQUESTER;
        }
    }

    /** What of a ticket decides who may see it. */
    record Subject(
            Collection<String> visibleTo,
            String requester,
            @Nullable String department,
            Status status,
            boolean solved) {}

    /** Tickets of which this much may be known. */
    sealed interface Clause {
        Level level();

        Map<String, ?> filter();

        boolean covers(Subject ticket);
    }

    private record Everything() implements Clause {
        @Override
        public Level level() {
            return Level.INTERNAL;
        }

        @Override
        public Map<String, ?> filter() {
            return Map.of("match_all", Map.of());
        }

        @Override
        public boolean covers(Subject ticket) {
            return true;
        }
    }

    private record Related(String person, Set<String> people, Set<String> departments) implements Clause {
        @Override
        public Level level() {
            return Level.PUBLIC;
        }

        @Override
        public Map<String, ?> filter() {
            List<Map<String, ?>> any = new ArrayList<>();
            any.add(Map.of("term", Map.of("visibleTo", person)));
            if (!people.isEmpty()) {
                any.add(Map.of("terms", Map.of("requester", people)));
            }
            if (!departments.isEmpty()) {
                any.add(Map.of("terms", Map.of("department", departments)));
            }
            return any.size() == 1 ? any.getFirst() : Map.of("bool", Map.of("should", any, "minimum_should_match", 1));
        }

        @Override
        public boolean covers(Subject ticket) {
            return ticket.visibleTo().contains(person)
                    || people.contains(ticket.requester())
                    || (ticket.department() != null && departments.contains(ticket.department()));
        }
    }

    private record Solved() implements Clause {
        @Override
        public Level level() {
            return Level.KNOWLEDGE;
        }

        @Override
        public Map<String, ?> filter() {
            return SOLVED_FILTER;
        }

        @Override
        public boolean covers(Subject ticket) {
            return isSolved(ticket);
        }
    }

    private record OnlySolved(Clause clause) implements Clause {
        @Override
        public Level level() {
            return clause.level();
        }

        @Override
        public Map<String, ?> filter() {
            return Json.all(List.of(SOLVED_FILTER, clause.filter()));
        }

        @Override
        public boolean covers(Subject ticket) {
            return isSolved(ticket) && clause.covers(ticket);
        }
    }

    private static boolean isSolved(Subject ticket) {
        return ticket.solved() && (ticket.status() == Status.RESOLVED || ticket.status() == Status.CLOSED);
    }

    /** Tickets that were resolved and not reopened since. */
    static final Map<String, ?> SOLVED_FILTER = Map.of(
            "bool",
            Map.of(
                    "filter",
                    List.of(
                            Map.of("terms", Map.of("status", List.of(Status.RESOLVED.name(), Status.CLOSED.name()))),
                            Map.of("exists", Map.of("field", "resolvedAt")))));

    private final List<Clause> clauses;

    private Visibility(List<Clause> clauses) {
        this.clauses = List.copyOf(clauses);
    }

    static Visibility of(Actor actor, People people) {
        if (isDesk(actor) || actor.isAny(Role.AUDITOR, Role.CLOCK)) {
            return new Visibility(List.of(new Everything()));
        }
        List<Clause> clauses = new ArrayList<>();
        clauses.add(new Related(
                actor.person(),
                actor.is(Role.SUPERVISOR) ? new TreeSet<>(people.supervisedBy(actor.person())) : Set.of(),
                actor.is(Role.DEPARTMENT_MANAGER)
                        ? new TreeSet<>(people.departmentsManagedBy(actor.person()))
                        : Set.of()));
        if (actor.is(Role.ANALYST)) {
            clauses.add(new Solved());
        }
        return new Visibility(clauses);
    }

    /** Whether the actor works at the desk and so needs every ticket. */
    static boolean isDesk(Actor actor) {
        return actor.isAny(Role.DISPATCHER, Role.SPECIALIST, Role.MANAGER, Role.IMPORTER);
    }

    /** The same, of tickets that were solved only. */
    Visibility onlySolved() {
        return new Visibility(clauses.stream().<Clause>map(OnlySolved::new).toList());
    }

    /** The clauses, those that show the most first. */
    List<Clause> clauses() {
        return clauses;
    }

    /** The tickets that the caller may know of at all. */
    Map<String, ?> filter() {
        return anyOf(clauses);
    }

    /** The tickets of any of these clauses. */
    static Map<String, ?> anyOf(List<Clause> clauses) {
        return switch (clauses.size()) {
            case 0 -> Map.of("match_none", Map.of());
            case 1 -> clauses.getFirst().filter();
            default ->
                Map.of(
                        "bool",
                        Map.of("should", clauses.stream().map(Clause::filter).toList(), "minimum_should_match", 1));
        };
    }

    /** How much of this ticket the caller may know; null for nothing. */
    @Nullable Level levelOf(Subject ticket) {
        for (Clause clause : clauses) {
            if (clause.covers(ticket)) {
                return clause.level();
            }
        }
        return null;
    }

    /** How much of a ticket that the filter let through the caller may know. */
    Level levelOfVisible(Subject ticket) {
        return requireNonNull(levelOf(ticket), "the filter let a ticket through that the caller may not see");
    }
}
