package daftar.messages.reportschedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * When something comes again and again: once on each of its days, at a time of the clocks of a zone. Where the clocks skip
 * that time it comes as much later as they skip; where they show it twice it comes the first time only.
 *
 * @param weekday of a weekly one; null for the others
 * @param dayOfMonth of a monthly one, 1 to 31, in a shorter month its last day (so 31 is always the last); null for the others
 * @param at whole seconds
 */
public record Rhythm(
        Every every, @Nullable DayOfWeek weekday, @Nullable Integer dayOfMonth, LocalTime at) {

    /** How often. */
    public enum Every {
        DAY(Duration.ofDays(3)),
        WEEK(Duration.ofDays(10)),
        MONTH(Duration.ofDays(34));

        /** In any time so long there is an occurrence, whatever the clocks do. */
        private final Duration reach;

        Every(Duration reach) {
            this.reach = reach;
        }
    }

    public Rhythm {
        at = at.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The first occurrence after an instant: pure. */
    public Instant next(Instant after, ZoneId zone) {
        // clocks can skip a whole day, so that yesterday's comes today
        LocalDate day = dayFrom(after.atZone(zone).toLocalDate().minusDays(2));
        while (true) {
            Instant occurrence = day.atTime(at).atZone(zone).toInstant();
            if (occurrence.isAfter(after)) {
                return occurrence;
            }
            day = dayFrom(day.plusDays(1));
        }
    }

    /** The last occurrence up to an instant, this included: pure. */
    public Instant latest(Instant until, ZoneId zone) {
        Instant latest = next(until.minus(every.reach), zone);
        for (Instant later = next(latest, zone); !later.isAfter(until); later = next(later, zone)) {
            latest = later;
        }
        return latest;
    }

    /** The first of its days from a day on. */
    private LocalDate dayFrom(LocalDate day) {
        return switch (every) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.nextOrSame(weekday == null ? DayOfWeek.MONDAY : weekday));
            case MONTH -> {
                LocalDate ofThis = dayOf(YearMonth.from(day));
                yield ofThis.isBefore(day) ? dayOf(YearMonth.from(day).plusMonths(1)) : ofThis;
            }
        };
    }

    private LocalDate dayOf(YearMonth month) {
        return month.atDay(Math.min(dayOfMonth == null ? 1 : dayOfMonth, month.lengthOfMonth()));
    }
}
