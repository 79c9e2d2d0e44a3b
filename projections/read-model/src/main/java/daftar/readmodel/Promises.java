package daftar.readmodel;

import daftar.messages.sla.SlaHistory;
import daftar.messages.sla.SlaTerms;
import daftar.messages.sla.SlaTerms.PointAt;
import daftar.messages.sla.Target;
import daftar.messages.ticket.TicketEvent;
import daftar.messages.ticket.TicketEvent.*;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with what was promised to the requester: part of {@link TicketDocument}, beside its due times.
 *
 * @param history what happened that matters to promises; what-ifs are counted from it
 * @param calendar in whose working time they are counted; null where nothing is promised
 * @param terms how they are counted; its points are those that were not told yet
 * @param nextWordDueAt null where it is not promised, and while no word is owed
 * @param pausedSince since when the clock stands still; null while it goes
 * @param nextPointAt when the next warning point of an open promise is reached; null for none, and while the clock stands
 *     still
 * @param broken the promises that were broken: kept late, or noted once their time was over
 */
public record Promises(
        SlaHistory history,
        @Nullable String calendar,
        SlaTerms terms,
        @Nullable Instant nextWordDueAt,
        @Nullable Instant pausedSince,
        @Nullable Instant nextPointAt,
        List<Target> broken) {

    /** Of a ticket to which nothing has been promised yet. */
    public static final Promises NONE = new Promises(SlaHistory.NONE, null, SlaTerms.NONE, null, null, null, List.of());

    public Promises {
        history = history == null ? SlaHistory.NONE : history;
        terms = terms == null ? SlaTerms.NONE : terms;
        broken = broken == null ? List.of() : List.copyOf(broken);
    }

    /**
     * The fold: pure.
     *
     * @param before the due times and whether somebody had responded, before the event; null for the first
     * @param draft after the event
     */
    Promises after(TicketEvent event, @Nullable TicketDocument before, TicketDraft draft, Instant at) {
        SlaHistory longer = history.after(event, at);
        String counted = calendar;
        SlaTerms agreed = terms;
        Instant word = nextWordDueAt;
        Set<Target> late = EnumSet.noneOf(Target.class);
        late.addAll(broken);
        if (before != null) {
            noteLate(event, before, draft, at, late);
        }
        switch (event) {
            case TargetsSet e -> {
                counted = e.calendar();
                agreed = e.terms();
                word = e.nextWordDueAt();
                // what has more time again is not broken any more
                if (draft.respondedAt == null && isLater(e.responseDueAt(), at)) {
                    late.remove(Target.RESPONSE);
                }
                if (draft.resolvedAt == null && isLater(e.resolutionDueAt(), at)) {
                    late.remove(Target.RESOLUTION);
                }
            }
            case TargetPointReached e -> {
                agreed = without(agreed, e.target(), e.percent());
                if (e.percent() >= 100) {
                    late.add(e.target());
                }
            }
            default -> {
                if (SlaHistory.isWord(event)) {
                    agreed = without(agreed, Target.NEXT_WORD, Integer.MAX_VALUE);
                }
            }
        }
        if (!draft.status.isOpen()) {
            word = null;
        }
        Instant paused = draft.status.isOpen() ? longer.pausedSince() : null;
        return new Promises(
                longer,
                counted,
                agreed,
                word,
                paused,
                paused == null && draft.status.isOpen() ? nextPoint(agreed, draft.respondedAt != null) : null,
                List.copyOf(late));
    }

    /** What is kept by this event, and was due before. */
    private void noteLate(TicketEvent event, TicketDocument before, TicketDraft draft, Instant at, Set<Target> late) {
        Instant moment = pausedSince == null ? at : pausedSince;
        if (before.respondedAt() == null && draft.respondedAt != null && isPast(before.responseDueAt(), moment)) {
            late.add(Target.RESPONSE);
        }
        boolean settled = before.status().isOpen() && !draft.status.isOpen();
        if (settled && isPast(before.resolutionDueAt(), moment)) {
            late.add(Target.RESOLUTION);
        }
        if (settled && draft.respondedAt == null && isPast(before.responseDueAt(), moment)) {
            late.add(Target.RESPONSE);
        }
        if ((SlaHistory.isWord(event) || settled) && isPast(nextWordDueAt, moment)) {
            late.add(Target.NEXT_WORD);
        }
    }

    private static boolean isPast(@Nullable Instant due, Instant at) {
        return due != null && due.isBefore(at);
    }

    private static boolean isLater(@Nullable Instant due, Instant at) {
        return due == null || due.isAfter(at);
    }

    private static SlaTerms without(SlaTerms terms, Target target, int percent) {
        List<PointAt> left = new ArrayList<>();
        for (PointAt point : terms.points()) {
            if (point.target() != target || point.percent() > percent) {
                left.add(point);
            }
        }
        return left.size() == terms.points().size() ? terms : terms.with(left);
    }

    private static @Nullable Instant nextPoint(SlaTerms terms, boolean responded) {
        for (PointAt point : terms.points()) {
            if (point.target() != Target.RESPONSE || !responded) {
                return point.at();
            }
        }
        return null;
    }

    /** When a running promise falls due; null while the clock stands still before that. */
    @Nullable Instant running(@Nullable Instant due) {
        return due != null && pausedSince != null && !due.isBefore(pausedSince) ? null : due;
    }
}
