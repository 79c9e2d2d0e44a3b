package daftar.domain.directory;

import daftar.domain.Decision;
import daftar.domain.Words;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.DirectoryCommand;
import daftar.messages.directory.DirectoryCommand.AddTeamMember;
import daftar.messages.directory.DirectoryCommand.DefineCategory;
import daftar.messages.directory.DirectoryCommand.FormTeam;
import daftar.messages.directory.DirectoryCommand.FoundDepartment;
import daftar.messages.directory.DirectoryCommand.RegisterPerson;
import daftar.messages.directory.DirectoryCommand.SetSupervisor;
import daftar.messages.directory.DirectoryEvent.CategoryDefined;
import daftar.messages.directory.DirectoryEvent.DepartmentFounded;
import daftar.messages.directory.DirectoryEvent.PersonRegistered;
import daftar.messages.directory.DirectoryEvent.SupervisorSet;
import daftar.messages.directory.DirectoryEvent.TeamFormed;
import daftar.messages.directory.DirectoryEvent.TeamMemberAdded;
import daftar.messages.directory.Reference;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is asked of the directory: pure. First whether the actor may, then whether the rules allow it.
 *
 * <p>What is already so is harmless: adding a member again, or setting the supervisor who it is, is allowed and nothing
 * happens. What would change who somebody is, is not: an id is registered once. Only a person registered provisionally is
 * registered again, when somebody completes them.
 */
public final class Directory {

    private static final Role[] KEEPERS = {Role.ADMINISTRATOR, Role.IMPORTER};
    private static final Role[] DESK = {Role.DISPATCHER, Role.SPECIALIST, Role.MANAGER};

    /** What only an administrator gives: who has them sees or changes what the importer's own key must not open. */
    private static final Set<Role> TO_BE_GIVEN_BY_ADMINISTRATORS =
            EnumSet.of(Role.ADMINISTRATOR, Role.AUDITOR, Role.IMPORTER);

    private Directory() {}

    /**
     * @param entry what the command's stream says so far; null if it is empty
     * @throws Refused with the field that is wrong
     */
    public static Decision decide(@Nullable Entry entry, DirectoryCommand command, Actor actor, Reference reference) {
        return switch (command) {
            case RegisterPerson c -> register(entry, c, actor, reference);
            case SetSupervisor c -> supervise(entry, c, actor, reference);
            case FoundDepartment c -> found(entry, c, actor, reference);
            case FormTeam c -> form(entry, c, actor, reference);
            case AddTeamMember c -> join(entry, c, actor, reference);
            case DefineCategory c -> define(entry, c, actor, reference);
        };
    }

    private static Decision register(@Nullable Entry entry, RegisterPerson c, Actor actor, Reference reference) {
        String role = mayRegister(c, actor);
        Words.id(c.person(), "person-", "person");
        String name = c.name().readable();
        if (name != null && name.isBlank()) {
            throw Refused.invalid("missing-name", "name", "name must not be blank.");
        }
        if (c.roles().contains(Role.CLOCK)) {
            throw Refused.invalid("role-not-for-people", "roles", "CLOCK is Daftar itself; no person has this role.");
        }
        Words.language(c.language(), "language");
        Words.zone(c.zone(), "zone");
        knownDepartment(c.department(), "department", reference);
        supervisor(c.person(), c.supervisor(), reference);
        boolean completes = entry instanceof Entry.Person person && person.provisional() && !c.provisional();
        if (entry != null && !completes) {
            throw alreadyThere("person", c.person());
        }
        return Decision.of(
                role,
                new PersonRegistered(
                        c.person(),
                        c.name(),
                        c.mail(),
                        c.telephone(),
                        c.department(),
                        c.supervisor(),
                        c.roles(),
                        c.language(),
                        c.zone(),
                        c.provisional()));
    }

    private static String mayRegister(RegisterPerson c, Actor actor) {
        if (actor.is(Role.ADMINISTRATOR)) {
            return Role.ADMINISTRATOR.name();
        }
        if (actor.is(Role.IMPORTER)) {
            if (c.roles().stream().anyMatch(TO_BE_GIVEN_BY_ADMINISTRATORS::contains)) {
                throw Refused.forbidden(
                        "role-not-yours-to-give",
                        "Only an administrator gives the roles " + TO_BE_GIVEN_BY_ADMINISTRATORS + ".");
            }
            return Role.IMPORTER.name();
        }
        String role = allowed(actor, DESK);
        if (!c.provisional()) {
            throw Refused.forbidden(
                    "only-provisionally", "The desk registers callers provisionally; an administrator completes them.");
        }
        if (!Set.of(Role.REQUESTER).containsAll(c.roles())) {
            throw Refused.forbidden(
                    "role-not-yours-to-give", "A provisional caller is a REQUESTER and has no other role.");
        }
        return role;
    }

