package daftar.messages.sla;

import daftar.messages.sla.Mark.Kind;
import daftar.messages.sla.SlaTerms.PointAt;
import daftar.messages.sla.TargetState.Progress;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of the promises to a ticket: a pure function of what happened to it, of the service levels and of the
 * calendars.
 *
 * <p>A promise is counted in the working time of its level's calendar from the raising on; the next word from the last one.
 * The clock stands still while the ticket waits for something that pauses it, and from a solution or an end until the ticket
 * is worked on again. What is promised depends on what the ticket is when the promise is kept: one that was raised to urgent
 * must be solved in an urgent ticket's time. A promise is broken once its due time is past.
 */
public final class Sla {

    /** From {@code from} on, before {@code to}. */
    private record Stop(Instant from, Instant to) {}

    private static final Comparator<PointAt> BY_TIME =
            Comparator.comparing(PointAt::at).thenComparing(PointAt::target).thenComparing(PointAt::percent);

    private final List<Mark> marks;
    private final Instant at;
    private final Calendars calendars;
    /** What the ticket was after each mark. */
    private final SlaFacts[] facts;

    private final ServiceLevels.@Nullable Found[] levels;
    private final boolean[] paused;
    private final boolean[] off;
    private final List<Stop> stops = new ArrayList<>();

    /**
     * The state at an instant as these levels and calendars would have it: what the ticket's own promises were does not
     * matter.
     *
     * @param history of a ticket; not empty
     * @param at later marks do not count
     * @throws IllegalArgumentException for an empty history
     */
    public static SlaState of(SlaHistory history, ServiceLevels levels, Calendars calendars, Instant at) {
        return new Sla(history, levels, calendars, at, null).state();
    }

    /**
     * The state at an instant where the promise is decided anew: from now on by these levels; time for which the clock stood
     * still by what was promised then stays so.
     *
     * @param vip whether the requester is one for whom more is done, now
     * @throws IllegalArgumentException for an empty history
     */
    public static SlaState anew(
            SlaHistory history, boolean vip, ServiceLevels levels, Calendars calendars, Instant at) {
        return new Sla(history, levels, calendars, at, vip).state();
    }

    private Sla(
            SlaHistory history,
            ServiceLevels serviceLevels,
            Calendars calendars,
            Instant at,
            @Nullable Boolean vipNow) {
        int count = 0;
        while (count < history.marks().size()
                && !history.marks().get(count).at().isAfter(at)) {
            count++;
        }
        if (history.marks().isEmpty() || history.marks().getFirst().kind() != Kind.RAISED) {
            throw new IllegalArgumentException("the history does not begin with the raising");
        }
        this.marks = history.marks().subList(0, Math.max(1, count));
        this.at = at;
        this.calendars = calendars;
        this.facts = new SlaFacts[marks.size()];
        this.levels = new ServiceLevels.@Nullable Found[marks.size()];
        this.paused = new boolean[marks.size()];
        this.off = new boolean[marks.size()];
        walk(serviceLevels, vipNow);
    }

