package daftar.automations.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.automations.webhook.Attempt.Outcome;
import daftar.automations.webhook.Lines.Waiting;
import daftar.messages.Actor;
import daftar.messages.Role;
import daftar.messages.feed.Feed;
import daftar.messages.feed.FeedEvent;
import daftar.messages.webhook.WebhookEvent.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.BeforeTry;
import org.jspecify.annotations.Nullable;

class LinesTest {

    private static final Actor OWNER = new Actor("person-a", Set.of(Role.DISPATCHER), "api", null);
    private static final Backoff BACKOFF = new Backoff(RandomGenerator.getDefault(), Backoff.FIRST);

    private Happenings happenings = new Happenings();
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private Lines lines = new Lines(-1, BACKOFF);
    private List<FeedEvent> accepted = new ArrayList<>();

    @BeforeTry
    void nothing_has_happened() {
        happenings = new Happenings();
        lines = new Lines(-1, BACKOFF);
        accepted = new ArrayList<>();
    }

    /**
     * Events happen, receivers answer as they like, the process is killed and goes on from what was kept, and somebody sends
     * again. Whatever comes of it: each ticket's events are accepted in order, none is missed, and none comes twice but by a
     * kill or a wish.
     */
    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    void every_event_is_accepted_in_the_order_of_its_ticket(@ForAll Random random) {
        List<Waiting> sending = new ArrayList<>();
        var kept = lines.progress();
        boolean killed = false;
        int steps = 60 + random.nextInt(150);
        for (int step = 0; step < steps; step++) {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> {
                    for (int i = random.nextInt(12); i >= 0; i--) {
                        happenings.happen("ticket-" + random.nextInt(6));
                    }
                }
                case 3, 4 -> read(1 + random.nextInt(8));
                case 5 -> now = now.plus(Duration.ofSeconds(random.nextInt(400)));
                case 6 -> {
                    if (lines.wanted().isEmpty()) {
                        kept = lines.progress();
                    }
                }
                case 7 -> {
                    if (random.nextInt(4) == 0) {
                        lines = new Lines(kept, BACKOFF);
                        sending.clear();
                        killed = true;
                    }
                }
                default -> {
                    sending.addAll(lines.toSend(now, 3));
                    while (!sending.isEmpty() && random.nextInt(3) > 0) {
                        Waiting waiting = sending.remove(random.nextInt(sending.size()));
                        answered(waiting.event(), Outcome.values()[random.nextInt(3)]);
                    }
                }
            }
        }
        sending.forEach(waiting -> answered(waiting.event(), Outcome.ACCEPTED));
        for (int i = 0; i < 10_000 && !isDone(); i++) {
            read(50);
            now = now.plus(Duration.ofMinutes(10));
            lines.toSend(now, 3).forEach(waiting -> answered(waiting.event(), Outcome.ACCEPTED));
        }

