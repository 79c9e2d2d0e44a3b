package daftar.messages.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the desk loses patience with somebody who does not answer: what is still to be done, the earliest first. Immutable
 * and pure, so that the command side and the read models, which fold the same events, know the same.
 *
 * @param turns at most one of each step; empty once nothing more will be done
 */
public record Patience(List<Turn> turns) {

    /** Nothing is done, however long it lasts. */
    public static final Patience ENDLESS = new Patience(List.of());

    private static final Duration TO_APPROVE = Duration.ofDays(2);
    private static final Duration TO_ANSWER = Duration.ofDays(3);

    /** @param at from when on the step is due */
    public record Turn(SilenceStep step, Instant at) {}

    public Patience {
        turns = turns == null ? List.of() : List.copyOf(turns);
    }

    /**
     * With approvers, unless the stage says otherwise: reminded after half of the stage's time, their substitutes asked once
     * it is over, their superiors after half of it once more. A stage without a due time counts as one of two days.
     *
     * @param dueAt when the stage falls due; null for never
     */
    public static Patience withApprovers(Instant from, @Nullable Instant dueAt) {
        Duration time = dueAt == null || !dueAt.isAfter(from) ? TO_APPROVE : Duration.between(from, dueAt);
        return new Patience(List.of(
                new Turn(SilenceStep.REMIND, from.plus(time.dividedBy(2))),
                new Turn(SilenceStep.PASS_TO_SUBSTITUTE, from.plus(time)),
                new Turn(SilenceStep.PASS_TO_SUPERIOR, from.plus(time).plus(time.dividedBy(2)))));
    }

    /** With those who are asked about a cost: reminded after a day, their substitutes asked after two, who is above after three. */
    public static Patience withCostApprovers(Instant from) {
        return withApprovers(from, null);
    }

    /** With a requester, unless the stage says otherwise: reminded after three days and six, and closed after nine. */
    public static Patience withRequester(Instant from) {
        return new Patience(List.of(
                new Turn(SilenceStep.REMIND, from.plus(TO_ANSWER)),
                new Turn(SilenceStep.REMIND_AGAIN, from.plus(TO_ANSWER.multipliedBy(2))),
                new Turn(SilenceStep.CLOSE, from.plus(TO_ANSWER.multipliedBy(3)))));
    }

    /** What is to be done next; null for nothing. */
    public @Nullable Turn next() {
        return turns.isEmpty() ? null : turns.getFirst();
    }

    /**
     * Once a step was done. Where that was late, since no clock ran, what is left is as late: nobody is passed over, and no
     * ticket closed, right after the first reminder.
     *
     * @param done null for none
     */
    public Patience after(@Nullable SilenceStep done, Instant at) {
        for (int i = 0; i < turns.size(); i++) {
            Turn turn = turns.get(i);
            if (turn.step() == done) {
                Duration late = Duration.between(turn.at(), at);
                return new Patience(turns.subList(i + 1, turns.size())).later(late.isNegative() ? Duration.ZERO : late);
            }
        }
        return this;
    }

    /** The same from a later beginning: another is asked from then on. */
    public Patience later(Duration by) {
        if (by.isZero()) {
            return this;
        }
        List<Turn> moved = new ArrayList<>(turns.size());
        turns.forEach(turn -> moved.add(new Turn(turn.step(), turn.at().plus(by))));
        return new Patience(moved);
    }
}