    private void walk(ServiceLevels serviceLevels, @Nullable Boolean vipNow) {
        String type = "";
        String service = null;
        Priority priority = null;
        List<String> departments = List.of();
        boolean vip = false;
        boolean held = false;
        HoldReason reason = null;
        List<HoldReason> recorded = List.of();
        boolean recordedApproval = false;
        boolean done = false;
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            boolean last = i == marks.size() - 1;
            switch (mark.kind()) {
                case RAISED -> {
                    type = Objects.requireNonNullElse(mark.type(), "");
                    service = mark.service();
                    departments = Objects.requireNonNullElse(mark.departments(), List.of());
                }
                case CLASSIFIED -> {
                    type = Objects.requireNonNullElse(mark.type(), "");
                    service = mark.service();
                }
                case PRIORITY -> priority = mark.priority();
                case DEPARTMENT -> departments = Objects.requireNonNullElse(mark.departments(), List.of());
                case TERMS -> {
                    vip = Boolean.TRUE.equals(mark.vip());
                    recorded = Objects.requireNonNullElse(mark.pauses(), List.of());
                    recordedApproval = Boolean.TRUE.equals(mark.approvalPauses());
                }
                case HELD -> {
                    held = true;
                    reason = mark.hold();
                }
                case RESUMED -> held = false;
                case RESOLVED, ENDED -> done = true;
                case REOPENED -> done = false;
                case RESPONDED, WORD -> {}
            }
            boolean vipThen = last && vipNow != null ? vipNow : vip;
            SlaFacts before = i == 0 ? null : facts[i - 1];
            if (before != null
                    && before.vip() == vipThen
                    && before.priority() == priority
                    && before.type().equals(type)
                    && Objects.equals(before.service(), service)
                    && before.departments().equals(departments)) {
                facts[i] = before;
                levels[i] = levels[i - 1];
            } else {
                facts[i] = new SlaFacts(type, service, priority, departments, vipThen);
                levels[i] = serviceLevels.find(facts[i]);
            }
            ServiceLevels.Found level = levels[i];
            if (held) {
                // what is decided anew does not take back for how long the clock stood still
                paused[i] = vipNow != null
                        ? pauses(reason, recorded, recordedApproval)
                        : level != null
                                && pauses(
                                        reason,
                                        level.level().pauses(),
                                        level.level().approvalPauses());
            }
            off[i] = done;
            if (paused[i] || off[i]) {
                stop(mark.at(), last ? at : marks.get(i + 1).at());
            }
        }
        if (vipNow != null && held) {
            ServiceLevels.Found now = levels[marks.size() - 1];
            paused[marks.size() - 1] = now != null
                    && pauses(reason, now.level().pauses(), now.level().approvalPauses());
        }
    }

    /** @param reason null for an approval */
    static boolean pauses(@Nullable HoldReason reason, List<HoldReason> pausing, boolean approval) {
        return reason == null ? approval : pausing.contains(reason);
    }

    private void stop(Instant from, Instant to) {
        if (!to.isAfter(from)) {
            return;
        }
        Stop last = stops.isEmpty() ? null : stops.getLast();
        if (last != null && last.to().equals(from)) {
            stops.set(stops.size() - 1, new Stop(last.from(), to));
        } else {
            stops.add(new Stop(from, to));
        }
    }

    private SlaState state() {
        int last = marks.size() - 1;
        ServiceLevels.Found level = levels[last];
        boolean stopped = paused[last] || off[last];
        List<TargetState> targets = new ArrayList<>(3);
        List<PointAt> points = new ArrayList<>();
        add(targets, points, response(), levels[last], stopped);
        add(targets, points, resolution(), levels[last], stopped);
        add(targets, points, nextWord(), levels[last], stopped);
        points.sort(BY_TIME);
        BusinessCalendar calendar =
                level == null ? null : calendars.get(level.level().calendar());
        return new SlaState(
                level,
                calendar,
                facts[last],
                paused[last] && !off[last],
                calendar == null ? Duration.ZERO : pausedTime(calendar),
                List.copyOf(targets),
                List.copyOf(points));
    }

    private void add(
            List<TargetState> targets,
            List<PointAt> points,
            @Nullable TargetState target,
            ServiceLevels.@Nullable Found level,
            boolean stopped) {
        if (target == null) {
            return;
        }
        targets.add(target);
        if (!target.isOpen() || stopped || level == null) {
            return;
        }
        BusinessCalendar calendar = calendars.get(level.level().calendar());
        for (WarningPoint point : level.level().pointsOf(target.target())) {
            Duration part =
                    Duration.ofMillis(Math.multiplyExact(target.promised().toMillis(), (long) point.percent()) / 100);
            points.add(new PointAt(target.target(), point.percent(), due(calendar, target.from(), part, at)));
        }
    }

    private @Nullable TargetState response() {
        int done = first(Kind.RESPONDED);
        int ended = done < 0 ? endedAt() : -1;
        return target(Target.RESPONSE, marks.getFirst().at(), done, ended, 0);
    }

    private @Nullable TargetState resolution() {
        int done = resolvedAt();
        int ended = done < 0 ? endedAt() : -1;
        return target(Target.RESOLUTION, marks.getFirst().at(), done, ended, 0);
    }

    private @Nullable TargetState nextWord() {
        Instant from = marks.getFirst().at();
        int breaches = 0;
        boolean waits = true;
        for (int i = 0; i < marks.size(); i++) {
            switch (marks.get(i).kind()) {
                case WORD, RESOLVED -> {
                    if (waits) {
                        TargetState heard = target(Target.NEXT_WORD, from, i, -1, 0);
                        if (heard != null && heard.isBreached()) {
                            breaches++;
                        }
                        from = marks.get(i).at();
                    }
                    if (marks.get(i).kind() == Kind.RESOLVED) {
                        waits = false;
                    }
                }
                case ENDED -> waits = false;
                case REOPENED -> {
                    waits = true;
                    from = marks.get(i).at();
                }
                default -> {}
            }
        }
        int resolved = resolvedAt();
        if (resolved >= 0) {
            ServiceLevels.Found level = levels[resolved];
            Duration promised = level == null ? null : level.level().nextWord();
            return promised == null
                    ? null
                    : new TargetState(
                            Target.NEXT_WORD,
                            breaches > 0 ? Progress.BREACHED : Progress.MET,
                            promised,
                            from,
                            from,
                            Duration.ZERO,
                            from,
                            breaches);
        }
        return target(Target.NEXT_WORD, from, -1, endedAt(), breaches);
    }

    /** @param done the mark that kept it, or -1 @param ended the mark by which it fell away, or -1 */
    private @Nullable TargetState target(Target target, Instant from, int done, int ended, int breachesBefore) {
        int last = marks.size() - 1;
        int decides = done >= 0 ? done : ended >= 0 ? ended : last;
        ServiceLevels.Found level = levels[decides];
        Duration promised = level == null ? null : level.level().promised(target);
        if (level == null || promised == null) {
            return null;
        }
        BusinessCalendar calendar = calendars.get(level.level().calendar());
        Instant until = done >= 0 || ended >= 0 ? marks.get(decides).at() : at;
        Instant due = due(calendar, from, promised, until);
        boolean broken = until.isAfter(due);
        int breaches = breachesBefore + (broken ? 1 : 0);
        Progress progress;
        if (broken) {
            progress = Progress.BREACHED;
        } else if (done >= 0) {
            progress = Progress.MET;
        } else if (ended >= 0) {
            progress = breaches > 0 ? Progress.BREACHED : Progress.DROPPED;
        } else {
            progress = paused[last] ? Progress.PAUSED : Progress.RUNNING;
        }
        return new TargetState(
                target,
                progress,
                promised,
                from,
                due,
                used(calendar, from, until),
                done >= 0 ? marks.get(done).at() : null,
                breaches);
    }

    private int first(Kind kind) {
        for (int i = 0; i < marks.size(); i++) {
            if (marks.get(i).kind() == kind) {
                return i;
            }
        }
        return -1;
    }

    /** The mark by which it is solved now, or -1. */
    private int resolvedAt() {
        for (int i = marks.size() - 1; i >= 0; i--) {
            switch (marks.get(i).kind()) {
                case RESOLVED -> {
                    return i;
                }
                case REOPENED -> {
                    return -1;
                }
                default -> {}
            }
        }
        return -1;
    }

    /** The mark by which it is at its end now, or -1. */
    private int endedAt() {
        int ended = -1;
        for (int i = 0; i < marks.size(); i++) {
            switch (marks.get(i).kind()) {
                case ENDED -> ended = ended < 0 ? i : ended;
                case REOPENED -> ended = -1;
                default -> {}
            }
        }
        return ended;
    }

    /** When so much working time has passed in which the clock went. Stops that begin at {@code until} or later do not count. */
    private Instant due(BusinessCalendar calendar, Instant from, Duration workingTime, Instant until) {
        Instant here = from;
        Duration left = workingTime;
        for (Stop stop : stops) {
            if (!stop.to().isAfter(here)) {
                continue;
            }
            if (!stop.from().isBefore(until)) {
                break;
            }
            if (stop.from().isAfter(here)) {
                Duration worked = calendar.between(here, stop.from());
                if (worked.compareTo(left) >= 0) {
                    break;
                }
                left = left.minus(worked);
            }
            here = stop.to();
        }
        return calendar.plus(here, left);
    }

    private Duration used(BusinessCalendar calendar, Instant from, Instant until) {
        Duration used = calendar.between(from, until);
        for (Stop stop : stops) {
            Instant begins = stop.from().isBefore(from) ? from : stop.from();
            Instant ends = stop.to().isAfter(until) ? until : stop.to();
            used = used.minus(calendar.between(begins, ends));
        }
        return used;
    }

    private Duration pausedTime(BusinessCalendar calendar) {
        Duration sum = Duration.ZERO;
        for (int i = 0; i < marks.size(); i++) {
            boolean counted = i < marks.size() - 1 || at.isAfter(marks.get(i).at());
            if (paused[i] && !off[i] && counted) {
                sum = sum.plus(calendar.between(
                        marks.get(i).at(),
                        i < marks.size() - 1 ? marks.get(i + 1).at() : at));
            }
        }
        return sum;
    }
}
