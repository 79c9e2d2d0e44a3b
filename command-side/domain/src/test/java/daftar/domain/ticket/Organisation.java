package daftar.domain.ticket;

import daftar.domain.workflow.ShippedWorkflows;
import daftar.messages.Actor;
import daftar.messages.LocalizedText;
import daftar.messages.Role;
import daftar.messages.catalogue.Catalogue;
import daftar.messages.catalogue.CatalogueEvent;
import daftar.messages.cost.CostEvent;
import daftar.messages.cost.CostPolicy;
import daftar.messages.directory.Line;
import daftar.messages.directory.Reference;
import daftar.messages.directory.Rota;
import daftar.messages.rights.Rights;
import daftar.messages.sla.PromiseRegister;
import daftar.messages.sla.SlaEvent;
import daftar.messages.survey.SurveyGrant;
import daftar.messages.survey.SurveyPolicy;
import daftar.messages.survey.Surveys;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowChoice;
import daftar.messages.workflow.WorkflowEvent.WorkflowChoicesSet;
import daftar.messages.workflow.WorkflowEvent.WorkflowPublished;
import daftar.messages.workflow.WorkflowEvent.WorkflowRetired;
import daftar.messages.workflow.WorkflowRegister;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small organisation to decide with: held in maps, with the shipped workflows. */
public final class Organisation implements Reference {

    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Department> departments = new LinkedHashMap<>();
    private final Map<String, Team> teams = new LinkedHashMap<>();
    private final Map<String, Category> categories = new LinkedHashMap<>();
    private Rights rights = Rights.USUAL;
    private Catalogue catalogue = Catalogue.EMPTY;
    private CostPolicy costs = CostPolicy.NONE;
    private Surveys surveys = Surveys.NONE;
    private PromiseRegister promises = PromiseRegister.SHIPPED;
    private WorkflowRegister workflows =
            WorkflowRegister.EMPTY.after(new WorkflowChoicesSet(ShippedWorkflows.choices()));

    /**
     * Requester (supervised by supervisor, in sales, which chief manages), two dispatchers in the service desk, two
     * specialists in the network team, a manager, a provider and everybody else of the house.
     */
    public static Organisation usual() {
        Organisation house = new Organisation();
        house.department("department-sales", null, "chief");
        house.person("boss", null, null, Role.SUPERVISOR);
        house.person("supervisor", "department-sales", "boss", Role.SUPERVISOR);
        house.person("chief", "department-sales", null, Role.DEPARTMENT_MANAGER);
        house.person("requester", "department-sales", "supervisor", Role.REQUESTER);
        house.person("stranger", null, null, Role.REQUESTER);
        house.person("observer", null, null, Role.REQUESTER);
        house.person("owner", null, null, Role.REQUESTER);
        house.person("holder", null, null, Role.REQUESTER);
        house.person("security", null, null, Role.SECURITY_OFFICER);
        house.person("dispatcher", null, null, Role.DISPATCHER);
        house.person("dispatcher2", null, null, Role.DISPATCHER);
        house.person("specialist", null, null, Role.SPECIALIST);
        house.person("specialist2", null, null, Role.SPECIALIST);
        house.person("outsider", null, null, Role.SPECIALIST);
        house.person("manager", null, null, Role.MANAGER);
        house.person("vendor", null, null, Role.VENDOR);
        house.person("auditor", null, null, Role.AUDITOR);
        house.person("analyst", null, null, Role.ANALYST);
        house.person("administrator", null, null, Role.ADMINISTRATOR);
        house.person("importer", null, null, Role.IMPORTER);
        house.person("gone", null, null, Role.SPECIALIST).deactivate("gone");
        house.team(ShippedWorkflows.FIRST_LINE, "dispatcher", "dispatcher2");
        house.person("mate", null, null, Role.REQUESTER);
        house.person("named", null, null, Role.REQUESTER);
        house.team("team-of-holder", "holder", "mate");
        house.team("team-network", "specialist", "specialist2");
        house.category("network", "team-network");
        house.category("mail", null);
        ShippedWorkflows.all().forEach(house::publish);
        return house;
    }

    /** What the organisation has defined of calendars and service levels. */
    public Organisation promises(SlaEvent... events) {
        for (SlaEvent event : events) {
            promises = promises.after(event);
        }
        return this;
    }

    @Override
    public PromiseRegister promises() {
        return promises;
    }

    public Organisation person(String id, String department, String supervisor, Role... roles) {
        people.put(id, new Person(id, id, null, null, department, supervisor, Set.of(roles), "en", "UTC", false));
        return this;
    }

    public Organisation deactivate(String id) {
        return again(id, false, List.of());
    }

    public Organisation delegate(String id, String substitute, Instant from, Instant until) {
        return again(id, true, List.of(new Delegation("away", substitute, from, until)));
    }

