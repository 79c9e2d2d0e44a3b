package daftar.domain.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daftar.domain.ticket.Organisation;
import daftar.messages.Actor;
import daftar.messages.Money;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.cost.CostCommand;
import daftar.messages.cost.CostCommand.*;
import daftar.messages.cost.CostEvent.*;
import daftar.messages.cost.CostLimit;
import daftar.messages.cost.CostPolicy;
import daftar.messages.cost.HourlyRate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CostRulesTest {

    private static final Organisation HOUSE = Organisation.usual();
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static Actor with(Role role) {
        return new Actor("somebody", Set.of(role), "api", null);
    }

    private static Money eur(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }

    private static HourlyRate rate(String person, Role role, Instant from, Instant until) {
        return new HourlyRate(person, role, null, eur("50"), from, until);
    }

    private static List<?> decide(CostPolicy before, CostCommand command) {
        return CostRules.decide(before, command, with(Role.MANAGER), HOUSE).events();
    }

    @Test
    void managers_and_administrators_set_what_holds_from_now_on() {
        SetCurrencies set = new SetCurrencies(List.of("IRR", "EUR", "KWD"));
        assertThat(decide(CostPolicy.NONE, set)).isEqualTo(List.of(new CurrenciesSet(set.currencies())));
        assertThat(decide(new CostPolicy(set.currencies(), List.of(), List.of()), set))
                .as("nothing to do")
                .isEmpty();
        SetRates rates = new SetRates(List.of(rate("specialist", null, null, null)));
        assertThat(decide(CostPolicy.NONE, rates)).isEqualTo(List.of(new RatesSet(rates.rates())));
        SetCostLimits limits =
                new SetCostLimits(List.of(new CostLimit(null, "team-network", null, eur("200"), "manager")));
        assertThat(decide(CostPolicy.NONE, limits)).isEqualTo(List.of(new CostLimitsSet(limits.limits())));
        for (Role role : Role.values()) {
            if (role != Role.MANAGER && role != Role.ADMINISTRATOR) {
                Refused refused = catchThrowableOfType(
                        Refused.class, () -> CostRules.decide(CostPolicy.NONE, set, with(role), HOUSE));
                assertThat(refused.kind()).isEqualTo(Refused.Kind.FORBIDDEN);
            }
        }
    }

    @Test
    void what_makes_no_sense_is_named() {
        Map<CostCommand, String> wrong = new LinkedHashMap<>();
        wrong.put(new SetCurrencies(List.of("EUR", "euro")), "currencies[1]");
        wrong.put(new SetCurrencies(List.of("EUR", "EUR")), "currencies[1]");
        wrong.put(new SetRates(List.of(rate("nobody", null, null, null))), "rates[0].person");
        wrong.put(new SetRates(List.of(rate("specialist", Role.SPECIALIST, null, null))), "rates[0].person");
        wrong.put(new SetRates(List.of(rate(null, null, NOON, NOON))), "rates[0].until");
        wrong.put(
                new SetRates(List.of(
                        rate(null, Role.MANAGER, null, NOON), rate(null, Role.MANAGER, NOON.minusSeconds(1), null))),
                "rates[1].from");
        wrong.put(
                new SetRates(List.of(new HourlyRate(null, null, null, eur("1.005"), null, null))), "rates[0].perHour");
        wrong.put(new SetCostLimits(List.of(new CostLimit(null, "nobody", null, eur("1"), null))), "limits[0].team");
        wrong.put(new SetCostLimits(List.of(new CostLimit(null, null, null, eur("-1"), null))), "limits[0].most");
        wrong.put(new SetCostLimits(List.of(new CostLimit(null, null, null, eur("1"), "gone"))), "limits[0].approver");
        wrong.put(
                new SetCostLimits(List.of(new CostLimit("manager", null, null, eur("1"), "manager"))),
                "limits[0].approver");
        wrong.forEach((command, field) -> {
            Refused refused = catchThrowableOfType(Refused.class, () -> decide(CostPolicy.NONE, command));
            assertThat(refused).as(command.toString()).isNotNull();
            assertThat(refused.field()).isEqualTo(field);
        });
        assertThat(decide(
                        CostPolicy.NONE,
                        new SetRates(
                                List.of(rate(null, Role.MANAGER, null, NOON), rate(null, Role.MANAGER, NOON, null)))))
                .as("one after the other")
                .hasSize(1);
    }
}
