package daftar.messages.reportschedule;

import daftar.messages.NothingChanged;
import daftar.messages.Recorded;
import daftar.messages.reportschedule.ReportScheduleEvent.*;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as it stands after an event.
 *
 * @param version of the last event
 * @param owner who ordered it
 * @param since occurrences up to this instant are done with, sent or not
 * @param lastSent the last occurrence of which there was a letter; null for none
 * @param lastProblem the last occurrence of which somebody got none; null for none
 */
public record ReportSchedule(
        String id,
        long version,
        String owner,
        ReportOrder order,
        boolean paused,
        boolean removed,
        Instant scheduledAt,
        Instant since,
        @Nullable Issue lastSent,
        @Nullable Issue lastProblem) {

    /** @param at when its letters were written @param dueAt the occurrence */
    public record Issue(Instant at, Instant dueAt, List<String> recipients, List<Skipped> skipped) {
        public Issue {
            recipients = List.copyOf(recipients);
            skipped = List.copyOf(skipped);
        }
    }

    /** The fold: pure. Null where nothing was scheduled. */
    public static @Nullable ReportSchedule evolve(@Nullable ReportSchedule before, Recorded recorded) {
        Instant at = recorded.occurredAt();
        if (recorded.event() instanceof ReportScheduled e) {
            return new ReportSchedule(
                    recorded.stream(), recorded.revision(), e.owner(), e.order(), false, false, at, at, null, null);
        }
        if (before == null) {
            return null;
        }
        long version = recorded.revision();
        return switch (recorded.event()) {
            case ReportScheduleChanged e -> before.with(version, e.order(), before.paused, false, at);
            case ReportSchedulePaused e -> before.with(version, before.order, true, false, before.since);
            case ReportScheduleResumed e -> before.with(version, before.order, false, false, at);
            case ReportScheduleRemoved e -> before.with(version, before.order, before.paused, true, before.since);
            case ScheduledReportIssued e -> {
                Issue issue = new Issue(at, e.dueAt(), e.recipients(), e.skipped());
                yield new ReportSchedule(
                        before.id,
                        version,
                        before.owner,
                        before.order,
                        before.paused,
                        before.removed,
                        before.scheduledAt,
                        e.dueAt(),
                        e.recipients().isEmpty() ? before.lastSent : issue,
                        e.skipped().isEmpty() ? before.lastProblem : issue);
            }
            case NothingChanged e -> before.with(version, before.order, before.paused, before.removed, before.since);
            default -> before;
        };
    }

    private ReportSchedule with(long next, ReportOrder ordered, boolean pausing, boolean gone, Instant doneWith) {
        return new ReportSchedule(
                id, next, owner, ordered, pausing, gone, scheduledAt, doneWith, lastSent, lastProblem);
    }

    /** The next occurrence, in the past where it has not been sent yet; null while nothing is sent. */
    public @Nullable Instant nextDueAt() {
        return paused || removed ? null : order.rhythm().next(since, order.zoneId());
    }

    /** The occurrence to be sent now: of several that were missed the latest alone; null for none. */
    public @Nullable Instant dueBy(Instant now) {
        if (paused || removed) {
            return null;
        }
        Instant latest = order.rhythm().latest(now, order.zoneId());
        return latest.isAfter(since) ? latest : null;
    }
}
