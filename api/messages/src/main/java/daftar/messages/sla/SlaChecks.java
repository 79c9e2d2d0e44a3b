package daftar.messages.sla;

import daftar.messages.Refused;
import daftar.messages.catalogue.EntryKind;
import daftar.messages.catalogue.ServiceHours.Open;
import daftar.messages.directory.Reference;
import daftar.messages.sla.CalendarDefinition.ExceptionalDay;
import daftar.messages.sla.CalendarDefinition.Holiday;
import daftar.messages.sla.CalendarDefinition.Hours;
import daftar.messages.sla.PromiseRegister.Kept;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether calendars and policies can be reckoned with: of what is published and of a draft alike, so that whoever tries a
 * draft out is told at once what publishing it would be refused for.
 */
public final class SlaChecks {

    /** The longest promise. */
    private static final Duration LONGEST = Duration.ofDays(366);

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    /** The longest promise is then over within the years that a calendar is reckoned for. */
    private static final Duration LEAST_A_WEEK = Duration.ofHours(1);

    private static final int MOST_PERCENT = 1_000;
    private static final int FIRST_YEAR = 1_900;
    private static final int LAST_YEAR = 2_300;
    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    private SlaChecks() {}

    /**
     * Whether a calendar may be so.
     *
     * @param place what stands before a field's name, such as {@code calendar.}; empty where it is sent by itself
     * @throws Refused with the field that is wrong
     */
    public static void check(CalendarDefinition calendar, String place) {
        if (!ZONES.contains(calendar.zone())) {
            throw Refused.invalid(
                    "unknown-zone",
                    place + "zone",
                    "The zone must be an IANA time zone such as Asia/Tehran or Europe/Berlin.");
        }
        Map<DayOfWeek, List<Hours>> days = new EnumMap<>(DayOfWeek.class);
        for (int i = 0; i < calendar.week().size(); i++) {
            Open open = calendar.week().get(i);
            hours(
                    new Hours(open.from(), open.until()),
                    days.computeIfAbsent(open.day(), day -> new ArrayList<>()),
                    place + "week[" + i + "]");
        }
        Duration week = days.values().stream()
                .flatMap(List::stream)
                .map(SlaChecks::length)
                .reduce(Duration.ZERO, Duration::plus);
        if (week.compareTo(LEAST_A_WEEK) < 0) {
            throw Refused.invalid("no-hours", place + "week", "Name an hour of every week at least.");
        }
        Set<LocalDate> seen = new HashSet<>();
        for (int i = 0; i < calendar.holidays().size(); i++) {
            Holiday holiday = calendar.holidays().get(i);
            day(holiday.date(), seen, place + "holidays[" + i + "]");
        }
        seen.clear();
        for (int i = 0; i < calendar.exceptions().size(); i++) {
            ExceptionalDay exception = calendar.exceptions().get(i);
            day(exception.date(), seen, place + "exceptions[" + i + "]");
            List<Hours> that = new ArrayList<>();
            for (int j = 0; j < exception.hours().size(); j++) {
                hours(exception.hours().get(j), that, place + "exceptions[" + i + "].hours[" + j + "]");
            }
        }
    }

    private static Duration length(Hours hours) {
        Duration length = Duration.between(hours.from(), hours.until());
        return hours.until().equals(LocalTime.MIDNIGHT) ? length.plusDays(1) : length;
    }

