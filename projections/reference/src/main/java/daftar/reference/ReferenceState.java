package daftar.reference;

import daftar.messages.Recorded;
import daftar.messages.Role;
import daftar.messages.announcement.AnnouncementBoard;
import daftar.messages.catalogue.Catalogue;
import daftar.messages.catalogue.CatalogueEvent;
import daftar.messages.cost.CostPolicy;
import daftar.messages.directory.DirectoryEvent;
import daftar.messages.directory.Reference;
import daftar.messages.outbox.LetterTexts;
import daftar.messages.outbox.Preferences;
import daftar.messages.rights.Rights;
import daftar.messages.rights.RightsEvent;
import daftar.messages.rights.RightsEvent.RightsSet;
import daftar.messages.survey.Surveys;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowEvent;
import daftar.messages.workflow.WorkflowRegister;
import daftar.reference.Organisation.By;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The directory and the workflows at one place of the log: immutable, and cheap to go on from, since its maps are
 * persistent (an event costs O(log n), whatever the size).
 *
 * <p>Supervisors and departments are checked for cycles when they are set, each against the view of its moment. Two set at
 * once can still close a ring, so whoever walks upwards must stop where it has been before.
 */
public final class ReferenceState implements Reference {

    /** Nothing has happened yet. */
    public static final ReferenceState EMPTY = new ReferenceState(
            Organisation.EMPTY,
            WorkflowRegister.EMPTY,
            Rights.USUAL,
            AnnouncementBoard.EMPTY,
            Catalogue.EMPTY,
            Accounts.EMPTY,
            Correspondence.EMPTY);

    private final Organisation organisation;
    private final WorkflowRegister workflows;
    private final Rights rights;
    private final AnnouncementBoard announcements;
    private final Catalogue catalogue;
    private final Accounts accounts;
    private final Correspondence correspondence;

    private ReferenceState(
            Organisation organisation,
            WorkflowRegister workflows,
            Rights rights,
            AnnouncementBoard announcements,
            Catalogue catalogue,
            Accounts accounts,
            Correspondence correspondence) {
        this.organisation = organisation;
        this.workflows = workflows;
        this.rights = rights;
        this.announcements = announcements;
        this.catalogue = catalogue;
        this.accounts = accounts;
        this.correspondence = correspondence;
    }

    /** What the names of the streams begin with whose events can change the view. */
    public static final List<String> STREAMS = List.of(
            "person-",
            "department-",
            "post-",
            "team-",
            "vendor-",
            "category-",
            "workflow-",
            "catalogue-",
            "costs-",
            "survey-",
            "rights-",
            "announcement-",
            "token-",
            "login-",
            "identity-",
            "view-",
            "mail-",
            "words-",
            "calendar-",
            "sla-",
            "webhook-",
            "report-",
            "redaction-",
            "preferences-",
            "templates-",
            "reply-");

    /** Whether events of this stream can change the view. */
    public static boolean concerns(String stream) {
        return STREAMS.stream().anyMatch(stream::startsWith);
    }

    /** The fold: pure. Texts are taken as they are, opened or still sealed; events of other kinds change nothing. */
    public static ReferenceState evolve(ReferenceState state, Recorded recorded) {
        if (AnnouncementBoard.concerns(recorded.stream())) {
            return new ReferenceState(
                    state.organisation,
                    state.workflows,
                    state.rights,
                    state.announcements.after(recorded),
                    state.catalogue,
                    state.accounts,
                    state.correspondence);
        }
        if (Accounts.concerns(recorded)) {
            return new ReferenceState(
                    state.organisation,
                    state.workflows,
                    state.rights,
                    state.announcements,
                    state.catalogue,
                    state.accounts.after(recorded),
                    state.correspondence);
        }
        if (Correspondence.concerns(recorded.event())) {
            return new ReferenceState(
                    state.organisation,
                    state.workflows,
                    state.rights,
                    state.announcements,
                    state.catalogue,
                    state.accounts,
                    state.correspondence.after(recorded.event()));
        }
        return switch (recorded.event()) {
            case DirectoryEvent event ->
                new ReferenceState(
                        state.organisation.after(event),
                        state.workflows,
                        state.rights,
                        state.announcements,
                        state.catalogue,
                        state.accounts,
                        state.correspondence);
            case WorkflowEvent event ->
                new ReferenceState(
                        state.organisation,
                        state.workflows.after(event),
                        state.rights,
                        state.announcements,
                        state.catalogue,
                        state.accounts,
                        state.correspondence);
            case RightsEvent event -> state.after(event);
            case CatalogueEvent event ->
                new ReferenceState(
                        state.organisation,
                        state.workflows,
                        state.rights,
                        state.announcements,
                        state.catalogue.after(event),
                        state.accounts,
                        state.correspondence);
            default -> state;
        };
    }

    private ReferenceState after(RightsEvent event) {
        return switch (event) {
            case RightsSet e ->
                new ReferenceState(
                        organisation,
                        workflows,
                        new Rights(e.desk(), e.closed()),
                        announcements,
                        catalogue,
                        accounts,
                        correspondence);
        };
    }

    @Override
    public CostPolicy costs() {
        return accounts.costs();
    }

    @Override
    public Surveys surveys() {
        return accounts.surveys();
    }

    @Override
    public Rights rights() {
        return rights;
    }

    @Override
    public AnnouncementBoard announcements() {
        return announcements;
    }

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public Preferences preferences(String person) {
        return correspondence.preferences().getOrDefault(person, Preferences.USUAL);
    }

    @Override
    public LetterTexts letterTexts() {
        return correspondence.texts();
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
    public List<Category> categoriesBelow(String code) {
        return organisation.categoriesBelow(code);
    }

    @Override
    public @Nullable Workflow workflow(String name, int version) {
        return workflows.workflow(name, version);
    }

    @Override
    public WorkflowRegister workflowRegister() {
        return workflows;
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

    /** {@inheritDoc} By id. */
    @Override
    public List<Person> peopleOfMail(String address) {
        return organisation.peopleOfMail(address);
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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReferenceState that
                && organisation.equals(that.organisation)
                && workflows.equals(that.workflows)
                && rights.equals(that.rights)
                && announcements.equals(that.announcements)
                && catalogue.equals(that.catalogue)
                && accounts.equals(that.accounts)
                && correspondence.equals(that.correspondence);
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
                + organisation.categories().size() + " categories, "
                + workflows.versions().size() + " workflows";
    }
}
