package daftar.messages;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.directory.Rota;
import daftar.messages.directory.Shift;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotaTest {

    private static final List<DayOfWeek> WEEKDAYS =
            List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY);

    private static Shift shift(List<DayOfWeek> days, String from, String until, String lead, String... people) {
        return new Shift(days, LocalTime.parse(from), LocalTime.parse(until), List.of(people), lead);
    }

    /** Days by the office hours in Tehran (no summer time), nights from Saturday on by one of the team. */
    private static final Rota TEHRAN = new Rota(
            "Asia/Tehran",
            List.of(
                    shift(WEEKDAYS, "08:00", "16:00", "a"),
                    shift(List.of(DayOfWeek.SATURDAY), "22:00", "06:00", "b", "b")));

    @ParameterizedTest
    @CsvSource({
        // Monday, 2026-11-23: 08:00 in Tehran is 04:30 in UTC
        "2026-11-23T04:29:59Z, a, false",
        "2026-11-23T04:30:00Z, a, true",
        "2026-11-23T12:29:59Z, c, true",
        "2026-11-23T12:30:00Z, a, false",
        // Sunday is nobody's day, but for who began on Saturday at 22:00 and stays until Sunday at 06:00
        "2026-11-21T18:29:59Z, b, false",
        "2026-11-21T18:30:00Z, b, true",
        "2026-11-22T02:29:59Z, b, true",
        "2026-11-22T02:29:59Z, a, false",
        "2026-11-22T02:30:00Z, b, false",
        "2026-11-22T09:00:00Z, a, false"
    })
    void who_is_there_is_told_by_the_hours_of_the_teams_zone(Instant now, String member, boolean there) {
        assertThat(TEHRAN.isThere(member, now)).isEqualTo(there);
    }

    @ParameterizedTest
    @CsvSource({
        // the clocks of Berlin go forward on Sunday, 2026-03-29, at 02:00, and back on 2026-10-25 at 03:00
        "2026-03-27T07:00:00Z, true",
        "2026-03-27T06:59:00Z, false",
        "2026-03-30T06:00:00Z, true",
        "2026-03-30T05:59:00Z, false",
        "2026-10-26T06:59:00Z, false",
        "2026-10-26T07:00:00Z, true"
    })
    void eight_in_the_morning_is_eight_by_the_clock_on_the_wall_in_summer_and_winter(Instant now, boolean there) {
        assertThat(new Rota("Europe/Berlin", List.of(shift(WEEKDAYS, "08:00", "16:00", null))).isThere("a", now))
                .isEqualTo(there);
    }

    @Test
    void from_and_until_alike_are_a_whole_day() {
        Rota rota = new Rota("UTC", List.of(shift(List.of(DayOfWeek.MONDAY), "09:00", "09:00", null)));
        assertThat(rota.isThere("a", Instant.parse("2026-11-24T08:59:00Z"))).isTrue();
        assertThat(rota.isThere("a", Instant.parse("2026-11-24T09:00:00Z"))).isFalse();
    }

    @Test
    void the_lead_is_that_of_the_shift_that_is_on() {
        assertThat(TEHRAN.leadAt(Instant.parse("2026-11-23T09:00:00Z"))).isEqualTo("a");
        assertThat(TEHRAN.leadAt(Instant.parse("2026-11-22T01:00:00Z"))).isEqualTo("b");
        assertThat(TEHRAN.leadAt(Instant.parse("2026-11-22T09:00:00Z"))).isNull();
    }

    @Test
    void a_team_without_shifts_is_always_there() {
        assertThat(new Rota("UTC", List.of()).isThere("a", Instant.EPOCH)).isTrue();
    }
}
