package daftar.messages.sla;

import daftar.messages.LocalizedText;
import daftar.messages.catalogue.ServiceHours.Open;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a business calendar says, whole.
 *
 * @param code unique, never given to another
 * @param zone an IANA time zone; all days and times are of its clocks
 * @param firstDay of a week
 * @param week the hours of every week, any number a day; hours across midnight are two, the first until 00:00
 * @param holidays days without hours
 * @param exceptions days with hours of their own, whatever week and holidays say
 */
public record CalendarDefinition(
        String code,
        LocalizedText name,
        String zone,
        DayOfWeek firstDay,
        List<Open> week,
        List<Holiday> holidays,
        List<ExceptionalDay> exceptions) {
    public CalendarDefinition {
        week = week == null ? List.of() : List.copyOf(week);
        holidays = holidays == null ? List.of() : List.copyOf(holidays);
        exceptions = exceptions == null ? List.of() : List.copyOf(exceptions);
    }

    /** @param name null for none */
    public record Holiday(LocalDate date, @Nullable LocalizedText name) {}

    /** @param hours empty for none at all @param name null for none */
    public record ExceptionalDay(
            LocalDate date, List<Hours> hours, @Nullable LocalizedText name) {
        public ExceptionalDay {
            hours = hours == null ? List.of() : List.copyOf(hours);
        }
    }

    /** Hours of one day. @param until exclusive; midnight stands for the end of the day */
    public record Hours(LocalTime from, LocalTime until) {}
}
