package daftar.domain.ticket;

import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.directory.Line;
import daftar.messages.directory.Reference;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.AssignTicket;
import daftar.messages.ticket.TicketCommand.Escalate;
import daftar.messages.ticket.TicketEvent.TicketEscalated;
import daftar.messages.workflow.StageKind;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calling for more than the holder; the desk passes it to the next line by that. */
final class Escalating {

    static final String NEXT_LINE = "next-line";
    static final String ESCALATED = "escalated";

    private Escalating() {}

    static void escalate(Course course, Escalate command, Set<Party> parties) {
        Known.teamOrNone(course.context, "team", command.team());
        TicketState ticket = course.ticket();
        boolean passes = parties.stream().anyMatch(Escalating::isDesk)
                && (ticket.place().kind() == StageKind.TRIAGE || ticket.place().kind() == StageKind.WORK)
                && ticket.status() != Status.RESOLVED;
        String team = command.team();
        String rule = ESCALATED;
        if (team == null && passes) {
            team = nextLine(ticket, course.context.reference());
            rule = NEXT_LINE;
        } else if (team != null && passes && !mayAssign(parties)) {
            checkLater(team, ticket, course.context.reference());
        }
        course.append(new TicketEscalated(team, ticket.journal().escalations() + 1, command.reason()));
        if (team != null && passes) {
            Assigning.give(course, List.of(), team, rule);
        }
    }

    /** By a rule: to the next line where there is one; else it is only said that more is called for. */
    static void toNextLine(Course course, Text reason) {
        TicketState ticket = course.ticket();
        boolean passes =
                ticket.place().kind() == StageKind.TRIAGE || ticket.place().kind() == StageKind.WORK;
        String team = null;
        if (passes) {
            try {
                team = nextLine(ticket, course.context.reference());
            } catch (Refused last) {
                // it is with the last line already
            }
        }
        course.append(new TicketEscalated(team, ticket.journal().escalations() + 1, reason));
        if (team != null) {
            Assigning.give(course, List.of(), team, NEXT_LINE);
        }
    }

    private static boolean mayAssign(Set<Party> parties) {
        return !Collections.disjoint(parties, TicketRules.parties(AssignTicket.class));
    }

    /** Who may not assign the ticket passes it up, not to whom they like. */
    private static void checkLater(String team, TicketState ticket, Reference reference) {
        Reference.Team named = reference.team(team);
        Line line = named == null ? null : named.line();
        Line present = presentLine(ticket, reference);
        if (line == null || present != null && line.compareTo(present) <= 0) {
            throw Refused.forbidden(
                    "not-a-later-line",
                    "You may not assign this ticket, and can pass it only to a team of a later line"
                            + (present == null ? "" : " than " + present) + "; name such a one, or none.");
        }
    }

    /** Who asks for attention from outside, or brings in what another desk did, moves nothing. */
    private static boolean isDesk(Party party) {
        return switch (party) {
            case HOLDER, TEAM, OWNER, DISPATCHER, SPECIALIST, MANAGER -> true;
            case REQUESTER,
                    APPROVER,
                    ON_BEHALF,
                    OBSERVER,
                    NAMED,
                    VENDOR,
                    SUPERVISOR,
                    DEPARTMENT_MANAGER,
                    COST_APPROVER,
                    SECURITY,
                    IMPORTER,
                    CLOCK,
                    ADMINISTRATOR -> false;
        };
    }

    /**
     * Of the teams that own the category or one above it, the nearest of the next line after the present team's, or of a
     * later one where there is none; null where teams have no lines.
     */
    private static @Nullable String nextLine(TicketState ticket, Reference reference) {
        Line present = presentLine(ticket, reference);
        Line best = null;
        String team = null;
        boolean lines = present != null;
        String category = ticket.subject().category();
        Set<String> passed = new HashSet<>();
        while (category != null && passed.add(category)) {
            Reference.Category found = reference.category(category);
            String owner = found == null ? null : found.team();
            Reference.Team owning = owner == null ? null : reference.team(owner);
            Line line = owning == null ? null : owning.line();
            lines |= line != null;
            if (line != null
                    && (present == null || line.compareTo(present) > 0)
                    && (best == null || line.compareTo(best) < 0)) {
                best = line;
                team = owner;
            }
            category = found == null ? null : found.parent();
        }
        if (team == null && lines) {
            throw Refused.conflict(
                    "no-next-line",
                    "No team after line " + present + " owns the ticket's category or one above it; name the team.");
        }
        return team;
    }

    /** Of the team that has it; of a person's, the latest line. Triage without a team is the first line's. */
    private static @Nullable Line presentLine(TicketState ticket, Reference reference) {
        Holder holder = ticket.holder();
        Reference.Team team = holder.team() == null ? null : reference.team(holder.team());
        Line line = team == null ? null : team.line();
        if (line != null || holder.people().isEmpty()) {
            return line;
        }
        for (Reference.Team of : reference.teamsOf(holder.people().getFirst())) {
            Line one = of.line();
            if (one != null && (line == null || one.compareTo(line) > 0)) {
                line = one;
            }
        }
        return line;
    }
}
