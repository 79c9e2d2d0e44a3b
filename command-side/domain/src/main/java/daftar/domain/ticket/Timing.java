package daftar.domain.ticket;

import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.ticket.TicketCommand.DiscardTimer;
import daftar.messages.ticket.TicketCommand.StartTimer;
import daftar.messages.ticket.TicketCommand.StopTimer;
import daftar.messages.ticket.TicketEvent.TimerDiscarded;
import daftar.messages.ticket.TicketEvent.TimerForgotten;
import daftar.messages.ticket.TicketEvent.TimerStarted;
import daftar.messages.ticket.TicketEvent.TimerStopped;
import daftar.messages.ticket.Timers;
import daftar.messages.ticket.Work;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** Time that is measured instead of remembered: one timer of a person on a ticket. */
final class Timing {

    private Timing() {}

    static void start(Course course, StartTimer command) {
        Working.checkActivity(course.context, "activity", command.activity(), null);
        String person = course.context.actor().person();
        TicketState.Timer timer = course.ticket().ledger().timers().get(person);
        if (timer != null) {
            throw Refused.conflict(
                    "timer-runs",
                    "Your timer has run here since " + timer.startedAt() + "; stop it or discard it first.");
        }
        course.append(new TimerStarted(person, command.activity(), command.note()));
    }

    static void stop(Course course, StopTimer command) {
        String person = course.context.actor().person();
        TicketState.Timer timer = running(course, person);
        Instant now = course.context.now();
        int ran = (int) Math.min(Timers.minutes(timer.startedAt(), now), Working.MOST_MINUTES);
        Integer said = command.minutes();
        if (said != null && (said < 1 || said > ran)) {
            throw Refused.invalid(
                    "minutes",
                    "minutes",
                    "The timer has run since " + timer.startedAt() + "; send minutes from 1 to " + ran + ".");
        }
        if (said == null && (timer.forgotten() || !now.isBefore(timer.forgottenAt()))) {
            throw Refused.invalid(
                    "timer-forgotten",
                    "minutes",
                    "The timer has run since " + timer.startedAt() + ", which nobody works; say how many minutes it"
                            + " was, or discard it.");
        }
        Work work = new Work(
                timer.startedAt(),
                Objects.requireNonNullElse(said, ran),
                Objects.requireNonNullElse(command.activity(), timer.activity()),
                command.costs(),
                command.note() == null ? timer.note() : command.note());
        Working.check(course.context, "", work, timer.activity());
        String entry = Working.freshId(course.ticket());
        course.append(new TimerStopped(person, timer.startedAt(), work.minutes(), entry));
        Working.log(course, entry, work, person);
    }

    static void discard(Course course, DiscardTimer command) {
        String actor = course.context.actor().person();
        String person = Objects.requireNonNullElse(command.person(), actor);
        if (!person.equals(actor) && !course.context.actor().is(Role.MANAGER)) {
            throw Refused.forbidden("not-your-timer", "Only a manager may discard the timer of another.");
        }
        TicketState.Timer timer = running(course, person);
        course.append(new TimerDiscarded(person, timer.startedAt(), command.reason()));
    }

    /** Said once of each. */
    static void noteForgotten(Course course) {
        Instant now = course.context.now();
        course.ticket().ledger().timers().entrySet().stream()
                .filter(timer -> !timer.getValue().forgotten()
                        && !now.isBefore(timer.getValue().forgottenAt()))
                .sorted(Map.Entry.comparingByKey())
                .toList()
                .forEach(timer -> course.append(
                        new TimerForgotten(timer.getKey(), timer.getValue().startedAt())));
    }

    private static TicketState.Timer running(Course course, String person) {
        TicketState.Timer timer = course.ticket().ledger().timers().get(person);
        if (timer == null) {
            throw Refused.conflict("no-timer", "No timer of " + person + " runs on this ticket.");
        }
        return timer;
    }
}
