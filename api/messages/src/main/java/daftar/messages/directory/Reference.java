package daftar.messages.directory;

import daftar.messages.LocalizedText;
import daftar.messages.Role;
import daftar.messages.announcement.AnnouncementBoard;
import daftar.messages.catalogue.Catalogue;
import daftar.messages.cost.CostPolicy;
import daftar.messages.mail.MailPolicy;
import daftar.messages.outbox.LetterTexts;
import daftar.messages.outbox.Preferences;
import daftar.messages.rights.Rights;
import daftar.messages.sla.PromiseRegister;
import daftar.messages.survey.Surveys;
import daftar.messages.words.SearchWords;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowRegister;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What commands decide with besides the ticket's own past: a view of the directory and of the workflows at one moment.
 * Implementations are safe to read from many threads.
 */
public interface Reference {

    /** The person of this id, or null. */
    @Nullable Person person(String id);

    @Nullable Department department(String id);

    @Nullable Team team(String id);

    @Nullable Category category(String code);

    /** The categories right below this one, retired or not, in a stable order. */
    default List<Category> categoriesBelow(String code) {
        return List.of();
    }

    /** The workflow in this version, or null. */
    @Nullable Workflow workflow(String name, int version);

    /** All workflows, and the rules that choose one. */
    WorkflowRegister workflowRegister();

    /** The active people who have this role, in a stable order. */
    List<Person> holdersOf(Role role);

    /** The teams that the person is a member of, in a stable order. */
    List<Team> teamsOf(String person);

    /** What the organisation has decided about who sees what. */
    default Rights rights() {
        return Rights.USUAL;
    }

    /** What has been announced, and is not long over. */
    default AnnouncementBoard announcements() {
        return AnnouncementBoard.EMPTY;
    }

    /** What this person wants to get, and when. */
    default Preferences preferences(String person) {
        return Preferences.USUAL;
    }

    /** The organisation's own wordings of letters. */
    default LetterTexts letterTexts() {
        return LetterTexts.SHIPPED;
    }

    /** What the organisation offers. */
    default Catalogue catalogue() {
        return Catalogue.EMPTY;
    }

    /** What the organisation says of money. */
    default CostPolicy costs() {
        return CostPolicy.NONE;
    }

    /** Who is asked how content they are, and who was. */
    default Surveys surveys() {
        return Surveys.NONE;
    }

    /** What was decided about mail that comes in. */
    default MailPolicy mailPolicy() {
        return MailPolicy.USUAL;
    }

    /** What was decided about the words of searches. */
    default SearchWords searchWords() {
        return SearchWords.NONE;
    }

    /** The people who have this mail address, whatever the case of its letters, active or not, in a stable order. */
    default List<Person> peopleOfMail(String address) {
        return List.of();
    }

    /** The business calendars and what is promised to requesters. */
    default PromiseRegister promises() {
        return PromiseRegister.SHIPPED;
    }

    /** A department and those above it, from the top down; empty for none, and for one that is not known. */
    default List<String> pathOf(@Nullable String department) {
        Deque<String> path = new ArrayDeque<>();
        Department here = department == null ? null : department(department);
        // two departments may have been put below each other at once; who walks upwards stops where it has been
        while (here != null && !path.contains(here.id())) {
            path.addFirst(here.id());
            here = here.parent() == null ? null : department(here.parent());
        }
        return List.copyOf(path);
    }

    /** The active people who have this post, in a stable order. */
    default List<Person> holdersOfPost(String post) {
        return List.of();
    }

    default @Nullable Post post(String id) {
        return null;
    }

    default @Nullable Vendor vendor(String id) {
        return null;
    }

    /** The active people whose supervisor this person is, in a stable order. */
    default List<Person> supervisedBy(String person) {
        return List.of();
    }

    /** Who signs in by this name, whatever the case of its letters; null for nobody. */
    default @Nullable Person personOfUserName(String userName) {
        return null;
    }

    /**
     * @param name null where it was redacted
     * @param active false once deactivated: nothing may be given to them
     * @param post null for none
     * @param userName the name that an identity provider knows them by; null for none
     * @param externalId the identity provider's own id of them; null for none
     * @param delegations those that have not been ended, by their beginning; they may be over
     */
    record Person(
            String id,
            @Nullable String name,
            @Nullable String mail,
            @Nullable String telephone,
            @Nullable String department,
            @Nullable String supervisor,
            Set<Role> roles,
            String language,
            String zone,
            boolean provisional,
            boolean active,
            @Nullable String post,
            @Nullable String userName,
            @Nullable String externalId,
            List<Delegation> delegations) {

        /** A person as they are registered. */
        public Person(
                String id,
                @Nullable String name,
                @Nullable String mail,
                @Nullable String telephone,
                @Nullable String department,
                @Nullable String supervisor,
                Set<Role> roles,
                String language,
                String zone,
                boolean provisional) {
            this(
                    id,
                    name,
                    mail,
                    telephone,
                    department,
                    supervisor,
                    roles,
                    language,
                    zone,
                    provisional,
                    true,
                    null,
                    null,
                    null,
                    List.of());
        }
    }

    /**
     * What falls due to the person from {@code from} on and before {@code until} goes to the substitute.
     *
     * @param id a code, unique among the person's
     * @param substitute a person
     */
    record Delegation(String id, String substitute, Instant from, Instant until) {}

    record Department(
            String id,
            LocalizedText name,
            @Nullable String parent,
            @Nullable String manager) {}

    record Post(String id, LocalizedText name, String department) {}

    /**
     * @param lead the first of the leads; null for none
     * @param leads all who lead the team
     * @param line null where nobody has said
     * @param rota when who is there; null for always
     */
    record Team(
            String id,
            LocalizedText name,
            @Nullable String lead,
            List<String> members,
            List<String> leads,
            @Nullable Line line,
            @Nullable Rota rota) {

        /** A team as it is formed. */
        public Team(String id, LocalizedText name, @Nullable String lead, List<String> members) {
            this(id, name, lead, members, lead == null ? List.of() : List.of(lead), null, null);
        }
    }

    /** @param contacts people of the directory @param active false once deactivated */
    record Vendor(String id, LocalizedText name, List<String> contacts, boolean active) {}

    /** @param retired true once no request gets it any more; those that have it keep it */
    record Category(
            String code,
            LocalizedText name,
            @Nullable String parent,
            @Nullable String team,
            boolean retired) {

        /** A category as it is defined. */
        public Category(String code, LocalizedText name, @Nullable String parent, @Nullable String team) {
            this(code, name, parent, team, false);
        }
    }
}