    private static void day(LocalDate date, Set<LocalDate> seen, String field) {
        if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
            throw Refused.invalid(
                    "out-of-range",
                    field + ".date",
                    "Send a day of the years " + FIRST_YEAR + " to " + LAST_YEAR + ", or of the Persian 1279 to 1678.");
        }
        if (!seen.add(date)) {
            throw Refused.invalid("named-twice", field + ".date", date + " is there twice.");
        }
    }

    /** @param that the hours of the same day before it; it is added */
    private static void hours(Hours hours, List<Hours> that, String field) {
        if (!hours.until().equals(LocalTime.MIDNIGHT) && !hours.from().isBefore(hours.until())) {
            throw Refused.invalid(
                    "wrong-hours",
                    field + ".until",
                    "until must be later than from, or 00:00 for the end of the day; hours across midnight are two.");
        }
        for (Hours other : that) {
            boolean before =
                    !hours.until().equals(LocalTime.MIDNIGHT) && !hours.until().isAfter(other.from());
            boolean after =
                    !other.until().equals(LocalTime.MIDNIGHT) && !other.until().isAfter(hours.from());
            if (!before && !after) {
                throw Refused.invalid(
                        "overlapping-hours", field + ".from", "These hours overlap others of the same day.");
            }
        }
        that.add(hours);
    }

    /**
     * Whether a policy may be so.
     *
     * @param instead a calendar in which everything is counted, whatever the levels name; null for those that they name
     * @param place what stands before a field's name, such as {@code policy.}; empty where it is sent by itself
     * @throws Refused with the field that is wrong
     */
    public static void check(SlaPolicy policy, @Nullable BusinessCalendar instead, Reference reference, String place) {
        if (policy.levels().isEmpty()) {
            throw Refused.invalid(
                    "no-levels", place + "levels", "Name one level at least; to promise nothing, retire the policy.");
        }
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < policy.levels().size(); i++) {
            ServiceLevel level = policy.levels().get(i);
            String field = place + "levels[" + i + "]";
            if (!codes.add(level.code())) {
                throw Refused.invalid("named-twice", field + ".code", "The level " + level.code() + " is there twice.");
            }
            criteria(level, field, reference);
            if (instead == null) {
                calendar(level, field, reference);
            }
            promises(level, field);
        }
    }

    private static void criteria(ServiceLevel level, String field, Reference reference) {
        if (level.service() != null && reference.catalogue().find(EntryKind.SERVICE, level.service()) == null) {
            throw Refused.invalid(
                    "unknown-service", field + ".service", "The catalogue has no service " + level.service() + ".");
        }
        if (level.type() != null && reference.catalogue().find(EntryKind.TICKET_TYPE, level.type()) == null) {
            throw Refused.invalid(
                    "unknown-ticket-type", field + ".type", "The catalogue has no ticket type " + level.type() + ".");
        }
        if (level.department() != null && reference.department(level.department()) == null) {
            throw Refused.invalid(
                    "unknown-department", field + ".department", "There is no department " + level.department() + ".");
        }
        distinct(level.priorities(), field + ".priorities");
        distinct(level.pauses(), field + ".pauses");
    }

    private static void distinct(List<?> list, String field) {
        for (int i = 1; i < list.size(); i++) {
            if (list.subList(0, i).contains(list.get(i))) {
                throw Refused.invalid("named-twice", field + "[" + i + "]", list.get(i) + " is there twice.");
            }
        }
    }

    private static void calendar(ServiceLevel level, String field, Reference reference) {
        Kept<BusinessCalendar> calendar = reference.promises().calendar(level.calendar());
        if (calendar == null) {
            throw Refused.invalid(
                    "unknown-calendar", field + ".calendar", "There is no calendar " + level.calendar() + ".");
        }
        if (calendar.retired()) {
            throw Refused.invalid(
                    "calendar-retired",
                    field + ".calendar",
                    "The calendar " + level.calendar() + " is retired; restore it or name another.");
        }
    }

    private static void promises(ServiceLevel level, String field) {
        if (level.response() == null && level.resolution() == null && level.nextWord() == null) {
            throw Refused.invalid(
                    "nothing-promised", field, "Promise one of response, resolution and nextWord at least.");
        }
        duration(level.response(), field + ".response");
        duration(level.resolution(), field + ".resolution");
        duration(level.nextWord(), field + ".nextWord");
        List<WarningPoint> points = Objects.requireNonNullElse(level.points(), List.of());
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).percent() < 1 || points.get(i).percent() > MOST_PERCENT) {
                throw Refused.invalid(
                        "out-of-range",
                        field + ".points[" + i + "].percent",
                        "percent must be from 1 to " + MOST_PERCENT + ".");
            }
        }
    }

    private static void duration(@Nullable Duration duration, String field) {
        if (duration != null && (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0)) {
            throw Refused.invalid(
                    "out-of-range", field, "Send a working time from PT1M to PT8784H, such as PT4H for four hours.");
        }
    }
}
