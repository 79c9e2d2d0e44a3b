package daftar.automations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.automations.DueTickets.Due;
import daftar.automations.DueTickets.DueTicket;
import daftar.automations.Errands.Errand;
import daftar.messages.Command;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.ticket.LinkKind;
import daftar.messages.ticket.TicketCommand.CloseUnconfirmed;
import daftar.messages.ticket.TicketCommand.DelegateApproval;
import daftar.messages.ticket.TicketCommand.FollowUp;
import daftar.messages.ticket.TicketCommand.FollowUpCosts;
import daftar.messages.ticket.TicketCommand.NoteStageOverdue;
import daftar.messages.ticket.TicketCommand.PinDepartment;
import daftar.messages.ticket.TicketCommand.ResumeWork;
import daftar.messages.ticket.TicketCommand.TellSolved;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.junit.jupiter.api.Test;

class DeskClockTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final List<DueTicket> due = new ArrayList<>();
    private final List<Errand> errands = new ArrayList<>();
    private final List<Command> sent = Collections.synchronizedList(new ArrayList<>());
    private final List<Envelope> envelopes = Collections.synchronizedList(new ArrayList<>());
    private volatile Instant now = NOW;
    private volatile RuntimeException answer;
    private volatile boolean informed = true;

    private final Commands commands = (command, envelope) -> {
        if (answer != null) {
            throw answer;
        }
        sent.add(command);
        envelopes.add(envelope);
        return new Receipt(command.stream(), null, 1, 1, false);
    };

    private final DeskClock clock = clock();

    @Test
    void what_is_due_is_sent_as_the_ordinary_command_of_the_clock() {
        due.add(new DueTicket("ticket-1", Due.CONFIRMATION, NOW));
        due.add(new DueTicket("ticket-2", Due.HOLD, NOW));
        due.add(new DueTicket("ticket-3", Due.DEPARTMENT, NOW));
        due.add(new DueTicket("ticket-4", Due.SUBSTITUTE, NOW));
        due.add(new DueTicket("ticket-5", Due.SILENCE, NOW));
        due.add(new DueTicket("ticket-6", Due.STAGE, NOW));
        due.add(new DueTicket("ticket-7", Due.COST, NOW));
        due.add(new DueTicket("ticket-8", Due.COST_SUBSTITUTE, NOW));
        tick(clock);
        assertThat(sent)
                .containsExactlyInAnyOrder(
                        new FollowUp("ticket-5"),
                        new FollowUpCosts("ticket-7"),
                        new FollowUpCosts("ticket-8"),
                        new NoteStageOverdue("ticket-6"),
                        new CloseUnconfirmed("ticket-1"),
                        new ResumeWork("ticket-2", null),
                        new PinDepartment("ticket-3"),
                        new DelegateApproval("ticket-4"));
        assertThat(envelopes).allMatch(envelope -> envelope.actor().is(Role.CLOCK));
    }

    @Test
    void two_clocks_send_one_thing_under_the_same_command_id() {
        due.add(new DueTicket("ticket-1", Due.CONFIRMATION, NOW));
        tick(clock);
        tick(clock());
        assertThat(envelopes).hasSize(2);
        assertThat(envelopes.get(0).commandId()).isEqualTo(envelopes.get(1).commandId());
    }

    @Test
    void the_same_thing_due_again_later_is_another_command() {
        due.add(new DueTicket("ticket-1", Due.CONFIRMATION, NOW));
        tick(clock);
        due.set(0, new DueTicket("ticket-1", Due.CONFIRMATION, NOW.plusSeconds(1)));
        tick(clock);
        assertThat(envelopes.get(0).commandId()).isNotEqualTo(envelopes.get(1).commandId());
    }

    @Test
    void what_was_sent_is_left_alone_until_the_read_model_had_time_to_show_it() {
        due.add(new DueTicket("ticket-1", Due.CONFIRMATION, NOW));
        tick(clock);
        tick(clock);
        assertThat(sent).hasSize(1);
        now = NOW.plus(Duration.ofMinutes(2));
        tick(clock);
        assertThat(sent).hasSize(2);
    }

    @Test
    void a_refusal_does_not_hold_up_the_others() {
        due.add(new DueTicket("ticket-1", Due.CONFIRMATION, NOW));
        answer = Refused.conflict("wrong-status", "the ticket was closed meanwhile");
        assertThat(tick(clock)).isEqualTo(1);
        answer = null;
        due.add(new DueTicket("ticket-2", Due.CONFIRMATION, NOW));
        tick(clock);
        assertThat(sent).containsExactly(new CloseUnconfirmed("ticket-2"));
    }

    @Test
    void what_was_refused_is_asked_for_less_and_less_often() {
        due.add(new DueTicket("ticket-1", Due.CONFIRMATION, NOW));
        answer = Refused.conflict("wrong-status", "the ticket was closed meanwhile");
        int asked = 0;
        for (int minute = 0; minute < 120; minute++) {
            now = NOW.plus(Duration.ofMinutes(minute));
            asked += tick(clock);
        }
        assertThat(asked).isEqualTo(7);
    }

    @Test
    void what_failed_because_a_part_is_away_is_tried_again_at_once() {
        due.add(new DueTicket("ticket-1", Due.CONFIRMATION, NOW));
        answer = new Away();
        assertThatThrownBy(() -> tick(clock)).isSameAs(answer);
        answer = null;
        tick(clock);
        assertThat(sent).hasSize(1);
    }

    @Test
    void one_that_fails_again_and_again_does_not_hold_up_the_others() {
        due.add(new DueTicket("ticket-bad", Due.CONFIRMATION, NOW));
        due.add(new DueTicket("ticket-bad", Due.STAGE, NOW.plusSeconds(1)));
        due.add(new DueTicket("ticket-2", Due.CONFIRMATION, NOW));
        errands.add(new Errand("solved:ticket-p:ticket-1", tell("ticket-1")));
        DeskClock failing = clock((command, envelope) -> {
            if (command.stream().equals("ticket-bad")) {
                throw new IllegalStateException("its key cannot be read");
            }
            return commands.send(command, envelope);
        });
        tick(failing);
        assertThat(sent).containsExactlyInAnyOrder(new CloseUnconfirmed("ticket-2"), tell("ticket-1"));
        assertThat(failing.failing()).isEqualTo(1);
        now = NOW.plusSeconds(30);
        assertThat(failing.behind()).as("it is still due").isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void things_of_one_ticket_are_sent_one_after_the_other_the_oldest_first() {
        for (int second = 9; second >= 0; second--) {
            due.add(new DueTicket("ticket-1", second % 2 == 0 ? Due.STAGE : Due.HOLD, NOW.minusSeconds(second)));
        }
        List<UUID> expected = due.stream()
                .map(each -> UUID.nameUUIDFromBytes(("clock:" + each).getBytes(StandardCharsets.UTF_8)))
                .toList();
        tick(clock);
        assertThat(envelopes).extracting(Envelope::commandId).containsExactlyElementsOf(expected);
    }

    @Test
    void ten_thousand_are_sent_in_portions_while_the_read_model_shows_none_of_it() {
        for (int i = 0; i < 10_000; i++) {
            due.add(new DueTicket("ticket-" + i, Due.HOLD, NOW.minusSeconds(i)));
        }
        Set<String> tickets = ConcurrentHashMap.newKeySet();
        AtomicInteger at = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        DeskClock many = clock((command, envelope) -> {
            most.accumulateAndGet(at.incrementAndGet(), Math::max);
            assertThat(tickets.add(command.stream())).isTrue();
            Thread.yield();
            at.decrementAndGet();
            return new Receipt(command.stream(), null, 1, 1, false);
        });
        int portions = 0;
        while (tick(many) > 0) {
            portions++;
        }
        assertThat(tickets).hasSize(10_000);
        assertThat(portions).isEqualTo(10);
        assertThat(most.get()).isBetween(2, 32);
    }

    @Test
    void a_clock_that_has_lost_its_claim_sends_nothing_more() {
        due.add(new DueTicket("ticket-1", Due.HOLD, NOW));
        AtomicLong nanos = new AtomicLong();
        Claim claim = new Claim(new InMemoryTokenStore(), "clock", Duration.ofSeconds(5), nanos::get);
        DeskClock late = clock(commands, claim);
        claim.hold();
        assertThat(late.isActive()).isTrue();
        nanos.set(Duration.ofSeconds(5).toNanos());
        assertThat(late.isActive()).isFalse();
        tick(late);
        assertThat(sent).isEmpty();
        claim.hold();
        tick(late);
        assertThat(sent).hasSize(1);
    }

    @Test
    void a_clock_that_has_not_read_all_that_was_recorded_asks_for_nothing_and_sends_nothing() {
        due.add(new DueTicket("ticket-1", Due.HOLD, NOW));
        errands.add(new Errand("solved:ticket-p:ticket-1", tell("ticket-1")));
        informed = false;
        assertThatThrownBy(() -> tick(clock)).hasMessageContaining("has not read all");
        assertThat(sent).isEmpty();
        informed = true;
        tick(clock);
        assertThat(sent).hasSize(2);
    }

    @Test
    void an_errand_is_sent_under_an_id_that_is_made_from_its_key() {
        errands.add(new Errand("solved:ticket-p:ticket-1", tell("ticket-1")));
        tick(clock);
        tick(clock);
        tick(clock());
        assertThat(sent).containsExactly(tell("ticket-1"), tell("ticket-1"));
        assertThat(envelopes.get(0).commandId()).isEqualTo(envelopes.get(1).commandId());
        assertThat(envelopes.get(0).commandId().version()).isEqualTo(3);
    }

    /** A register that knows its commands, as tickets do, and a read model that lags behind for as long as it likes. */
    @Test
    void a_clock_killed_between_two_sends_loses_none_and_doubles_none() {
        List<String> incidents = List.of("ticket-1", "ticket-2", "ticket-3", "ticket-4");
        for (int survived = 0; survived <= incidents.size(); survived++) {
            int kill = survived;
            Map<UUID, Command> register = Collections.synchronizedMap(new LinkedHashMap<>());
            Commands dying = (command, envelope) -> {
                synchronized (register) {
                    if (register.size() == kill) {
                        throw new Away();
                    }
                    return carriedOut(register, command, envelope);
                }
            };
            errands.clear();
            incidents.forEach(each -> errands.add(new Errand("solved:ticket-p:" + each, tell(each))));
            try {
                tick(clock(dying));
            } catch (Away killed) {
                assertThat(register).hasSize(kill);
            }
            // killed after the append, before anybody saw it: the next one finds all of them due
            tick(clock((command, envelope) -> carriedOut(register, command, envelope)));
            assertThat(register.values())
                    .containsExactlyInAnyOrderElementsOf(
                            incidents.stream().<Command>map(DeskClockTest::tell).toList());
        }
    }

    private static Receipt carriedOut(Map<UUID, Command> register, Command command, Envelope envelope) {
        boolean known = register.putIfAbsent(envelope.commandId(), command) != null;
        return new Receipt(command.stream(), null, 1, 1, known);
    }

    private static TellSolved tell(String ticket) {
        return new TellSolved(ticket, LinkKind.CAUSED_BY, "ticket-p", NOW, null);
    }

    @Test
    void of_two_nodes_one_is_active_and_the_other_takes_over_when_it_gives_up() {
        InMemoryTokenStore tokens = new InMemoryTokenStore();
        Claim first = new Claim(tokens, "clock");
        assertThat(first.hold()).isTrue();
        assertThat(first.hold()).isTrue();
        first.release();
        assertThat(new Claim(tokens, "clock").hold()).isTrue();
    }

    private static final class Away extends RuntimeException {}

    private DeskClock clock() {
        return clock(commands);
    }

    private DeskClock clock(Commands commands) {
        Claim claim = new Claim(new InMemoryTokenStore(), "clock");
        claim.hold();
        return clock(commands, claim);
    }

    private DeskClock clock(Commands commands, Claim claim) {
        return new DeskClock(
                (instant, most, wanted) -> due.stream()
                        .filter(d -> !d.at().isAfter(instant.plusSeconds(60)))
                        .filter(wanted)
                        .limit(most)
                        .toList(),
                (instant, most) -> List.copyOf(errands),
                commands,
                claim,
                () -> informed,
                () -> now,
                fault -> fault instanceof Away,
                new SimpleMeterRegistry());
    }

    private static int tick(DeskClock clock) {
        try {
            return clock.tick();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
