package daftar.domain.directory;

import daftar.domain.Decision;
import daftar.domain.Words;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryCommand.*;
import daftar.messages.directory.DirectoryEvent.*;
import daftar.messages.directory.Reference;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is asked of people: pure. */
final class People {

    private static final Role[] KEEPERS = {Role.ADMINISTRATOR, Role.IMPORTER, Role.PROVISIONER};
    private static final Role[] DESK = {Role.DISPATCHER, Role.SPECIALIST, Role.MANAGER};

    /** What only an administrator gives: who has them sees or changes what the importer's own key must not open. */
    private static final Set<Role> TO_BE_GIVEN_BY_ADMINISTRATORS =
            EnumSet.of(Role.ADMINISTRATOR, Role.AUDITOR, Role.IMPORTER, Role.PROVISIONER);

    private People() {}

    static Decision register(@Nullable Entry entry, RegisterPerson c, Actor actor, Reference reference) {
        String role = mayRegister(c, actor);
        Words.id(c.person(), "person-", "person");
        name(c.name());
        if (c.roles().contains(Role.CLOCK)) {
            throw notForPeople("roles");
        }
        Words.language(c.language(), "language");
        Words.zone(c.zone(), "zone");
        Mentioned.department(c.department(), "department", reference);
        Mentioned.supervisor(c.person(), c.supervisor(), reference);
        boolean completes = entry instanceof Entry.Person person && person.provisional() && !c.provisional();
        if (entry != null && !completes) {
            throw Mentioned.alreadyThere("person", c.person());
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
        if (actor.is(Role.PROVISIONER)) {
            if (!Set.of(Role.REQUESTER).containsAll(c.roles())) {
                throw Refused.forbidden(
                        "role-not-yours-to-give", "An identity provider registers REQUESTERs; roles are given here.");
            }
            return Role.PROVISIONER.name();
        }
        // who writes to the desk for the first time is registered by Daftar itself
        String role = actor.is(Role.CLOCK) ? Role.CLOCK.name() : Mentioned.allowed(actor, DESK);
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

    static Decision supervise(@Nullable Entry entry, SetSupervisor c, Actor actor, Reference reference) {
        String role = Mentioned.allowed(actor, KEEPERS);
        Entry.Person person = known(entry, c.person());
        Mentioned.supervisor(c.person(), c.supervisor(), reference);
        return Objects.equals(person.supervisor(), c.supervisor())
                ? Decision.of(role)
                : Decision.of(role, new SupervisorSet(c.person(), c.supervisor()));
    }

    static Decision describe(@Nullable Entry entry, ChangePersonalDetails c, Actor actor) {
        String role = Mentioned.allowed(actor, KEEPERS);
        known(entry, c.person());
        name(c.name());
        Words.language(c.language(), "language");
        Words.zone(c.zone(), "zone");
        return Decision.of(
                role,
                new PersonalDetailsChanged(c.person(), c.name(), c.mail(), c.telephone(), c.language(), c.zone()));
    }

    static Decision link(@Nullable Entry entry, LinkIdentity c, Actor actor, Reference reference) {
        String role = Mentioned.allowed(actor, KEEPERS);
        Entry.Person person = known(entry, c.person());
        if (!actor.is(Role.ADMINISTRATOR)
                && person.roles().stream().anyMatch(TO_BE_GIVEN_BY_ADMINISTRATORS::contains)) {
            throw Refused.forbidden(
                    "identity-not-yours-to-change",
                    "Only an administrator changes by which name somebody signs in who has one of the roles "
                            + TO_BE_GIVEN_BY_ADMINISTRATORS + ".");
        }
        String userName = c.userName().readable();
        if (userName == null || userName.isBlank()) {
            throw Refused.invalid("missing-name", "userName", "userName must not be blank.");
        }
        Reference.Person other = reference.personOfUserName(userName);
        if (other != null && !other.id().equals(c.person())) {
            throw new Refused(
                    Refused.Kind.CONFLICT,
                    "user-name-taken",
                    "userName",
                    other.id() + " signs in by this name; user names are unique.");
        }
        return Decision.of(role, new IdentityLinked(c.person(), c.userName(), c.externalId()));
    }

    static Decision move(@Nullable Entry entry, MovePerson c, Actor actor, Reference reference) {
        String role = Mentioned.allowed(actor, KEEPERS);
        Entry.Person person = known(entry, c.person());
        Mentioned.department(c.department(), "department", reference);
        if (c.post() != null) {
            Reference.Post post = reference.post(c.post());
            if (post == null) {
                throw Refused.invalid("unknown-post", "post", "There is no post " + c.post() + ".");
            }
            if (!post.department().equals(c.department())) {
                throw Refused.invalid(
                        "post-of-another-department",
                        "post",
                        c.post() + " belongs to " + post.department() + "; send that as the department.");
            }
        }
        boolean there = Objects.equals(person.department(), c.department()) && Objects.equals(person.post(), c.post());
        return there ? Decision.of(role) : Decision.of(role, new PersonMoved(c.person(), c.department(), c.post()));
    }

    static Decision grant(@Nullable Entry entry, GrantRole c, Actor actor) {
        String role = mayChangeRole(actor, c.role());
        Entry.Person person = known(entry, c.person());
        if (c.role() == Role.CLOCK) {
            throw notForPeople("role");
        }
        return person.roles().contains(c.role())
                ? Decision.of(role)
                : Decision.of(role, new RoleGranted(c.person(), c.role()));
    }

    static Decision revoke(@Nullable Entry entry, RevokeRole c, Actor actor, Reference reference) {
        String role = mayChangeRole(actor, c.role());
        Entry.Person person = known(entry, c.person());
        if (!person.roles().contains(c.role())) {
            return Decision.of(role);
        }
        if (c.role() == Role.ADMINISTRATOR) {
            notTheLastAdministrator(c.person(), person, reference);
        }
        return Decision.of(role, new RoleRevoked(c.person(), c.role()));
    }

    /** The importer gives and takes as it registers. */
    private static String mayChangeRole(Actor actor, Role role) {
        return TO_BE_GIVEN_BY_ADMINISTRATORS.contains(role)
                ? Mentioned.allowed(actor, Role.ADMINISTRATOR)
                : Mentioned.allowed(actor, Role.ADMINISTRATOR, Role.IMPORTER);
    }

    static Decision deactivate(@Nullable Entry entry, DeactivatePerson c, Actor actor, Reference reference) {
        String role = Mentioned.allowed(actor, KEEPERS);
        Entry.Person person = known(entry, c.person());
        if (!person.active()) {
            return Decision.of(role);
        }
        notTheLastAdministrator(c.person(), person, reference);
        return Decision.of(role, new PersonDeactivated(c.person()));
    }

    static Decision reactivate(@Nullable Entry entry, ReactivatePerson c, Actor actor) {
        String role = Mentioned.allowed(actor, KEEPERS);
        return known(entry, c.person()).active()
                ? Decision.of(role)
                : Decision.of(role, new PersonReactivated(c.person()));
    }

    private static void notTheLastAdministrator(String id, Entry.Person person, Reference reference) {
        if (person.roles().contains(Role.ADMINISTRATOR)
                && reference.holdersOf(Role.ADMINISTRATOR).stream()
                        .allMatch(other -> other.id().equals(id))) {
            throw Refused.conflict(
                    "last-administrator", id + " is the last administrator; make somebody else one before.");
        }
    }

    static Entry.Person known(@Nullable Entry entry, String id) {
        if (entry instanceof Entry.Person person) {
            return person;
        }
        throw Mentioned.unknown("person", id);
    }

    private static void name(Text text) {
        String name = text.readable();
        if (name != null && name.isBlank()) {
            throw Refused.invalid("missing-name", "name", "name must not be blank.");
        }
    }

    private static Refused notForPeople(String field) {
        return Refused.invalid("role-not-for-people", field, "CLOCK is Daftar itself; no person has this role.");
    }
}
