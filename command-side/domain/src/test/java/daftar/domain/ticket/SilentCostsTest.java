package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.messages.ticket.SilenceStep.PASS_TO_SUBSTITUTE;
import static daftar.messages.ticket.SilenceStep.PASS_TO_SUPERIOR;
import static daftar.messages.ticket.SilenceStep.REMIND;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Actor;
import daftar.messages.Money;
import daftar.messages.Role;
import daftar.messages.cost.CostEvent.CostLimitsSet;
import daftar.messages.cost.CostLimit;
import daftar.messages.ticket.CloseReason;
import daftar.messages.ticket.CostApproval;
import daftar.messages.ticket.CostKind;
import daftar.messages.ticket.CostLine;
import daftar.messages.ticket.SilenceStep;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.ticket.Work;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Those who are asked about a cost, and do not decide. The chief is asked; a deputy may act for them; the boss is above. */
class SilentCostsTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Money COST = new Money(new BigDecimal("150.00"), "EUR");

    private final Story story = asked();

    private static Story asked() {
        Story story = Story.begin();
        story.house
                .person("chief", "department-sales", "boss", Role.DEPARTMENT_MANAGER)
                .person("deputy", null, null, Role.DEPARTMENT_MANAGER);
        story.house.costs(new CostLimitsSet(
                List.of(new CostLimit(null, null, Role.SPECIALIST, new Money(new BigDecimal("100"), "EUR"), "chief"))));
        story.and("requester", Story.raise(null, "incident")).and("dispatcher", Story.assign("specialist"));
        return story.and("specialist", spends("e1"));
    }

    private static LogWork spends(String entry) {
        return new LogWork(
                ID,
                entry,
                new Work(
                        null,
                        5,
                        "repair",
                        List.of(new CostLine(CostKind.MATERIAL, BigDecimal.ONE, COST, null, null)),
                        null));
    }

    private CostApprovalAskedAgain step() {
        return (CostApprovalAskedAgain)
                story.does(Actor.clock(), new FollowUpCosts(ID)).getFirst();
    }

    private static CostApprovalAskedAgain again(SilenceStep step, List<String> added, String... tells) {
        return new CostApprovalAskedAgain("e1", step, List.of(COST), added, List.of(tells));
    }

    private void notDue() {
        assertThat(story.refused(Actor.clock(), new FollowUpCosts(ID)).code()).isEqualTo("not-due");
    }

    private void away() {
        story.house.delegate("chief", "deputy", story.now, story.now.plus(DAY));
    }

    @Test
    void they_are_reminded_then_their_substitute_is_asked_then_who_is_above_them_and_no_more() {
        story.house.delegate("chief", "deputy", story.now.minus(DAY), story.now.minus(Duration.ofHours(1)));
        notDue();
        story.later(DAY);
        assertThat(step()).isEqualTo(again(REMIND, List.of(), "chief"));
        notDue();
        story.later(DAY);
        assertThat(step()).isEqualTo(again(PASS_TO_SUBSTITUTE, List.of("deputy"), "deputy"));
        notDue();
        story.later(DAY);
        assertThat(step()).isEqualTo(again(PASS_TO_SUPERIOR, List.of("boss"), "boss"));
        story.later(DAY.multipliedBy(100));
        notDue();
    }

    @Test
    void whoever_was_asked_may_decide_and_then_nobody_is_asked_any_more() {
        assertThat(story.refused("boss", new ApproveCost(ID, "e1", null)).code())
                .isNotNull();
        for (int day = 0; day < 3; day++) {
            story.later(DAY);
            step();
        }
        assertThat(story.does("boss", new ApproveCost(ID, "e1", null)))
                .containsExactly(new CostApproved("e1", "boss", null));
        assertThat(Working.entry(story.ticket, "e1").approval()).isEqualTo(CostApproval.APPROVED);
        story.later(DAY.multipliedBy(9));
        notDue();
    }

    @Test
    void where_nobody_is_left_all_who_were_asked_are_reminded() {
        story.house.person("chief", null, null, Role.DEPARTMENT_MANAGER);
        story.later(DAY);
        step();
        story.later(DAY);
        assertThat(step()).isEqualTo(again(PASS_TO_SUBSTITUTE, List.of(), "chief"));
        story.later(DAY);
        assertThat(step()).isEqualTo(again(PASS_TO_SUPERIOR, List.of(), "chief"));
    }

    /** Who goes away later is not waited for until they are late. */
    @Test
    void who_acts_for_somebody_since_they_were_asked_is_asked_at_once_and_the_times_stay() {
        away();
        assertThat(step()).isEqualTo(again(null, List.of("deputy"), "deputy"));
        notDue();
        story.later(DAY);
        assertThat(step()).isEqualTo(again(REMIND, List.of(), "chief", "deputy"));
        assertThat(story.does("deputy", new DeclineCost(ID, "e1", Story.text())))
                .hasSize(1);
    }

    @Test
    void never_who_spent_it_or_did_the_work() {
        story.house.person("chief", "department-sales", "specialist", Role.DEPARTMENT_MANAGER);
        story.house.department("department-sales", null, "specialist");
        story.later(DAY.multipliedBy(1));
        step();
        story.later(DAY);
        step();
        story.later(DAY);
        assertThat(step()).isEqualTo(again(PASS_TO_SUPERIOR, List.of(), "chief"));
    }

    /** The work is done, and somebody must decide about what it cost. */
    @Test
    void it_goes_on_after_the_tickets_end_and_begins_anew_with_a_correction() {
        story.and("dispatcher", new CloseTicket(ID, CloseReason.VOID, null));
        story.later(DAY);
        assertThat(step().step()).isEqualTo(REMIND);
        story.and("specialist", new CorrectWork(ID, "e1", spends("e1").work(), Story.text()));
        story.later(Duration.ofHours(23));
        notDue();
        story.later(Duration.ofHours(1));
        assertThat(step().step()).isEqualTo(REMIND);
    }

    @Test
    void each_entry_has_its_own_times_and_a_late_step_moves_those_after_it() {
        story.later(DAY.multipliedBy(10));
        story.and("specialist", spends("e2"));
        assertThat(step().entry()).isEqualTo("e1");
        notDue();
        story.later(DAY);
        assertThat(story.does(Actor.clock(), new FollowUpCosts(ID)))
                .extracting(event ->
                        ((CostApprovalAskedAgain) event).entry() + " " + ((CostApprovalAskedAgain) event).step())
                .containsExactlyInAnyOrder("e1 PASS_TO_SUBSTITUTE", "e2 REMIND");
    }
}
