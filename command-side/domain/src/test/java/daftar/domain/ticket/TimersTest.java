package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.text;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.Money;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.ticket.CostKind;
import daftar.messages.ticket.CostLine;
import daftar.messages.ticket.TicketCommand;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.ticket.Timers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TimersTest {

    private static final StopTimer STOP = new StopTimer(ID, null, null, List.of(), null);

    private static Story begun() {
        return Story.begin()
                .and("requester", Story.raise(null, "incident"))
                .and("dispatcher", Story.assign("specialist"));
    }

    private static StartTimer start() {
        return new StartTimer(ID, "diagnosis", Text.of("cables"));
    }

    @Test
    void what_ran_is_logged_with_begun_minutes_counted_whole() {
        Story story = begun().and("specialist", start());
        Instant from = story.now;
        story.later(Duration.ofMinutes(24).plusSeconds(1)); // and the minute that passes before each command
        List<Event> events = story.does("specialist", STOP);
        assertThat(events.getFirst())
                .isEqualTo(new TimerStopped("specialist", from, 26, "entry-" + (story.log.size() - 2)));
        WorkLogged logged = (WorkLogged) events.get(1);
        assertThat(logged.minutes()).isEqualTo(26);
        assertThat(logged.performedAt()).isEqualTo(from);
        assertThat(logged.activity()).isEqualTo("diagnosis");
        assertThat(logged.note()).isEqualTo(Text.of("cables"));
        assertThat(story.ticket.ledger().timers()).isEmpty();
    }

    @Test
    void a_minute_is_counted_from_its_first_moment() {
        Instant from = Story.START;
        assertThat(Timers.minutes(from, from)).isEqualTo(1);
        assertThat(Timers.minutes(from, from.plusMillis(60_000))).isEqualTo(1);
        assertThat(Timers.minutes(from, from.plusMillis(60_001))).isEqualTo(2);
    }

    @Test
    void somebody_has_one_timer_on_a_ticket_and_others_have_theirs() {
        Story story = begun().and("specialist", start());
        assertThat(story.refused("specialist", start()).code()).isEqualTo("timer-runs");
        story.and("specialist2", start());
        assertThat(story.ticket.ledger().timers()).containsOnlyKeys("specialist", "specialist2");
    }

    @Test
    void another_activity_note_and_costs_may_be_said_in_the_end_and_fewer_minutes_than_ran() {
        Story story = begun().and("specialist", start()).later(Duration.ofMinutes(30));
        CostLine ride = new CostLine(
                CostKind.TRAVEL, new BigDecimal("12"), null, null, null, new Money(new BigDecimal("0.30"), "EUR"));
        assertThat(story.refused("specialist", new StopTimer(ID, 32, null, List.of(), null))
                        .field())
                .isEqualTo("minutes");
        assertThat(story.refused("specialist", new StopTimer(ID, 0, null, List.of(), null))
                        .field())
                .isEqualTo("minutes");
        List<Event> events =
                story.does("specialist", new StopTimer(ID, 20, "travel", List.of(ride), Text.of("on site")));
        WorkLogged logged = (WorkLogged) events.get(1);
        assertThat(logged.minutes()).isEqualTo(20);
        assertThat(logged.activity()).isEqualTo("travel");
        assertThat(logged.note()).isEqualTo(Text.of("on site"));
        assertThat(logged.costs().getFirst().cost()).isEqualTo(new Money(new BigDecimal("3.60"), "EUR"));
    }

    @Test
    void a_forgotten_timer_is_said_once_and_its_minutes_must_be_said() {
        Story story = begun().and("specialist", start());
        Instant from = story.now;
        story.later(Duration.ofHours(11));
        assertThat(story.does(Actor.SYSTEM, new NoteForgottenTimers(ID))).isEmpty();
        story.later(Duration.ofHours(1));
        assertThat(story.refused("specialist", STOP).code())
                .as("also before the clock has said so")
                .isEqualTo("timer-forgotten");
        assertThat(story.does(Actor.SYSTEM, new NoteForgottenTimers(ID)))
                .containsExactly(new TimerForgotten("specialist", from));
        assertThat(story.does(Actor.SYSTEM, new NoteForgottenTimers(ID))).isEmpty();
        assertThat(story.refused("specialist", start()).code()).isEqualTo("timer-runs");
        story.later(Duration.ofDays(40));
        assertThat(story.refused("specialist", new StopTimer(ID, 14_401, null, List.of(), null))
                        .field())
                .isEqualTo("minutes");
        List<Event> events = story.does("specialist", new StopTimer(ID, 90, null, List.of(), null));
        assertThat(((WorkLogged) events.get(1)).minutes()).isEqualTo(90);
    }

    @Test
    void a_timer_is_discarded_by_its_own_or_a_manager_and_stopped_after_the_end_too() {
        Story story = begun().and("specialist", start());
        assertThat(story.refused("specialist2", new DiscardTimer(ID, "specialist", null))
                        .code())
                .isEqualTo("not-your-timer");
        assertThat(story.refused("specialist2", new DiscardTimer(ID, null, null))
                        .code())
                .isEqualTo("no-timer");
        assertThat(story.refused("specialist2", STOP).code()).isEqualTo("no-timer");
        assertThat(story.does("manager", new DiscardTimer(ID, "specialist", text()))
                        .getFirst())
                .isInstanceOf(TimerDiscarded.class);
        story.and("specialist", start())
                .and("specialist", new ResolveTicket(ID, Story.solution()))
                .and("requester", new ConfirmResolution(ID, 5, null));
        assertThat(story.refused("specialist2", start()).code()).isEqualTo("wrong-status");
        assertThat(story.does("specialist", STOP)).hasSize(2);
    }

    record Step(String person, TicketCommand command, int minutesLater) {}

    @Property(tries = 200)
    void timers_of_a_person_never_overlap_and_nothing_is_logged_that_did_not_run(@ForAll("steps") List<Step> steps) {
        Story story = begun();
        for (Step step : steps) {
            story.later(Duration.ofMinutes(step.minutesLater()));
            try {
                story.does(step.person(), step.command());
            } catch (Refused refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
        Map<String, Instant> running = new HashMap<>();
        Map<String, Instant> until = new HashMap<>();
        for (Recorded recorded : story.log) {
            Instant at = recorded.occurredAt();
            switch (recorded.event()) {
                case TimerStarted e -> {
                    assertThat(running.putIfAbsent(e.person(), at)).isNull();
                    assertThat(until.getOrDefault(e.person(), Instant.MIN)).isBeforeOrEqualTo(at);
                }
                case TimerStopped e -> {
                    assertThat(running.remove(e.person())).isEqualTo(e.startedAt());
                    assertThat((long) e.minutes()).isBetween(1L, Timers.minutes(e.startedAt(), at));
                    until.put(e.person(), at);
                }
                case TimerDiscarded e -> assertThat(running.remove(e.person())).isEqualTo(e.startedAt());
                case TimerForgotten e -> assertThat(running.get(e.person())).isEqualTo(e.startedAt());
                default -> {}
            }
        }
        assertThat(story.ticket.ledger().timers().keySet()).isEqualTo(running.keySet());
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<TicketCommand> command = Arbitraries.of(
                start(),
                STOP,
                new StopTimer(ID, 5, null, List.of(), null),
                new DiscardTimer(ID, null, null),
                new DiscardTimer(ID, "specialist", null),
                new NoteForgottenTimers(ID));
        Arbitrary<String> person = Arbitraries.of("specialist", "specialist", "specialist2", "manager", Actor.SYSTEM);
        return Combinators.combine(person, command, Arbitraries.of(0, 3, 200, 800))
                .as(Step::new)
                .list()
                .ofMinSize(4)
                .ofMaxSize(25);
    }
}
