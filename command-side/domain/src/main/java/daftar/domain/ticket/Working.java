package daftar.domain.ticket;

import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.ticket.CostLine;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.ticket.Work;
import daftar.messages.workflow.Outcome;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Starting to work, and the record of what was done, how long it took and what it cost. */
final class Working {

    static final int MOST_MINUTES = 14_400;
    private static final String TAKEN = "taken";

    private Working() {}

    static void start(Course course) {
        if (course.ticket().status() == Status.ON_HOLD) {
            Holding.goOn(course, null);
            if (course.ticket().status() == Status.IN_PROGRESS) {
                return;
            }
        }
        if (!course.context.byImporter()) {
            take(course);
        } else {
            Triage.pass(course);
        }
        if (course.ticket().place().kind() == StageKind.EXTERNAL) {
            throw Refused.conflict("external-stage", "The ticket is with a provider; complete the stage instead.");
        }
        List<String> people = course.ticket().holder().people();
        String who = course.context.who();
        course.append(new WorkStarted(
                course.context.byImporter() && !people.isEmpty() && !people.contains(who) ? people.getFirst() : who));
    }

    /** Whoever starts work that is in a queue has it from then on. */
    private static void take(Course course) {
        TicketState ticket = course.ticket();
        String person = course.context.actor().person();
        boolean inTriage = ticket.place().kind() == StageKind.TRIAGE;
        boolean has = ticket.holder().people().contains(person)
                || person.equals(ticket.holder().vendor());
        if (!inTriage && has) {
            return;
        }
        if (!inTriage && ticket.holder().vendor() != null) {
            return;
        }
        List<String> assignees = List.of(person);
        String team = ticket.holder().team();
        course.append(new TicketAssigned(assignees, team, TAKEN));
        Stage next = inTriage ? Stages.after(course, Outcome.TRIAGED) : null;
        if (next != null && next.kind() == StageKind.WORK) {
            Stages.enter(course, next, Outcome.TRIAGED, course.ticket().hands().assigned(), TAKEN);
        } else if (next != null) {
            throw Refused.conflict("not-yet-work", "The ticket goes to stage " + next.code() + " first; triage it.");
        }
    }

    static void log(Course course, LogWork command) {
        check(course.context, "work.", command.work());
        log(course, command.entry(), command.work());
    }

    static void log(Course course, @Nullable String id, Work work) {
        TicketState ticket = course.ticket();
        if (id != null && entry(ticket, id) != null) {
            throw Refused.conflict("entry-exists", "There is a work entry " + id + " already; correct it instead.");
        }
        Instant performedAt = Objects.requireNonNullElse(work.performedAt(), course.context.now());
        course.append(new WorkLogged(
                id != null ? id : freshId(ticket),
                course.context.who(),
                performedAt,
                work.minutes(),
                work.activity(),
                work.costs(),
                work.note(),
                ticket.place().stage()));
    }

    private static String freshId(TicketState ticket) {
        long number = ticket.revision() + 1;
        while (entry(ticket, "entry-" + number) != null) {
            number++;
        }
        return "entry-" + number;
    }

    private static TicketState.@Nullable Entry entry(TicketState ticket, String id) {
        return Past.find(ticket.journal().work(), entry -> entry.id().equals(id));
    }

    static void correct(Course course, CorrectWork command) {
        TicketState.Entry old = entry(course.ticket(), command.entry());
        if (old == null) {
            throw Refused.invalid("unknown-entry", "entry", "This ticket has no work entry " + command.entry() + ".");
        }
        DecisionContext context = course.context;
        boolean mayAny = context.actor().is(Role.MANAGER) || context.byImporter();
        if (!mayAny && !old.performer().equals(context.actor().person())) {
            throw Refused.forbidden(
                    "not-your-entry", "Only who did the work, or a manager, may correct entry " + old.id() + ".");
        }
        if (old.struckOut()) {
            throw Refused.conflict("struck-out", "Entry " + old.id() + " was struck out; log the work anew.");
        }
        Work work = command.work();
        if (work == null) {
            course.append(new WorkCorrected(command.entry(), true, null, 0, null, List.of(), null, command.reason()));
            return;
        }
        check(context, "work.", work);
        course.append(new WorkCorrected(
                command.entry(),
                false,
                work.performedAt(),
                work.minutes(),
                work.activity(),
                work.costs(),
                work.note(),
                command.reason()));
    }

    static void check(DecisionContext context, String prefix, Work work) {
        checkMinutes(prefix + "minutes", work.minutes(), MOST_MINUTES);
        if (work.minutes() == 0 && work.costs().isEmpty()) {
            throw Refused.invalid("no-effort", prefix + "minutes", "An entry needs at least one minute, or a cost.");
        }
        if (work.activity().isBlank()) {
            throw Refused.invalid("no-activity", prefix + "activity", "Name the kind of activity.");
        }
        Instant performedAt = work.performedAt();
        if (performedAt != null && performedAt.isAfter(context.now())) {
            throw Refused.invalid(
                    "future-time",
                    prefix + "performedAt",
                    "Work cannot have been done in the future; now is " + context.now() + ".");
        }
        for (int i = 0; i < work.costs().size(); i++) {
            check(prefix + "costs[" + i + "].", work.costs().get(i));
        }
    }

    private static void check(String prefix, CostLine line) {
        if (line.quantity().signum() <= 0) {
            throw Refused.invalid("quantity", prefix + "quantity", "A quantity is greater than zero.");
        }
        if (!line.cost().isValid() || line.cost().amount().signum() < 0) {
            throw Refused.invalid(
                    "money",
                    prefix + "cost",
                    "A cost is an amount, not below zero, with no more decimals than its ISO 4217 currency has.");
        }
    }

    static void checkMinutes(String field, int minutes, int most) {
        if (minutes < 0 || minutes > most) {
            throw Refused.invalid("minutes", field, "Minutes are from 0 to " + most + ".");
        }
    }
}
