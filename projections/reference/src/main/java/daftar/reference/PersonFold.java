package daftar.reference;

import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryEvent.*;
import daftar.messages.directory.Reference.Delegation;
import daftar.messages.directory.Reference.Person;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an event makes of a person: pure. */
final class PersonFold {

    private PersonFold() {}

    /** @param was null unless they had been registered provisionally */
    static Person registered(@Nullable Person was, PersonRegistered e) {
        Person person = new Person(
                e.person(),
                e.name().readable(),
                Text.read(e.mail()),
                Text.read(e.telephone()),
                e.department(),
                e.supervisor(),
                e.roles(),
                e.language(),
                e.zone(),
                e.provisional());
        return was == null
                ? person
                : of(person, person.roles(), was.active(), was.userName(), was.externalId(), was.delegations());
    }

    static Person after(Person was, SupervisorSet e) {
        return placed(was, was.department(), was.post(), e.supervisor());
    }

    static Person after(Person was, PersonMoved e) {
        return placed(was, e.department(), e.post(), was.supervisor());
    }

    static Person after(Person was, PersonalDetailsChanged e) {
        return new Person(
                was.id(),
                e.name().readable(),
                Text.read(e.mail()),
                Text.read(e.telephone()),
                was.department(),
                was.supervisor(),
                was.roles(),
                e.language(),
                e.zone(),
                was.provisional(),
                was.active(),
                was.post(),
                was.userName(),
                was.externalId(),
                was.delegations());
    }

    static Person after(Person was, IdentityLinked e) {
        return of(
                was, was.roles(), was.active(), e.userName().readable(), Text.read(e.externalId()), was.delegations());
    }

    static Person after(Person was, RoleGranted e) {
        return withRoles(was, e.role(), true);
    }

    static Person after(Person was, RoleRevoked e) {
        return withRoles(was, e.role(), false);
    }

    static Person after(Person was, PersonDeactivated e) {
        return of(was, was.roles(), false, was.userName(), was.externalId(), was.delegations());
    }

    static Person after(Person was, PersonReactivated e) {
        return of(was, was.roles(), true, was.userName(), was.externalId(), was.delegations());
    }

    static Person after(Person was, DelegationSet e) {
        List<Delegation> all = new ArrayList<>(was.delegations());
        all.add(new Delegation(e.delegation(), e.substitute(), e.from(), e.until()));
        all.sort(Comparator.comparing(Delegation::from));
        return of(was, was.roles(), was.active(), was.userName(), was.externalId(), List.copyOf(all));
    }

    static Person after(Person was, DelegationEnded e) {
        List<Delegation> rest = was.delegations().stream()
                .filter(one -> !one.id().equals(e.delegation()))
                .toList();
        return of(was, was.roles(), was.active(), was.userName(), was.externalId(), rest);
    }

    private static Person withRoles(Person was, Role role, boolean granted) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        roles.addAll(was.roles());
        if (granted) {
            roles.add(role);
        } else {
            roles.remove(role);
        }
        return of(was, Set.copyOf(roles), was.active(), was.userName(), was.externalId(), was.delegations());
    }

    private static Person placed(
            Person was, @Nullable String department, @Nullable String post, @Nullable String supervisor) {
        return new Person(
                was.id(),
                was.name(),
                was.mail(),
                was.telephone(),
                department,
                supervisor,
                was.roles(),
                was.language(),
                was.zone(),
                was.provisional(),
                was.active(),
                post,
                was.userName(),
                was.externalId(),
                was.delegations());
    }

    private static Person of(
            Person was,
            Set<Role> roles,
            boolean active,
            @Nullable String userName,
            @Nullable String externalId,
            List<Delegation> delegations) {
        return new Person(
                was.id(),
                was.name(),
                was.mail(),
                was.telephone(),
                was.department(),
                was.supervisor(),
                roles,
                was.language(),
                was.zone(),
                was.provisional(),
                active,
                was.post(),
                userName,
                externalId,
                delegations);
    }
}
