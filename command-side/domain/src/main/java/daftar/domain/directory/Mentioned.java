package daftar.domain.directory;

import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.Reference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a command mentions must be there, and who sends it must be allowed to; what is wrong is refused by its field. */
final class Mentioned {

    private Mentioned() {}

    /** The first of these roles that the actor has. */
    static String allowed(Actor actor, Role... roles) {
        for (Role role : roles) {
            if (actor.is(role)) {
                return role.name();
            }
        }
        throw Refused.forbidden("not-yours", "The directory is changed by " + List.of(roles) + " only.");
    }

    /** Somebody who is given something new: known, and active. */
    static void person(@Nullable String person, String field, Reference reference) {
        if (person == null) {
            return;
        }
        Reference.Person found = reference.person(person);
        if (found == null) {
            throw Refused.invalid("unknown-person", field, "There is no person " + person + ".");
        }
        if (!found.active()) {
            throw Refused.invalid(
                    "person-deactivated", field, person + " has been deactivated; name somebody who is active.");
        }
    }

    static void people(List<String> people, String field, Reference reference) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < people.size(); i++) {
            String place = field + "[" + i + "]";
            person(people.get(i), place, reference);
            if (!seen.add(people.get(i))) {
                throw Refused.invalid("named-twice", place, people.get(i) + " is named twice.");
            }
        }
    }

    static void department(@Nullable String department, String field, Reference reference) {
        if (department != null && reference.department(department) == null) {
            throw Refused.invalid("unknown-department", field, "There is no department " + department + ".");
        }
    }

    static void team(@Nullable String team, String field, Reference reference) {
        if (team != null && reference.team(team) == null) {
            throw Refused.invalid("unknown-team", field, "There is no team " + team + ".");
        }
    }

    /** A supervisor who is known, active and not below the person. */
    static void supervisor(String person, @Nullable String supervisor, Reference reference) {
        noRing("supervisor", person, supervisor, "supervisor", id -> {
            Reference.Person above = reference.person(id);
            return above == null ? null : above.supervisor();
        });
        person(supervisor, "supervisor", reference);
    }

    /** A department that is known and not below the other. */
    static void parent(String department, @Nullable String parent, Reference reference) {
        noRing("department", department, parent, "parent", id -> {
            Reference.Department above = reference.department(id);
            return above == null ? null : above.parent();
        });
        department(parent, "parent", reference);
    }

    /** Refuses what would put somebody above themselves, and names the ring. */
    static void noRing(
            String what, String one, @Nullable String first, String field, Function<String, @Nullable String> above) {
        Set<String> path = new LinkedHashSet<>();
        String here = first;
        // a ring that is there already, and that this one would only hang below, ends the walk as well
        while (here != null && !here.equals(one) && path.add(here)) {
            here = above.apply(here);
        }
        if (one.equals(here)) {
            List<String> ring = new ArrayList<>(path);
            ring.addFirst(one);
            ring.add(one);
            throw cycle(what, field, ring);
        }
    }

    static Refused cycle(String what, String field, List<String> ring) {
        return new Refused(
                Refused.Kind.CONFLICT,
                what + "-cycle",
                field,
                "This would close a cycle: " + String.join(" → ", ring) + ".");
    }

    static Refused alreadyThere(String what, String id) {
        return new Refused(
                Refused.Kind.CONFLICT,
                what + "-exists",
                what,
                "There is a " + what + " " + id + " already; take another id.");
    }

    static Refused unknown(String what, String id) {
        return Refused.notFound("unknown-" + what, "There is no " + what + " " + id + ".");
    }
}
