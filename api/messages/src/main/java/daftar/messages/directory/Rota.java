package daftar.messages.directory;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When who of a team is there, week after week.
 *
 * @param zone IANA; the hours are this zone's, also where its offset changes
 * @param shifts may overlap; none for a team that is always there
 */
public record Rota(String zone, List<Shift> shifts) {

    public Rota {
        shifts = List.copyOf(shifts);
    }

    /** Whether this member is there at that moment. */
    public boolean isThere(String member, Instant now) {
        return shifts.isEmpty()
                || shifts.stream()
                        .anyMatch(shift ->
                                (shift.people().isEmpty() || shift.people().contains(member)) && covers(shift, now));
    }

    /** Who leads the shift of that moment; null where no shift is on, or it names nobody. */
    public @Nullable String leadAt(Instant now) {
        for (Shift shift : shifts) {
            if (shift.lead() != null && covers(shift, now)) {
                return shift.lead();
            }
        }
        return null;
    }

    private boolean covers(Shift shift, Instant now) {
        ZoneId in = ZoneId.of(zone);
        LocalDate today = now.atZone(in).toLocalDate();
        // one that began yesterday may still be on
        return begun(shift, today, in, now) || begun(shift, today.minusDays(1), in, now);
    }

    private static boolean begun(Shift shift, LocalDate day, ZoneId in, Instant now) {
        if (!shift.days().contains(day.getDayOfWeek())) {
            return false;
        }
        LocalDate last = shift.until().isAfter(shift.from()) ? day : day.plusDays(1);
        return !now.isBefore(day.atTime(shift.from()).atZone(in).toInstant())
                && now.isBefore(last.atTime(shift.until()).atZone(in).toInstant());
    }
}
