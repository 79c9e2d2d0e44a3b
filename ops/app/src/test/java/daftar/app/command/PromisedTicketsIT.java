package daftar.app.command;

import static daftar.app.command.PromisedDesk.DISPATCHER;
import static daftar.app.command.PromisedDesk.MANAGER;
import static daftar.app.command.PromisedDesk.REQUESTER;
import static daftar.app.command.PromisedDesk.SPECIALIST;
import static daftar.app.command.PromisedDesk.START;
import static daftar.messages.sla.WarningAction.NEXT_LINE;
import static daftar.messages.sla.WarningAction.NOTIFY;
import static daftar.messages.sla.WarningAction.RAISE_PRIORITY;
import static daftar.messages.sla.WarningAction.TELL_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import daftar.automations.DueTickets.Due;
import daftar.automations.DueTickets.DueTicket;
import daftar.automations.Errands.Errand;
import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.LocalizedText;
import daftar.messages.Money;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.cost.CostEvent.CostLimitsSet;
import daftar.messages.cost.CostLimit;
import daftar.messages.sla.BusinessCalendar;
import daftar.messages.sla.ServiceLevel;
import daftar.messages.sla.SlaEvent.ServiceLevelsDefined;
import daftar.messages.sla.SlaEvent.ServiceLevelsRestored;
import daftar.messages.sla.SlaEvent.ServiceLevelsRetired;
import daftar.messages.sla.SlaPolicy;
import daftar.messages.sla.Target;
import daftar.messages.sla.WarningAction;
import daftar.messages.sla.WarningPoint;
import daftar.messages.ticket.*;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which tickets the clock finds by what was promised, and what becomes of them. */
class PromisedTicketsIT {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final PromisedDesk desk = new PromisedDesk();

    @AfterEach
    void nothing_is_left() throws IOException {
        desk.close();
    }

    // ---- another policy

    @Test
    void another_policy_is_applied_to_what_is_open_once_and_keeps_paused_time() {
        policy(2, 4, List.of(), HoldReason.REQUESTER);
        working("ticket-working");
        working("ticket-waited");
        desk.does(SPECIALIST, hold("ticket-waited"));
        desk.later(HOUR);
        desk.does(SPECIALIST, new ResumeWork("ticket-waited", null));
        working("ticket-waiting");
        desk.does(SPECIALIST, hold("ticket-waiting"));
        working("ticket-resolved");
        desk.does(SPECIALIST, solved("ticket-resolved"));
        working("ticket-closed");
        desk.does(SPECIALIST, solved("ticket-closed"));
        desk.does(REQUESTER, new ConfirmResolution("ticket-closed", null, null));
        OutdatedPromises clock = outdated();
        assertThat(due(clock)).isEmpty();

        policy(3, 2, List.of()); // pauses for nothing
        desk.later(MINUTE);
        assertThat(apply(clock)).containsOnlyKeys("ticket-working", "ticket-waited", "ticket-waiting");
        assertThat(resolution("ticket-working")).isEqualTo(START.plus(HOUR.multipliedBy(2)));
        assertThat(resolution("ticket-waited")).as("an hour did not count").isEqualTo(START.plus(HOUR.multipliedBy(3)));
        assertThat(resolution("ticket-waiting"))
                .as("the minute did not count, from now on it does")
                .isEqualTo(START.plus(HOUR.multipliedBy(3)).plus(MINUTE));

        for (int look = 0; look < 4; look++) {
            desk.later(MINUTE);
            assertThat(due(clock)).isEmpty();
        }
        assertThat(due(outdated())).as("a clock that has just started").isEmpty();
    }

    @Test
    void a_wait_that_begins_to_count_as_one_stands_still_from_then_on() {
        policy(2, 4, List.of());
        working("ticket-waiting");
        desk.does(SPECIALIST, hold("ticket-waiting"));
        desk.later(HOUR);
        OutdatedPromises clock = outdated();
        policy(3, 4, List.of(), HoldReason.REQUESTER);
        assertThat(apply(clock)).containsOnlyKeys("ticket-waiting");
        assertThat(desk.document("ticket-waiting").sla().pausedSince()).isEqualTo(desk.now);
        desk.later(HOUR.multipliedBy(9));
        assertThat(points()).as("no warning while it waits").isEmpty();
        desk.does(SPECIALIST, new ResumeWork("ticket-waiting", null));
        assertThat(resolution("ticket-waiting")).isEqualTo(START.plus(HOUR.multipliedBy(13)));
    }

