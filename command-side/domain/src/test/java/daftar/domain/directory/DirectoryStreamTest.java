package daftar.domain.directory;

import static daftar.domain.directory.Organisation.REFERENCE;
import static daftar.domain.directory.Organisation.change;
import static daftar.domain.directory.Organisation.name;
import static daftar.domain.directory.Organisation.person;
import static daftar.domain.directory.Organisation.provisional;
import static daftar.domain.directory.Organisation.register;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.domain.Caller;
import daftar.domain.DirectoryDesk;
import daftar.domain.RecordingSealing;
import daftar.domain.StreamOfCommand;
import daftar.messages.Command;
import daftar.messages.Meta;
import daftar.messages.NothingChanged;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryCommand.AddTeamMember;
import daftar.messages.directory.DirectoryCommand.DefineCategory;
import daftar.messages.directory.DirectoryCommand.FormTeam;
import daftar.messages.directory.DirectoryCommand.FoundDepartment;
import daftar.messages.directory.DirectoryCommand.RegisterPerson;
import daftar.messages.directory.DirectoryCommand.SetSupervisor;
import daftar.messages.directory.DirectoryEvent.CategoryDefined;
import daftar.messages.directory.DirectoryEvent.DepartmentFounded;
import daftar.messages.directory.DirectoryEvent.PersonRegistered;
import daftar.messages.directory.DirectoryEvent.SupervisorSet;
import daftar.messages.directory.DirectoryEvent.TeamFormed;
import daftar.messages.directory.DirectoryEvent.TeamMemberAdded;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.Description;
import org.hamcrest.TypeSafeMatcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectoryStreamTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final Map<String, Object> ADMIN = Caller.with(Role.ADMINISTRATOR);

    private final RecordingSealing sealing = new RecordingSealing();
    private AggregateTestFixture<DirectoryStream> fixture;

    @BeforeEach
    void a_directory() {
        fixture = new AggregateTestFixture<>(DirectoryStream.class);
        fixture.registerCommandTargetResolver(new StreamOfCommand());
        fixture.registerInjectableResource(
                new DirectoryDesk(REFERENCE, sealing, InstantSource.fixed(NOW.plusNanos(456))));
    }

    @Test
    void a_person_is_registered_and_what_they_are_called_is_sealed() {
        RegisterPerson command = register("person-ada", "person-chief", Role.SPECIALIST);
        fixture.givenNoPriorActivity()
                .when(command, ADMIN)
                .expectResultMessagePayload(new Receipt("person-ada", null, 0, -1, false))
                .expectEvents(new PersonRegistered(
                        "person-ada",
                        RecordingSealing.sealed(Text.of("Ada Lovelace")),
                        RecordingSealing.sealed(Text.of("ada@example.org")),
                        null,
                        "department-it",
                        "person-chief",
                        Set.of(Role.SPECIALIST),
                        "de",
                        "Europe/Berlin",
                        false));
        assertThat(sealing.prepared).containsExactly("person-ada");
    }

    @Test
    void only_streams_with_texts_get_a_key() {
        fixture.givenNoPriorActivity().when(new FormTeam("team-x", name("X"), null, List.of()), ADMIN);
        assertThat(sealing.prepared).isEmpty();
    }

    @Test
    void metadata_says_who_when_and_why() {
        UUID id = UUID.randomUUID();
        fixture.givenNoPriorActivity()
                .when(register("person-ada"), Caller.of(Caller.actor(Role.ADMINISTRATOR), id, "abc"));
        Map<String, Object> stored =
                fixture.getEventStore().readEvents("person-ada").next().getMetaData();
        assertThat(stored)
                .containsEntry(Meta.ACTOR, "person-actor")
                .containsEntry(Meta.ACTOR_ROLE, "ADMINISTRATOR")
                .containsEntry(Meta.CLIENT, "api")
                .containsEntry(Meta.CAUSE, "command")
                .containsEntry(Meta.OCCURRED_AT, "2026-11-22T10:00:00.123Z")
                .containsEntry(Meta.COMMAND_ID, id.toString())
                .containsEntry(Meta.REQUEST_HASH, "sealed abc")
                .containsEntry(Meta.CORRELATION_ID, "correlation")
                .containsEntry(Meta.CAUSATION_ID, id.toString())
                .doesNotContainKeys(Meta.CALLER, Meta.EXPECTED_VERSION, Meta.ON_BEHALF_OF);
    }

    @Test
    void an_id_is_registered_once() {
        refused(
                fixture.given(person("person-ada", null)).when(register("person-ada"), ADMIN),
                Refused.Kind.CONFLICT,
                "person-exists",
                "person");
        refused(
                fixture.given(new TeamFormed("team-x", name("X"), null, List.of()))
                        .when(new FormTeam("team-x", name("X"), null, List.of()), ADMIN),
                Refused.Kind.CONFLICT,
                "team-exists",
                "team");
        refused(
                fixture.given(new DepartmentFounded("department-x", name("X"), null, null))
                        .when(new FoundDepartment("department-x", name("X"), null, null), ADMIN),
                Refused.Kind.CONFLICT,
                "department-exists",
                "department");
        refused(
                fixture.given(new CategoryDefined("x", name("X"), null, null))
                        .when(new DefineCategory("x", name("X"), null, null), ADMIN),
                Refused.Kind.CONFLICT,
                "category-exists",
                "category");
    }

    @Test
    void the_same_command_again_gets_the_same_answer_and_appends_nothing() {
        Map<String, Object> metadata = Caller.of(Caller.actor(Role.ADMINISTRATOR), UUID.randomUUID(), "hash");
        fixture.givenCommands(sent(register("person-ada"), metadata))
                .when(register("person-ada"), metadata)
                .expectResultMessagePayload(new Receipt("person-ada", null, 0, -1, true))
                .expectNoEvents();
    }

    @Test
    void a_request_with_a_key_that_found_it_so_is_remembered_though_nothing_changed() {
        UUID keyed = UUID.fromString("74738ff5-5367-5958-9aee-98fffdcd1876");
        AddTeamMember command = new AddTeamMember("team-x", "person-boss");
        Map<String, Object> metadata = Caller.of(Caller.actor(Role.ADMINISTRATOR), keyed, "hash");
        TeamFormed formed = new TeamFormed("team-x", name("X"), null, List.of("person-boss"));
        fixture.given(formed)
                .when(command, metadata)
                .expectResultMessagePayload(new Receipt("team-x", null, 1, -1, false))
                .expectEvents(new NothingChanged("AddTeamMember"));
        fixture.given(formed).when(command, ADMIN).expectNoEvents();
    }

    @Test
    void a_known_command_is_answered_before_its_version_and_its_rights_are_looked_at() {
        UUID id = UUID.randomUUID();
        Map<String, Object> first = Caller.of(Caller.actor(Role.ADMINISTRATOR), id, "hash");
        Map<String, Object> again = Caller.of(Caller.actor(Role.AUDITOR), id, "hash");
        fixture.givenCommands(sent(register("person-ada"), first))
                .when(register("person-ada"), Caller.and(again, Meta.EXPECTED_VERSION, "7"))
                .expectResultMessagePayload(new Receipt("person-ada", null, 0, -1, true));
    }

    @Test
    void a_key_that_was_used_for_another_request_is_refused() {
        UUID id = UUID.randomUUID();
        Map<String, Object> first = Caller.of(Caller.actor(Role.ADMINISTRATOR), id, "hash");
        Map<String, Object> other = Caller.of(Caller.actor(Role.ADMINISTRATOR), id, "other");
        refused(
                fixture.givenCommands(sent(register("person-ada"), first))
                        .when(new SetSupervisor("person-ada", "person-boss"), other),
                Refused.Kind.KEY_REUSED,
                "key-reused",
                "Idempotency-Key");
    }

    @Test
    void a_version_that_is_not_the_newest_is_refused_before_rights_and_rules() {
        refused(
                fixture.given(person("person-ada", null))
                        .when(
                                new SetSupervisor("person-ada", "person-nobody"),
                                Caller.and(Caller.with(Role.REQUESTER), Meta.EXPECTED_VERSION, "3")),
                Refused.Kind.STALE,
                "stale-version",
                "If-Match");
    }

    @Test
    void the_newest_version_is_accepted() {
        fixture.given(person("person-ada", null))
                .when(new SetSupervisor("person-ada", "person-boss"), Caller.and(ADMIN, Meta.EXPECTED_VERSION, "0"))
                .expectResultMessagePayload(new Receipt("person-ada", null, 1, -1, false))
                .expectEvents(new SupervisorSet("person-ada", "person-boss"));
    }

    @Test
    void only_an_importer_sets_a_past_time_and_nobody_a_future_one() {
        String past = "2020-01-01T00:00:00Z";
        Map<String, Object> importer = Caller.with(Role.IMPORTER);
        fixture.givenNoPriorActivity().when(register("person-ada"), Caller.and(importer, Meta.IMPORTED_AT, past));
        assertThat(fixture.getEventStore().readEvents("person-ada").next().getMetaData())
                .containsEntry(Meta.OCCURRED_AT, past);
        a_directory();
        refused(
                fixture.givenNoPriorActivity().when(register("person-ada"), Caller.and(ADMIN, Meta.IMPORTED_AT, past)),
                Refused.Kind.FORBIDDEN,
                "time-not-yours-to-set",
                null);
        refused(
                fixture.givenNoPriorActivity()
                        .when(register("person-ada"), Caller.and(importer, Meta.IMPORTED_AT, "2030-01-01T00:00:00Z")),
                Refused.Kind.INVALID,
                "future-time",
                "occurredAt");
    }

    @Test
    void a_time_before_the_last_event_is_moved_to_it() {
        Map<String, Object> importer = Caller.with(Role.IMPORTER);
        fixture.givenCommands(
                        sent(register("person-ada"), Caller.and(importer, Meta.IMPORTED_AT, "2020-05-05T00:00:00Z")))
                .when(
                        new SetSupervisor("person-ada", "person-boss"),
                        Caller.and(Caller.with(Role.IMPORTER), Meta.IMPORTED_AT, "2020-01-01T00:00:00Z"));
        assertThat(fixture.getEventStore()
                        .readEvents("person-ada")
                        .asStream()
                        .toList()
                        .getLast()
                        .getMetaData())
                .containsEntry(Meta.OCCURRED_AT, "2020-05-05T00:00:00Z");
    }

    @Test
    void unknown_references_are_named_by_their_field() {
        RegisterPerson ada = register("person-ada");
        invalid(change(ada, "department-no", null, "de", "Europe/Berlin"), "unknown-department", "department");
        invalid(change(ada, null, "person-no", "de", "Europe/Berlin"), "unknown-person", "supervisor");
        invalid(new FoundDepartment("department-x", name("X"), "department-no", null), "unknown-department", "parent");
        invalid(new FoundDepartment("department-x", name("X"), null, "person-no"), "unknown-person", "manager");
        invalid(new FormTeam("team-x", name("X"), "person-no", List.of()), "unknown-person", "lead");
        invalid(
                new FormTeam("team-x", name("X"), null, List.of("person-anna", "person-no")),
                "unknown-person",
                "members[1]");
        invalid(new DefineCategory("x", name("X"), "no", null), "unknown-category", "parent");
        invalid(new DefineCategory("x", name("X"), null, "team-no"), "unknown-team", "team");
    }

    @Test
    void ids_names_languages_and_zones_must_be_well_formed() {
        RegisterPerson ada = register("person-ada");
        invalid(register("person-Ada"), "malformed-id", "person");
        invalid(register("ada"), "malformed-id", "person");
        invalid(register("$all"), "malformed-id", "person");
        invalid(register("team-ada"), "malformed-id", "person");
        invalid(register("person-" + "a".repeat(300)), "malformed-id", "person");
        invalid(new FoundDepartment("department-", name("X"), null, null), "malformed-id", "department");
        invalid(new FormTeam("team-ä", name("X"), null, List.of()), "malformed-id", "team");
        invalid(new DefineCategory("Big One", name("X"), null, null), "malformed-code", "category");
        invalid(change(ada, null, null, "klingon!", "Europe/Berlin"), "unknown-language", "language");
        invalid(change(ada, null, null, "xx", "Europe/Berlin"), "unknown-language", "language");
        invalid(change(ada, null, null, "de", "Berlin"), "unknown-zone", "zone");
        invalid(change(ada, null, null, "de", "+03:30"), "unknown-zone", "zone");
        invalid(new FormTeam("team-x", name(" "), null, List.of()), "malformed-name", "name.en");
        invalid(register("person-ada", null, Role.CLOCK), "role-not-for-people", "roles");
    }

    @Test
    void a_cycle_of_supervisors_is_refused_and_named() {
        RefusedBy cycle = new RefusedBy();
        fixture.given(person("person-boss", null))
                .when(new SetSupervisor("person-boss", "person-anna"), ADMIN)
                .expectException(cycle);
        assertThat(cycle.refused.kind()).isEqualTo(Refused.Kind.CONFLICT);
        assertThat(cycle.refused.code()).isEqualTo("supervisor-cycle");
        assertThat(cycle.refused.field()).isEqualTo("supervisor");
        assertThat(cycle.refused).hasMessageContaining("person-boss → person-anna → person-chief → person-boss");
    }

    @Test
    void nobody_supervises_themselves_and_no_department_is_above_itself() {
        refused(
                fixture.givenNoPriorActivity().when(register("person-ada", "person-ada"), ADMIN),
                Refused.Kind.CONFLICT,
                "supervisor-cycle",
                "supervisor");
        refused(
                fixture.givenNoPriorActivity()
                        .when(new FoundDepartment("department-x", name("X"), "department-x", null), ADMIN),
                Refused.Kind.CONFLICT,
                "department-cycle",
                "parent");
        refused(
                fixture.givenNoPriorActivity().when(new DefineCategory("x", name("X"), "x", null), ADMIN),
                Refused.Kind.CONFLICT,
                "category-cycle",
                "parent");
    }

    @Test
    void a_supervisor_is_set_and_taken_away_and_the_same_again_is_harmless() {
        fixture.given(person("person-anna", "person-chief"))
                .when(new SetSupervisor("person-anna", null), ADMIN)
                .expectEvents(new SupervisorSet("person-anna", null));
        a_directory();
        fixture.given(person("person-anna", "person-chief"))
                .when(new SetSupervisor("person-anna", "person-chief"), ADMIN)
                .expectResultMessagePayload(new Receipt("person-anna", null, 0, -1, false))
                .expectNoEvents();
    }

    @Test
    void a_person_who_does_not_exist_gets_no_supervisor_and_a_missing_team_no_member() {
        refused(
                fixture.givenNoPriorActivity().when(new SetSupervisor("person-ada", "person-boss"), ADMIN),
                Refused.Kind.NOT_FOUND,
                "unknown-person",
                null);
        refused(
                fixture.givenNoPriorActivity().when(new AddTeamMember("team-x", "person-boss"), ADMIN),
                Refused.Kind.NOT_FOUND,
                "unknown-team",
                null);
    }

    @Test
    void departments_teams_and_categories_come_to_be() {
        fixture.givenNoPriorActivity()
                .when(new FoundDepartment("department-x", name("X"), "department-it", "person-chief"), ADMIN)
                .expectEvents(new DepartmentFounded("department-x", name("X"), "department-it", "person-chief"));
        a_directory();
        fixture.givenNoPriorActivity()
                .when(
                        new FormTeam("team-x", name("X"), "person-chief", List.of("person-anna", "person-anna")),
                        Caller.with(Role.IMPORTER))
                .expectEvents(new TeamFormed("team-x", name("X"), "person-chief", List.of("person-anna")));
        a_directory();
        fixture.givenNoPriorActivity()
                .when(new DefineCategory("x", name("X"), "network", "team-network"), Caller.with(Role.IMPORTER))
                .expectEvents(new CategoryDefined("x", name("X"), "network", "team-network"));
    }

    @Test
    void a_member_is_added_and_the_same_again_is_harmless() {
        TeamFormed team = new TeamFormed("team-x", name("X"), null, List.of("person-chief"));
        fixture.given(team)
                .when(new AddTeamMember("team-x", "person-anna"), ADMIN)
                .expectEvents(new TeamMemberAdded("team-x", "person-anna"));
        a_directory();
        fixture.given(team, new TeamMemberAdded("team-x", "person-anna"))
                .when(new AddTeamMember("team-x", "person-anna"), ADMIN)
                .expectResultMessagePayload(new Receipt("team-x", null, 1, -1, false))
                .expectNoEvents();
    }

    @Test
    void a_provisional_person_is_completed_by_registering_them() {
        fixture.givenCommands(sent(provisional("person-ada"), Caller.with(Role.DISPATCHER)))
                .when(register("person-ada", "person-boss", Role.REQUESTER), ADMIN)
                .expectResultMessagePayload(new Receipt("person-ada", null, 1, -1, false));
        a_directory();
        refused(
                fixture.givenCommands(sent(provisional("person-eve"), Caller.with(Role.DISPATCHER)))
                        .when(provisional("person-eve"), Caller.with(Role.DISPATCHER)),
                Refused.Kind.CONFLICT,
                "person-exists",
                "person");
    }

    private static CommandMessage<?> sent(Command command, Map<String, Object> metadata) {
        return new GenericCommandMessage<>(command, metadata);
    }

    private void invalid(Command command, String code, String field) {
        a_directory();
        refused(fixture.givenNoPriorActivity().when(command, ADMIN), Refused.Kind.INVALID, code, field);
    }

    private void refused(ResultValidator<?> result, Refused.Kind kind, String code, String field) {
        RefusedBy by = new RefusedBy();
        result.expectException(by).expectNoEvents();
        assertThat(by.refused.code()).isEqualTo(code);
        assertThat(by.refused.kind()).isEqualTo(kind);
        assertThat(by.refused.field()).isEqualTo(field);
        a_directory();
    }

    /** Matches any refusal and keeps it. */
    private static final class RefusedBy extends TypeSafeMatcher<Refused> {
        private Refused refused;

        @Override
        protected boolean matchesSafely(Refused item) {
            refused = item;
            return true;
        }

        @Override
        public void describeTo(Description description) {
            description.appendText("a refusal");
        }
    }
}
