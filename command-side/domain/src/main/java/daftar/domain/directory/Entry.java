package daftar.domain.directory;

import daftar.messages.LocalizedText;
import daftar.messages.Recorded;
import daftar.messages.Role;
import daftar.messages.directory.DirectoryEvent;
import daftar.messages.directory.DirectoryEvent.*;
import daftar.messages.directory.Line;
import daftar.messages.directory.Reference.Delegation;
import daftar.messages.directory.Rota;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a stream of the directory must remember to decide on the next command. */
public sealed interface Entry {

    /** @param delegations those that were not ended; they may be over */
    record Person(
            @Nullable String supervisor,
            boolean provisional,
            boolean active,
            Set<Role> roles,
            @Nullable String department,
            @Nullable String post,
            List<Delegation> delegations)
            implements Entry {

        public Person {
            roles = Set.copyOf(roles);
            delegations = List.copyOf(delegations);
        }

        /** A person as they are registered. */
        public Person(@Nullable String supervisor, boolean provisional) {
            this(supervisor, provisional, true, Set.of(), null, null, List.of());
        }

        private Person active(boolean now) {
            return new Person(supervisor, provisional, now, roles, department, post, delegations);
        }

        private Person roles(Role role, boolean granted) {
            Set<Role> changed = EnumSet.noneOf(Role.class);
            changed.addAll(roles);
            if (granted) {
                changed.add(role);
            } else {
                changed.remove(role);
            }
            return new Person(supervisor, provisional, active, changed, department, post, delegations);
        }

        private Person delegations(List<Delegation> changed) {
            return new Person(supervisor, provisional, active, roles, department, post, changed);
        }
    }

    record Department(
            LocalizedText name,
            @Nullable String parent,
            @Nullable String manager) implements Entry {}

    record Post() implements Entry {}

    record Team(
            @Nullable LocalizedText name,
            List<String> members,
            List<String> leads,
            @Nullable Line line,
            @Nullable Rota rota)
            implements Entry {
        public Team {
            members = List.copyOf(members);
            leads = List.copyOf(leads);
        }

        /** A team of which only the members matter. */
        public Team(List<String> members) {
            this(null, members, List.of(), null, null);
        }
    }

    record Category(
            LocalizedText name,
            @Nullable String parent,
            @Nullable String team,
            boolean retired) implements Entry {}

    record Vendor(List<String> contacts, boolean active) implements Entry {
        public Vendor {
            contacts = List.copyOf(contacts);
        }
    }

    /** The fold: pure. Events of other kinds change nothing. */
    static @Nullable Entry evolve(@Nullable Entry entry, Recorded recorded) {
        if (!(recorded.event() instanceof DirectoryEvent event)) {
            return entry;
        }
        return switch (entry) {
            case null -> begun(event);
            case Person person -> evolve(person, event);
            case Department department -> evolve(department, event);
            case Team team -> evolve(team, event);
            case Category category -> evolve(category, event);
            case Vendor vendor ->
                switch (event) {
                    case VendorContactsSet e -> new Vendor(e.contacts(), vendor.active);
                    case VendorDeactivated e -> new Vendor(vendor.contacts, false);
                    case VendorReactivated e -> new Vendor(vendor.contacts, true);
                    default -> vendor;
                };
            case Post post -> post;
        };
    }

    private static @Nullable Entry begun(DirectoryEvent event) {
        return switch (event) {
            case PersonRegistered e ->
                new Person(e.supervisor(), e.provisional(), true, e.roles(), e.department(), null, List.of());
            case DepartmentFounded e -> new Department(e.name(), e.parent(), e.manager());
            case PostCreated e -> new Post();
            case TeamFormed e ->
                new Team(e.name(), e.members(), e.lead() == null ? List.of() : List.of(e.lead()), null, null);
            case CategoryDefined e -> new Category(e.name(), e.parent(), e.team(), false);
            case VendorRegistered e -> new Vendor(e.contacts(), true);
            default -> null;
        };
    }

    private static Person evolve(Person person, DirectoryEvent event) {
        return switch (event) {
            case PersonRegistered e ->
                new Person(
                        e.supervisor(),
                        e.provisional(),
                        person.active,
                        e.roles(),
                        e.department(),
                        null,
                        person.delegations);
            case SupervisorSet e ->
                new Person(
                        e.supervisor(),
                        person.provisional,
                        person.active,
                        person.roles,
                        person.department,
                        person.post,
                        person.delegations);
            case PersonMoved e ->
                new Person(
                        person.supervisor,
                        person.provisional,
                        person.active,
                        person.roles,
                        e.department(),
                        e.post(),
                        person.delegations);
            case RoleGranted e -> person.roles(e.role(), true);
            case RoleRevoked e -> person.roles(e.role(), false);
            case PersonDeactivated e -> person.active(false);
            case PersonReactivated e -> person.active(true);
            case DelegationSet e -> {
                List<Delegation> all = new ArrayList<>(person.delegations);
                all.add(new Delegation(e.delegation(), e.substitute(), e.from(), e.until()));
                yield person.delegations(all);
            }
            case DelegationEnded e ->
                person.delegations(person.delegations.stream()
                        .filter(one -> !one.id().equals(e.delegation()))
                        .toList());
            default -> person;
        };
    }

    private static Department evolve(Department was, DirectoryEvent event) {
        return switch (event) {
            case DepartmentRenamed e -> new Department(e.name(), was.parent, was.manager);
            case DepartmentMoved e -> new Department(was.name, e.parent(), was.manager);
            case ManagerAppointed e -> new Department(was.name, was.parent, e.manager());
            default -> was;
        };
    }

    private static Category evolve(Category was, DirectoryEvent event) {
        return switch (event) {
            case CategoryRenamed e -> new Category(e.name(), was.parent, was.team, was.retired);
            case CategoryMoved e -> new Category(was.name, e.parent(), was.team, was.retired);
            case CategoryOwnerSet e -> new Category(was.name, was.parent, e.team(), was.retired);
            case CategoryRetired e -> new Category(was.name, was.parent, was.team, true);
            case CategoryRestored e -> new Category(was.name, was.parent, was.team, false);
            default -> was;
        };
    }

    private static Team evolve(Team was, DirectoryEvent event) {
        return switch (event) {
            case TeamRenamed e -> new Team(e.name(), was.members, was.leads, was.line, was.rota);
            case TeamMemberAdded e -> {
                List<String> members = new ArrayList<>(was.members);
                if (!members.contains(e.person())) {
                    members.add(e.person());
                }
                yield new Team(was.name, members, was.leads, was.line, was.rota);
            }
            case TeamMemberRemoved e ->
                new Team(
                        was.name, without(was.members, e.person()), without(was.leads, e.person()), was.line, was.rota);
            case TeamLeadsSet e -> new Team(was.name, was.members, e.leads(), was.line, was.rota);
            case TeamShiftsSet e ->
                new Team(was.name, was.members, was.leads, was.line, new Rota(e.zone(), e.shifts()));
            case TeamLineSet e -> new Team(was.name, was.members, was.leads, e.line(), was.rota);
            default -> was;
        };
    }

    private static List<String> without(List<String> people, String person) {
        return people.stream().filter(one -> !one.equals(person)).toList();
    }
}
