package daftar.reference;

import static daftar.reference.Facts.and;
import static daftar.reference.Facts.category;
import static daftar.reference.Facts.choices;
import static daftar.reference.Facts.department;
import static daftar.reference.Facts.folded;
import static daftar.reference.Facts.member;
import static daftar.reference.Facts.person;
import static daftar.reference.Facts.supervisor;
import static daftar.reference.Facts.team;
import static daftar.reference.Facts.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Event;
import daftar.messages.LocalizedText;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryEvent.*;
import daftar.messages.directory.Line;
import daftar.messages.directory.Reference;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowChoice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceStateTest {

    @Test
    void nothing_is_known_at_first() {
        assertThat(ReferenceState.EMPTY.person("person-a")).isNull();
        assertThat(ReferenceState.EMPTY.workflow("incident", 1)).isNull();
        assertThat(ReferenceState.EMPTY.holdersOf(Role.MANAGER)).isEmpty();
        assertThat(ReferenceState.EMPTY.teamsOf("person-a")).isEmpty();
    }

    @Test
    void a_supervisor_that_is_set_is_the_supervisor_from_then_on() {
        ReferenceState state = folded(
                person("person-a", "A", null),
                person("person-b", "B", null),
                supervisor("person-a", "person-b"),
                supervisor("person-b", "person-a"),
                supervisor("person-b", null));
        assertThat(state.person("person-a").supervisor()).isEqualTo("person-b");
        assertThat(state.person("person-b").supervisor()).isNull();
    }

    @Test
    void holders_of_a_role_come_by_id_and_leave_with_the_role() {
        ReferenceState state = folded(
                person("person-c", "C", null, Role.MANAGER, Role.SPECIALIST),
                person("person-a", "A", null, Role.MANAGER),
                person("person-b", "B", null, Role.SPECIALIST),
                person("person-c", "C", null, Role.SPECIALIST));
        assertThat(state.holdersOf(Role.MANAGER))
                .extracting(Reference.Person::id)
                .containsExactly("person-a");
        assertThat(state.holdersOf(Role.SPECIALIST))
                .extracting(Reference.Person::id)
                .containsExactly("person-b", "person-c");
    }

    @Test
    void who_is_deactivated_is_known_but_found_by_nothing_until_they_come_back() {
        ReferenceState state = folded(
                person("person-a", "A", "person-b", Role.MANAGER),
                new PersonMoved("person-a", "department-it", "post-head"),
                new IdentityLinked("person-a", Text.of("A@Example.org"), Text.of("00u1")));
        assertThat(state.holdersOfPost("post-head")).hasSize(1);
        assertThat(state.supervisedBy("person-b")).hasSize(1);
        assertThat(state.personOfUserName("a@example.ORG").externalId()).isEqualTo("00u1");

        ReferenceState gone = and(state, new PersonDeactivated("person-a"));
        assertThat(gone.person("person-a").active()).isFalse();
        assertThat(gone.person("person-a").post()).isEqualTo("post-head");
        assertThat(gone.holdersOf(Role.MANAGER)).isEmpty();
        assertThat(gone.holdersOfPost("post-head")).isEmpty();
        assertThat(gone.supervisedBy("person-b")).isEmpty();
        assertThat(gone.personOfUserName("a@example.org")).isNotNull();
        assertThat(and(gone, new PersonReactivated("person-a"))).isEqualTo(state);
    }

    @Test
    void what_is_changed_is_so_from_then_on() {
        ReferenceState state = folded(
                person("person-a", "A", null),
                new PersonalDetailsChanged("person-a", Text.of("B"), Text.of("b@x"), null, "fa", "Asia/Tehran"),
                new RoleGranted("person-a", Role.SPECIALIST),
                new RoleGranted("person-a", Role.MANAGER),
                new RoleRevoked("person-a", Role.MANAGER),
                department("department-a", null),
                department("department-b", null),
                new DepartmentMoved("department-b", "department-a"),
                new ManagerAppointed("department-b", "person-a"),
                team("team-z", "person-a", "person-b"),
                new TeamLeadsSet("team-z", List.of("person-b", "person-a")),
                new TeamLineSet("team-z", Line.THIRD),
                new TeamMemberRemoved("team-z", "person-b"),
                category("mail", null),
                new CategoryOwnerSet("mail", "team-z"),
                category("office", null),
                new CategoryRenamed("mail", LocalizedText.of("en", "Post")),
                new CategoryMoved("mail", "office"),
                category("fax", null),
                new CategoryRetired("fax"),
                category("telex", null),
                new CategoryRetired("telex"),
                new CategoryRestored("telex"),
                new CategoryRetired("nothing"),
                new VendorRegistered("vendor-v", LocalizedText.of("en", "V"), List.of()),
                new VendorDeactivated("vendor-v"));

        assertThat(state.person("person-a").name()).isEqualTo("B");
        assertThat(state.person("person-a").zone()).isEqualTo("Asia/Tehran");
        assertThat(state.holdersOf(Role.SPECIALIST)).hasSize(1);
        assertThat(state.holdersOf(Role.MANAGER)).isEmpty();
        assertThat(state.department("department-b"))
                .isEqualTo(new Reference.Department(
                        "department-b", state.department("department-b").name(), "department-a", "person-a"));
        assertThat(state.team("team-z").leads()).containsExactly("person-a");
        assertThat(state.team("team-z").lead()).isEqualTo("person-a");
        assertThat(state.team("team-z").line()).isEqualTo(Line.THIRD);
        assertThat(state.teamsOf("person-b")).isEmpty();
        assertThat(state.category("mail"))
                .isEqualTo(new Reference.Category("mail", LocalizedText.of("en", "Post"), "office", "team-z"));
        assertThat(state.categoriesBelow("office"))
                .extracting(Reference.Category::code)
                .containsExactly("mail");
        assertThat(state.category("fax").retired()).isTrue();
        assertThat(state.category("telex").retired()).isFalse();
        assertThat(state.category("nothing")).isNull();
        assertThat(state.vendor("vendor-v").active()).isFalse();
    }

    @Test
    void a_member_is_in_a_team_once_and_knows_all_of_their_teams() {
        ReferenceState state = folded(
                team("team-z", "person-a"), team("team-b"), member("team-b", "person-a"), member("team-b", "person-a"));
        assertThat(state.team("team-b").members()).containsExactly("person-a");
        assertThat(state.teamsOf("person-a")).extracting(Reference.Team::id).containsExactly("team-b", "team-z");
    }

    @Test
    void old_versions_of_a_workflow_stay_beside_the_newest() {
        ReferenceState state = folded(
                workflow("incident", 1),
                workflow("incident", 2),
                choices(new WorkflowChoice(null, null, null, "incident")));
        assertThat(state.workflow("incident", 1).version()).isEqualTo(1);
        assertThat(state.workflowRegister().newest("incident").version()).isEqualTo(2);
        assertThat(state.workflow("incident", 3)).isNull();
        assertThat(state.workflowRegister().newest())
                .extracting(Workflow::version)
                .containsExactly(2);
    }

    @Test
    void events_of_tickets_change_nothing() {
        ReferenceState state = folded(person("person-a", "A", null));
        assertThat(ReferenceState.concerns("ticket-1")).isFalse();
        assertThat(ReferenceState.concerns("keys-person-a")).isFalse();
        assertThat(ReferenceState.concerns("person-a")).isTrue();
        assertThat(state).isEqualTo(folded(person("person-a", "A", null), new Event() {}));
        assertThat(state).isNotEqualTo(ReferenceState.EMPTY);
    }

    /** Wide bounds: this is to notice a scan, not to measure. */
    @Test
    void a_large_organisation_is_folded_and_asked_quickly() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            Role[] roles = i % 100 == 0 ? new Role[] {Role.REQUESTER, Role.SPECIALIST} : new Role[] {Role.REQUESTER};
            events.add(person("person-" + i, "P" + i, i == 0 ? null : "person-" + i / 10, roles));
        }
        for (int i = 0; i < 300; i++) {
            events.add(department("department-" + i, i == 0 ? null : "department-" + i / 4));
        }
        for (int i = 0; i < 60; i++) {
            events.add(team("team-" + i, "person-" + i, "person-" + (i + 1)));
        }
        WorkflowChoice[] rules = new WorkflowChoice[50];
        for (int i = 0; i < 50; i++) {
            events.add(workflow("workflow-" + i, 1));
            rules[i] = new WorkflowChoice("type-" + i, null, "department-0", "workflow-" + i);
        }
        events.add(choices(rules));

        folded(events.toArray(Event[]::new));
        long began = System.nanoTime();
        ReferenceState state = folded(events.toArray(Event[]::new));
        long folded = System.nanoTime() - began;

        long seen = 0;
        for (int warm = 0; warm < 2; warm++) {
            began = System.nanoTime();
            for (int i = 0; i < 10_000; i++) {
                seen += state.person("person-" + i).roles().size();
                seen += state.teamsOf("person-" + i).size();
                seen += state.workflowRegister().newest("workflow-49").version();
            }
        }
        long perRound = (System.nanoTime() - began) / 10_000;
        assertThat(seen).isPositive();
        assertThat(state.holdersOf(Role.SPECIALIST)).hasSize(100);
        System.out.printf(
                "fold of %d events: %d ms; three lookups: %d ns%n", events.size(), folded / 1_000_000, perRound);
        assertThat(folded).isLessThan(2_000_000_000L);
        assertThat(perRound).isLessThan(300_000L);
    }
}
