package daftar.domain.ticket;

import daftar.messages.Event;
import daftar.messages.directory.Reference;
import daftar.messages.sla.BusinessCalendar;
import daftar.messages.sla.ServiceLevels;
import daftar.messages.sla.Sla;
import daftar.messages.sla.SlaState;
import daftar.messages.sla.SlaTerms;
import daftar.messages.sla.SlaTerms.PointAt;
import daftar.messages.sla.Target;
import daftar.messages.sla.TargetState;
import daftar.messages.ticket.TicketCommand;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is promised to the requester, by the organisation's service levels and calendars. */
final class Targeting {

    private Targeting() {}

    /** Promises what the ticket is now owed, unless that is promised already. */
    static void set(Course course) {
        SlaState state = state(course);
        TargetsSet wanted = wanted(course.ticket(), state);
        if (isNew(course.ticket().targets(), wanted, state.paused())) {
            course.append(wanted);
        }
    }

    /**
     * Sees to it that what is promised fits what was decided: while the ticket is to do, time for which the clock stood still
     * moves the due times, another class of ticket is promised other things, and a word to the requester is followed by the
     * next.
     */
    static void adjust(Course course) {
        boolean matters = course.events().stream().anyMatch(Targeting::matters);
        if (matters && course.ticket().status().isOpen()) {
            set(course);
        }
    }

    /**
     * Before something that keeps a promise or ends it while the clock stands still: the due times are known now, as if it
     * went on at this moment, so that what was in time does not look late.
     */
    static void thaw(Course course, TicketCommand command) {
        TicketState.Targets present = course.ticket().targets();
        if (!keeps(command) || present.history().pausedSince() == null) {
            return;
        }
        SlaState state = state(course);
        TargetsSet wanted = wanted(course.ticket(), state);
        if (isNew(present, wanted, false)) {
            course.append(wanted);
        }
    }

    private static boolean keeps(TicketCommand command) {
        return switch (command) {
            case ResolveTicket c -> true;
            case CompleteStage c -> true;
            case CloseTicket c -> true;
            case CancelTicket c -> true;
            case Decline c -> true;
            case AddComment c -> true;
            case LogContact c -> true;
            case PostUpdate c -> true;
            default -> false;
        };
    }

    /** The clock's, once policies or calendars have changed. Nothing happens where the ticket is promised the same. */
    static void apply(Course course) {
        set(course);
    }

    private static boolean matters(Event event) {
        return switch (event) {
            case TicketTriaged e -> true;
            case PriorityChanged e -> true;
            case TicketReclassified e -> true;
            case TicketDepartmentChanged e -> true;
            case StageEntered e -> true;
            case WorkResumed e -> true;
            case ResolutionRejected e -> true;
            case TicketReopened e -> true;
            case CommentAdded e -> e.byDesk();
            case ContactLogged e -> e.reached();
            case MajorIncidentUpdated e -> true;
            default -> false;
        };
    }

    /** In whose working time the ticket's promises are counted; null where nothing is promised. */
    static @Nullable BusinessCalendar calendar(Course course) {
        TicketState.Targets present = course.ticket().targets();
        if (!present.decided()) {
            return state(course).calendar();
        }
        String code = present.calendar();
        return code == null ? null : course.context.reference().promises().get(code);
    }

    /** How it stands with the ticket's promises, were they decided now. */
    static SlaState state(Course course) {
        Reference reference = course.context.reference();
        TicketState ticket = course.ticket();
        return Sla.anew(
                ticket.targets().history(),
                reference.catalogue().priorities().isVip(ticket.origin().requester(), reference),
                reference.promises().levels(),
                reference.promises(),
                course.context.now());
    }

    private static TargetsSet wanted(TicketState ticket, SlaState state) {
        TicketState.Targets present = ticket.targets();
        boolean responded = ticket.milestones().respondedAt() != null;
        ServiceLevels.Found found = state.level();
        BusinessCalendar calendar = state.calendar();
        // what was kept or broken stays what it was
        Instant response = responded && present.decided() ? present.responseDueAt() : dueAt(state, Target.RESPONSE);
        return new TargetsSet(
                response,
                dueAt(state, Target.RESOLUTION),
                found == null ? null : found.policy(),
                calendar == null ? null : calendar.code(),
                dueAt(state, Target.NEXT_WORD),
                new SlaTerms(
                        found == null ? 0 : found.version(),
                        found == null ? null : found.level().code(),
                        calendar == null ? 0 : calendar.version(),
                        state.facts().vip(),
                        found == null ? List.of() : found.level().pauses(),
                        found != null && found.level().approvalPauses(),
                        present.isOf(found) ? untold(state.points(), present) : state.points()));
    }

    private static List<PointAt> untold(List<PointAt> points, TicketState.Targets present) {
        return points.stream()
                .filter(point -> !present.hasReached(point.target(), point.percent()))
                .toList();
    }

    private static @Nullable Instant dueAt(SlaState state, Target target) {
        TargetState found = state.target(target);
        return found == null ? null : found.dueAt();
    }

    /** @param paused while the clock stands still the due times are not known; they are set once it goes on */
    private static boolean isNew(TicketState.Targets present, TargetsSet wanted, boolean paused) {
        if (!present.decided()) {
            return true;
        }
        SlaTerms old = present.terms();
        SlaTerms terms = wanted.terms();
        boolean sameTerms = Objects.equals(present.policy(), wanted.policy())
                && Objects.equals(present.calendar(), wanted.calendar())
                && old.policyVersion() == terms.policyVersion()
                && Objects.equals(old.level(), terms.level())
                && old.calendarVersion() == terms.calendarVersion()
                && old.vip() == terms.vip()
                && old.pauses().equals(terms.pauses())
                && old.approvalPauses() == terms.approvalPauses();
        boolean sameTimes = Objects.equals(present.responseDueAt(), wanted.responseDueAt())
                && Objects.equals(present.resolutionDueAt(), wanted.resolutionDueAt())
                && Objects.equals(present.nextWordDueAt(), wanted.nextWordDueAt());
        return !sameTerms || !(paused || sameTimes);
    }
}
