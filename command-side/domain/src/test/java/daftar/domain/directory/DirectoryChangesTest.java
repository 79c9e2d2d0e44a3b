package daftar.domain.directory;

import static daftar.domain.directory.Organisation.REFERENCE;
import static daftar.domain.directory.Organisation.name;
import static daftar.domain.directory.Organisation.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daftar.domain.Caller;
import daftar.domain.DirectoryDesk;
import daftar.domain.RecordingSealing;
import daftar.domain.StreamOfCommand;
import daftar.messages.Actor;
import daftar.messages.Command;
import daftar.messages.Event;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryCommand;
import daftar.messages.directory.DirectoryCommand.*;
import daftar.messages.directory.DirectoryEvent.*;
import daftar.messages.directory.Line;
import daftar.messages.directory.Reference;
import daftar.messages.directory.Shift;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What changes after the registration: each command becomes its event, once; what is wrong is named. */
class DirectoryChangesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
    private static final Instant NEXT_WEEK = NOW.plus(Duration.ofDays(7));
    private static final Map<String, Object> ADMIN = Caller.with(Role.ADMINISTRATOR);

    private static final Reference KNOWN = Organisation.and(
            REFERENCE,
            person("person-gone", null, Role.REQUESTER),
            new PersonDeactivated("person-gone"),
            person("person-deputy", null, Role.MANAGER, Role.SUPERVISOR),
            new PostCreated("post-head", name("Head"), "department-it"),
            new IdentityLinked("person-chief", Text.of("Chief@Example.org"), null));

    private static final PersonRegistered ADA = person("person-ada", null, Role.REQUESTER);
    private static final TeamFormed TEAM = new TeamFormed("team-x", name("X"), null, List.of("person-anna"));
    private static final DepartmentFounded DEPARTMENT =
            new DepartmentFounded("department-it", name("IT"), "department-company", null);
    private static final VendorRegistered VENDOR = new VendorRegistered("vendor-x", name("X"), List.of());

    private static final CategoryDefined CATEGORY = new CategoryDefined("x", name("X"), "hardware", null);

    private AggregateTestFixture<DirectoryStream> fixture;

    @BeforeEach
    void a_directory() {
        fixture = new AggregateTestFixture<>(DirectoryStream.class);
        fixture.registerCommandTargetResolver(new StreamOfCommand());
        fixture.registerInjectableResource(new DirectoryDesk(KNOWN, new RecordingSealing(), InstantSource.fixed(NOW)));
    }

    /** What happened before {@link #NOW}, whatever the time is while the test runs. */
    private TestExecutor<DirectoryStream> given(Object... events) {
        return fixture.givenCurrentTime(NOW).andGiven(events);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(
                        ADA,
                        new MovePerson("person-ada", "department-it", "post-head"),
                        new PersonMoved("person-ada", "department-it", "post-head")),
                Arguments.of(
                        ADA,
                        new GrantRole("person-ada", Role.SPECIALIST),
                        new RoleGranted("person-ada", Role.SPECIALIST)),
                Arguments.of(
                        ADA,
                        new RevokeRole("person-ada", Role.REQUESTER),
                        new RoleRevoked("person-ada", Role.REQUESTER)),
                Arguments.of(ADA, new DeactivatePerson("person-ada"), new PersonDeactivated("person-ada")),
                Arguments.of(
                        DEPARTMENT,
                        new RenameDepartment("department-it", name("I & T")),
                        new DepartmentRenamed("department-it", name("I & T"))),
                Arguments.of(
                        DEPARTMENT,
                        new MoveDepartment("department-it", null),
                        new DepartmentMoved("department-it", null)),
                Arguments.of(
                        DEPARTMENT,
                        new AppointManager("department-it", "person-boss"),
                        new ManagerAppointed("department-it", "person-boss")),
                Arguments.of(TEAM, new RenameTeam("team-x", name("Y")), new TeamRenamed("team-x", name("Y"))),
                Arguments.of(
                        TEAM,
                        new RemoveTeamMember("team-x", "person-anna"),
                        new TeamMemberRemoved("team-x", "person-anna")),
                Arguments.of(
                        TEAM,
                        new SetTeamLeads("team-x", List.of("person-anna", "person-boss")),
                        new TeamLeadsSet("team-x", List.of("person-anna", "person-boss"))),
                Arguments.of(TEAM, new SetTeamLine("team-x", Line.SECOND), new TeamLineSet("team-x", Line.SECOND)),
                Arguments.of(
                        new CategoryDefined("x", name("X"), null, null),
                        new SetCategoryOwner("x", "team-network"),
                        new CategoryOwnerSet("x", "team-network")),
                Arguments.of(CATEGORY, new RenameCategory("x", name("Y")), new CategoryRenamed("x", name("Y"))),
                Arguments.of(CATEGORY, new MoveCategory("x", "network"), new CategoryMoved("x", "network")),
                Arguments.of(CATEGORY, new MoveCategory("x", null), new CategoryMoved("x", null)),
                Arguments.of(CATEGORY, new RetireCategory("x"), new CategoryRetired("x")),
                Arguments.of(
                        VENDOR,
                        new SetVendorContacts("vendor-x", List.of("person-anna")),
                        new VendorContactsSet("vendor-x", List.of("person-anna"))),
                Arguments.of(VENDOR, new DeactivateVendor("vendor-x"), new VendorDeactivated("vendor-x")));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_change_is_an_event_and_asked_again_it_is_none(Event before, Command command, Event event) {
        given(before).when(command, ADMIN).expectEvents(event);
        a_directory();
        given(before, event).when(command, ADMIN).expectNoEvents();
    }

    @Test
    void what_people_are_called_is_sealed_when_it_changes_too() {
        given(ADA)
                .when(
                        new ChangePersonalDetails(
                                "person-ada", Text.of("Ada L."), Text.of("a@b.c"), null, "fa", "Asia/Tehran"),
                        ADMIN)
                .expectEvents(new PersonalDetailsChanged(
                        "person-ada",
                        RecordingSealing.sealed(Text.of("Ada L.")),
                        RecordingSealing.sealed(Text.of("a@b.c")),
                        null,
                        "fa",
                        "Asia/Tehran"));
        a_directory();
        given(ADA)
                .when(new LinkIdentity("person-ada", Text.of("ada"), Text.of("00u1")), ADMIN)
                .expectEvents(new IdentityLinked(
                        "person-ada",
                        RecordingSealing.sealed(Text.of("ada")),
                        RecordingSealing.sealed(Text.of("00u1"))));
    }

    @Test
    void who_was_deactivated_comes_back_as_they_were() {
        given(ADA, new PersonDeactivated("person-ada"))
                .when(new ReactivatePerson("person-ada"), ADMIN)
                .expectEvents(new PersonReactivated("person-ada"));
    }

    static Stream<Arguments> refusals() {
        Entry ada = new Entry.Person(null, false);
        Entry chief = new Entry.Person(null, false, true, Set.of(Role.SUPERVISOR), null, null, List.of());
        return Stream.of(
                Arguments.of(ada, new MovePerson("person-ada", "department-none", null), "unknown-department"),
                Arguments.of(ada, new MovePerson("person-ada", null, "post-none"), "unknown-post"),
                Arguments.of(
                        ada,
                        new MovePerson("person-ada", "department-company", "post-head"),
                        "post-of-another-department"),
                Arguments.of(ada, new GrantRole("person-ada", Role.CLOCK), "role-not-for-people"),
                Arguments.of(ada, new SetSupervisor("person-ada", "person-gone"), "person-deactivated"),
                Arguments.of(
                        ada, new LinkIdentity("person-ada", Text.of("chief@example.ORG"), null), "user-name-taken"),
                Arguments.of(null, new DeactivatePerson("person-none"), "unknown-person"),
                Arguments.of(
                        new Entry.Person(null, false, true, Set.of(Role.ADMINISTRATOR), null, null, List.of()),
                        new DeactivatePerson("person-admin"),
                        "last-administrator"),
                Arguments.of(
                        new Entry.Department(name("C"), null, null),
                        new MoveDepartment("department-company", "department-it"),
                        "department-cycle"),
                Arguments.of(
                        new Entry.Team(List.of()), new AddTeamMember("team-x", "person-gone"), "person-deactivated"),
                Arguments.of(
                        new Entry.Team(List.of()),
                        new SetTeamLeads("team-x", List.of("person-anna", "person-anna")),
                        "named-twice"),
                Arguments.of(null, new RegisterVendor("vendor-y", name("Y"), List.of("person-none")), "unknown-person"),
                Arguments.of(null, new CreatePost("post-y", name("Y"), "department-none"), "unknown-department"),
                Arguments.of(chief, delegate("person-chief", "person-deputy", NOW, NOW), "empty-period"),
                Arguments.of(
                        chief,
                        delegate("person-chief", "person-deputy", NOW.minusSeconds(9), NOW.minusSeconds(1)),
                        "period-in-the-past"),
                Arguments.of(
                        chief, delegate("person-chief", "person-anna", NOW, NEXT_WEEK), "substitute-without-right"),
                Arguments.of(chief, delegate("person-chief", "person-gone", NOW, NEXT_WEEK), "person-deactivated"),
                Arguments.of(chief, delegate("person-chief", "person-chief", NOW, NEXT_WEEK), "substitute-cycle"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void what_is_wrong_is_named(Entry entry, DirectoryCommand command, String code) {
        Refused refused = catchThrowableOfType(
                Refused.class, () -> Directory.decide(entry, command, Caller.actor(Role.ADMINISTRATOR), KNOWN, NOW));

        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo(code);
    }

    @Test
    void a_cycle_of_departments_is_named() {
        Refused refused = catchThrowableOfType(
                Refused.class,
                () -> Directory.decide(
                        new Entry.Department(name("C"), null, null),
                        new MoveDepartment("department-company", "department-it"),
                        Caller.actor(Role.ADMINISTRATOR),
                        KNOWN,
                        NOW));

        assertThat(refused).hasMessageContaining("department-company → department-it → department-company");
    }

    @Test
    void somebody_names_their_own_substitute_and_takes_it_back() {
        Map<String, Object> self = Caller.of(
                new Actor("person-chief", Set.of(Role.SUPERVISOR), "api", null), java.util.UUID.randomUUID(), "h");
        DelegationSet set = new DelegationSet("person-chief", "summer", "person-deputy", TOMORROW, NEXT_WEEK);
        given(person("person-chief", null, Role.SUPERVISOR))
                .when(delegate("person-chief", "person-deputy", TOMORROW, NEXT_WEEK), self)
                .expectEvents(set);
        a_directory();
        given(person("person-chief", null, Role.SUPERVISOR), set)
                .when(new EndDelegation("person-chief", "summer"), self)
                .expectEvents(new DelegationEnded("person-chief", "summer"));
    }

    @Test
    void a_substitute_is_replaced_for_what_is_left_of_the_time() {
        DelegationSet set = new DelegationSet("person-chief", "summer", "person-anna", TOMORROW, NEXT_WEEK);
        given(person("person-chief", null, Role.SUPERVISOR), set)
                .when(new ReplaceSubstitute("person-chief", "summer", "person-deputy"), ADMIN)
                .expectEvents(
                        new DelegationEnded("person-chief", "summer"),
                        new DelegationSet("person-chief", "summer", "person-deputy", TOMORROW, NEXT_WEEK));
        a_directory();
        given(person("person-chief", null, Role.SUPERVISOR), set)
                .when(new ReplaceSubstitute("person-chief", "spring", "person-deputy"), ADMIN)
                .expectException(Refused.class);
        a_directory();
        given(person("person-chief", null, Role.SUPERVISOR), set)
                .when(new ReplaceSubstitute("person-chief", "summer", "person-gone"), ADMIN)
                .expectException(Refused.class);
    }

    @Test
    void a_team_has_the_shifts_that_its_lead_or_an_administrator_says() {
        TeamFormed formed = new TeamFormed("team-x", name("X"), "person-chief", List.of("person-anna"));
        Shift shift = new Shift(
                List.of(DayOfWeek.MONDAY), LocalTime.of(8, 0), LocalTime.of(16, 0), List.of("person-anna"), null);
        SetTeamShifts set = new SetTeamShifts("team-x", "UTC", List.of(shift));
        TeamShiftsSet happened = new TeamShiftsSet("team-x", "UTC", List.of(shift));
        given(formed).when(set, ADMIN).expectEvents(happened);
        a_directory();
        given(formed, happened).when(set, ADMIN).expectNoEvents();
        Entry team = new Entry.Team(name("X"), List.of("person-anna"), List.of("person-chief"), null, null);
        assertThat(Directory.decide(
                                team, set, new Actor("person-chief", Set.of(Role.SUPERVISOR), "api", null), KNOWN, NOW)
                        .actorRole())
                .isEqualTo("TEAM_LEAD");
        assertThat(shiftRefused(team, new SetTeamShifts("team-x", "Mars/Base", List.of(shift))))
                .isEqualTo("unknown-zone");
        assertThat(shiftRefused(team, rota(List.of(), "person-anna", null))).isEqualTo("no-days");
        assertThat(shiftRefused(team, rota(List.of(DayOfWeek.MONDAY), "person-deputy", null)))
                .isEqualTo("not-a-member");
        assertThat(shiftRefused(team, rota(List.of(DayOfWeek.MONDAY), "person-anna", "person-deputy")))
                .isEqualTo("not-a-member");
        assertThat(shiftRefused(team, rota(List.of(DayOfWeek.MONDAY), "person-no", null)))
                .isEqualTo("unknown-person");
    }

    private static SetTeamShifts rota(List<DayOfWeek> days, String person, String lead) {
        return new SetTeamShifts(
                "team-x",
                "UTC",
                List.of(new Shift(days, LocalTime.of(8, 0), LocalTime.of(16, 0), List.of(person), lead)));
    }

    private static String shiftRefused(Entry team, DirectoryCommand command) {
        return catchThrowableOfType(
                        Refused.class,
                        () -> Directory.decide(team, command, Caller.actor(Role.ADMINISTRATOR), KNOWN, NOW))
                .code();
    }

    @Test
    void two_substitutes_at_once_are_refused() {
        DelegationSet set = new DelegationSet("person-chief", "spring", "person-deputy", NOW, TOMORROW);
        given(person("person-chief", null, Role.SUPERVISOR), set)
                .when(delegate("person-chief", "person-deputy", NOW, NEXT_WEEK), ADMIN)
                .expectException(Refused.class)
                .expectExceptionMessage("person-deputy acts for person-chief from " + NOW + " until " + TOMORROW
                        + "; end spring before.");
        a_directory();
        given(person("person-chief", null, Role.SUPERVISOR), set)
                .when(delegate("person-chief", "person-deputy", TOMORROW, NEXT_WEEK), ADMIN)
                .expectEvents(new DelegationSet("person-chief", "summer", "person-deputy", TOMORROW, NEXT_WEEK));
    }

    @Test
    void a_cycle_of_substitutes_is_refused_by_name_where_the_periods_meet_and_only_there() {
        Reference away = Organisation.and(
                (daftar.reference.ReferenceState) KNOWN,
                new DelegationSet("person-deputy", "trip", "person-chief", TOMORROW, NEXT_WEEK));
        Entry chief = new Entry.Person(null, false, true, Set.of(Role.SUPERVISOR), null, null, List.of());
        Refused refused = catchThrowableOfType(
                Refused.class,
                () -> Directory.decide(
                        chief,
                        delegate("person-chief", "person-deputy", NOW, NEXT_WEEK),
                        Caller.actor(Role.ADMINISTRATOR),
                        away,
                        NOW));

        assertThat(refused.code()).isEqualTo("substitute-cycle");
        assertThat(refused).hasMessageContaining("person-chief → person-deputy → person-chief");
        assertThat(Directory.decide(
                                chief,
                                delegate("person-chief", "person-deputy", NOW, TOMORROW),
                                Caller.actor(Role.ADMINISTRATOR),
                                away,
                                NOW)
                        .events())
                .hasSize(1);
    }

    @Test
    void the_substitute_acts_within_the_period_only_and_while_they_have_the_right() {
        DelegationSet set = new DelegationSet("person-chief", "summer", "person-deputy", TOMORROW, NEXT_WEEK);
        var away = Organisation.and((daftar.reference.ReferenceState) KNOWN, set);

        assertThat(Delegations.actingFor("person-chief", NOW, away)).isEqualTo("person-chief");
        assertThat(Delegations.actingFor("person-chief", TOMORROW, away)).isEqualTo("person-deputy");
        assertThat(Delegations.actingFor("person-chief", NEXT_WEEK, away)).isEqualTo("person-chief");
        assertThat(Delegations.actingFor(
                        "person-chief", TOMORROW, Organisation.and(away, new PersonDeactivated("person-deputy"))))
                .isEqualTo("person-chief");
        assertThat(Delegations.actingFor(
                        "person-chief",
                        TOMORROW,
                        Organisation.and(away, new RoleRevoked("person-deputy", Role.SUPERVISOR))))
                .isEqualTo("person-chief");
    }

    private static SetDelegation delegate(String person, String substitute, Instant from, Instant until) {
        return new SetDelegation(person, "summer", substitute, from, until);
    }
}
