package daftar.domain.reportschedule;

import static daftar.domain.directory.Organisation.REFERENCE;
import static daftar.domain.directory.Organisation.person;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.domain.Caller;
import daftar.domain.DirectoryDesk;
import daftar.domain.RecordingSealing;
import daftar.domain.StreamOfCommand;
import daftar.domain.directory.Organisation;
import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.reportschedule.LastPeriod;
import daftar.messages.reportschedule.ReportOrder;
import daftar.messages.reportschedule.ReportScheduleCommand;
import daftar.messages.reportschedule.ReportScheduleCommand.*;
import daftar.messages.reportschedule.ReportScheduleEvent.*;
import daftar.messages.reportschedule.Rhythm;
import daftar.messages.reportschedule.Rhythm.Every;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReportScheduleStreamTest {

    private static final String ID = "report-1";
    private static final String BOSS = "person-boss";
    private static final Instant NOW = Instant.parse("2040-11-22T12:00:00Z");
    private static final Instant DUE = Instant.parse("2040-11-23T06:00:00Z");
    private static final Rhythm MORNINGS = new Rhythm(Every.DAY, null, null, LocalTime.of(7, 0));

    private final RecordingSealing sealing = new RecordingSealing();
    private AggregateTestFixture<ReportScheduleStream> fixture;

    @BeforeEach
    void schedules() {
        fixture = new AggregateTestFixture<>(ReportScheduleStream.class);
        fixture.registerCommandTargetResolver(new StreamOfCommand());
        fixture.registerInjectableResource(new DirectoryDesk(
                Organisation.and(
                        REFERENCE,
                        person("person-ruth", null, Role.AUDITOR),
                        person("person-admin", null, Role.ADMINISTRATOR)),
                sealing,
                InstantSource.fixed(NOW)));
    }

    @Test
    void what_the_order_leaves_open_is_the_owners_own() {
        fixture.givenNoPriorActivity()
                .when(new ScheduleReport(ID, order()), by(BOSS, Role.MANAGER))
                .expectResultMessagePayload(new Receipt(ID, null, 0, -1, false))
                .expectEvents(new ReportScheduled(BOSS, filled()));
        assertThat(sealing.prepared).as("nobody types a text here").isEmpty();
    }

    @Test
    void it_can_go_to_others_who_may_read_reports() {
        ReportOrder both = new ReportOrder(
                "backlog",
                Map.of("group", List.of("team"), "priority", List.of("high")),
                LastPeriod.WEEK,
                new Rhythm(Every.WEEK, DayOfWeek.MONDAY, null, LocalTime.of(7, 0)),
                "Asia/Tehran",
                DayOfWeek.SATURDAY,
                List.of(BOSS, "person-ruth"));
        fixture.givenNoPriorActivity()
                .when(new ScheduleReport(ID, both), by("person-ruth", Role.AUDITOR))
                .expectEvents(new ReportScheduled("person-ruth", both));
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of(new ScheduleReport(ID, order()), Set.of(Role.MANAGER, Role.AUDITOR)),
                Arguments.of(new ChangeReportSchedule(ID, order()), Set.of(Role.MANAGER, Role.AUDITOR)),
                Arguments.of(new PauseReportSchedule(ID), Set.of(Role.MANAGER, Role.AUDITOR, Role.ADMINISTRATOR)),
                Arguments.of(new ResumeReportSchedule(ID), Set.of(Role.MANAGER, Role.AUDITOR, Role.ADMINISTRATOR)),
                Arguments.of(new RemoveReportSchedule(ID), Set.of(Role.MANAGER, Role.AUDITOR, Role.ADMINISTRATOR)),
                Arguments.of(new RecordReportIssue(ID, DUE, List.of(BOSS), List.of()), Set.of(Role.CLOCK)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void each_command_is_for_its_roles_and_all_others_learn_nothing(ReportScheduleCommand command, Set<Role> allowed) {
        Event[] before =
                command instanceof ScheduleReport ? new Event[0] : new Event[] {new ReportScheduled(BOSS, filled())};
        for (Role role : Role.values()) {
            schedules();
            if (allowed.contains(role)) {
                fixture.given((Object[]) before).when(command, by(BOSS, role)).expectSuccessfulHandlerExecution();
            } else {
                refused("not-allowed", null, by(BOSS, role), command, before);
                refused("not-allowed", null, by(BOSS, role), command);
            }
        }
    }

    @Test
    void another_ones_schedule_is_not_there_but_for_administrators_who_can_only_end_it() {
        Event theirs = new ReportScheduled(BOSS, filled());
        for (ReportScheduleCommand command : List.of(
                new ChangeReportSchedule(ID, order()),
                new PauseReportSchedule(ID),
                new ResumeReportSchedule(ID),
                new RemoveReportSchedule(ID))) {
            refused("unknown-schedule", null, by("person-ruth", Role.AUDITOR), command, theirs);
            refused("unknown-schedule", null, by(BOSS, Role.MANAGER), command, theirs, new ReportScheduleRemoved());
            refused("unknown-schedule", null, by(BOSS, Role.MANAGER), command);
        }
        Map<String, Object> both = Caller.of(
                new Actor("person-admin", Set.of(Role.ADMINISTRATOR, Role.MANAGER), "api", null),
                UUID.randomUUID(),
                "hash");
        refused("not-yours", null, both, new ChangeReportSchedule(ID, order()), theirs);
        refused("schedule-exists", null, by(BOSS, Role.MANAGER), new ScheduleReport(ID, order()), theirs);
    }

    @Test
    void it_rests_and_goes_on_and_twice_does_nothing() {
        Event scheduled = new ReportScheduled(BOSS, filled());
        Map<String, Object> boss = by(BOSS, Role.MANAGER);
        fixture.given(scheduled).when(new PauseReportSchedule(ID), boss).expectEvents(new ReportSchedulePaused());
        schedules();
        fixture.given(scheduled, new ReportSchedulePaused())
                .when(new PauseReportSchedule(ID), boss)
                .expectNoEvents();
        schedules();
        fixture.given(scheduled, new ReportSchedulePaused())
                .when(new ResumeReportSchedule(ID), boss)
                .expectEvents(new ReportScheduleResumed());
        schedules();
        fixture.given(scheduled).when(new ResumeReportSchedule(ID), boss).expectNoEvents();
        schedules();
        fixture.given(scheduled).when(new RemoveReportSchedule(ID), boss).expectEvents(new ReportScheduleRemoved());
    }

    @Test
    void an_occurrence_is_recorded_once_and_none_before_it_any_more() {
        Event scheduled = new ReportScheduled(BOSS, filled());
        List<Skipped> skipped = List.of(new Skipped("person-ruth", SkipReason.NO_RIGHT));
        ScheduledReportIssued issued = new ScheduledReportIssued(DUE, List.of(BOSS), skipped);
        RecordReportIssue record = new RecordReportIssue(ID, DUE, List.of(BOSS), skipped);
        fixture.given(scheduled).when(record, clock()).expectEvents(issued);
        schedules();
        fixture.given(scheduled, issued).when(record, clock()).expectNoEvents();
        schedules();
        fixture.given(scheduled, issued)
                .when(new RecordReportIssue(ID, DUE.minusSeconds(86_400), List.of(BOSS), List.of()), clock())
                .expectNoEvents();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "nothing|group|team|unknown-report|report",
                "volume|group|hour|unknown-group|parameters.group",
                "volume|colour|red|unknown-parameter|parameters.colour",
                "volume|from|2026-01-01|unknown-parameter|parameters.from",
                "volume|at|2026-01-01|unknown-parameter|parameters.at",
                "volume|zone|UTC|unknown-parameter|parameters.zone",
                "volume|compare|sometime|wrong-compare|parameters.compare",
                "backlog|compare|previous|wrong-parameter|parameters.compare",
                "work|channel|MAIL|unknown-parameter|parameters.channel",
                "volume|priority|highest|unknown-value|parameters.priority",
            })
    void report_and_parameters_are_checked_as_the_reports_address_does(
            String report, String name, String value, String code, String field) {
        ReportOrder order = new ReportOrder(
                report, Map.of(name, List.of(value)), LastPeriod.MONTH, MORNINGS, null, null, List.of());
        refused(code, field, by(BOSS, Role.MANAGER), new ScheduleReport(ID, order));
        refused(
                code,
                field,
                by(BOSS, Role.MANAGER),
                new ChangeReportSchedule(ID, order),
                new ReportScheduled(BOSS, filled()));
    }

    @ParameterizedTest
    @CsvSource({
        "DAY,MONDAY,,rhythm.weekday",
        "DAY,,3,rhythm.dayOfMonth",
        "WEEK,,,rhythm.weekday",
        "WEEK,FRIDAY,3,rhythm.dayOfMonth",
        "MONTH,,,rhythm.dayOfMonth",
        "MONTH,,0,rhythm.dayOfMonth",
        "MONTH,,32,rhythm.dayOfMonth",
        "MONTH,FRIDAY,1,rhythm.weekday",
    })
    void a_rhythm_says_its_day_and_no_other(
            Every every, @Nullable DayOfWeek weekday, @Nullable Integer day, String field) {
        refused(
                "wrong-rhythm",
                field,
                by(BOSS, Role.MANAGER),
                new ScheduleReport(
                        ID,
                        new ReportOrder(
                                "volume",
                                Map.of(),
                                LastPeriod.DAY,
                                new Rhythm(every, weekday, day, LocalTime.NOON),
                                null,
                                null,
                                List.of())));
    }

    @Test
    void recipients_are_at_work_here_may_read_reports_and_are_named_once() {
        recipientRefused("unknown-person", "recipients[1]", BOSS, "person-nobody");
        recipientRefused("may-not-read", "recipients[0]", "person-anna");
        recipientRefused("named-twice", "recipients[2]", BOSS, "person-ruth", BOSS);
        recipientRefused(
                "too-many-recipients",
                "recipients",
                IntStream.range(0, 51).mapToObj(i -> "person-" + i).toArray(String[]::new));
        // who writes in the name of a role that the directory does not know of gets nothing themselves, too
        recipientRefused("may-not-read", "recipients[0]");
    }

    private void recipientRefused(String code, String field, String... recipients) {
        String actor = recipients.length == 0 ? "person-anna" : BOSS;
        refused(
                code,
                field,
                by(actor, Role.MANAGER),
                new ScheduleReport(
                        ID,
                        new ReportOrder(
                                "volume", Map.of(), LastPeriod.DAY, MORNINGS, null, null, List.of(recipients))));
    }

    private void refused(
            String code,
            @Nullable String field,
            Map<String, Object> caller,
            ReportScheduleCommand command,
            Event... before) {
        schedules();
        fixture.given((Object[]) before)
                .when(command, caller)
                .expectException(new org.hamcrest.CustomMatcher<Refused>("refused as " + code + " in " + field) {
                    @Override
                    public boolean matches(Object refused) {
                        return refused instanceof Refused r
                                && r.code().equals(code)
                                && (field == null || field.equals(r.field()));
                    }
                })
                .expectNoEvents();
    }

    private static ReportOrder order() {
        return new ReportOrder(
                "volume", Map.of("group", List.of("team")), LastPeriod.DAY, MORNINGS, null, null, List.of());
    }

    private static ReportOrder filled() {
        return new ReportOrder(
                "volume",
                Map.of("group", List.of("team")),
                LastPeriod.DAY,
                MORNINGS,
                "Europe/Berlin",
                DayOfWeek.SUNDAY,
                List.of(BOSS));
    }

    private static Map<String, Object> by(String person, Role role) {
        return Caller.of(new Actor(person, Set.of(role), "api", null), UUID.randomUUID(), "hash");
    }

    private static Map<String, Object> clock() {
        return Caller.of(Actor.clock(), UUID.randomUUID(), "");
    }
}
