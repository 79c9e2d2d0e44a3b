package daftar.messages.sla;

import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Priority;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is promised to which tickets. A criterion that is null or empty holds for all.
 *
 * @param code unique in its policy
 * @param service of the catalogue
 * @param type of the catalogue
 * @param priorities before triage a ticket has none, and is of no level that names any
 * @param department with all below it
 * @param vip whether the requester is one for whom more is done
 * @param calendar in whose working time everything is counted
 * @param response null for no promise
 * @param resolution null for no promise
 * @param nextWord after the last word to the requester; null for no promise
 * @param pauses which waiting stops the clock
 * @param approvalPauses whether waiting for an approval stops it, too
 * @param points what is done as time passes; null stands for {@link WarningPoint#USUAL}
 */
public record ServiceLevel(
        String code,
        @Nullable String service,
        @Nullable String type,
        List<Priority> priorities,
        @Nullable String department,
        @Nullable Boolean vip,
        String calendar,
        @Nullable Duration response,
        @Nullable Duration resolution,
        @Nullable Duration nextWord,
        List<HoldReason> pauses,
        boolean approvalPauses,
        @Nullable List<WarningPoint> points) {
    public ServiceLevel {
        priorities = priorities == null ? List.of() : List.copyOf(priorities);
        pauses = pauses == null ? List.of() : List.copyOf(pauses);
        points = points == null ? WarningPoint.USUAL : List.copyOf(points);
    }

    /** The time promised for this target; null for no promise. */
    public @Nullable Duration promised(Target target) {
        return switch (target) {
            case RESPONSE -> response;
            case RESOLUTION -> resolution;
            case NEXT_WORD -> nextWord;
        };
    }

    boolean holdsFor(SlaFacts facts) {
        return (service == null || service.equals(facts.service()))
                && (type == null || type.equals(facts.type()))
                && (priorities.isEmpty() || (facts.priority() != null && priorities.contains(facts.priority())))
                && (department == null || facts.departments().contains(department))
                && (vip == null || vip == facts.vip());
    }

    /** The more that is named, the more specific; of as many, the earlier kind in this order and the deeper department. */
    int[] specificity(SlaFacts facts) {
        int named = (service == null ? 0 : 1)
                + (department == null ? 0 : 1)
                + (type == null ? 0 : 1)
                + (vip == null ? 0 : 1)
                + (priorities.isEmpty() ? 0 : 1);
        return new int[] {
            named,
            service == null ? 0 : 1,
            department == null ? 0 : 1 + facts.departments().indexOf(department),
            type == null ? 0 : 1,
            vip == null ? 0 : 1,
            priorities.isEmpty() ? 0 : 1
        };
    }

    /** The warning points of one promise, each percentage once, from the lowest on. That it is broken is always one. */
    public List<WarningPoint> pointsOf(Target target) {
        List<WarningPoint> all = points == null ? WarningPoint.USUAL : points;
        java.util.TreeMap<Integer, WarningPoint> byPercent = new java.util.TreeMap<>();
        byPercent.put(100, new WarningPoint(target, 100, java.util.Set.of()));
        for (WarningPoint point : all) {
            if (point.isOf(target)) {
                java.util.Set<WarningAction> actions = new java.util.HashSet<>(point.actions());
                WarningPoint same = byPercent.get(point.percent());
                if (same != null) {
                    actions.addAll(same.actions());
                }
                byPercent.put(point.percent(), new WarningPoint(target, point.percent(), actions));
            }
        }
        return List.copyOf(byPercent.values());
    }
}
