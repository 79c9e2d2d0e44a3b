package daftar.reference;

import daftar.messages.Role;
import daftar.messages.directory.DirectoryEvent;
import daftar.messages.directory.DirectoryEvent.*;
import daftar.messages.directory.Reference.Category;
import daftar.messages.directory.Reference.Department;
import daftar.messages.directory.Reference.Person;
import daftar.messages.directory.Reference.Post;
import daftar.messages.directory.Reference.Team;
import daftar.messages.directory.Reference.Vendor;
import daftar.messages.directory.Rota;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * People, departments, posts, teams, categories and vendors at one place of the log: immutable, on persistent maps.
 *
 * @param index whom to find by something else than their id; see {@link By}
 */
record Organisation(
        PSortedMap<String, Person> people,
        PSortedMap<String, Department> departments,
        PSortedMap<String, Post> posts,
        PSortedMap<String, Team> teams,
        PSortedMap<String, Category> categories,
        PSortedMap<String, Vendor> vendors,
        PMap<By, PSortedSet<String>> index) {

    static final Organisation EMPTY = new Organisation(
            TreePMap.empty(),
            TreePMap.empty(),
            TreePMap.empty(),
            TreePMap.empty(),
            TreePMap.empty(),
            TreePMap.empty(),
            HashTreePMap.empty());

    /** By what ids are found. Roles, posts and supervisors lead to active people only. */
    sealed interface By {
        record HoldsRole(Role role) implements By {}

        record HoldsPost(String post) implements By {}

        record HasSupervisor(String supervisor) implements By {}

        /** @param name as {@link Organisation#folded} gives it */
        record HasUserName(String name) implements By {}

        /** Leads to people whether they are active or not. @param address as {@link Organisation#folded} gives it */
        record HasMail(String address) implements By {}

        /** Leads to teams. */
        record HasMember(String person) implements By {}
    }

    Organisation after(DirectoryEvent event) {
        return switch (event) {
            case PersonRegistered e -> with(PersonFold.registered(people.get(e.person()), e));
            case SupervisorSet e -> change(e.person(), person -> PersonFold.after(person, e));
            case PersonalDetailsChanged e -> change(e.person(), person -> PersonFold.after(person, e));
            case IdentityLinked e -> change(e.person(), person -> PersonFold.after(person, e));
            case PersonMoved e -> change(e.person(), person -> PersonFold.after(person, e));
            case RoleGranted e -> change(e.person(), person -> PersonFold.after(person, e));
            case RoleRevoked e -> change(e.person(), person -> PersonFold.after(person, e));
            case PersonDeactivated e -> change(e.person(), person -> PersonFold.after(person, e));
            case PersonReactivated e -> change(e.person(), person -> PersonFold.after(person, e));
            case DelegationSet e -> change(e.person(), person -> PersonFold.after(person, e));
            case DelegationEnded e -> change(e.person(), person -> PersonFold.after(person, e));
            case DepartmentFounded e -> with(new Department(e.department(), e.name(), e.parent(), e.manager()));
            case DepartmentRenamed e ->
                changeDepartment(
                        e.department(), was -> new Department(was.id(), e.name(), was.parent(), was.manager()));
            case DepartmentMoved e ->
                changeDepartment(
                        e.department(), was -> new Department(was.id(), was.name(), e.parent(), was.manager()));
            case ManagerAppointed e ->
                changeDepartment(
                        e.department(), was -> new Department(was.id(), was.name(), was.parent(), e.manager()));
            case PostCreated e -> with(new Post(e.post(), e.name(), e.department()));
            case TeamFormed e -> with(new Team(e.team(), e.name(), e.lead(), e.members()));
            case TeamRenamed e ->
                changeTeam(
                        e.team(),
                        was -> new Team(
                                was.id(), e.name(), was.lead(), was.members(), was.leads(), was.line(), was.rota()));
            case TeamMemberAdded e -> changeTeam(e.team(), was -> joined(was, e.person()));
            case TeamMemberRemoved e -> changeTeam(e.team(), was -> left(was, e.person()));
            case TeamLeadsSet e ->
                changeTeam(
                        e.team(),
                        was -> new Team(
                                was.id(),
                                was.name(),
                                first(e.leads()),
                                was.members(),
                                e.leads(),
                                was.line(),
                                was.rota()));
            case TeamLineSet e ->
                changeTeam(
                        e.team(),
                        was -> new Team(
                                was.id(), was.name(), was.lead(), was.members(), was.leads(), e.line(), was.rota()));
            case TeamShiftsSet e ->
                changeTeam(
                        e.team(),
                        was -> new Team(
                                was.id(),
                                was.name(),
                                was.lead(),
                                was.members(),
                                was.leads(),
                                was.line(),
                                e.shifts().isEmpty() ? null : new Rota(e.zone(), e.shifts())));
            case CategoryDefined e -> with(new Category(e.category(), e.name(), e.parent(), e.team()));
            case CategoryOwnerSet e ->
                changeCategory(
                        e.category(),
                        was -> new Category(was.code(), was.name(), was.parent(), e.team(), was.retired()));
            case CategoryRenamed e ->
                changeCategory(
                        e.category(),
                        was -> new Category(was.code(), e.name(), was.parent(), was.team(), was.retired()));
            case CategoryMoved e ->
                changeCategory(
                        e.category(),
                        was -> new Category(was.code(), was.name(), e.parent(), was.team(), was.retired()));
            case CategoryRetired e ->
                changeCategory(
                        e.category(), was -> new Category(was.code(), was.name(), was.parent(), was.team(), true));
            case CategoryRestored e ->
                changeCategory(
                        e.category(), was -> new Category(was.code(), was.name(), was.parent(), was.team(), false));
            case VendorRegistered e -> with(new Vendor(e.vendor(), e.name(), e.contacts(), true));
            case VendorContactsSet e ->
                changeVendor(e.vendor(), was -> new Vendor(was.id(), was.name(), e.contacts(), was.active()));
            case VendorDeactivated e ->
                changeVendor(e.vendor(), was -> new Vendor(was.id(), was.name(), was.contacts(), false));
            case VendorReactivated e ->
                changeVendor(e.vendor(), was -> new Vendor(was.id(), was.name(), was.contacts(), true));
        };
    }

    List<Person> peopleBy(By by) {
        return all(index.get(by), people);
    }

    List<Team> teamsOf(String person) {
        return all(index.get(new By.HasMember(person)), teams);
    }

    List<Category> categoriesBelow(String code) {
        return categories.values().stream()
                .filter(category -> code.equals(category.parent()))
                .toList();
    }

    @Nullable Person personOfUserName(String userName) {
        List<Person> found = peopleBy(new By.HasUserName(folded(userName)));
        return found.isEmpty() ? null : found.getFirst();
    }

    List<Person> peopleOfMail(String address) {
        return peopleBy(new By.HasMail(folded(address)));
    }

    /** Names that differ in the case of their letters only are one. */
    static String folded(String userName) {
        return userName.strip().toLowerCase(Locale.ROOT);
    }

    private Organisation change(String person, UnaryOperator<Person> change) {
        Person was = people.get(person);
        return was == null ? this : with(change.apply(was));
    }

    private Organisation changeDepartment(String department, UnaryOperator<Department> change) {
        Department was = departments.get(department);
        return was == null ? this : with(change.apply(was));
    }

    private Organisation changeCategory(String category, UnaryOperator<Category> change) {
        Category was = categories.get(category);
        return was == null ? this : with(change.apply(was));
    }

    private Organisation changeTeam(String team, UnaryOperator<Team> change) {
        Team was = teams.get(team);
        return was == null ? this : with(change.apply(was));
    }

    private Organisation changeVendor(String vendor, UnaryOperator<Vendor> change) {
        Vendor was = vendors.get(vendor);
        return was == null ? this : with(change.apply(was));
    }

    private Organisation with(Person person) {
        Person was = people.get(person.id());
        var changed = indexed(was == null ? Set.of() : keys(was), keys(person), person.id());
        return new Organisation(
                people.plus(person.id(), person), departments, posts, teams, categories, vendors, changed);
    }

    private Organisation with(Team team) {
        Team was = teams.get(team.id());
        var changed = indexed(was == null ? Set.of() : keys(was), keys(team), team.id());
        return new Organisation(people, departments, posts, teams.plus(team.id(), team), categories, vendors, changed);
    }

    private Organisation with(Department department) {
        return new Organisation(
                people, departments.plus(department.id(), department), posts, teams, categories, vendors, index);
    }

    private Organisation with(Post post) {
        return new Organisation(people, departments, posts.plus(post.id(), post), teams, categories, vendors, index);
    }

    private Organisation with(Category category) {
        return new Organisation(
                people, departments, posts, teams, categories.plus(category.code(), category), vendors, index);
    }

    private Organisation with(Vendor vendor) {
        return new Organisation(
                people, departments, posts, teams, categories, vendors.plus(vendor.id(), vendor), index);
    }

    private PMap<By, PSortedSet<String>> indexed(Set<By> before, Set<By> after, String id) {
        PMap<By, PSortedSet<String>> changed = index;
        for (By key : before) {
            if (!after.contains(key)) {
                PSortedSet<String> rest =
                        changed.getOrDefault(key, TreePSet.empty()).minus(id);
                changed = rest.isEmpty() ? changed.minus(key) : changed.plus(key, rest);
            }
        }
        for (By key : after) {
            if (!before.contains(key)) {
                changed = changed.plus(
                        key, changed.getOrDefault(key, TreePSet.empty()).plus(id));
            }
        }
        return changed;
    }

    private static Set<By> keys(Person person) {
        Set<By> keys = new HashSet<>();
        String userName = person.userName();
        if (userName != null) {
            keys.add(new By.HasUserName(folded(userName)));
        }
        String mail = person.mail();
        if (mail != null) {
            keys.add(new By.HasMail(folded(mail)));
        }
        if (!person.active()) {
            return keys;
        }
        person.roles().forEach(role -> keys.add(new By.HoldsRole(role)));
        String post = person.post();
        if (post != null) {
            keys.add(new By.HoldsPost(post));
        }
        String supervisor = person.supervisor();
        if (supervisor != null) {
            keys.add(new By.HasSupervisor(supervisor));
        }
        return keys;
    }

    private static Set<By> keys(Team team) {
        Set<By> keys = new HashSet<>();
        team.members().forEach(member -> keys.add(new By.HasMember(member)));
        return keys;
    }

    private static Team joined(Team team, String person) {
        if (team.members().contains(person)) {
            return team;
        }
        List<String> members = new ArrayList<>(team.members());
        members.add(person);
        return new Team(
                team.id(), team.name(), team.lead(), List.copyOf(members), team.leads(), team.line(), team.rota());
    }

    private static Team left(Team team, String person) {
        List<String> members =
                team.members().stream().filter(member -> !member.equals(person)).toList();
        List<String> leads =
                team.leads().stream().filter(lead -> !lead.equals(person)).toList();
        return new Team(team.id(), team.name(), first(leads), members, leads, team.line(), team.rota());
    }

    private static @Nullable String first(List<String> ids) {
        return ids.isEmpty() ? null : ids.getFirst();
    }

    private static <T> List<T> all(@Nullable PSortedSet<String> ids, Map<String, T> by) {
        if (ids == null) {
            return List.of();
        }
        List<T> found = new ArrayList<>(ids.size());
        for (String id : ids) {
            T one = by.get(id);
            if (one != null) {
                found.add(one);
            }
        }
        return List.copyOf(found);
    }
}
