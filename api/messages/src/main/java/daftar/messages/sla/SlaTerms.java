package daftar.messages.sla;

import daftar.messages.ticket.HoldReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a promise is counted, as it was decided.
 *
 * @param policyVersion of the policy that it comes from; 0 where nothing is promised
 * @param level the policy's level; null where nothing is promised
 * @param calendarVersion of the calendar; 0 where nothing is promised
 * @param vip whether the requester is one for whom more is done
 * @param pauses which waiting stops the clock
 * @param approvalPauses whether waiting for an approval stops it, too
 * @param points when which part of the time will have passed, unless the clock stops before, in the order of time
 */
public record SlaTerms(
        int policyVersion,
        @Nullable String level,
        int calendarVersion,
        boolean vip,
        List<HoldReason> pauses,
        boolean approvalPauses,
        List<PointAt> points) {

    /** Nothing is said. */
    public static final SlaTerms NONE = new SlaTerms(0, null, 0, false, List.of(), false, List.of());

    public SlaTerms {
        pauses = pauses == null ? List.of() : List.copyOf(pauses);
        points = points == null ? List.of() : List.copyOf(points);
    }

    /** The same with these points. */
    public SlaTerms with(List<PointAt> newPoints) {
        return new SlaTerms(policyVersion, level, calendarVersion, vip, pauses, approvalPauses, newPoints);
    }

    /** @param at when so much of the promised time has passed */
    public record PointAt(Target target, int percent, Instant at) {}
}
