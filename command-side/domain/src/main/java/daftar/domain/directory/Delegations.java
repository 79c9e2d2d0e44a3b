package daftar.domain.directory;

import daftar.domain.Decision;
import daftar.domain.Words;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.DirectoryCommand.EndDelegation;
import daftar.messages.directory.DirectoryCommand.ReplaceSubstitute;
import daftar.messages.directory.DirectoryCommand.SetDelegation;
import daftar.messages.directory.DirectoryEvent.DelegationEnded;
import daftar.messages.directory.DirectoryEvent.DelegationSet;
import daftar.messages.directory.Reference;
import daftar.messages.directory.Reference.Delegation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who acts for whom while they are away: pure. */
public final class Delegations {

    /** The roles by which tickets fall due to people. A substitute needs all of them that the person has. */
    private static final Set<Role> ACTING = EnumSet.of(
            Role.SUPERVISOR,
            Role.DEPARTMENT_MANAGER,
            Role.SECURITY_OFFICER,
            Role.DISPATCHER,
            Role.SPECIALIST,
            Role.VENDOR,
            Role.MANAGER);

    private Delegations() {}

    /**
     * Who acts for a person at a moment: their substitute, or that one's own where they are away too. The person
     * themself where nobody does: no delegation holds, or the substitute was deactivated or has lost the right meanwhile.
     */
    public static String actingFor(String person, Instant now, Reference reference) {
        Set<String> passed = new LinkedHashSet<>();
        String here = person;
        while (passed.add(here)) {
            Reference.Person away = reference.person(here);
            Delegation holds = away == null ? null : at(away.delegations(), now);
            if (away == null || holds == null) {
                return here;
            }
            Reference.Person substitute = reference.person(holds.substitute());
            if (substitute == null
                    || !substitute.active()
                    || !missing(away, substitute).isEmpty()) {
                return here;
            }
            here = substitute.id();
        }
        return person; // two who named each other at the same moment: neither is represented
    }

    /**
     * Who would act for a person who is here by all that is known, but does not answer: who acts for them now; else whom they
     * have named for another time, the next one before those that are over. Null where that is nobody who may.
     */
    public static @Nullable String substituteOf(String person, Instant now, Reference reference) {
        String acting = actingFor(person, now, reference);
        Reference.Person silent = reference.person(person);
        if (!acting.equals(person) || silent == null) {
            return silent == null ? null : acting;
        }
        List<Delegation> nearest = new ArrayList<>();
        for (Delegation one : silent.delegations()) {
            if (one.from().isAfter(now)) {
                nearest.add(one);
            }
        }
        for (Delegation one : silent.delegations().reversed()) {
            if (!one.from().isAfter(now)) {
                nearest.add(one);
            }
        }
        for (Delegation one : nearest) {
            String named = actingFor(one.substitute(), now, reference);
            Reference.Person substitute = reference.person(named);
            if (substitute != null
                    && !named.equals(person)
                    && substitute.active()
                    && missing(silent, substitute).isEmpty()) {
                return named;
            }
        }
        return null;
    }

    /** Whether the person has named who acts for them at this moment. */
    public static boolean isAway(Reference.Person person, Instant now) {
        return at(person.delegations(), now) != null;
    }

    private static @Nullable Delegation at(List<Delegation> delegations, Instant now) {
        for (Delegation one : delegations) {
            if (!now.isBefore(one.from()) && now.isBefore(one.until())) {
                return one;
            }
        }
        return null;
    }

