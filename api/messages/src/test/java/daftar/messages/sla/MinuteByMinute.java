package daftar.messages.sla;

import daftar.messages.catalogue.ServiceHours.Open;
import daftar.messages.sla.CalendarDefinition.ExceptionalDay;
import daftar.messages.sla.CalendarDefinition.Hours;
import daftar.messages.sla.Mark.Kind;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Priority;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a promise comes to, found by looking at every single minute: slow, and too simple to be wrong. */
final class MinuteByMinute {

    static final Duration MINUTE = Duration.ofMinutes(1);

    private MinuteByMinute() {}

    static boolean isWorking(CalendarDefinition calendar, Instant minute) {
        ZonedDateTime there = minute.atZone(ZoneId.of(calendar.zone()));
        LocalDate day = there.toLocalDate();
        LocalTime time = there.toLocalTime();
        for (ExceptionalDay exception : calendar.exceptions()) {
            if (exception.date().equals(day)) {
                return exception.hours().stream().anyMatch(hours -> holds(hours, time));
            }
        }
        if (calendar.holidays().stream().anyMatch(holiday -> holiday.date().equals(day))) {
            return false;
        }
        for (Open open : calendar.week()) {
            if (open.day() == day.getDayOfWeek() && holds(new Hours(open.from(), open.until()), time)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(Hours hours, LocalTime time) {
        return !time.isBefore(hours.from())
                && (hours.until().equals(LocalTime.MIDNIGHT) || time.isBefore(hours.until()));
    }

    static Duration between(CalendarDefinition calendar, Instant from, Instant to) {
        long minutes = 0;
        for (Instant at = from; at.isBefore(to); at = at.plus(MINUTE)) {
            minutes += isWorking(calendar, at) ? 1 : 0;
        }
        return Duration.ofMinutes(minutes);
    }

    static Instant plus(CalendarDefinition calendar, Instant from, Duration workingTime) {
        long left = workingTime.toMinutes();
        Instant at = from;
        while (left > 0) {
            left -= isWorking(calendar, at) ? 1 : 0;
            at = at.plus(MINUTE);
        }
        return at;
    }

    /** @param used working minutes while the clock went */
    record Told(Instant due, Duration used, boolean broken) {}

    /**
     * A promise that is counted from an instant on.
     *
     * @param until when it was kept or fell away, or now: a stop that begins then or later does not matter
     * @param recorded whether the clock stands still by what the terms of the history say instead of the level
     */
    static Told promise(
            SlaHistory history,
            Function<SlaFacts, @Nullable ServiceLevel> level,
            CalendarDefinition calendar,
            Duration promised,
            Instant from,
            Instant until,
            Instant now,
            boolean recorded) {
        long used = 0;
        Instant due = null;
        long counted = 0;
        boolean stoppedBefore = false;
        for (Instant at = from; due == null || at.isBefore(until); at = at.plus(MINUTE)) {
            boolean stopped = at.isBefore(now) && isStopped(history, level, at, recorded);
            if (stopped && !stoppedBefore && !at.isBefore(until)) {
                stopped = false; // begins too late to matter
            }
            stoppedBefore = stopped;
            if (!stopped && isWorking(calendar, at)) {
                counted++;
                if (at.isBefore(until)) {
                    used++;
                }
                if (due == null && counted == promised.toMinutes()) {
                    due = at.plus(MINUTE);
                }
            }
        }
        return new Told(due, Duration.ofMinutes(used), until.isAfter(due));
    }

    private static boolean isStopped(
            SlaHistory history, Function<SlaFacts, @Nullable ServiceLevel> level, Instant at, boolean recorded) {
        boolean held = false;
        HoldReason reason = null;
        boolean done = false;
        List<HoldReason> terms = List.of();
        for (Mark mark : history.marks()) {
            if (mark.at().isAfter(at)) {
                break;
            }
            switch (mark.kind()) {
                case HELD -> {
                    held = true;
                    reason = mark.hold();
                }
                case RESUMED -> held = false;
                case RESOLVED, ENDED -> done = true;
                case REOPENED -> done = false;
                case TERMS -> terms = Objects.requireNonNull(mark.pauses());
                default -> {}
            }
        }
        ServiceLevel present = level.apply(factsAt(history, at));
        List<HoldReason> pauses = recorded ? terms : present == null ? List.of() : present.pauses();
        return done || (held && reason != null && pauses.contains(reason));
    }

    static SlaFacts factsAt(SlaHistory history, Instant at) {
        Priority priority = null;
        for (Mark mark : history.marks()) {
            if (!mark.at().isAfter(at) && mark.kind() == Kind.PRIORITY) {
                priority = mark.priority();
            }
        }
        return new SlaFacts("incident", null, priority, List.of(), false);
    }

    /** The times of the marks of these kinds. */
    static List<Instant> times(SlaHistory history, Kind... kinds) {
        List<Instant> times = new ArrayList<>();
        for (Mark mark : history.marks()) {
            if (List.of(kinds).contains(mark.kind())) {
                times.add(mark.at());
            }
        }
        return times;
    }
}
