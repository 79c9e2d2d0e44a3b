package daftar.messages.reportschedule;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.reportschedule.Rhythm.Every;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.NavigableSet;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RhythmTest {

    private static final int DAYS = 75;

    /** Zones that change their clocks by an hour, by half of one, at odd times, by a whole day, and never. */
    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "Europe/Berlin",
                        "America/New_York",
                        "America/Santiago",
                        "America/St_Johns",
                        "Asia/Tehran",
                        "Asia/Gaza",
                        "Africa/Casablanca",
                        "Australia/Lord_Howe",
                        "Pacific/Apia",
                        "Asia/Kathmandu",
                        "UTC")
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<Rhythm> rhythms() {
        Arbitrary<LocalTime> times = Arbitraries.integers()
                .between(0, 24 * 60 - 1)
                .edgeCases(edges -> edges.add(0, 30, 60, 90, 120, 150, 179, 180, 1439))
                .map(minute -> LocalTime.MIN.plusMinutes(minute));
        return Combinators.combine(
                        Arbitraries.of(Every.class),
                        Arbitraries.of(DayOfWeek.class),
                        Arbitraries.integers().between(1, 31),
                        times)
                .as((every, weekday, day, at) ->
                        new Rhythm(every, every == Every.WEEK ? weekday : null, every == Every.MONTH ? day : null, at));
    }

    /** Days on which some of these zones change their clocks, and others. */
    @Provide
    Arbitrary<LocalDate> beginnings() {
        return Arbitraries.oneOf(
                Arbitraries.of("2026-03-01", "2026-09-20", "2011-12-01", "2024-01-20", "2020-10-01")
                        .map(LocalDate::parse),
                Arbitraries.integers().between(0, 9_000).map(LocalDate.parse("2008-01-01")::plusDays));
    }

    @Property(tries = 100)
    void it_is_what_a_walk_through_the_days_finds(
            @ForAll("rhythms") Rhythm rhythm,
            @ForAll("zones") ZoneId zone,
            @ForAll("beginnings") LocalDate begin,
            @ForAll @IntRange(max = 20 * 24 * 60) int minutes) {
        NavigableSet<Instant> all = new TreeSet<>();
        for (LocalDate day = begin; day.isBefore(begin.plusDays(DAYS)); day = day.plusDays(1)) {
            if (isDay(rhythm, day)) {
                all.add(walked(day.atTime(rhythm.at()), zone));
            }
        }
        // so far from both ends that there are occurrences before and after
        Instant then =
                begin.plusDays(36).atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofMinutes(minutes / 4));

        assertThat(rhythm.next(then, zone)).isEqualTo(all.higher(then));
        assertThat(rhythm.latest(then, zone)).isEqualTo(all.floor(then));
        Instant exactly = all.higher(then);
        assertThat(rhythm.latest(exactly, zone)).isEqualTo(exactly);
        assertThat(rhythm.next(exactly.minusNanos(1), zone)).isEqualTo(exactly);
    }

    private static boolean isDay(Rhythm rhythm, LocalDate day) {
        return switch (rhythm.every()) {
            case DAY -> true;
            case WEEK -> day.getDayOfWeek() == rhythm.weekday();
            case MONTH -> {
                int wanted = rhythm.dayOfMonth() == null ? 0 : rhythm.dayOfMonth();
                yield day.getDayOfMonth() == wanted
                        || day.getDayOfMonth() < wanted && day.plusDays(1).getDayOfMonth() == 1;
            }
        };
    }

    /** Minute by minute until the clock shows it; where it never does, as a clock would that nobody had put forward. */
    private static Instant walked(LocalDateTime wanted, ZoneId zone) {
        Instant end = wanted.plusDays(2).toInstant(ZoneOffset.UTC);
        ZoneOffset before = ZoneOffset.UTC;
        boolean passed = false;
        for (Instant minute = wanted.minusDays(2).toInstant(ZoneOffset.UTC);
                minute.isBefore(end);
                minute = minute.plusSeconds(60)) {
            ZoneOffset offset = zone.getRules().getOffset(minute);
            LocalDateTime shown = LocalDateTime.ofEpochSecond(minute.getEpochSecond(), 0, offset);
            if (shown.equals(wanted)) {
                return minute;
            }
            passed |= shown.isAfter(wanted);
            before = passed ? before : offset;
        }
        return wanted.toInstant(before);
    }

    @ParameterizedTest
    @CsvSource({
        // Berlin skips 2:00 to 3:00, and has 2:00 to 3:00 twice
        "Europe/Berlin,2026-03-28T12:00:00Z,02:30,2026-03-29T01:30:00Z",
        "Europe/Berlin,2026-03-29T12:00:00Z,02:30,2026-03-30T00:30:00Z",
        "Europe/Berlin,2026-10-24T12:00:00Z,02:30,2026-10-25T00:30:00Z",
        "Europe/Berlin,2026-10-25T00:30:00Z,02:30,2026-10-26T01:30:00Z",
        // Samoa had no 30 December 2011
        "Pacific/Apia,2011-12-29T20:00:00Z,08:00,2011-12-30T18:00:00Z",
        "Pacific/Apia,2011-12-30T18:00:00Z,08:00,2011-12-31T18:00:00Z",
    })
    void clocks_that_change_make_it_come_neither_twice_nor_never(
            String zone, String after, String at, String expected) {
        assertThat(new Rhythm(Every.DAY, null, null, LocalTime.parse(at)).next(Instant.parse(after), ZoneId.of(zone)))
                .isEqualTo(expected);
    }

    @Test
    void the_thirty_first_is_the_last_day_of_every_month() {
        Rhythm last = new Rhythm(Every.MONTH, null, 31, LocalTime.of(7, 0));
        Instant at = Instant.parse("2028-01-01T00:00:00Z");
        for (String expected : new String[] {"2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"}) {
            at = last.next(at, ZoneOffset.UTC);
            assertThat(at).isEqualTo(expected + "T07:00:00Z");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DAY,MONDAY,2026-03-30T05:00:00Z,2026-03-28T23:00:00Z,2026-03-29T22:00:00Z",
        "WEEK,MONDAY,2026-04-01T05:00:00Z,2026-03-22T23:00:00Z,2026-03-29T22:00:00Z",
        "WEEK,SATURDAY,2026-04-01T05:00:00Z,2026-03-20T23:00:00Z,2026-03-27T23:00:00Z",
        "MONTH,MONDAY,2026-04-01T05:00:00Z,2026-02-28T23:00:00Z,2026-03-31T22:00:00Z",
        "QUARTER,MONDAY,2026-05-17T05:00:00Z,2025-12-31T23:00:00Z,2026-03-31T22:00:00Z",
    })
    void the_period_is_the_last_whole_one(LastPeriod period, DayOfWeek firstDay, String due, String from, String to) {
        var about = period.before(Instant.parse(due), ZoneId.of("Europe/Berlin"), firstDay);
        assertThat(about.from()).isEqualTo(from);
        assertThat(about.to()).isEqualTo(to);
    }
}
