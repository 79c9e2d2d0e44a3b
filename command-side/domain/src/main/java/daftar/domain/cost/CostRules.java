package daftar.domain.cost;

import daftar.domain.Decision;
import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.Money;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.cost.CostCommand;
import daftar.messages.cost.CostCommand.*;
import daftar.messages.cost.CostEvent.*;
import daftar.messages.cost.CostLimit;
import daftar.messages.cost.CostPolicy;
import daftar.messages.cost.HourlyRate;
import daftar.messages.directory.Reference;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what is asked of the organisation's rules about money: pure. First whether the actor may, then whether it makes sense. */
final class CostRules {

    static final int MOST = 500;

    private static final List<Role> MAY = List.of(Role.MANAGER, Role.ADMINISTRATOR);

    private CostRules() {}

    /** @throws Refused with the field that is wrong */
    static Decision decide(CostPolicy before, CostCommand command, Actor actor, Reference reference) {
        Role role = MAY.stream()
                .filter(actor::is)
                .findFirst()
                .orElseThrow(() -> Refused.forbidden(
                        "not-yours", "Currencies, rates and limits are set by MANAGER and ADMINISTRATOR."));
        Event event =
                switch (command) {
                    case SetCurrencies set -> currencies(set);
                    case SetRates set -> rates(set, reference);
                    case SetCostLimits set -> limits(set, reference);
                };
        return before.after(event).equals(before) ? Decision.of(role.name()) : Decision.of(role.name(), event);
    }

    private static CurrenciesSet currencies(SetCurrencies command) {
        few("currencies", command.currencies());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < command.currencies().size(); i++) {
            String currency = command.currencies().get(i);
            String field = "currencies[" + i + "]";
            if (!Money.isCurrency(currency)) {
                throw Refused.invalid(
                        "unknown-currency", field, field + " must be an ISO 4217 code such as EUR or IRR.");
            }
            if (!seen.add(currency)) {
                throw Refused.invalid("named-twice", field, currency + " is named twice.");
            }
        }
        return new CurrenciesSet(command.currencies());
    }

    private static RatesSet rates(SetRates command, Reference reference) {
        few("rates", command.rates());
        for (int i = 0; i < command.rates().size(); i++) {
            HourlyRate rate = command.rates().get(i);
            String field = "rates[" + i + "].";
            oneOf(field, rate.person(), rate.role());
            person(field + "person", rate.person(), reference);
            money(field + "perHour", rate.perHour());
            if (rate.from() != null && rate.until() != null && !rate.until().isAfter(rate.from())) {
                throw Refused.invalid("empty-period", field + "until", "until must be after from.");
            }
            for (int j = 0; j < i; j++) {
                if (clash(rate, command.rates().get(j))) {
                    throw Refused.invalid(
                            "rates-overlap",
                            field + "from",
                            "rates[" + j + "] is for the same, and both hold at one time.");
                }
            }
        }
        return new RatesSet(command.rates());
    }

    /** Two rates of the same closeness that both begin at the same time: nobody could say which holds. */
    private static boolean clash(HourlyRate one, HourlyRate other) {
        return Objects.equals(one.person(), other.person())
                && one.role() == other.role()
                && Objects.equals(one.activity(), other.activity())
                && (one.until() == null || other.from() == null || other.from().isBefore(one.until()))
                && (other.until() == null || one.from() == null || one.from().isBefore(other.until()));
    }

    private static CostLimitsSet limits(SetCostLimits command, Reference reference) {
        few("limits", command.limits());
        for (int i = 0; i < command.limits().size(); i++) {
            CostLimit limit = command.limits().get(i);
            String field = "limits[" + i + "].";
            oneOf(field, limit.person(), limit.team(), limit.role());
            person(field + "person", limit.person(), reference);
            if (limit.team() != null && reference.team(limit.team()) == null) {
                throw Refused.invalid("unknown-team", field + "team", "There is no team " + limit.team() + ".");
            }
            money(field + "most", limit.most());
            person(field + "approver", limit.approver(), reference);
            if (limit.approver() != null && limit.approver().equals(limit.person())) {
                throw Refused.invalid("own-approver", field + "approver", "Nobody approves what they spend themself.");
            }
        }
        return new CostLimitsSet(command.limits());
    }

    private static void few(String field, List<?> list) {
        if (list.size() > MOST) {
            throw Refused.invalid("too-many", field, field + " has up to " + MOST + " entries.");
        }
    }

    private static void oneOf(String field, @Nullable Object... alternatives) {
        if (Arrays.stream(alternatives).filter(Objects::nonNull).count() > 1) {
            throw Refused.invalid("several-given", field + "person", "Of person, team and role send one at the most.");
        }
    }

    private static void person(String field, @Nullable String person, Reference reference) {
        Reference.Person known = person == null ? null : reference.person(person);
        if (person != null && (known == null || !known.active())) {
            throw Refused.invalid("unknown-person", field, "There is nobody active as " + person + ".");
        }
    }

    private static void money(String field, Money money) {
        if (!money.isValid() || money.amount().signum() < 0) {
            throw Refused.invalid(
                    "money",
                    field,
                    "Send an amount, not below zero, with no more decimals than its ISO 4217 currency has.");
        }
    }
}
