package daftar.reference;

import daftar.messages.Recorded;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryEvent;
import daftar.messages.directory.DirectoryEvent.CategoryDefined;
import daftar.messages.directory.DirectoryEvent.DepartmentFounded;
import daftar.messages.directory.DirectoryEvent.PersonRegistered;
import daftar.messages.directory.DirectoryEvent.SupervisorSet;
import daftar.messages.directory.DirectoryEvent.TeamFormed;
import daftar.messages.directory.DirectoryEvent.TeamMemberAdded;
import daftar.messages.directory.Reference;
import daftar.messages.rights.Rights;
import daftar.messages.rights.RightsEvent;
import daftar.messages.rights.RightsEvent.RightsSet;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowChoice;
import daftar.messages.workflow.WorkflowEvent;
import daftar.messages.workflow.WorkflowEvent.WorkflowChoicesSet;
import daftar.messages.workflow.WorkflowEvent.WorkflowPublished;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * The directory and the workflows at one place of the log: immutable, and cheap to go on from, since its maps are
 * persistent (an event costs O(log n), whatever the size).
 *
 * <p>Supervisors and departments are checked for cycles when they are set, each against the view of its moment. Two set at
 * once can still close a ring, so whoever walks upwards must stop where it has been before; {@link #choose} does.
 */
public final class ReferenceState implements Reference {

    /** Nothing has happened yet. */
    public static final ReferenceState EMPTY = new ReferenceState(
            TreePMap.empty(),
            TreePMap.empty(),
            TreePMap.empty(),
            TreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            TreePMap.empty(),
            List.of(),
            Rights.USUAL);

    private final PSortedMap<String, Person> people;
    private final PSortedMap<String, Department> departments;
    private final PSortedMap<String, Team> teams;
    private final PSortedMap<String, Category> categories;
    private final PMap<Role, PSortedSet<String>> holders;
    private final PMap<String, PSortedSet<String>> memberships;
    private final PSortedMap<String, PSortedMap<Integer, Workflow>> workflows;
    private final List<WorkflowChoice> choices;
    private final Rights rights;

    private ReferenceState(
            PSortedMap<String, Person> people,
            PSortedMap<String, Department> departments,
            PSortedMap<String, Team> teams,
            PSortedMap<String, Category> categories,
            PMap<Role, PSortedSet<String>> holders,
            PMap<String, PSortedSet<String>> memberships,
            PSortedMap<String, PSortedMap<Integer, Workflow>> workflows,
            List<WorkflowChoice> choices,
            Rights rights) {
        this.people = people;
        this.departments = departments;
        this.teams = teams;
        this.categories = categories;
        this.holders = holders;
        this.memberships = memberships;
        this.workflows = workflows;
        this.choices = choices;
        this.rights = rights;
    }

    /** What the names of the streams begin with whose events can change the view. */
    public static final List<String> STREAMS =
            List.of("person-", "department-", "team-", "category-", "workflow-", "rights-");

    /** Whether events of this stream can change the view. */
    public static boolean concerns(String stream) {
        return STREAMS.stream().anyMatch(stream::startsWith);
    }

    /** The fold: pure. Texts are taken as they are, opened or still sealed; events of other kinds change nothing. */
    public static ReferenceState evolve(ReferenceState state, Recorded recorded) {
        return switch (recorded.event()) {
            case DirectoryEvent event -> state.after(event);
            case WorkflowEvent event -> state.after(event);
            case RightsEvent event -> state.after(event);
            default -> state;
        };
    }

    private ReferenceState after(DirectoryEvent event) {
        return switch (event) {
            case PersonRegistered e -> with(person(e));
            case SupervisorSet e -> {
                Person before = people.get(e.person());
                yield before == null ? this : with(supervised(before, e.supervisor()));
            }
            case DepartmentFounded e ->
                withDepartments(departments.plus(
                        e.department(), new Department(e.department(), e.name(), e.parent(), e.manager())));
            case TeamFormed e -> with(new Team(e.team(), e.name(), e.lead(), e.members()));
            case TeamMemberAdded e -> {
                Team before = teams.get(e.team());
                yield before == null ? this : with(joined(before, e.person()));
            }
            case CategoryDefined e ->
                withCategories(
                        categories.plus(e.category(), new Category(e.category(), e.name(), e.parent(), e.team())));
        };
    }

    private ReferenceState after(WorkflowEvent event) {
        return switch (event) {
            case WorkflowPublished(Workflow workflow) -> {
                PSortedMap<Integer, Workflow> versions = workflows.getOrDefault(workflow.name(), TreePMap.empty());
                yield withWorkflows(workflows.plus(workflow.name(), versions.plus(workflow.version(), workflow)));
            }
            case WorkflowChoicesSet(List<WorkflowChoice> all) -> withChoices(all);
        };
    }

    private ReferenceState after(RightsEvent event) {
        return switch (event) {
            case RightsSet e ->
                new ReferenceState(
                        people,
                        departments,
                        teams,
                        categories,
                        holders,
                        memberships,
                        workflows,
                        choices,
                        new Rights(e.desk(), e.closed()));
        };
    }

    @Override
    public Rights rights() {
        return rights;
    }

    @Override
    public @Nullable Person person(String id) {
        return people.get(id);
    }

    @Override
    public @Nullable Department department(String id) {
        return departments.get(id);
    }

    @Override
    public @Nullable Team team(String id) {
        return teams.get(id);
    }

    @Override
    public @Nullable Category category(String code) {
        return categories.get(code);
    }

    @Override
    public @Nullable Workflow workflow(String name, int version) {
        PSortedMap<Integer, Workflow> versions = workflows.get(name);
        return versions == null ? null : versions.get(version);
    }

    /** {@inheritDoc} A rule for a category or a department holds for those below it, too. */
    @Override
    public @Nullable Workflow choose(String type, @Nullable String category, @Nullable String department) {
        for (WorkflowChoice choice : choices) {
            if ((choice.type() == null || choice.type().equals(type))
                    && isWithin(category, choice.category(), this::categoryAbove)
                    && isWithin(department, choice.department(), this::departmentAbove)) {
                PSortedMap<Integer, Workflow> versions = workflows.get(choice.workflow());
                return versions == null ? null : versions.lastEntry().getValue();
            }
        }
        return null;
    }

    /** {@inheritDoc} By id. */
    @Override
    public List<Person> holdersOf(Role role) {
        return all(holders.get(role), people);
    }

    /** {@inheritDoc} By id. */
    @Override
    public List<Team> teamsOf(String person) {
        return all(memberships.get(person), teams);
    }

    /** Everybody, by id. */
    public Collection<Person> people() {
        return people.values();
    }

    /** All departments, by id. */
    public Collection<Department> departments() {
        return departments.values();
    }

    /** All teams, by id. */
    public Collection<Team> teams() {
        return teams.values();
    }

    /** All categories, by code. */
    public Collection<Category> categories() {
        return categories.values();
    }

    /** The newest version of every workflow, by name. */
    public List<Workflow> workflows() {
        return workflows.values().stream()
                .map(versions -> versions.lastEntry().getValue())
                .toList();
    }

    /** The rules that choose a workflow; the first that fits wins. */
    public List<WorkflowChoice> choices() {
        return choices;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReferenceState that
                && people.equals(that.people)
                && departments.equals(that.departments)
                && teams.equals(that.teams)
                && categories.equals(that.categories)
                && holders.equals(that.holders)
                && memberships.equals(that.memberships)
                && workflows.equals(that.workflows)
                && choices.equals(that.choices)
                && rights.equals(that.rights);
    }

    @Override
    public int hashCode() {
        return people.hashCode() * 31 + workflows.hashCode();
    }

    @Override
    public String toString() {
        return people.size() + " people, " + departments.size() + " departments, " + teams.size() + " teams, "
                + categories.size() + " categories, " + workflows.size() + " workflows";
    }

    private static Person person(PersonRegistered e) {
        return new Person(
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
    }

    private static Person supervised(Person person, @Nullable String supervisor) {
        return new Person(
                person.id(),
                person.name(),
                person.mail(),
                person.telephone(),
                person.department(),
                supervisor,
                person.roles(),
                person.language(),
                person.zone(),
                person.provisional());
    }

    private static Team joined(Team team, String person) {
        if (team.members().contains(person)) {
            return team;
        }
        List<String> members = new ArrayList<>(team.members());
        members.add(person);
        return new Team(team.id(), team.name(), team.lead(), List.copyOf(members));
    }

    private ReferenceState with(Person person) {
        PMap<Role, PSortedSet<String>> changed = holders;
        Person before = people.get(person.id());
        for (Role role : before == null ? Set.<Role>of() : before.roles()) {
            changed = changed.plus(
                    role, changed.getOrDefault(role, TreePSet.empty()).minus(person.id()));
        }
        for (Role role : person.roles()) {
            changed = changed.plus(
                    role, changed.getOrDefault(role, TreePSet.empty()).plus(person.id()));
        }
        return new ReferenceState(
                people.plus(person.id(), person),
                departments,
                teams,
                categories,
                changed,
                memberships,
                workflows,
                choices,
                rights);
    }

    private ReferenceState with(Team team) {
        Team before = teams.get(team.id());
        Set<String> known = before == null ? Set.of() : new HashSet<>(before.members());
        PMap<String, PSortedSet<String>> changed = memberships;
        for (String member : team.members()) {
            if (!known.contains(member)) {
                changed = changed.plus(
                        member, changed.getOrDefault(member, TreePSet.empty()).plus(team.id()));
            }
        }
        return new ReferenceState(
                people,
                departments,
                teams.plus(team.id(), team),
                categories,
                holders,
                changed,
                workflows,
                choices,
                rights);
    }

    private ReferenceState withDepartments(PSortedMap<String, Department> changed) {
        return new ReferenceState(people, changed, teams, categories, holders, memberships, workflows, choices, rights);
    }

    private ReferenceState withCategories(PSortedMap<String, Category> changed) {
        return new ReferenceState(
                people, departments, teams, changed, holders, memberships, workflows, choices, rights);
    }

    private ReferenceState withWorkflows(PSortedMap<String, PSortedMap<Integer, Workflow>> changed) {
        return new ReferenceState(
                people, departments, teams, categories, holders, memberships, changed, choices, rights);
    }

    private ReferenceState withChoices(List<WorkflowChoice> changed) {
        return new ReferenceState(
                people, departments, teams, categories, holders, memberships, workflows, changed, rights);
    }

    private @Nullable String categoryAbove(String code) {
        Category category = categories.get(code);
        return category == null ? null : category.parent();
    }

    private @Nullable String departmentAbove(String id) {
        Department department = departments.get(id);
        return department == null ? null : department.parent();
    }

    /** Whether {@code actual} is {@code wanted} or below it; null wants nothing. */
    private static boolean isWithin(
            @Nullable String actual, @Nullable String wanted, Function<String, @Nullable String> above) {
        if (wanted == null) {
            return true;
        }
        Set<String> seen = new HashSet<>();
        String here = actual;
        while (here != null && seen.add(here)) {
            if (here.equals(wanted)) {
                return true;
            }
            here = above.apply(here);
        }
        return false;
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
