package daftar.domain.sla;

import daftar.domain.Decision;
import daftar.domain.Words;
import daftar.messages.Actor;
import daftar.messages.LocalizedText;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.catalogue.EntryKind;
import daftar.messages.catalogue.ServiceHours.Open;
import daftar.messages.directory.Reference;
import daftar.messages.sla.BusinessCalendar;
import daftar.messages.sla.CalendarDefinition;
import daftar.messages.sla.CalendarDefinition.ExceptionalDay;
import daftar.messages.sla.CalendarDefinition.Holiday;
import daftar.messages.sla.CalendarDefinition.Hours;
import daftar.messages.sla.PromiseRegister;
import daftar.messages.sla.PromiseRegister.Kept;
import daftar.messages.sla.ServiceLevel;
import daftar.messages.sla.ServiceLevels;
import daftar.messages.sla.SlaCommand;
import daftar.messages.sla.SlaCommand.*;
import daftar.messages.sla.SlaEvent.*;
import daftar.messages.sla.SlaPolicy;
import daftar.messages.sla.WarningPoint;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what is asked of calendars and service levels: pure. What holds already is harmless and nothing happens. */
public final class SlaRules {

    /** The longest promise. */
    private static final Duration LONGEST = Duration.ofDays(366);

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final int MOST_PERCENT = 1_000;
    private static final int FIRST_YEAR = 1_900;
    private static final int LAST_YEAR = 2_300;

    private SlaRules() {}

    /**
     * @param own what the command's stream says so far, with what comes with Daftar
     * @throws Refused with the field that is wrong
     */
    public static Decision decide(PromiseRegister own, SlaCommand command, Actor actor, Reference reference) {
        if (!actor.isAny(Role.ADMINISTRATOR, Role.MANAGER)) {
            throw Refused.forbidden(
                    "not-yours", "Calendars and service levels are changed by an ADMINISTRATOR or a MANAGER only.");
        }
        String role = (actor.is(Role.ADMINISTRATOR) ? Role.ADMINISTRATOR : Role.MANAGER).name();
        return switch (command) {
            case DefineCalendar(CalendarDefinition calendar) -> {
                check(calendar);
                Kept<BusinessCalendar> before = own.calendar(calendar.code());
                if (before == null) {
                    yield Decision.of(role, new CalendarDefined(1, calendar));
                }
                if (before.newest().definition().equals(calendar)) {
                    yield Decision.of(role);
                }
                throw already("calendar", calendar.code());
            }
            case ChangeCalendar(CalendarDefinition calendar) -> {
                Kept<BusinessCalendar> before = calendar(own, calendar.code());
                check(calendar);
                notShipped(calendar.code());
                yield before.newest().definition().equals(calendar)
                        ? Decision.of(role)
                        : Decision.of(role, new CalendarDefined(before.version() + 1, calendar));
            }
            case RetireCalendar(String code) -> {
                boolean retired = calendar(own, code).retired();
                notShipped(code);
                if (!retired) {
                    refuseWhereUsed(code, reference.promises().levels());
                }
                yield retired ? Decision.of(role) : Decision.of(role, new CalendarRetired(code));
            }
            case RestoreCalendar(String code) ->
                calendar(own, code).retired() ? Decision.of(role, new CalendarRestored(code)) : Decision.of(role);
            case DefineServiceLevels(SlaPolicy policy) -> {
                check(policy, reference);
                Kept<ServiceLevels.Version> before = own.policy(policy.code());
                if (before == null) {
                    yield Decision.of(role, new ServiceLevelsDefined(1, policy));
                }
                if (before.newest().policy().equals(policy)) {
                    yield Decision.of(role);
                }
                throw already("policy", policy.code());
            }
            case ChangeServiceLevels(SlaPolicy policy) -> {
                Kept<ServiceLevels.Version> before = policy(own, policy.code());
                check(policy, reference);
                yield before.newest().policy().equals(policy)
                        ? Decision.of(role)
                        : Decision.of(role, new ServiceLevelsDefined(before.version() + 1, policy));
            }
            case RetireServiceLevels(String code) ->
                policy(own, code).retired() ? Decision.of(role) : Decision.of(role, new ServiceLevelsRetired(code));
            case RestoreServiceLevels(String code) -> {
                Kept<ServiceLevels.Version> before = policy(own, code);
                if (!before.retired()) {
                    yield Decision.of(role);
                }
                // what it uses may have been retired since
                check(before.newest().policy(), reference);
                yield Decision.of(role, new ServiceLevelsRestored(code));
            }
        };
    }

