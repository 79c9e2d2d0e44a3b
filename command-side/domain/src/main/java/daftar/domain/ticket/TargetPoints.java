package daftar.domain.ticket;

import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.Reference;
import daftar.messages.sla.ServiceLevel;
import daftar.messages.sla.ServiceLevels;
import daftar.messages.sla.SlaState;
import daftar.messages.sla.SlaTerms.PointAt;
import daftar.messages.sla.Target;
import daftar.messages.sla.WarningAction;
import daftar.messages.sla.WarningPoint;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Impact;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.ticket.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The warning points of what was promised: said once each, and what the policy does about them. */
final class TargetPoints {

    private TargetPoints() {}

    /**
     * Notes what has been reached. Of several points of one promise that were passed since, as after a standstill of the
     * clock, only the last is told; what is to be done at any of them is done.
     */
    static void note(Course course) {
        Targeting.set(course); // a policy that was switched off or changed meanwhile warns of nothing any more
        SlaState state = Targeting.state(course);
        ServiceLevels.Found found = state.level();
        Set<WarningAction> actions = EnumSet.noneOf(WarningAction.class);
        List<TargetPointReached> reached = new ArrayList<>();
        if (found != null) {
            for (Target target : Target.values()) {
                TargetPointReached point = reached(course, target, state, found.level());
                if (point != null) {
                    reached.add(point);
                    actions.addAll(point.actions());
                }
            }
        }
        if (reached.isEmpty()) {
            if (course.events().isEmpty()) {
                throw Refused.conflict("not-due", "No warning point of what was promised has been reached.");
            }
            return;
        }
        reached.forEach(course::append);
        Text reason = Text.of(
                reached.getFirst().target().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " "
                        + reached.getFirst().percent() + " %");
        if (actions.contains(WarningAction.RAISE_PRIORITY)) {
            raisePriority(course, reason);
        }
        if (actions.contains(WarningAction.NEXT_LINE)) {
            Escalating.toNextLine(course, reason);
        }
    }

    private static @Nullable TargetPointReached reached(
            Course course, Target target, SlaState state, ServiceLevel level) {
        TicketState.Targets targets = course.ticket().targets();
        Instant due =
                switch (target) {
                    case RESPONSE -> targets.responseDueAt();
                    case RESOLUTION -> targets.resolutionDueAt();
                    case NEXT_WORD -> targets.nextWordDueAt();
                };
        int percent = 0;
        for (PointAt point : state.points()) {
            if (point.target() == target
                    && !point.at().isAfter(course.context.now())
                    && !targets.hasReached(target, point.percent())) {
                percent = Math.max(percent, point.percent());
            }
        }
        if (percent == 0 || due == null) {
            return null;
        }
        Set<WarningAction> actions = EnumSet.noneOf(WarningAction.class);
        for (WarningPoint point : level.pointsOf(target)) {
            if (point.percent() <= percent && !targets.hasReached(target, point.percent())) {
                actions.addAll(point.actions());
            }
        }
        return new TargetPointReached(target, percent, due, tells(course, actions), List.copyOf(actions));
    }

    /** Who is told. Of a confidential ticket nobody else than who may know of it anyway. */
    private static List<String> tells(Course course, Set<WarningAction> actions) {
        TicketState ticket = course.ticket();
        Reference reference = course.context.reference();
        Set<String> told = new LinkedHashSet<>();
        if (actions.contains(WarningAction.NOTIFY)) {
            told.addAll(ticket.holder().people());
            String owner = ticket.hands().owner();
            if (owner != null) {
                told.add(owner);
            }
            if (told.isEmpty()) {
                told.addAll(queue(ticket, reference));
            }
        }
        if (actions.contains(WarningAction.TELL_MANAGER) && !ticket.reach().confidential()) {
            List<String> leads = leads(ticket, reference);
            if (leads.isEmpty()) {
                reference.holdersOf(Role.MANAGER).forEach(manager -> told.add(manager.id()));
            } else {
                told.addAll(leads);
            }
        }
        told.remove(ticket.origin().requester());
        return List.copyOf(told);
    }

    /** Who has a ticket that nobody has by name: who leads the team, or all of it. */
    private static List<String> queue(TicketState ticket, Reference reference) {
        Reference.Team team = team(ticket, reference);
        return team == null ? List.of() : team.leads().isEmpty() ? team.members() : team.leads();
    }

    private static List<String> leads(TicketState ticket, Reference reference) {
        Reference.Team team = team(ticket, reference);
        return team == null ? List.of() : team.leads();
    }

    /** The team that has it, else the first team of who has it. */
    private static Reference.@Nullable Team team(TicketState ticket, Reference reference) {
        Holder holder = ticket.holder();
        String id = holder.team() != null
                ? holder.team()
                : ticket.hands().assigned().team();
        Reference.Team team = id == null ? null : reference.team(id);
        if (team == null && !holder.people().isEmpty()) {
            List<Reference.Team> teams = reference.teamsOf(holder.people().getFirst());
            team = teams.isEmpty() ? null : teams.getFirst();
        }
        return team;
    }

    /** By one step: more urgent, or where it is most urgent already, of more impact. What was not triaged has none to raise. */
    private static void raisePriority(Course course, Text reason) {
        TicketState.Subject subject = course.ticket().subject();
        Impact impact = subject.impact();
        Urgency urgency = subject.urgency();
        Priority before = subject.priority();
        if (impact == null || urgency == null || before == null || before == Priority.CRITICAL) {
            return;
        }
        String requester = course.ticket().origin().requester();
        while (urgency.ordinal() > 0 || impact.ordinal() > 0) {
            if (urgency.ordinal() > 0) {
                urgency = Urgency.values()[urgency.ordinal() - 1];
            } else {
                impact = Impact.values()[impact.ordinal() - 1];
            }
            Prioritising raised = Prioritising.decide(course.context, requester, subject.service(), impact, urgency);
            if (raised.priority().compareTo(before) < 0) {
                course.append(new PriorityChanged(impact, urgency, raised.priority(), reason, raised.basis()));
                return;
            }
        }
    }
}
