package daftar.query;

import static java.util.Objects.requireNonNull;

import daftar.messages.Actor;
import daftar.messages.Role;
import daftar.messages.query.Facet;
import daftar.messages.rights.DeskScope;
import daftar.messages.rights.Rights;
import daftar.messages.ticket.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may know of tickets: the one rule behind every query, facet, count, highlight and stream. It is a list of
 * clauses, each a set of tickets and how much of them may be known. It says the same twice, as a filter for Elasticsearch
 * and as a predicate in memory.
 *
 * <ul>
 *   <li>Auditors see all of every ticket, and so does the clock.
 *   <li>The desk (dispatcher, specialist, manager, importer) sees all of every ticket, or, where the organisation has
 *       decided so, dispatchers and specialists all of those that are or were last with themselves or their teams.
 *   <li>Everybody sees what is public of the tickets that they have to do with: as requester, registrar, owner, observer,
 *       asked approver (of a request or of a cost), assignee or member of the team whose queue it is in. Providers only while it is with them.
 *   <li>Supervisors see the same of their people's tickets, department managers of their tree's.
 *   <li>Analysts see problem and solution of every resolved ticket, but nobody's name.
 *   <li>What is confidential is seen by requester, named people and those who must act on it only; what belongs to a
 *       closed department, of those above, by who belongs to it, is named for it, or has to do with the ticket.
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

        /** Whether tickets may be chosen by what was filled into a form: people are among it. */
        boolean allowsForms() {
            return this != KNOWLEDGE;
        }

        /** Whether tickets may be chosen and counted by this property. */
        boolean allows(Facet facet) {
            // of a resolved ticket the requester is the assignee, who shall confirm it
            return this != KNOWLEDGE || (facet != Facet.REQUESTER && facet != Facet.ASSIGNEE);
        }
    }

    /** What of a ticket decides who may see it, by the names of its document. */
    record Subject(
            Collection<String> visibleTo,
            String requester,
            @Nullable String owner,
            Collection<String> departmentPath,
            boolean confidential,
            Collection<String> namedPeople,
            Collection<String> assignees,
            @Nullable String team,
            @Nullable String vendor,
            Collection<String> deskPeople,
            @Nullable String deskTeam,
            Status status,
            boolean solved,
            Collection<String> costApprovers) {}

    /** Tickets of which this much may be known. */
    record Clause(Level level, Condition<Subject> tickets) {

        Map<String, ?> filter() {
            return tickets.filter();
        }

        boolean covers(Subject ticket) {
            return tickets.covers().test(ticket);
        }
    }

    /** Tickets that were resolved and not reopened since. */
    static final Condition<Subject> SOLVED = new Condition<>(
            Json.all(List.of(
                    Json.terms("status", List.of(Status.RESOLVED.name(), Status.CLOSED.name())),
                    Json.exists("resolvedAt"))),
            ticket -> ticket.solved() && (ticket.status() == Status.RESOLVED || ticket.status() == Status.CLOSED));

    private final List<Clause> clauses;

    private Visibility(List<Clause> clauses) {
        this.clauses =
                clauses.stream().filter(clause -> !clause.tickets().isNothing()).toList();
    }

    static Visibility of(Actor actor, People people) {
        if (seesEverything(actor)) {
            return new Visibility(List.of(new Clause(Level.INTERNAL, Condition.everything())));
        }
        String person = actor.person();
        List<String> one = List.of(person);
        List<String> teams = people.teamsOf(person);
        Condition<Subject> hidden = hidden(
                person,
                people,
                Condition.is("confidential", Subject::confidential),
                outside -> Condition.has("departmentPath", outside, Subject::departmentPath));
        Condition<Subject> requested = Condition.has("requester", one, ticket -> List.of(ticket.requester()));
        Condition<Subject> named = Condition.has("namedPeople", one, Subject::namedPeople);
        Condition<Subject> inQueue = Condition.has("team", teams, ticket -> orNone(ticket.team()));
        List<Clause> clauses = new ArrayList<>();
        if (isDesk(actor)) {
            Condition<Subject> acting = Condition.any(
                            named,
                            inQueue,
                            Condition.has("deskPeople", one, Subject::deskPeople),
                            Condition.has("deskTeam", teams, ticket -> orNone(ticket.deskTeam())),
                            Condition.has("owner", one, ticket -> orNone(ticket.owner())))
                    .and(requested.not());
            clauses.add(new Clause(Level.INTERNAL, byRole(actor, people, hidden, acting)));
        }
        Condition<Subject> assigned = Condition.any(
                Condition.has("assignees", one, Subject::assignees),
                Condition.has("ledger.approvers", one, Subject::costApprovers));
        boolean vendor = actor.is(Role.VENDOR) && !isDesk(actor);
        Condition<Subject> own = vendor
                ? Condition.any(
                        Condition.has("vendor", one, ticket -> orNone(ticket.vendor())),
                        Condition.has("vendor", teams, ticket -> orNone(ticket.vendor())))
                : Condition.has("visibleTo", one, Subject::visibleTo)
                        .and(Condition.<Subject>is("confidential", Subject::confidential)
                                .not());
        Condition<Subject> ofPeople = actor.is(Role.SUPERVISOR)
                ? Condition.has("requester", people.supervisedBy(person), ticket -> List.of(ticket.requester()))
                : Condition.nothing();
        Condition<Subject> ofDepartments = actor.is(Role.DEPARTMENT_MANAGER)
                ? Condition.has("departmentPath", people.departmentsManagedBy(person), Subject::departmentPath)
                : Condition.nothing();
        clauses.add(new Clause(
                Level.PUBLIC,
                Condition.any(
                        requested,
                        named,
                        assigned,
                        inQueue,
                        own,
                        Condition.any(ofPeople, ofDepartments).and(hidden.not()))));
        if (actor.is(Role.ANALYST)) {
            clauses.add(new Clause(Level.KNOWLEDGE, SOLVED.and(hidden.not())));
        }
        return new Visibility(clauses);
    }

    /**
     * The intervals and work entries that a member of the desk, or an auditor, may see counted: the same rule, of documents
     * that know team and one person of the desk, and what the ticket was like then.
     *
     * @param worker the field of that person
     */
    static Map<String, ?> counted(Actor actor, People people, String worker) {
        return counted(actor, people, worker, "team");
    }

    /** The same, of documents that keep the team in another field. */
    static Map<String, ?> counted(Actor actor, People people, String worker, String team) {
        if (seesEverything(actor)) {
            return Condition.everything().filter();
        }
        String person = actor.person();
        Condition<Void> hidden = hidden(
                person,
                people,
                Condition.is("confidential", none -> false),
                outside -> Condition.has("departmentPath", outside, none -> List.of()));
        Condition<Void> acting = Condition.any(
                Condition.has(worker, List.of(person), none -> List.of()),
                Condition.has("namedPeople", List.of(person), none -> List.of()),
                Condition.has(team, people.teamsOf(person), none -> List.of()));
        return byRole(actor, people, hidden, acting).filter();
    }

    /** What a role alone does not open: what is confidential, and what belongs to departments closed to this person. */
    private static <T> Condition<T> hidden(
            String person,
            People people,
            Condition<T> confidential,
            Function<Collection<String>, Condition<T>> ofDepartments) {
        Rights rights = people.rights();
        List<String> outside =
                rights.closed().isEmpty() ? List.of() : rights.closedTo(person, people.departmentPathOf(person));
        return Condition.any(confidential, ofDepartments.apply(outside));
    }

    /** What a member of the desk sees: where all is open to them but what is hidden, that is said by what is left out. */
    private static <T> Condition<T> byRole(Actor actor, People people, Condition<T> hidden, Condition<T> acting) {
        boolean all =
                actor.isAny(Role.MANAGER, Role.IMPORTER) || people.rights().desk() == DeskScope.ALL;
        return all ? hidden.and(acting.not()).not() : acting;
    }

    private static boolean seesEverything(Actor actor) {
        return actor.isAny(Role.AUDITOR, Role.CLOCK);
    }

    private static List<String> orNone(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }

    /** Whether the actor works at the desk. */
    static boolean isDesk(Actor actor) {
        return actor.isAny(Role.DISPATCHER, Role.SPECIALIST, Role.MANAGER, Role.IMPORTER);
    }

    /** The same, of tickets that were solved only. */
    Visibility onlySolved() {
        return new Visibility(clauses.stream()
                .map(clause -> new Clause(clause.level(), SOLVED.and(clause.tickets())))
                .toList());
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