    /** The second time the same is wanted as before, and it must not be taken for what was sent already. */
    @Test
    void a_policy_that_is_switched_off_and_on_again_and_off_is_applied_each_time() {
        working("ticket-1");
        OutdatedPromises clock = outdated();
        List<String> keys = new ArrayList<>();
        for (int time = 0; time < 2; time++) {
            desk.promise(new ServiceLevelsRetired("default"));
            keys.addAll(keysOf(clock));
            assertThat(resolution("ticket-1")).isNull();
            desk.promise(new ServiceLevelsRestored("default"));
            keys.addAll(keysOf(clock));
            assertThat(resolution("ticket-1")).isNotNull();
        }
        assertThat(keys).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void what_is_being_brought_in_is_left_alone_until_it_is_there() {
        desk.recordedAt = START.plus(Duration.ofDays(5));
        working("ticket-imported");
        desk.now = desk.recordedAt;
        policy(2, 2, List.of());
        OutdatedPromises clock = outdated();
        for (int minute = 0; minute <= 10; minute++) {
            assertThat(due(clock)).isEmpty();
            desk.later(MINUTE);
        }
        assertThat(apply(clock)).containsOnlyKeys("ticket-imported");
    }

    // ---- warning points

    @Test
    void each_warning_point_is_found_when_it_is_reached_and_what_the_policy_says_is_done() {
        policy(2, 10, List.of(at(10, NOTIFY), at(20, RAISE_PRIORITY), at(30, NEXT_LINE), at(40, TELL_MANAGER)));
        working("ticket-1");
        working("ticket-solved");
        desk.does(SPECIALIST, solved("ticket-solved"));

        desk.later(HOUR.minusSeconds(1));
        assertThat(points()).isEmpty();
        desk.later(Duration.ofSeconds(1));
        assertThat(points()).containsExactly(new DueTicket("ticket-1", Due.TARGET, START.plus(HOUR)));
        assertThat(reached()).containsExactly(point(10, List.of("person-dan", "person-deb"), NOTIFY));
        assertThat(points()).isEmpty();

        desk.later(HOUR);
        assertThat(reached())
                .satisfiesExactly(
                        point -> assertThat(point).isEqualTo(point(20, List.of(), RAISE_PRIORITY)),
                        changed -> assertThat(((PriorityChanged) changed).priority())
                                .isEqualTo(Priority.HIGH));
        assertThat(desk.document("ticket-1").priority()).isEqualTo(Priority.HIGH);

        desk.later(HOUR);
        assertThat(reached())
                .satisfiesExactly(
                        point -> assertThat(point).isEqualTo(point(30, List.of(), NEXT_LINE)),
                        escalated ->
                                assertThat(((TicketEscalated) escalated).team()).isEqualTo("team-experts"),
                        given -> assertThat(((TicketAssigned) given).team()).isEqualTo("team-experts"));

        desk.later(HOUR);
        assertThat(reached()).containsExactly(point(40, List.of("person-max"), TELL_MANAGER));
        desk.later(HOUR.multipliedBy(5));
        assertThat(points()).isEmpty();
        desk.later(HOUR);
        assertThat(reached()).as("the breach is always one").containsExactly(point(100, List.of()));
        desk.later(HOUR.multipliedBy(100));
        assertThat(points()).isEmpty();
    }

    // ---- costs

    @Test
    void who_is_silent_about_a_cost_is_asked_again_and_who_acts_for_them_later_is_asked_too() {
        Actor acting = PromisedDesk.actor("person-pia", Role.MANAGER);
        desk.person(acting);
        Money limit = new Money(new BigDecimal("100"), "EUR");
        desk.known(
                "costs-organisation",
                new CostLimitsSet(List.of(new CostLimit(null, null, Role.SPECIALIST, limit, MANAGER.person()))));
        working("ticket-1");
        CostLine line =
                new CostLine(CostKind.MATERIAL, BigDecimal.ONE, new Money(new BigDecimal("150"), "EUR"), null, null);
        desk.does(SPECIALIST, new LogWork("ticket-1", "e1", new Work(null, 5, "repair", List.of(line), null)));
        desk.does(SPECIALIST, solved("ticket-1"));
        desk.does(REQUESTER, new ConfirmResolution("ticket-1", null, null));
        Duration day = Duration.ofDays(1);

        desk.later(day.minusSeconds(1));
        assertThat(costs()).isEmpty();
        desk.later(Duration.ofSeconds(1));
        assertThat(costs()).containsExactly(new DueTicket("ticket-1", Due.COST, START.plus(day)));
        assertThat(desk.does(Actor.clock(), new FollowUpCosts("ticket-1"))).hasSize(1);
        assertThat(costs()).isEmpty();

        LateSubstitutes late = new LateSubstitutes(desk.elastic, desk.index, desk.register());
        assertThat(late.find(desk.now, 10)).isEmpty();
        desk.later(MINUTE);
        desk.away(MANAGER, acting, day);
        assertThat(late.find(desk.now, 10))
                .extracting(DueTicket::ticket, DueTicket::what)
                .containsExactly(tuple("ticket-1", Due.COST_SUBSTITUTE));
        desk.does(Actor.clock(), new FollowUpCosts("ticket-1"));
        assertThat(desk.document("ticket-1").ledger().approvers()).containsExactly("person-max", "person-pia");
        desk.later(MINUTE);
        assertThat(late.find(desk.now, 10)).isEmpty();
        desk.does(acting, new ApproveCost("ticket-1", "e1", null));
        desk.later(day.multipliedBy(9));
        assertThat(costs()).isEmpty();
    }

    private List<DueTicket> costs() {
        return new SearchedDueTickets(desk.elastic, desk.index, null, null)
                .atAnInstant(desk.now, 10, one -> one.what() == Due.COST);
    }

    private TargetPointReached point(int percent, List<String> tells, WarningAction... actions) {
        return new TargetPointReached(
                Target.RESOLUTION, percent, START.plus(HOUR.multipliedBy(10)), tells, List.of(actions));
    }

    private static WarningPoint at(int percent, WarningAction action) {
        return new WarningPoint(Target.RESOLUTION, percent, Set.of(action));
    }

    /** What the clock does about the one point that is due. */
    private List<Event> reached() {
        List<DueTicket> due = points();
        assertThat(due).singleElement().extracting(DueTicket::ticket).isEqualTo("ticket-1");
        return desk.does(Actor.clock(), new NoteTargetPoint("ticket-1"));
    }

    private List<DueTicket> points() {
        return new SearchedDueTickets(desk.elastic, desk.index, null, null)
                .atAnInstant(desk.now, 10, one -> one.what() == Due.TARGET);
    }

    // ---- the desk

    private OutdatedPromises outdated() {
        return new OutdatedPromises(desk.elastic, desk.index, desk.reference);
    }

    private List<Errand> due(OutdatedPromises clock) {
        return clock.due(desk.now, 100);
    }

    /** Ticket → what comes of what is due for it. */
    private Map<String, TargetsSet> apply(OutdatedPromises clock) {
        Map<String, TargetsSet> applied = new java.util.TreeMap<>();
        for (Errand errand : due(clock)) {
            String ticket = errand.command().stream();
            assertThat(desk.does(Actor.clock(), (ApplyServiceLevels) errand.command()))
                    .singleElement()
                    .isInstanceOfSatisfying(TargetsSet.class, set -> applied.put(ticket, set));
        }
        return applied;
    }

    private List<String> keysOf(OutdatedPromises clock) {
        List<Errand> due = due(clock);
        due.forEach(errand -> desk.does(Actor.clock(), (ApplyServiceLevels) errand.command()));
        return due.stream().map(Errand::key).toList();
    }

    private Instant resolution(String ticket) {
        return desk.document(ticket).resolutionDueAt();
    }

    /** For every ticket: a response at once, a solution in so many hours. */
    private void policy(int version, int hours, List<WarningPoint> points, HoldReason... pauses) {
        ServiceLevel all = new ServiceLevel(
                "all",
                null,
                null,
                List.of(),
                null,
                null,
                BusinessCalendar.AROUND_THE_CLOCK.code(),
                Duration.ofMinutes(30),
                HOUR.multipliedBy(hours),
                null,
                List.of(pauses),
                false,
                points);
        desk.promise(new ServiceLevelsDefined(
                version, new SlaPolicy("default", LocalizedText.of("en", "Ours"), List.of(all))));
    }

    private void working(String ticket) {
        desk.does(
                REQUESTER,
                new RaiseTicket(
                        ticket,
                        null,
                        Channel.PORTAL,
                        "incident",
                        null,
                        null,
                        null,
                        null,
                        Text.of("No network"),
                        null,
                        null,
                        List.of(),
                        List.of(),
                        null,
                        Map.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
        desk.does(
                DISPATCHER,
                new TriageTicket(
                        ticket,
                        new Classification(null, "network", null, null, Impact.MEDIUM, Urgency.MEDIUM),
                        new Assignment(List.of(SPECIALIST.person()), null)));
        desk.does(SPECIALIST, new StartWork(ticket));
    }

    private static PutOnHold hold(String ticket) {
        return new PutOnHold(ticket, HoldReason.REQUESTER, null, null);
    }

    private static ResolveTicket solved(String ticket) {
        return new ResolveTicket(ticket, new Solution(Text.of("Plugged in"), "done", null, Fix.PERMANENT));
    }
}
