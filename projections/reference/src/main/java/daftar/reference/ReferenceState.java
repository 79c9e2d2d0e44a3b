package daftar.reference;

import daftar.messages.Recorded;
import daftar.messages.Role;
import daftar.messages.directory.DirectoryEvent;
import daftar.messages.directory.Reference;
import daftar.messages.rights.Rights;
import daftar.messages.rights.RightsEvent;
import daftar.messages.rights.RightsEvent.RightsSet;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowChoice;
import daftar.messages.workflow.WorkflowEvent;
import daftar.messages.workflow.WorkflowEvent.WorkflowChoicesSet;
import daftar.messages.workflow.WorkflowEvent.WorkflowPublished;
import daftar.reference.Organisation.By;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * The directory and the workflows at one place of the log: immutable, and cheap to go on from, since its maps are
 * persistent (an event costs O(log n), whatever the size).
 *
 * <p>Supervisors and departments are checked for cycles when they are set, each against the view of its moment. Two set at
 * once can still close a ring, so whoever walks upwards must stop where it has been before; {@link #choose} does.
 */
public final class ReferenceState implements Reference {

    /** Nothing has happened yet. */
    public static final ReferenceState EMPTY =
            new ReferenceState(Organisation.EMPTY, TreePMap.empty(), List.of(), Rights.USUAL);

    private final Organisation organisation;
    private final PSortedMap<String, PSortedMap<Integer, Workflow>> workflows;
    private final List<WorkflowChoice> choices;
    private final Rights rights;

    private ReferenceState(
            Organisation organisation,
            PSortedMap<String, PSortedMap<Integer, Workflow>> workflows,
            List<WorkflowChoice> choices,
            Rights rights) {
        this.organisation = organisation;
        this.workflows = workflows;
        this.choices = choices;
        this.rights = rights;
    }

    /** What the names of the streams begin with whose events can change the view. */
    public static final List<String> STREAMS =
            List.of("person-", "department-", "post-", "team-", "vendor-", "category-", "workflow-", "rights-");

    /** Whether events of this stream can change the view. */
    public static boolean concerns(String stream) {
        return STREAMS.stream().anyMatch(stream::startsWith);
    }

    /** The fold: pure. Texts are taken as they are, opened or still sealed; events of other kinds change nothing. */
    public static ReferenceState evolve(ReferenceState state, Recorded recorded) {
        return switch (recorded.event()) {
            case DirectoryEvent event ->
                new ReferenceState(state.organisation.after(event), state.workflows, state.choices, state.rights);
            case WorkflowEvent event -> state.after(event);
            case RightsEvent event -> state.after(event);
            default -> state;
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
            case RightsSet e -> new ReferenceState(organisation, workflows, choices, new Rights(e.desk(), e.closed()));
        };
    }

    @Override
    public Rights rights() {
        return rights;
    }

    @Override
    public @Nullable Person person(String id) {
        return organisation.people().get(id);
    }

    @Override
    public @Nullable Department department(String id) {
        return organisation.departments().get(id);
    }

    @Override
    public @Nullable Team team(String id) {
        return organisation.teams().get(id);
    }

    @Override
    public @Nullable Category category(String code) {
        return organisation.categories().get(code);
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
        return organisation.peopleBy(new By.HoldsRole(role));
    }

    /** {@inheritDoc} By id. */
    @Override
    public List<Team> teamsOf(String person) {
        return organisation.teamsOf(person);
    }

    @Override
    public List<Person> holdersOfPost(String post) {
        return organisation.peopleBy(new By.HoldsPost(post));
    }

    @Override
    public List<Person> supervisedBy(String person) {
        return organisation.peopleBy(new By.HasSupervisor(person));
    }

    @Override
    public @Nullable Person personOfUserName(String userName) {
        return organisation.personOfUserName(userName);
    }

    @Override
    public @Nullable Post post(String id) {
        return organisation.posts().get(id);
    }

    @Override
    public @Nullable Vendor vendor(String id) {
        return organisation.vendors().get(id);
    }

    /** All posts, by id. */
    public Collection<Post> posts() {
        return organisation.posts().values();
    }

    /** All vendors, by id. */
    public Collection<Vendor> vendors() {
        return organisation.vendors().values();
    }

    /** Everybody, by id. */
    public Collection<Person> people() {
        return organisation.people().values();
    }

    /** All departments, by id. */
    public Collection<Department> departments() {
        return organisation.departments().values();
    }

    /** All teams, by id. */
    public Collection<Team> teams() {
        return organisation.teams().values();
    }

    /** All categories, by code. */
    public Collection<Category> categories() {
        return organisation.categories().values();
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
                && organisation.equals(that.organisation)
                && workflows.equals(that.workflows)
                && choices.equals(that.choices)
                && rights.equals(that.rights);
    }

    @Override
    public int hashCode() {
        return organisation.people().hashCode() * 31 + workflows.hashCode();
    }

    @Override
    public String toString() {
        return organisation.people().size() + " people, "
                + organisation.departments().size() + " departments, "
                + organisation.teams().size() + " teams, "
                + organisation.categories().size() + " categories, " + workflows.size() + " workflows";
    }

    private ReferenceState withWorkflows(PSortedMap<String, PSortedMap<Integer, Workflow>> changed) {
        return new ReferenceState(organisation, changed, choices, rights);
    }

    private ReferenceState withChoices(List<WorkflowChoice> changed) {
        return new ReferenceState(organisation, workflows, changed, rights);
    }

    private @Nullable String categoryAbove(String code) {
        Category category = organisation.categories().get(code);
        return category == null ? null : category.parent();
    }

    private @Nullable String departmentAbove(String id) {
        Department department = organisation.departments().get(id);
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
}