    /** Whether a calendar may be so: what trying it out is checked by, too. @throws Refused with the field that is wrong */
    public static void check(CalendarDefinition calendar) {
        Words.code(calendar.code(), "code");
        Words.name(calendar.name(), "name");
        Words.zone(calendar.zone(), "zone");
        if (calendar.week().isEmpty()) {
            throw Refused.invalid("no-hours", "week", "Name the hours of one day of the week at least.");
        }
        Map<DayOfWeek, List<Hours>> days = new EnumMap<>(DayOfWeek.class);
        for (int i = 0; i < calendar.week().size(); i++) {
            Open open = calendar.week().get(i);
            hours(
                    new Hours(open.from(), open.until()),
                    days.computeIfAbsent(open.day(), day -> new ArrayList<>()),
                    "week[" + i + "]");
        }
        Set<LocalDate> seen = new HashSet<>();
        for (int i = 0; i < calendar.holidays().size(); i++) {
            Holiday holiday = calendar.holidays().get(i);
            day(holiday.date(), holiday.name(), seen, "holidays[" + i + "]");
        }
        seen.clear();
        for (int i = 0; i < calendar.exceptions().size(); i++) {
            ExceptionalDay exception = calendar.exceptions().get(i);
            day(exception.date(), exception.name(), seen, "exceptions[" + i + "]");
            List<Hours> that = new ArrayList<>();
            for (int j = 0; j < exception.hours().size(); j++) {
                hours(exception.hours().get(j), that, "exceptions[" + i + "].hours[" + j + "]");
            }
        }
    }

    private static void day(LocalDate date, @Nullable LocalizedText name, Set<LocalDate> seen, String field) {
        if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
            throw Refused.invalid(
                    "out-of-range",
                    field + ".date",
                    "Send a day of the years " + FIRST_YEAR + " to " + LAST_YEAR + ", or of the Persian 1279 to 1678.");
        }
        if (!seen.add(date)) {
            throw Refused.invalid("named-twice", field + ".date", date + " is there twice.");
        }
        if (name != null) {
            Words.name(name, field + ".name");
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
     * Whether a policy may be so: what trying it out is checked by, too.
     *
     * @throws Refused with the field that is wrong
     */
    public static void check(SlaPolicy policy, Reference reference) {
        Words.code(policy.code(), "code");
        Words.name(policy.name(), "name");
        if (policy.levels().isEmpty()) {
            throw Refused.invalid(
                    "no-levels", "levels", "Name one level at least; to promise nothing, retire the policy.");
        }
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < policy.levels().size(); i++) {
            ServiceLevel level = policy.levels().get(i);
            String field = "levels[" + i + "]";
            Words.code(level.code(), field + ".code");
            if (!codes.add(level.code())) {
                throw Refused.invalid("named-twice", field + ".code", "The level " + level.code() + " is there twice.");
            }
            criteria(level, field, reference);
            promises(level, field, reference);
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

    private static void promises(ServiceLevel level, String field, Reference reference) {
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

    private static void refuseWhereUsed(String calendar, ServiceLevels levels) {
        List<String> users = levels.policies().stream()
                .map(ServiceLevels.Version::policy)
                .filter(policy -> policy.levels().stream()
                        .anyMatch(level -> level.calendar().equals(calendar)))
                .map(SlaPolicy::code)
                .toList();
        if (!users.isEmpty()) {
            throw Refused.conflict(
                    "calendar-used",
                    "The calendar " + calendar + " is used by the policies " + String.join(", ", users)
                            + "; retire or change these first.");
        }
    }

    private static void notShipped(String code) {
        if (code.equals(BusinessCalendar.AROUND_THE_CLOCK.code())) {
            throw Refused.conflict(
                    "shipped-calendar", "The calendar " + code + " comes with Daftar and stays; define another.");
        }
    }

    private static Kept<BusinessCalendar> calendar(PromiseRegister own, String code) {
        Kept<BusinessCalendar> kept = own.calendar(code);
        if (kept == null) {
            throw Refused.notFound("unknown-calendar", "There is no calendar " + code + ".");
        }
        return kept;
    }

    private static Kept<ServiceLevels.Version> policy(PromiseRegister own, String code) {
        Kept<ServiceLevels.Version> kept = own.policy(code);
        if (kept == null) {
            throw Refused.notFound("unknown-policy", "There is no policy " + code + ".");
        }
        return kept;
    }

    private static Refused already(String what, String code) {
        return new Refused(
                Refused.Kind.CONFLICT,
                "already-defined",
                "code",
                "There is a " + what + " " + code + " already; change it instead.");
    }
}
