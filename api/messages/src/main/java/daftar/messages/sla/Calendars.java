package daftar.messages.sla;

import org.jspecify.annotations.Nullable;

/** The calendars that promises are counted in. Implementations are safe for many threads. */
@FunctionalInterface
public interface Calendars {

    /** Only the one that comes with Daftar. */
    Calendars SHIPPED =
            code -> code.equals(BusinessCalendar.AROUND_THE_CLOCK.code()) ? BusinessCalendar.AROUND_THE_CLOCK : null;

    /** The calendar of this code, or null. */
    @Nullable BusinessCalendar find(String code);

    /** Around the clock where there is none of this code. */
    default BusinessCalendar get(String code) {
        BusinessCalendar found = find(code);
        return found == null ? BusinessCalendar.AROUND_THE_CLOCK : found;
    }
}
