package daftar.domain.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daftar.domain.Caller;
import daftar.domain.Decision;
import daftar.domain.DirectoryDesk;
import daftar.domain.RecordingSealing;
import daftar.domain.StreamOfCommand;
import daftar.domain.ticket.Organisation;
import daftar.messages.Event;
import daftar.messages.LocalizedText;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.catalogue.ServiceHours.Open;
import daftar.messages.sla.BusinessCalendar;
import daftar.messages.sla.CalendarDefinition;
import daftar.messages.sla.CalendarDefinition.ExceptionalDay;
import daftar.messages.sla.CalendarDefinition.Holiday;
import daftar.messages.sla.CalendarDefinition.Hours;
import daftar.messages.sla.PromiseRegister;
import daftar.messages.sla.ServiceLevel;
import daftar.messages.sla.ServiceLevels;
import daftar.messages.sla.SlaCommand;
import daftar.messages.sla.SlaCommand.*;
import daftar.messages.sla.SlaEvent;
import daftar.messages.sla.SlaEvent.*;
import daftar.messages.sla.SlaPolicy;
import daftar.messages.sla.WarningPoint;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class SlaStreamTest {

    private static final LocalizedText NAME = LocalizedText.of("en", "Office");
    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final LocalTime FIVE = LocalTime.of(17, 0);

    private final Organisation house = Organisation.usual();

    private static CalendarDefinition calendar(
            List<Open> week, List<Holiday> holidays, List<ExceptionalDay> exceptions) {
        return new CalendarDefinition("office", NAME, "Asia/Tehran", DayOfWeek.SATURDAY, week, holidays, exceptions);
    }

    private static CalendarDefinition office() {
        return calendar(List.of(new Open(DayOfWeek.SATURDAY, NINE, FIVE)), List.of(), List.of());
    }

    private static SlaPolicy policy(String code, String calendar, Duration resolution, WarningPoint... points) {
        return new SlaPolicy(
                code,
                NAME,
                List.of(new ServiceLevel(
                        "all",
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        calendar,
                        null,
                        resolution,
                        null,
                        List.of(),
                        false,
                        List.of(points))));
    }

    private List<Event> decide(SlaCommand command, SlaEvent... before) {
        return decision("manager", command, before).events();
    }

    private Decision decision(String person, SlaCommand command, SlaEvent... before) {
        PromiseRegister own = PromiseRegister.SHIPPED;
        for (SlaEvent event : before) {
            own = own.after(event);
            house.promises(event);
        }
        return SlaRules.decide(own, command, house.actor(person), house);
    }

    private Refused refused(SlaCommand command, SlaEvent... before) {
        return catchThrowableOfType(Refused.class, () -> decide(command, before));
    }

    private void wrong(CalendarDefinition calendar, String field, String code) {
        Refused refused = refused(new DefineCalendar(calendar));
        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused.code()).isEqualTo(code);
    }

    private void wrong(SlaPolicy policy, String field, String code) {
        Refused refused = refused(new DefineServiceLevels(policy));
        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused.code()).isEqualTo(code);
    }

    @Test
    void a_calendar_is_defined_once_changed_in_versions_retired_and_restored() {
        CalendarDefined first = new CalendarDefined(1, office());
        assertThat(decide(new DefineCalendar(office()))).containsExactly(first);
        assertThat(decide(new DefineCalendar(office()), first)).isEmpty();
        CalendarDefinition longer =
                calendar(List.of(new Open(DayOfWeek.SATURDAY, NINE, LocalTime.MIDNIGHT)), List.of(), List.of());
        assertThat(refused(new DefineCalendar(longer), first).code()).isEqualTo("already-defined");
        assertThat(decide(new ChangeCalendar(longer), first)).containsExactly(new CalendarDefined(2, longer));
        assertThat(decide(new RetireCalendar("office"), first)).containsExactly(new CalendarRetired("office"));
        assertThat(decide(new RestoreCalendar("office"), first, new CalendarRetired("office")))
                .containsExactly(new CalendarRestored("office"));
        assertThat(refused(new ChangeCalendar(office())).kind()).isEqualTo(Refused.Kind.NOT_FOUND);
    }

    @Test
    void what_comes_with_daftar_is_the_first_version_of_its_policy_and_its_calendar_stays() {
        SlaPolicy ours = policy("default", "around-the-clock", Duration.ofHours(2));
        assertThat(decide(new ChangeServiceLevels(ours))).containsExactly(new ServiceLevelsDefined(2, ours));
        assertThat(refused(new DefineServiceLevels(ours)).code()).isEqualTo("already-defined");
        assertThat(decide(new RetireServiceLevels("default"))).containsExactly(new ServiceLevelsRetired("default"));
        assertThat(refused(new RetireCalendar("around-the-clock")).code()).isEqualTo("shipped-calendar");
        PromiseRegister off = PromiseRegister.SHIPPED.after(new ServiceLevelsRetired("default"));
        assertThat(off.levels()).isEqualTo(ServiceLevels.NONE);
        assertThat(off.policy("default", 1)).isEqualTo(ServiceLevels.SHIPPED);
        assertThat(off.find("around-the-clock")).isEqualTo(BusinessCalendar.AROUND_THE_CLOCK);
    }

    @Test
    void each_is_a_stream_of_its_own() {
        AggregateTestFixture<SlaStream> fixture = new AggregateTestFixture<>(SlaStream.class);
        fixture.registerCommandTargetResolver(new StreamOfCommand());
        fixture.registerInjectableResource(new DirectoryDesk(house, new RecordingSealing(), InstantSource.system()));
        fixture.givenNoPriorActivity()
                .when(new DefineCalendar(office()), Caller.with(Role.MANAGER))
                .expectResultMessagePayload(new Receipt("calendar-office", null, 0, -1, false))
                .expectEvents(new CalendarDefined(1, office()));
        SlaPolicy hr = policy("hr", "around-the-clock", Duration.ofHours(2));
        fixture = new AggregateTestFixture<>(SlaStream.class);
        fixture.registerCommandTargetResolver(new StreamOfCommand());
        fixture.registerInjectableResource(new DirectoryDesk(house, new RecordingSealing(), InstantSource.system()));
        fixture.given(new ServiceLevelsDefined(1, hr))
                .when(new RetireServiceLevels("hr"), Caller.with(Role.MANAGER))
                .expectResultMessagePayload(new Receipt("sla-hr", null, 1, -1, false))
                .expectEvents(new ServiceLevelsRetired("hr"));
    }

    @Test
    void a_calendar_that_a_policy_uses_stays() {
        CalendarDefined office = new CalendarDefined(1, office());
        ServiceLevelsDefined uses = new ServiceLevelsDefined(1, policy("hr", "office", Duration.ofHours(2)));
        assertThat(refused(new RetireCalendar("office"), office, uses).code()).isEqualTo("calendar-used");
        assertThat(decide(new RetireCalendar("office"), office, uses, new ServiceLevelsRetired("hr")))
                .hasSize(1);
        // and a policy whose calendar is gone is not restored
        assertThat(refused(
                                new RestoreServiceLevels("hr"),
                                office,
                                uses,
                                new ServiceLevelsRetired("hr"),
                                new CalendarRetired("office"))
                        .field())
                .isEqualTo("levels[0].calendar");
    }

    @Test
    void only_administrators_and_managers_change_them() {
        assertThat(decision("administrator", new DefineCalendar(office())).events())
                .hasSize(1);
        for (String person : List.of("dispatcher", "specialist", "requester", "auditor", "analyst", "importer")) {
            assertThat(catchThrowableOfType(Refused.class, () -> decision(person, new DefineCalendar(office())))
                            .kind())
                    .isEqualTo(Refused.Kind.FORBIDDEN);
        }
    }

    @Test
    void a_malformed_calendar_is_refused_with_its_field() {
        Open open = new Open(DayOfWeek.SATURDAY, NINE, FIVE);
        wrong(calendar(List.of(), List.of(), List.of()), "week", "no-hours");
        wrong(
                calendar(List.of(new Open(DayOfWeek.SATURDAY, FIVE, NINE)), List.of(), List.of()),
                "week[0].until",
                "wrong-hours");
        wrong(
                calendar(
                        List.of(open, new Open(DayOfWeek.SATURDAY, LocalTime.of(16, 0), LocalTime.MIDNIGHT)),
                        List.of(),
                        List.of()),
                "week[1].from",
                "overlapping-hours");
        Holiday newYear = new Holiday(LocalDate.parse("2026-03-21"), null);
        wrong(calendar(List.of(open), List.of(newYear, newYear), List.of()), "holidays[1].date", "named-twice");
        wrong(
                calendar(List.of(open), List.of(new Holiday(LocalDate.parse("1066-10-14"), null)), List.of()),
                "holidays[0].date",
                "out-of-range");
        wrong(
                calendar(
                        List.of(open),
                        List.of(),
                        List.of(new ExceptionalDay(newYear.date(), List.of(new Hours(FIVE, NINE)), null))),
                "exceptions[0].hours[0].until",
                "wrong-hours");
        wrong(
                new CalendarDefinition(
                        "office", NAME, "Asia/Atlantis", DayOfWeek.SATURDAY, List.of(open), List.of(), List.of()),
                "zone",
                "unknown-zone");
    }

    @Test
    void a_malformed_policy_is_refused_with_its_field() {
        wrong(new SlaPolicy("hr", NAME, List.of()), "levels", "no-levels");
        wrong(policy("hr", "nowhere", Duration.ofHours(1)), "levels[0].calendar", "unknown-calendar");
        wrong(policy("hr", "around-the-clock", null), "levels[0]", "nothing-promised");
        wrong(policy("hr", "around-the-clock", Duration.ofSeconds(3)), "levels[0].resolution", "out-of-range");
        wrong(
                policy("hr", "around-the-clock", Duration.ofHours(1), new WarningPoint(null, 0, Set.of())),
                "levels[0].points[0].percent",
                "out-of-range");
    }
}
