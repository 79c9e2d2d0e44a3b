package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.LocalizedText;
import daftar.messages.Meta;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.query.SlaView;
import daftar.messages.query.SlaView.Promise;
import daftar.messages.sla.PromiseRegister;
import daftar.messages.sla.ServiceLevel;
import daftar.messages.sla.SlaEvent.ServiceLevelsDefined;
import daftar.messages.sla.SlaPolicy;
import daftar.messages.sla.SlaTerms;
import daftar.messages.sla.SlaTerms.PointAt;
import daftar.messages.sla.Target;
import daftar.messages.sla.TargetState.Progress;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.Fix;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Solution;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketEvent;
import daftar.messages.ticket.TicketEvent.*;
import daftar.readmodel.TicketDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The read model's fold of promises, and what is told of it. */
class SlaViewsTest {

    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    private static final PromiseRegister PROMISES = PromiseRegister.SHIPPED.after(new ServiceLevelsDefined(
            2,
            new SlaPolicy(
                    "default",
                    LocalizedText.of("en", "Ours"),
                    List.of(new ServiceLevel(
                            "all",
                            null,
                            null,
                            List.of(),
                            null,
                            null,
                            "around-the-clock",
                            Duration.ofMinutes(30),
                            Duration.ofMinutes(240),
                            null,
                            List.of(HoldReason.REQUESTER),
                            false,
                            null)))));

    private TicketDocument ticket;

    private static Instant at(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    private void happens(int minutes, TicketEvent event) {
        long revision = ticket == null ? 0 : ticket.revision() + 1;
        ticket = TicketDocument.evolve(
                ticket,
                new Recorded(
                        "ticket-1",
                        revision,
                        revision,
                        UUID.randomUUID(),
                        at(minutes),
                        Map.of(
                                Meta.ACTOR,
                                "person-dan",
                                Meta.OCCURRED_AT,
                                at(minutes).toString()),
                        event));
    }

    private void raised() {
        happens(
                0,
                new TicketRaised(
                        "T-1",
                        "person-ann",
                        Channel.PORTAL,
                        "incident",
                        null,
                        null,
                        null,
                        null,
                        null,
                        "incident",
                        1,
                        "en",
                        Text.of("t"),
                        null,
                        List.of(),
                        List.of(),
                        null,
                        Map.of(),
                        null,
                        List.of(),
                        null));
        promised(0, 30, 240, point(Target.RESPONSE, 100, 30), point(Target.RESOLUTION, 50, 120));
    }

    private static PointAt point(Target target, int percent, int minutes) {
        return new PointAt(target, percent, at(minutes));
    }

    private void promised(int minutes, int response, int resolution, PointAt... points) {
        happens(
                minutes,
                new TargetsSet(
                        at(response),
                        at(resolution),
                        "default",
                        "around-the-clock",
                        null,
                        new SlaTerms(2, "all", 1, false, List.of(HoldReason.REQUESTER), false, List.of(points))));
    }

    private void resolved(int minutes) {
        happens(minutes, new TicketResolved(new Solution(Text.of("done"), null, null, Fix.PERMANENT), true));
    }

    private Promise told(Target target, int minutes) {
        SlaView view = Objects.requireNonNull(SlaViews.of(ticket, PROMISES, at(minutes)));
        return view.targets().stream()
                .filter(promise -> promise.target() == target)
                .findFirst()
                .orElseThrow();
    }

    private void isTold(Target target, int minutes, Progress progress, int percent) {
        assertThat(told(target, minutes))
                .extracting(Promise::progress, Promise::percent)
                .containsExactly(progress, percent);
    }

    @Test
    void a_running_promise_uses_up_its_time() {
        raised();
        isTold(Target.RESPONSE, 15, Progress.RUNNING, 50);
        isTold(Target.RESOLUTION, 60, Progress.RUNNING, 25);
        isTold(Target.RESPONSE, 45, Progress.BREACHED, 150);
        assertThat(ticket.sla().nextPointAt()).isEqualTo(at(30));
        assertThat(ticket.overdueAt()).isEqualTo(at(30));
    }

    @Test
    void an_answer_keeps_the_response_and_leaves_the_points_of_the_resolution() {
        raised();
        happens(20, new CommentAdded(Text.of("we look"), true));
        isTold(Target.RESPONSE, 500, Progress.MET, 66);
        assertThat(ticket.sla().nextPointAt()).isEqualTo(at(120));
        happens(120, new TargetPointReached(Target.RESOLUTION, 50, at(240), List.of(), List.of()));
        assertThat(ticket.sla().nextPointAt()).isNull();
        assertThat(ticket.sla().broken()).isEmpty();
    }

    @Test
    void what_waits_is_neither_overdue_nor_warned_of_and_goes_on_where_it_stopped() {
        raised();
        happens(10, new TicketPutOnHold(HoldReason.REQUESTER, null, null));
        assertThat(ticket.sla().nextPointAt()).isNull();
        assertThat(ticket.overdueAt()).isNull();
        assertThat(ticket.isResponseLate(at(500))).isFalse();
        isTold(Target.RESPONSE, 500, Progress.PAUSED, 33);
        happens(500, new WorkResumed(Status.NEW, null));
        promised(500, 520, 730, point(Target.RESPONSE, 100, 520));
        assertThat(ticket.sla().nextPointAt()).isEqualTo(at(520));
        isTold(Target.RESPONSE, 510, Progress.RUNNING, 66);
    }

    @Test
    void what_waits_for_something_that_does_not_pause_goes_on() {
        raised();
        happens(10, new TicketPutOnHold(HoldReason.VENDOR, null, null));
        assertThat(ticket.sla().nextPointAt()).isEqualTo(at(30));
        assertThat(ticket.isResponseLate(at(31))).isTrue();
    }

    @Test
    void a_promise_that_is_kept_late_or_whose_end_was_noted_is_broken_for_good() {
        raised();
        happens(30, new TargetPointReached(Target.RESPONSE, 100, at(30), List.of(), List.of()));
        assertThat(ticket.sla().broken()).containsExactly(Target.RESPONSE);
        resolved(241);
        assertThat(ticket.sla().broken()).containsExactly(Target.RESPONSE, Target.RESOLUTION);
        assertThat(ticket.overdueAt()).isNull();
        isTold(Target.RESOLUTION, 900, Progress.BREACHED, 100);
        assertThat(ticket.isResolutionLate(at(900))).isTrue();
    }

    @Test
    void a_policy_that_is_switched_off_leaves_nothing() {
        raised();
        happens(100, new TargetsSet(null, null, null, null, null, SlaTerms.NONE));
        assertThat(SlaViews.of(ticket, PROMISES, at(900))).isNull();
        assertThat(ticket.sla().nextPointAt()).isNull();
        assertThat(ticket.overdueAt()).isNull();
    }

    @Test
    void more_time_makes_good_what_was_broken_while_it_is_open() {
        raised();
        happens(240, new TargetPointReached(Target.RESOLUTION, 100, at(240), List.of(), List.of()));
        promised(250, 30, 600);
        assertThat(ticket.sla().broken()).isEmpty();
    }
}
