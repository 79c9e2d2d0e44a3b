package daftar.domain.reportschedule;

import daftar.domain.Decision;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.Reference;
import daftar.messages.directory.Reference.Person;
import daftar.messages.reportschedule.ReportOrder;
import daftar.messages.reportschedule.ReportSchedule;
import daftar.messages.reportschedule.ReportScheduleCommand;
import daftar.messages.reportschedule.ReportScheduleCommand.*;
import daftar.messages.reportschedule.ReportScheduleEvent.*;
import daftar.messages.reportschedule.Rhythm;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.temporal.WeekFields;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what is asked of a schedule: pure. First whether the actor may, then whether it makes sense. */
final class ReportScheduleRules {

    private static final int MOST_RECIPIENTS = 50;

    private ReportScheduleRules() {}

    /** @throws Refused with the field that is wrong */
    static Decision decide(
            @Nullable ReportSchedule before,
            ReportScheduleCommand command,
            Actor actor,
            Reference reference,
            Instant now) {
        String role = roleOf(actor, command).name();
        if (command instanceof ScheduleReport wish) {
            if (before != null) {
                throw Refused.conflict("schedule-exists", "There is a schedule " + wish.schedule() + " already.");
            }
            return Decision.of(
                    role, new ReportScheduled(actor.person(), checked(wish.order(), actor.person(), reference, now)));
        }
        ReportSchedule schedule = living(before, actor);
        return switch (command) {
            case ScheduleReport never -> throw new IllegalStateException("decided above");
            case ChangeReportSchedule change -> {
                if (!schedule.owner().equals(actor.person())) {
                    throw Refused.forbidden(
                            "not-yours", "Who ordered a report says what is sent; others may pause or remove it.");
                }
                yield Decision.of(
                        role, new ReportScheduleChanged(checked(change.order(), schedule.owner(), reference, now)));
            }
            case PauseReportSchedule pause ->
                schedule.paused() ? Decision.of(role) : Decision.of(role, new ReportSchedulePaused());
            case ResumeReportSchedule resume ->
                schedule.paused() ? Decision.of(role, new ReportScheduleResumed()) : Decision.of(role);
            case RemoveReportSchedule remove -> Decision.of(role, new ReportScheduleRemoved());
            case RecordReportIssue issue ->
                issue.dueAt().isAfter(schedule.since())
                        ? Decision.of(
                                role, new ScheduledReportIssued(issue.dueAt(), issue.recipients(), issue.skipped()))
                        : Decision.of(role);
        };
    }

    /** Only those who may, may know which schedules there are. */
    private static Role roleOf(Actor actor, ReportScheduleCommand command) {
        if (command instanceof RecordReportIssue) {
            if (actor.is(Role.CLOCK)) {
                return Role.CLOCK;
            }
            throw Refused.forbidden("not-allowed", "What was sent is recorded by Daftar itself.");
        }
        for (Role reader : List.of(Role.MANAGER, Role.AUDITOR)) {
            if (actor.is(reader)) {
                return reader;
            }
        }
        if (actor.is(Role.ADMINISTRATOR)
                && !(command instanceof ScheduleReport || command instanceof ChangeReportSchedule)) {
            return Role.ADMINISTRATOR;
        }
        throw Refused.forbidden(
                "not-allowed",
                "Reports are for MANAGER and AUDITOR; an ADMINISTRATOR may pause, resume and remove schedules.");
    }

    private static ReportSchedule living(@Nullable ReportSchedule schedule, Actor actor) {
        boolean theirs = schedule != null
                && (schedule.owner().equals(actor.person()) || actor.isAny(Role.ADMINISTRATOR, Role.CLOCK));
        if (schedule == null || schedule.removed() || !theirs) {
            throw Refused.notFound("unknown-schedule", "There is no such schedule, or it is not yours.");
        }
        return schedule;
    }

    /** The order with all that it leaves open filled in, so that it means the same whatever becomes of the owner. */
    private static ReportOrder checked(ReportOrder order, String owner, Reference reference, Instant now) {
        Person person = reference.person(owner);
        String zone = order.zone();
        if (zone == null) {
            zone = person == null ? "UTC" : person.zone();
        }
        DayOfWeek firstDay = order.firstDay();
        if (firstDay == null) {
            firstDay = WeekFields.of(Locale.forLanguageTag(person == null ? "en" : person.language()))
                    .getFirstDayOfWeek();
        }
        ReportOrder filled = new ReportOrder(
                order.report(),
                order.parameters(),
                order.period(),
                order.rhythm(),
                zone,
                firstDay,
                order.recipients().isEmpty() ? List.of(owner) : order.recipients());
        rhythm(filled.rhythm());
        filled.check(now);
        recipients(filled.recipients(), reference);
        return filled;
    }

    private static void rhythm(Rhythm rhythm) {
        boolean weekly = rhythm.every() == Rhythm.Every.WEEK;
        boolean monthly = rhythm.every() == Rhythm.Every.MONTH;
        if (weekly != (rhythm.weekday() != null)) {
            throw Refused.invalid(
                    "wrong-rhythm",
                    "rhythm.weekday",
                    weekly ? "Say on which weekday, such as MONDAY." : "Only what is sent every WEEK has a weekday.");
        }
        Integer day = rhythm.dayOfMonth();
        if (monthly != (day != null) || day != null && (day < 1 || day > 31)) {
            throw Refused.invalid(
                    "wrong-rhythm",
                    "rhythm.dayOfMonth",
                    monthly
                            ? "Say on which day, 1 to 31; in a shorter month it is the last."
                            : "Only what is sent every MONTH has a dayOfMonth.");
        }
    }

    private static void recipients(List<String> recipients, Reference reference) {
        if (recipients.size() > MOST_RECIPIENTS) {
            throw Refused.invalid(
                    "too-many-recipients", "recipients", "A schedule has at most " + MOST_RECIPIENTS + " recipients.");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < recipients.size(); i++) {
            String field = "recipients[" + i + "]";
            Person person = reference.person(recipients.get(i));
            if (person == null || !person.active()) {
                throw Refused.invalid(
                        "unknown-person", field, "There is no person " + recipients.get(i) + " at work here.");
            }
            if (!person.roles().contains(Role.MANAGER) && !person.roles().contains(Role.AUDITOR)) {
                throw Refused.invalid(
                        "may-not-read", field, "Reports go to managers and auditors; " + person.id() + " is neither.");
            }
            if (!seen.add(person.id())) {
                throw Refused.invalid("named-twice", field, person.id() + " is named twice.");
            }
        }
    }
}
