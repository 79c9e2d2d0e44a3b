package daftar.messages.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.messages.LocalizedText;
import daftar.messages.catalogue.ServiceHours.Open;
import daftar.messages.sla.CalendarDefinition.ExceptionalDay;
import daftar.messages.sla.CalendarDefinition.Holiday;
import daftar.messages.sla.CalendarDefinition.Hours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class BusinessCalendarTest {

    private static final LocalizedText NAME = LocalizedText.of("en", "Office");
    private static final LocalTime MIDNIGHT = LocalTime.MIDNIGHT;

    static CalendarDefinition calendar(
            String zone, List<Open> week, List<Holiday> holidays, List<ExceptionalDay> exceptions) {
        return new CalendarDefinition("office", NAME, zone, DayOfWeek.SATURDAY, week, holidays, exceptions);
    }

    private static Open open(DayOfWeek day, String from, String until) {
        return new Open(day, LocalTime.parse(from), LocalTime.parse(until));
    }

    private static BusinessCalendar office() {
        List<Open> week = new ArrayList<>();
        for (DayOfWeek day : List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY)) {
            week.add(open(day, "09:00", "12:00"));
            week.add(open(day, "13:00", "17:00"));
        }
        week.add(open(DayOfWeek.FRIDAY, "22:00", "00:00"));
        week.add(open(DayOfWeek.SATURDAY, "00:00", "06:00"));
        return new BusinessCalendar(
                calendar(
                        "Europe/Berlin",
                        week,
                        List.of(new Holiday(LocalDate.parse("2026-05-25"), NAME)),
                        List.of(new ExceptionalDay(
                                LocalDate.parse("2026-05-24"),
                                List.of(new Hours(LocalTime.parse("10:00"), LocalTime.parse("11:00"))),
                                null))),
                1);
    }

    @Example
    void a_promise_of_the_evening_falls_due_the_next_morning() {
        assertThat(office().plus(Instant.parse("2026-06-02T14:30:00Z"), Duration.ofHours(1)))
                .isEqualTo("2026-06-03T07:30:00Z"); // 16:30 on Tuesday there, then 09:30 on Wednesday
        assertThat(office().plus(Instant.parse("2026-06-02T14:30:00Z"), Duration.ofMinutes(30)))
                .isEqualTo("2026-06-02T15:00:00Z"); // at the end of the day, not at the beginning of the next
    }

    @Example
    void hours_across_midnight_are_one_stretch() {
        assertThat(office().plus(Instant.parse("2026-06-05T21:00:00Z"), Duration.ofHours(6)))
                .isEqualTo("2026-06-06T03:00:00Z");
    }

    @Example
    void a_holiday_is_not_worked_and_an_exception_is() {
        Instant saturday = Instant.parse("2026-05-23T10:00:00Z");
        assertThat(office().between(
                                saturday, Instant.parse("2026-05-26T08:00:00Z"))) // an hour on Sunday, one on Tuesday
                .isEqualTo(Duration.ofHours(2));
        assertThat(office().isWorking(Instant.parse("2026-05-25T08:00:00Z"))).isFalse();
        assertThat(office().isWorking(Instant.parse("2026-05-24T08:30:00Z"))).isTrue();
    }

    @Example
    void an_hour_that_the_change_of_clocks_leaves_out_is_not_worked_and_one_that_it_repeats_is_worked_twice() {
        BusinessCalendar nights = new BusinessCalendar(
                calendar("Europe/Berlin", List.of(open(DayOfWeek.SUNDAY, "01:00", "04:00")), List.of(), List.of()), 1);
        assertThat(nights.between(Instant.parse("2026-03-28T12:00:00Z"), Instant.parse("2026-03-29T12:00:00Z")))
                .isEqualTo(Duration.ofHours(2));
        assertThat(nights.between(Instant.parse("2026-10-24T12:00:00Z"), Instant.parse("2026-10-25T12:00:00Z")))
                .isEqualTo(Duration.ofHours(4));
    }

    @Example
    void around_the_clock_every_moment_counts_to_the_nanosecond() {
        Instant at = Instant.parse("2026-03-29T00:59:59.123456789Z");
        assertThat(BusinessCalendar.AROUND_THE_CLOCK.plus(at, Duration.ofHours(4)))
                .isEqualTo(at.plusSeconds(14_400));
        assertThat(BusinessCalendar.AROUND_THE_CLOCK.between(at, at.plusNanos(5)))
                .isEqualTo(Duration.ofNanos(5));
    }

    @Example
    void a_calendar_without_hours_is_never_done() {
        BusinessCalendar none = new BusinessCalendar(calendar("UTC", List.of(), List.of(), List.of()), 1);
        assertThatThrownBy(() -> none.plus(Instant.parse("2026-01-01T00:00:00Z"), Duration.ofMinutes(1)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Example
    void years_are_counted_like_days() {
        BusinessCalendar office = office();
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        Duration tenYears = office.between(from, Instant.parse("2036-01-01T00:00:00Z"));
        assertThat(tenYears).isGreaterThan(Duration.ofHours(18_000));
        assertThat(office.between(from, office.plus(from, tenYears))).isEqualTo(tenYears);
    }

    @Property(tries = 150)
    void the_arithmetic_is_that_of_counting_minutes(
            @ForAll("calendars") CalendarDefinition definition,
            @ForAll("starts") Instant from,
            @ForAll @IntRange(max = 4_000) int elapsed,
            @ForAll @IntRange(max = 2_000) int working) {
        BusinessCalendar calendar = new BusinessCalendar(definition, 1);
        Instant to = from.plus(Duration.ofMinutes(elapsed));
        assertThat(calendar.between(from, to)).isEqualTo(MinuteByMinute.between(definition, from, to));
        Duration time = Duration.ofMinutes(working);
        Instant reached = calendar.plus(from, time);
        assertThat(reached).isEqualTo(MinuteByMinute.plus(definition, from, time));
        assertThat(calendar.between(from, reached)).isEqualTo(time);
    }

    /** Around changes of the clocks by an hour or half of it, at night or at midnight, and around the turn of a year. */
    @Provide
    Arbitrary<Instant> starts() {
        return Combinators.combine(
                        Arbitraries.of(
                                "2026-03-29T01:00:00Z", // Berlin
                                "2026-10-25T01:00:00Z",
                                "2021-03-21T20:30:00Z", // Tehran
                                "2021-09-21T19:30:00Z",
                                "2018-11-04T03:00:00Z", // São Paulo
                                "2018-02-18T02:00:00Z",
                                "2026-04-04T15:00:00Z", // Lord Howe
                                "2026-10-03T15:30:00Z",
                                "2025-12-31T23:00:00Z"),
                        Arbitraries.integers().between(-3_000, 300))
                .as((change, minutes) -> Instant.parse(change).plus(Duration.ofMinutes(minutes)));
    }

    @Provide
    Arbitrary<CalendarDefinition> calendars() {
        return anyCalendar();
    }

    static Arbitrary<CalendarDefinition> anyCalendar() {
        Arbitrary<String> zones =
                Arbitraries.of("Europe/Berlin", "Asia/Tehran", "America/Sao_Paulo", "Australia/Lord_Howe", "UTC");
        Arbitrary<LocalTime> times =
                Arbitraries.integers().between(0, 95).map(quarter -> LocalTime.of(quarter / 4, quarter % 4 * 15));
        Arbitrary<Hours> hours = Combinators.combine(times, times)
                .as((a, b) -> a.equals(b)
                        ? new Hours(MIDNIGHT, MIDNIGHT)
                        : a.isBefore(b)
                                ? new Hours(a, b)
                                : b.equals(MIDNIGHT) ? new Hours(a, MIDNIGHT) : new Hours(b, a));
        Arbitrary<Open> open = Combinators.combine(Arbitraries.of(DayOfWeek.class), hours)
                .as((day, that) -> new Open(day, that.from(), that.until()));
        Arbitrary<LocalDate> dates = Combinators.combine(
                        Arbitraries.of(
                                "2026-03-29",
                                "2026-10-25",
                                "2021-03-22",
                                "2021-09-22",
                                "2018-11-04",
                                "2018-02-18",
                                "2026-04-05",
                                "2026-01-01"),
                        Arbitraries.integers().between(-2, 2))
                .as((date, days) -> LocalDate.parse(date).plusDays(days));
        return Combinators.combine(
                        zones,
                        open.list().ofMinSize(2).ofMaxSize(9),
                        dates.list().ofMaxSize(4).map(all -> all.stream()
                                .distinct()
                                .map(date -> new Holiday(date, null))
                                .toList()),
                        Combinators.combine(dates, hours.list().ofMaxSize(2))
                                .as((date, that) -> new ExceptionalDay(date, that, null))
                                .list()
                                .uniqueElements(ExceptionalDay::date)
                                .ofMaxSize(3))
                .as(BusinessCalendarTest::calendar)
                // enough to come to an end within days
                .map(made -> calendar(
                        made.zone(),
                        plus(made.week(), open(DayOfWeek.WEDNESDAY, "08:00", "18:00")),
                        made.holidays(),
                        made.exceptions()));
    }

    private static List<Open> plus(List<Open> week, Open one) {
        List<Open> more = new ArrayList<>(week);
        more.add(one);
        return more;
    }
}
