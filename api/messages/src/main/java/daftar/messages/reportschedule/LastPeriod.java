package daftar.messages.reportschedule;

import daftar.messages.report.Period;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;

/** The last whole day, week, month or quarter that was over when a report is made. */
public enum LastPeriod {
    DAY,
    WEEK,
    MONTH,
    QUARTER;

    /**
     * The period as of an instant: pure.
     *
     * @param firstDay of a week
     */
    public Period before(Instant instant, ZoneId zone, DayOfWeek firstDay) {
        LocalDate day = instant.atZone(zone).toLocalDate();
        LocalDate end =
                switch (this) {
                    case DAY -> day;
                    case WEEK -> day.with(TemporalAdjusters.previousOrSame(firstDay));
                    case MONTH -> day.withDayOfMonth(1);
                    case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
                };
        LocalDate begin =
                switch (this) {
                    case DAY -> end.minusDays(1);
                    case WEEK -> end.minusWeeks(1);
                    case MONTH -> end.minusMonths(1);
                    case QUARTER -> end.minusMonths(3);
                };
        return new Period(
                begin.atStartOfDay(zone).toInstant(), end.atStartOfDay(zone).toInstant());
    }
}