    static Decision set(@Nullable Entry entry, SetDelegation c, Actor actor, Reference reference, Instant now) {
        String role = mayDelegate(c.person(), actor);
        Entry.Person person = People.known(entry, c.person());
        Words.code(c.delegation(), "delegation");
        if (!c.until().isAfter(c.from())) {
            throw Refused.invalid("empty-period", "until", "until must be after from.");
        }
        if (!c.until().isAfter(now)) {
            throw Refused.invalid("period-in-the-past", "until", "The period is over already; it is " + now + ".");
        }
        Instant from = c.from().isBefore(now) ? now : c.from();
        Mentioned.person(c.substitute(), "substitute", reference);
        for (Delegation other : person.delegations()) {
            if (other.id().equals(c.delegation())) {
                throw Mentioned.alreadyThere("delegation", c.delegation());
            }
            if (overlap(other, from, c.until())) {
                throw new Refused(
                        Refused.Kind.CONFLICT,
                        "delegation-overlaps",
                        "from",
                        other.substitute() + " acts for " + c.person() + " from " + other.from() + " until "
                                + other.until() + "; end " + other.id() + " before.");
            }
        }
        mayAct(c.person(), c.substitute(), from, c.until(), reference);
        return Decision.of(role, new DelegationSet(c.person(), c.delegation(), c.substitute(), from, c.until()));
    }

    private static void mayAct(String person, String substitute, Instant from, Instant until, Reference reference) {
        noRing(new ArrayList<>(List.of(person)), substitute, from, until, reference);
        Reference.Person acting = reference.person(substitute);
        Reference.Person away = reference.person(person);
        Set<Role> missing = acting == null || away == null ? Set.of() : missing(away, acting);
        if (!missing.isEmpty()) {
            throw Refused.invalid(
                    "substitute-without-right",
                    "substitute",
                    substitute + " lacks the roles " + missing + " by which " + person + " acts.");
        }
    }

    static Decision replace(@Nullable Entry entry, ReplaceSubstitute c, Actor actor, Reference reference, Instant now) {
        String role = mayDelegate(c.person(), actor);
        Entry.Person person = People.known(entry, c.person());
        for (Delegation one : person.delegations()) {
            if (one.id().equals(c.delegation())) {
                if (one.substitute().equals(c.substitute()) || !one.until().isAfter(now)) {
                    return Decision.of(role);
                }
                Mentioned.person(c.substitute(), "substitute", reference);
                Instant from = one.from().isBefore(now) ? now : one.from();
                mayAct(c.person(), c.substitute(), from, one.until(), reference);
                return Decision.of(
                        role,
                        new DelegationEnded(c.person(), c.delegation()),
                        new DelegationSet(c.person(), c.delegation(), c.substitute(), from, one.until()));
            }
        }
        throw Mentioned.unknown("delegation", c.delegation());
    }

    static Decision end(@Nullable Entry entry, EndDelegation c, Actor actor) {
        String role = mayDelegate(c.person(), actor);
        Entry.Person person = People.known(entry, c.person());
        boolean there = person.delegations().stream().anyMatch(one -> one.id().equals(c.delegation()));
        return there ? Decision.of(role, new DelegationEnded(c.person(), c.delegation())) : Decision.of(role);
    }

    private static String mayDelegate(String person, Actor actor) {
        if (actor.person().equals(person)) {
            return "SELF";
        }
        if (actor.is(Role.ADMINISTRATOR)) {
            return Role.ADMINISTRATOR.name();
        }
        throw Refused.forbidden("not-yours", "A person names a substitute themself, or an administrator does.");
    }

    /** Follows who is represented by whom within the period; a path back to its beginning is refused. */
    private static void noRing(List<String> path, String next, Instant from, Instant until, Reference reference) {
        boolean closed = path.getFirst().equals(next);
        boolean passed = path.contains(next);
        path.add(next);
        if (closed) {
            throw Mentioned.cycle("substitute", "substitute", path);
        }
        Reference.Person person = passed ? null : reference.person(next);
        for (Delegation one : person == null ? List.<Delegation>of() : person.delegations()) {
            if (overlap(one, from, until)) {
                Instant later = one.from().isAfter(from) ? one.from() : from;
                Instant sooner = one.until().isBefore(until) ? one.until() : until;
                noRing(path, one.substitute(), later, sooner, reference);
            }
        }
        path.removeLast();
    }

    private static boolean overlap(Delegation one, Instant from, Instant until) {
        return one.from().isBefore(until) && from.isBefore(one.until());
    }

    private static Set<Role> missing(Reference.Person away, Reference.Person substitute) {
        Set<Role> missing = EnumSet.copyOf(ACTING);
        missing.retainAll(away.roles());
        missing.removeAll(substitute.roles());
        return missing;
    }
}