    private Organisation again(String id, boolean active, List<Delegation> delegations) {
        Person was = people.get(id);
        people.put(
                id,
                new Person(
                        id,
                        id,
                        null,
                        null,
                        was.department(),
                        was.supervisor(),
                        was.roles(),
                        "en",
                        "UTC",
                        false,
                        active,
                        null,
                        null,
                        null,
                        delegations));
        return this;
    }

    public Organisation department(String id, String parent, String manager) {
        departments.put(id, new Department(id, LocalizedText.of("en", id), parent, manager));
        return this;
    }

    public Organisation team(String id, String... members) {
        teams.put(id, new Team(id, LocalizedText.of("en", id), null, List.of(members)));
        return this;
    }

    /** When who of a team is there, and its leads. */
    public Organisation rota(String id, Rota rota, String... leads) {
        Team was = teams.get(id);
        teams.put(
                id,
                new Team(
                        id,
                        was.name(),
                        leads.length == 0 ? null : leads[0],
                        was.members(),
                        List.of(leads),
                        was.line(),
                        rota));
        return this;
    }

    /** Which line a team is. */
    public Organisation line(String id, Line line) {
        Team was = teams.get(id);
        teams.put(id, new Team(id, was.name(), was.lead(), was.members(), was.leads(), line, was.rota()));
        return this;
    }

    public Organisation category(String code, String team) {
        categories.put(code, new Category(code, LocalizedText.of("en", code), null, team));
        return this;
    }

    /** Puts a category below another. */
    public Organisation below(String code, String parent) {
        Category was = categories.get(code);
        categories.put(code, new Category(code, was.name(), parent, was.team()));
        return this;
    }

    /** Nobody new gets this category. */
    public Organisation retireCategory(String code) {
        Category was = categories.get(code);
        categories.put(code, new Category(code, was.name(), was.parent(), was.team(), true));
        return this;
    }

    public Organisation publish(Workflow workflow) {
        workflows = workflows.after(new WorkflowPublished(workflow));
        return this;
    }

    public Organisation choose(WorkflowChoice... rules) {
        workflows = workflows.after(new WorkflowChoicesSet(List.of(rules)));
        return this;
    }

    /** What was decided about who sees what. */
    public Organisation rights(Rights decided) {
        rights = decided;
        return this;
    }

    /** What happened to the catalogue, on top of what is in it. */
    public Organisation catalogue(CatalogueEvent... happened) {
        for (CatalogueEvent event : happened) {
            catalogue = catalogue.after(event);
        }
        return this;
    }

    /** What was said of money, on top of what was said before. */
    public Organisation costs(CostEvent... happened) {
        for (CostEvent event : happened) {
            costs = costs.after(event);
        }
        return this;
    }

    /** Whom the surveys ask. */
    public Organisation surveys(SurveyPolicy policy) {
        surveys = new Surveys(policy, surveys.grants());
        return this;
    }

    /** The person was chosen to be asked. */
    public Organisation granted(String person, String ticket, Instant at) {
        Map<String, SurveyGrant> grants = new LinkedHashMap<>(surveys.grants());
        grants.put(person, new SurveyGrant(ticket, at));
        surveys = new Surveys(surveys.policy(), grants);
        return this;
    }

    @Override
    public CostPolicy costs() {
        return costs;
    }

    @Override
    public Surveys surveys() {
        return surveys;
    }

    public Organisation retire(String workflow) {
        workflows = workflows.after(new WorkflowRetired(workflow));
        return this;
    }

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public Rights rights() {
        return rights;
    }

    /** The person as an actor with the roles that they have; the clock by the name of {@link Actor#SYSTEM}. */
    public Actor actor(String id) {
        return id.equals(Actor.SYSTEM)
                ? Actor.clock()
                : new Actor(id, people.get(id).roles(), id.equals("importer") ? "import" : "api", null);
    }

    @Override
    public Person person(String id) {
        return people.get(id);
    }

    @Override
    public Department department(String id) {
        return departments.get(id);
    }

    @Override
    public Team team(String id) {
        return teams.get(id);
    }

    @Override
    public Category category(String code) {
        return categories.get(code);
    }

    @Override
    public Workflow workflow(String name, int version) {
        return workflows.workflow(name, version);
    }

    @Override
    public WorkflowRegister workflowRegister() {
        return workflows;
    }

    @Override
    public List<Person> holdersOf(Role role) {
        List<Person> holders = new ArrayList<>();
        people.values().stream()
                .filter(person -> person.active() && person.roles().contains(role))
                .forEach(holders::add);
        return holders;
    }

    @Override
    public List<Team> teamsOf(String person) {
        return teams.values().stream()
                .filter(team -> team.members().contains(person))
                .toList();
    }
}