        assertThat(lines.progress().held()).isEmpty();
        Map<String, Long> reached = new HashMap<>();
        for (FeedEvent event : accepted) {
            long next = reached.getOrDefault(event.ticket(), 0L);
            assertThat(event.revision()).as("nothing is passed over").isLessThanOrEqualTo(next);
            if (!killed) {
                assertThat(event.revision()).as("nothing comes twice").isEqualTo(next);
            }
            reached.put(event.ticket(), Math.max(next, event.revision() + 1));
        }
        assertThat(new HashSet<>(accepted)).isEqualTo(new HashSet<>(happenings.all()));
    }

    /** What is sent again is all that came after the place, and what waited before still comes. */
    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void a_replay_sends_what_came_after_and_forgets_nothing_that_waited(@ForAll Random random) {
        for (int i = 0; i < 40; i++) {
            happenings.happen("ticket-" + random.nextInt(5));
        }
        for (int i = 0; i < 12; i++) {
            read(6);
            now = now.plusSeconds(random.nextInt(20));
            lines.toSend(now, 4)
                    .forEach(waiting -> answered(
                            waiting.event(),
                            waiting.event().ticket().equals("ticket-1") ? Outcome.REFUSED : Outcome.ACCEPTED));
        }
        accepted.clear();
        Set<FeedEvent> due = new HashSet<>();
        long after = random.nextInt(40);
        long before = lines.read();
        for (int i = 0; i < 40; i++) {
            FeedEvent event = happenings.all().get(i);
            boolean waited = event.ticket().equals("ticket-1");
            if (i > Math.min(after, before) || waited) {
                due.add(event);
            }
        }
        lines.replay(7, after);
        assertThat(lines.replayed()).isEqualTo(7);
        for (int i = 0; i < 1_000 && !isDone(); i++) {
            read(50);
            now = now.plus(Duration.ofMinutes(10));
            lines.toSend(now, 3).forEach(waiting -> answered(waiting.event(), Outcome.ACCEPTED));
        }
        assertThat(new HashSet<>(accepted)).containsAll(due);
        assertThat(accepted).doesNotHaveDuplicates();
    }

    @Example
    void a_refused_event_holds_its_own_ticket_and_no_other() {
        happenings.happen("ticket-1");
        happenings.happen("ticket-1");
        happenings.happen("ticket-2");
        happenings.happen("ticket-2");
        for (int i = 0; i < 4; i++) {
            read(10);
            lines.toSend(now, 8)
                    .forEach(waiting -> answered(
                            waiting.event(),
                            waiting.event().ticket().equals("ticket-1") ? Outcome.REFUSED : Outcome.ACCEPTED));
        }
        assertThat(accepted).extracting(FeedEvent::ticket).containsExactly("ticket-2", "ticket-2");
        assertThat(lines.isInTrouble()).isFalse();
        Held held = lines.progress().held().getFirst();
        assertThat(held.ticket()).isEqualTo("ticket-1");
        assertThat(held.revision()).isZero();
        assertThat(held.trouble()).isNotNull();
        assertThat(held.trouble().error()).isEqualTo("answered 422");
    }

    @Example
    void a_receiver_that_is_away_is_asked_by_one_event_at_a_time_of_another_ticket_each() {
        for (int i = 0; i < 6; i++) {
            happenings.happen("ticket-" + i);
        }
        read(10);
        lines.toSend(now, 4).forEach(waiting -> answered(waiting.event(), Outcome.AWAY));
        assertThat(lines.isInTrouble()).isTrue();
        assertThat(lines.toSend(now, 4)).isEmpty();
        Set<String> asked = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            now = now.plus(Backoff.LONGEST);
            List<Waiting> probe = lines.toSend(now, 4);
            assertThat(probe).hasSize(1);
            asked.add(probe.getFirst().event().ticket());
            answered(probe.getFirst().event(), Outcome.AWAY);
        }
        assertThat(asked).hasSize(6);
        now = now.plus(Backoff.LONGEST);
        answered(lines.toSend(now, 4).getFirst().event(), Outcome.ACCEPTED);
        assertThat(lines.isInTrouble()).isFalse();
        assertThat(lines.toSend(now, 8)).hasSize(5);
    }

    @Example
    void several_tickets_refused_one_after_the_other_are_the_receivers_trouble() {
        for (int i = 0; i < Lines.REFUSALS + 1; i++) {
            happenings.happen("ticket-" + i);
        }
        read(10);
        lines.toSend(now, Lines.REFUSALS).forEach(waiting -> answered(waiting.event(), Outcome.REFUSED));
        assertThat(lines.isInTrouble()).isTrue();
        now = now.plus(Backoff.LONGEST);
        answered(lines.toSend(now, 8).getFirst().event(), Outcome.ACCEPTED);
        // what was refused is tried again at once
        assertThat(lines.toSend(now, 8)).hasSize(Lines.REFUSALS);
    }

    @Example
    void a_receiver_is_left_alone_for_as_long_as_it_asks_an_hour_at_most() {
        happenings.happen("ticket-1");
        read(10);
        FeedEvent event = lines.toSend(now, 8).getFirst().event();
        lines.attempted(event, Attempt.answered(now, Duration.ZERO, 429, Duration.ofMinutes(20)), now);
        assertThat(lines.nextTry(now)).isEqualTo(now.plus(Duration.ofMinutes(20)));
        now = now.plus(Duration.ofMinutes(20));
        event = lines.toSend(now, 8).getFirst().event();
        lines.attempted(event, Attempt.answered(now, Duration.ZERO, 503, Duration.ofDays(20)), now);
        assertThat(lines.nextTry(now)).isEqualTo(now.plus(Backoff.LONGEST_ASKED));
    }

    @Example
    void pauses_double_up_to_five_minutes_and_differ() {
        for (int attempts = 1; attempts < 40; attempts++) {
            Duration pause = BACKOFF.after(attempts);
            assertThat(pause).isBetween(Backoff.FIRST.dividedBy(2), Backoff.LONGEST);
        }
        assertThat(BACKOFF.after(30)).isGreaterThanOrEqualTo(Backoff.LONGEST.dividedBy(2));
        assertThat(BACKOFF.after(1)).isLessThanOrEqualTo(Backoff.FIRST);
    }

    private boolean isDone() {
        return lines.read() == happenings.head()
                && lines.wanted().isEmpty()
                && lines.progress().held().isEmpty();
    }

    private void read(int size) {
        lines.wanted().forEach((ticket, from) -> {
            Feed.Part part = happenings.ofTicket(OWNER, null, Set.of(), ticket, from, lines.read(), 2);
            lines.found(ticket, part.events(), part.next(), part.end(), now);
        });
        lines.add(happenings.read(OWNER, null, lines.read(), Set.of(), size), now);
    }

    private void answered(FeedEvent event, Outcome outcome) {
        if (outcome == Outcome.ACCEPTED) {
            accepted.add(event);
        }
        lines.attempted(event, attempt(outcome), now);
    }

    private Attempt attempt(Outcome outcome) {
        @Nullable String error =
                outcome == Outcome.ACCEPTED ? null : outcome == Outcome.REFUSED ? "answered 422" : "no connection";
        return new Attempt(now, Duration.ofMillis(3), outcome, null, error, null);
    }
}
