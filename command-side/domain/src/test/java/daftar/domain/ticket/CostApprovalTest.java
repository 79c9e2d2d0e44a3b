package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.text;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.domain.Decision;
import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.Money;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.cost.CostEvent.CostLimitsSet;
import daftar.messages.cost.CostLimit;
import daftar.messages.ticket.CostApproval;
import daftar.messages.ticket.CostKind;
import daftar.messages.ticket.CostLine;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.ticket.Work;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CostApprovalTest {

    private static final String ENTRY = "e1";

    private static Money eur(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }

    private static CostLine line(Money cost) {
        return new CostLine(CostKind.MATERIAL, BigDecimal.ONE, cost, null, null);
    }

    private static Work spent(Money... costs) {
        return new Work(
                null,
                5,
                "repair",
                List.of(costs).stream().map(CostApprovalTest::line).toList(),
                null);
    }

    private static LogWork log(String entry, Money... costs) {
        return new LogWork(ID, entry, spent(costs));
    }

    private static CostLimit byRole(Role role, String most) {
        return new CostLimit(null, null, role, eur(most), null);
    }

    /** Specialists may spend 100 euros on a ticket. */
    private static Story limited(CostLimit... more) {
        Story story = Story.begin();
        List<CostLimit> limits = new java.util.ArrayList<>(List.of(byRole(Role.SPECIALIST, "100")));
        limits.addAll(List.of(more));
        story.house.costs(new CostLimitsSet(limits));
        return story.and("requester", Story.raise(null, "incident")).and("dispatcher", Story.assign("specialist"));
    }

    private static CostApprovalAsked asked(List<Event> events) {
        return events.stream()
                .filter(CostApprovalAsked.class::isInstance)
                .map(CostApprovalAsked.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static CostApproval state(Story story, String entry) {
        return Working.entry(story.ticket, entry).approval();
    }

    @Test
    void what_is_within_the_limit_is_not_asked_about_and_a_cent_above_it_is() {
        assertThat(asked(limited().does("specialist", log(ENTRY, eur("100"))))).isNull();
        CostApprovalAsked asked = asked(limited().does("specialist", log(ENTRY, eur("100.01"))));
        assertThat(asked)
                .isEqualTo(new CostApprovalAsked(
                        ENTRY, List.of(eur("100.01")), "specialist", List.of("manager"), List.of("manager")));
    }

    @Test
    void several_lines_and_several_entries_count_together() {
        Story story = limited();
        assertThat(asked(story.does("specialist", log("a", eur("60"), eur("41")))))
                .isNotNull();
        assertThat(asked(story.does("specialist", log("b", eur("60")))))
                .as("what waits is not spent")
                .isNull();
        assertThat(asked(story.does("specialist", log("c", eur("40"))))).isNull();
        assertThat(asked(story.does("specialist", log("d", eur("0.01")))))
                .as("100 in all")
                .isNotNull();
        story.does("specialist2", log("other", eur("100")));
        assertThat(state(story, "other")).as("each has their own").isEqualTo(CostApproval.NOT_ASKED);
    }

    @Test
    void who_has_no_limit_is_not_asked_and_the_price_of_the_time_is_no_spending() {
        Story story = limited();
        assertThat(asked(story.does("manager", log(ENTRY, eur("9999"))))).isNull();
        story.house.costs(new daftar.messages.cost.CostEvent.RatesSet(
                List.of(new daftar.messages.cost.HourlyRate(null, Role.SPECIALIST, null, eur("90"), null, null))));
        List<Event> events = story.does("specialist", new LogWork(ID, "long", Story.work(600)));
        assertThat(((WorkLogged) events.getFirst()).labour().cost()).isEqualTo(eur("900.00"));
        assertThat(asked(events)).isNull();
    }

    @Test
    void a_currency_without_a_limit_is_always_asked_about() {
        Money rials = new Money(new BigDecimal("10000"), "IRR");
        assertThat(asked(limited().does("specialist", log(ENTRY, rials)))).isNotNull();
        assertThat(asked(limited(new CostLimit(null, null, Role.SPECIALIST, rials, null))
                        .does("specialist", log(ENTRY, rials))))
                .isNull();
    }

    @Test
    void the_closest_limit_holds_and_of_several_the_largest() {
        CostLimit ofTeam = new CostLimit(null, "team-network", null, eur("500"), null);
        CostLimit ofPerson = new CostLimit("specialist", null, null, eur("20"), null);
        assertThat(asked(limited(ofTeam).does("specialist", log(ENTRY, eur("500")))))
                .isNull();
        assertThat(asked(limited(ofTeam, ofPerson).does("specialist", log(ENTRY, eur("21")))))
                .isNotNull();
        assertThat(asked(limited(byRole(Role.SPECIALIST, "300")).does("specialist", log(ENTRY, eur("300")))))
                .isNull();
        CostLimit everybody = new CostLimit(null, null, null, eur("1"), null);
        assertThat(asked(limited(everybody).does("dispatcher", log(ENTRY, eur("2")))))
                .isNotNull();
    }

    @Test
    void the_named_approver_is_asked_else_who_manages_the_department_else_the_managers() {
        CostLimit named = new CostLimit("specialist", null, null, eur("1"), "boss");
        assertThat(asked(limited(named).does("specialist", log(ENTRY, eur("2"))))
                        .approvers())
                .containsExactly("boss");
        Story story = limited();
        story.house
                .department("department-it", null, "dispatcher2")
                .person("specialist", "department-it", null, Role.SPECIALIST);
        assertThat(asked(story.does("specialist", log(ENTRY, eur("101")))).approvers())
                .containsExactly("dispatcher2");
        Story own = limited(new CostLimit("manager", null, null, eur("1"), null));
        own.house.person("manager2", null, null, Role.MANAGER);
        assertThat(asked(own.does("manager", log(ENTRY, eur("2")))).approvers())
                .as("not themself")
                .containsExactly("manager2");
    }

    @Test
    void who_acts_for_an_approver_who_is_away_is_told_and_decides_in_their_name() {
        Story story = limited();
        story.house
                .person("manager2", null, null, Role.MANAGER)
                .delegate("manager", "manager2", Story.START, Story.START.plus(Duration.ofDays(9)));
        story.house.costs(
                new CostLimitsSet(List.of(new CostLimit(null, null, Role.SPECIALIST, eur("100"), "manager"))));
        assertThat(asked(story.does("specialist", log(ENTRY, eur("101")))).tells())
                .containsExactly("manager2");
        Decision decision = story.decide(story.house.actor("manager2"), new ApproveCost(ID, ENTRY, null));
        assertThat(decision.events()).containsExactly(new CostApproved(ENTRY, "manager", null));
        assertThat(decision.onBehalfOf()).isEqualTo("manager");
    }

    @Test
    void nobody_decides_about_their_own_spending_not_as_manager_and_not_for_whom_they_wrote_it_down() {
        Story story = limited(new CostLimit("manager", null, null, eur("1"), null));
        story.does("manager", new LogWork(ID, ENTRY, spent(eur("2")), "dispatcher"));
        for (String person : List.of("manager")) {
            assertThat(story.refused(person, new ApproveCost(ID, ENTRY, null)).code())
                    .isEqualTo("own-cost");
            assertThat(story.refused(person, new DeclineCost(ID, ENTRY, text())).code())
                    .isEqualTo("own-cost");
        }
        story.house.person("dispatcher", null, null, Role.DISPATCHER, Role.MANAGER);
        assertThat(story.refused("dispatcher", new ApproveCost(ID, ENTRY, null)).code())
                .as("who did the work")
                .isEqualTo("own-cost");
    }

    @Test
    void it_is_decided_once_and_a_correction_asks_again() {
        Story story = limited().and("specialist", log(ENTRY, eur("300")));
        story.does("manager", new ApproveCost(ID, ENTRY, text()));
        assertThat(state(story, ENTRY)).isEqualTo(CostApproval.APPROVED);
        assertThat(story.refused("manager", new DeclineCost(ID, ENTRY, text())).code())
                .isEqualTo("not-waiting");
        assertThat(asked(story.does("specialist", new CorrectWork(ID, ENTRY, spent(eur("400")), text()))))
                .isNotNull();
        assertThat(state(story, ENTRY)).isEqualTo(CostApproval.WAITING);
        story.does("manager", new DeclineCost(ID, ENTRY, text()));
        assertThat(state(story, ENTRY)).isEqualTo(CostApproval.DECLINED);
        assertThat(asked(story.does("specialist", new CorrectWork(ID, ENTRY, spent(eur("99")), text()))))
                .as("small enough now")
                .isNull();
        assertThat(asked(story.does("specialist", new CorrectWork(ID, ENTRY, null, text()))))
                .isNull();
        assertThat(story.refused("manager", new ApproveCost(ID, ENTRY, null)).code())
                .isEqualTo("not-waiting");
        assertThat(story.refused("manager", new ApproveCost(ID, "none", null)).field())
                .isEqualTo("entry");
    }

    @Test
    void what_another_desk_logged_is_asked_about_by_nobody() {
        Story story = limited(new CostLimit(null, null, null, eur("1"), null));
        assertThat(asked(story.does("importer", log(ENTRY, eur("5000"))))).isNull();
    }

    /** Status × command × who: asked approver, department's manager, manager, and those who may not. */
    @Test
    void it_is_decided_in_every_status_by_those_who_are_asked_and_by_managers_only() {
        Map<Status, Story> stories = new LinkedHashMap<>();
        CostLimit named = new CostLimit("specialist", null, null, eur("1"), "boss");
        stories.put(Status.ASSIGNED, limited(named));
        stories.put(Status.IN_PROGRESS, limited(named).and("specialist", new StartWork(ID)));
        stories.put(
                Status.ON_HOLD, limited(named).and("specialist", Story.hold(daftar.messages.ticket.HoldReason.PARTS)));
        stories.put(Status.RESOLVED, limited(named).and("specialist", new ResolveTicket(ID, Story.solution())));
        stories.forEach((status, story) -> story.does("specialist", log(ENTRY, eur("2"))));
        Story closed = limited(named).and("specialist", log(ENTRY, eur("2")));
        stories.put(
                Status.CLOSED,
                closed.and("specialist", new ResolveTicket(ID, Story.solution()))
                        .and("requester", new ConfirmResolution(ID, null, null)));
        stories.put(
                Status.CANCELLED,
                limited(named).and("specialist", log(ENTRY, eur("2"))).and("requester", new CancelTicket(ID, text())));
        assertThat(stories.keySet()).hasSize(6);
        Map<String, String> outcome = new LinkedHashMap<>();
        outcome.put("boss", "COST_APPROVER");
        outcome.put("chief", "DEPARTMENT_MANAGER");
        outcome.put("manager", "MANAGER");
        for (String nobody : List.of("specialist", "specialist2", "dispatcher", "requester", "auditor", "stranger")) {
            outcome.put(nobody, null);
        }
        stories.forEach((status, story) -> {
            assertThat(story.status()).isEqualTo(status);
            for (TicketCommand command :
                    List.of(new ApproveCost(ID, ENTRY, null), new DeclineCost(ID, ENTRY, text()))) {
                outcome.forEach((person, party) -> {
                    Actor actor = story.house.actor(person);
                    if (party != null) {
                        assertThat(story.decide(actor, command).actorRole())
                                .as(status + " " + person)
                                .isEqualTo(party);
                    } else {
                        assertThat(story.refused(actor, command).kind())
                                .as(status + " " + person)
                                .isEqualTo(Refused.Kind.FORBIDDEN);
                    }
                });
            }
        });
    }

    record Step(int entry, String person, int cents, int what) {}

    @Property(tries = 150)
    void nobody_ever_spends_more_than_their_limit_without_being_asked(@ForAll("steps") List<Step> steps) {
        Story story = limited();
        for (Step step : steps) {
            String entry = "e" + step.entry();
            Money cost = new Money(BigDecimal.valueOf(step.cents(), 2), "EUR");
            TicketCommand command =
                    switch (step.what()) {
                        case 0, 1 -> log(entry, cost);
                        case 2 -> new CorrectWork(ID, entry, spent(cost, cost), text());
                        case 3 -> new CorrectWork(ID, entry, null, text());
                        case 4 -> new DeclineCost(ID, entry, text());
                        default -> new ApproveCost(ID, entry, null);
                    };
            try {
                story.does(step.person(), command);
            } catch (Refused refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
            for (String person : List.of("specialist", "specialist2")) {
                Money sum = Spending.spent(story.ticket, person).getOrDefault("EUR", eur("0"));
                assertThat(sum.amount()).isLessThanOrEqualTo(new BigDecimal("100"));
            }
            Set<CostApproval> decided = EnumSet.of(CostApproval.APPROVED, CostApproval.DECLINED);
            for (TicketState.Entry each : Working.entries(story.ticket)) {
                assertThat(each.struckOut() && decided.contains(each.approval()))
                        .isFalse();
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.of("specialist", "specialist2", "manager"),
                        Arbitraries.of(1, 999, 3_333, 5_000, 9_999, 10_000, 10_001),
                        Arbitraries.integers().between(0, 5))
                .as(Step::new)
                .list()
                .ofMinSize(3)
                .ofMaxSize(25);
    }
}