    private static Decision supervise(@Nullable Entry entry, SetSupervisor c, Actor actor, Reference reference) {
        String role = allowed(actor, KEEPERS);
        if (!(entry instanceof Entry.Person(@Nullable String before, boolean provisional))) {
            throw Refused.notFound("unknown-person", "There is no person " + c.person() + ".");
        }
        supervisor(c.person(), c.supervisor(), reference);
        return Objects.equals(before, c.supervisor())
                ? Decision.of(role)
                : Decision.of(role, new SupervisorSet(c.person(), c.supervisor()));
    }

    private static Decision found(@Nullable Entry entry, FoundDepartment c, Actor actor, Reference reference) {
        String role = allowed(actor, Role.ADMINISTRATOR);
        Words.id(c.department(), "department-", "department");
        Words.name(c.name(), "name");
        noRing("department", c.department(), c.parent(), "parent", id -> {
            Reference.Department above = reference.department(id);
            return above == null ? null : above.parent();
        });
        knownDepartment(c.parent(), "parent", reference);
        knownPerson(c.manager(), "manager", reference);
        if (entry != null) {
            throw alreadyThere("department", c.department());
        }
        return Decision.of(role, new DepartmentFounded(c.department(), c.name(), c.parent(), c.manager()));
    }

    private static Decision form(@Nullable Entry entry, FormTeam c, Actor actor, Reference reference) {
        String role = allowed(actor, KEEPERS);
        Words.id(c.team(), "team-", "team");
        Words.name(c.name(), "name");
        knownPerson(c.lead(), "lead", reference);
        for (int i = 0; i < c.members().size(); i++) {
            knownPerson(c.members().get(i), "members[" + i + "]", reference);
        }
        if (entry != null) {
            throw alreadyThere("team", c.team());
        }
        List<String> members = c.members().stream().distinct().toList();
        return Decision.of(role, new TeamFormed(c.team(), c.name(), c.lead(), members));
    }

    private static Decision join(@Nullable Entry entry, AddTeamMember c, Actor actor, Reference reference) {
        String role = allowed(actor, KEEPERS);
        if (!(entry instanceof Entry.Team(List<String> members))) {
            throw Refused.notFound("unknown-team", "There is no team " + c.team() + ".");
        }
        knownPerson(c.person(), "person", reference);
        return members.contains(c.person())
                ? Decision.of(role)
                : Decision.of(role, new TeamMemberAdded(c.team(), c.person()));
    }

    private static Decision define(@Nullable Entry entry, DefineCategory c, Actor actor, Reference reference) {
        String role = allowed(actor, KEEPERS);
        Words.code(c.category(), "category");
        Words.name(c.name(), "name");
        noRing("category", c.category(), c.parent(), "parent", code -> {
            Reference.Category above = reference.category(code);
            return above == null ? null : above.parent();
        });
        if (c.parent() != null && reference.category(c.parent()) == null) {
            throw Refused.invalid("unknown-category", "parent", "There is no category " + c.parent() + ".");
        }
        if (c.team() != null && reference.team(c.team()) == null) {
            throw Refused.invalid("unknown-team", "team", "There is no team " + c.team() + ".");
        }
        if (entry != null) {
            throw alreadyThere("category", c.category());
        }
        return Decision.of(role, new CategoryDefined(c.category(), c.name(), c.parent(), c.team()));
    }

    private static String allowed(Actor actor, Role... roles) {
        for (Role role : roles) {
            if (actor.is(role)) {
                return role.name();
            }
        }
        throw Refused.forbidden("not-yours", "The directory is changed by " + List.of(roles) + " only.");
    }

    private static void supervisor(String person, @Nullable String supervisor, Reference reference) {
        noRing("supervisor", person, supervisor, "supervisor", id -> {
            Reference.Person above = reference.person(id);
            return above == null ? null : above.supervisor();
        });
        knownPerson(supervisor, "supervisor", reference);
    }

    private static void knownPerson(@Nullable String person, String field, Reference reference) {
        if (person != null && reference.person(person) == null) {
            throw Refused.invalid("unknown-person", field, "There is no person " + person + ".");
        }
    }

    private static void knownDepartment(@Nullable String department, String field, Reference reference) {
        if (department != null && reference.department(department) == null) {
            throw Refused.invalid("unknown-department", field, "There is no department " + department + ".");
        }
    }

    /** Refuses what would put somebody above themselves, and names the ring. */
    private static void noRing(
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
            throw new Refused(
                    Refused.Kind.CONFLICT,
                    what + "-cycle",
                    field,
                    "This would close a cycle: " + String.join(" → ", ring) + ".");
        }
    }

    private static Refused alreadyThere(String what, String id) {
        return new Refused(
                Refused.Kind.CONFLICT,
                what + "-exists",
                what,
                "There is a " + what + " " + id + " already; take another id.");
    }
}
