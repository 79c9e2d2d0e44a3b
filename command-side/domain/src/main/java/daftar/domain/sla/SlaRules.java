package daftar.domain.sla;

import daftar.domain.Decision;
import daftar.domain.Words;
import daftar.messages.Actor;
import daftar.messages.LocalizedText;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.Reference;
import daftar.messages.sla.BusinessCalendar;
import daftar.messages.sla.CalendarDefinition;
import daftar.messages.sla.PromiseRegister;
import daftar.messages.sla.PromiseRegister.Kept;
import daftar.messages.sla.ServiceLevels;
import daftar.messages.sla.SlaChecks;
import daftar.messages.sla.SlaCommand;
import daftar.messages.sla.SlaCommand.*;
import daftar.messages.sla.SlaEvent.*;
import daftar.messages.sla.SlaPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what is asked of calendars and service levels: pure. What holds already is harmless and nothing happens. */
public final class SlaRules {

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

    private static void check(CalendarDefinition calendar) {
        Words.code(calendar.code(), "code");
        Words.name(calendar.name(), "name");
        SlaChecks.check(calendar, "");
        for (int i = 0; i < calendar.holidays().size(); i++) {
            name(calendar.holidays().get(i).name(), "holidays[" + i + "].name");
        }
        for (int i = 0; i < calendar.exceptions().size(); i++) {
            name(calendar.exceptions().get(i).name(), "exceptions[" + i + "].name");
        }
    }

    private static void name(@Nullable LocalizedText name, String field) {
        if (name != null) {
            Words.name(name, field);
        }
    }

    private static void check(SlaPolicy policy, Reference reference) {
        Words.code(policy.code(), "code");
        Words.name(policy.name(), "name");
        for (int i = 0; i < policy.levels().size(); i++) {
            Words.code(policy.levels().get(i).code(), "levels[" + i + "].code");
        }
        SlaChecks.check(policy, null, reference, "");
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
