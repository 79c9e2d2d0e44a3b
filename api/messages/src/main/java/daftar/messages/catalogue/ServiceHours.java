package daftar.messages.catalogue;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/** When a service is provided. @param zone an IANA time zone @param open the hours of a week */
public record ServiceHours(String zone, List<Open> open) {
    public ServiceHours {
        open = open == null ? List.of() : List.copyOf(open);
    }

    /** Hours of one day. @param until exclusive; midnight stands for the end of the day */
    public record Open(DayOfWeek day, LocalTime from, LocalTime until) {

        boolean holds(DayOfWeek on, LocalTime at) {
            return day == on && !at.isBefore(from) && (until.equals(LocalTime.MIDNIGHT) || at.isBefore(until));
        }
    }

    /** Whether the service is provided at this instant. */
    public boolean isOpen(Instant at) {
        ZonedDateTime there = at.atZone(ZoneId.of(zone));
        return open.stream().anyMatch(hours -> hours.holds(there.getDayOfWeek(), there.toLocalTime()));
    }
}
