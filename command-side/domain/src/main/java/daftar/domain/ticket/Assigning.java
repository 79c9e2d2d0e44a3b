package daftar.domain.ticket;

import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.Reference;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.Outcome;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Giving a ticket to people, teams and providers, and giving it back. */
final class Assigning {

    static final String BY_HAND = "by-hand";

    private Assigning() {}

    static void assign(Course course, AssignTicket command) {
        check(course.context, "", command.assignees(), command.team());
        give(course, command.assignees(), command.team());
    }

    /** The importer may also give a ticket to nobody, as other desks do. */
    static void check(DecisionContext context, String prefix, List<String> assignees, @Nullable String team) {
        if (assignees.isEmpty() && team == null && !context.byImporter()) {
            throw Refused.invalid("nobody-named", prefix + "assignees", "Name a person or a team.");
        }
        Known.people(context, prefix + "assignees", assignees);
        Known.teamOrNone(context, prefix + "team", team);
    }

    static final String TAKEN = "taken";

    /** Out of a team's queue. Two who take it at once: the second meets the first's event and is refused. */
    static void take(Course course) {
        Holder holder = course.ticket().holder();
        String person = course.context.actor().person();
        if (holder.people().equals(List.of(person))) {
            return;
        }
        if (!holder.people().isEmpty() || holder.vendor() != null) {
            throw Refused.conflict(
                    "already-taken",
                    "The ticket is not in a queue any more; it is with "
                            + (holder.vendor() == null ? String.join(", ", holder.people()) : holder.vendor()) + ".");
        }
        give(course, List.of(person), holder.team(), TAKEN);
    }

    /** Out of triage it goes to work; what waits, is resolved or was closed stays so. */
    static void give(Course course, List<String> assignees, @Nullable String team) {
        give(course, assignees, team, BY_HAND);
    }

    static void give(Course course, List<String> assignees, @Nullable String team, String rule) {
        TicketState ticket = course.ticket();
        Holder to = Holder.people(assignees, team);
        boolean fromTriage = ticket.status() == Status.NEW && ticket.place().kind() == StageKind.TRIAGE;
        if (!fromTriage && to.equals(ticket.hands().assigned()) && holdsIt(ticket, to)) {
            return;
        }
        course.append(new TicketAssigned(assignees, team, rule));
        Stage next = fromTriage ? Stages.after(course, Outcome.TRIAGED) : null;
        if (next != null && next.kind() == StageKind.WORK) {
            Stages.enter(course, next, Outcome.TRIAGED, to, rule);
        } else if (next != null) {
            Stages.enter(course, next, Outcome.TRIAGED, null);
        }
    }

    private static boolean holdsIt(TicketState ticket, Holder to) {
        return ticket.place().kind() != StageKind.WORK || ticket.holder().equals(to);
    }

    static void refer(Course course, ReferTicket command) {
        TicketState ticket = course.ticket();
        Holder to = referredTo(course.context, command);
        if (to.equals(ticket.holder())) {
            if (course.context.byImporter()) {
                return; // the other desk's log names them anew; nothing changes by it
            }
            throw Refused.conflict("same-holder", "The ticket is with them already; refer it to somebody else.");
        }
        course.append(new TicketReferred(ticket.holder(), to, command.reason()));
        boolean inHouse = ticket.place().kind() != StageKind.EXTERNAL;
        if (to.vendor() != null
                && inHouse
                && (ticket.status() == Status.NEW || course.ticket().status() == Status.ASSIGNED)) {
            course.append(new TicketPutOnHold(HoldReason.VENDOR, null, null));
        }
    }

    private static Holder referredTo(DecisionContext context, ReferTicket command) {
        String person = command.person();
        String team = command.team();
        String vendor = command.vendor();
        if (vendor != null) {
            if (person != null || team != null) {
                throw Refused.invalid(
                        "one-only", "vendor", "Refer to a provider, or to a person or team; not to both.");
            }
            checkVendor(context, vendor);
            return Holder.vendor(vendor);
        }
        if (person == null && team == null) {
            throw Refused.invalid("nobody-named", "person", "Name a person, a team or a provider.");
        }
        if (person != null) {
            Known.person(context, "person", person);
        }
        if (team != null) {
            Reference.Team found = Known.team(context, "team", team);
            // who was in which team when, the other desk's log does not tell
            if (person != null && !context.byImporter() && !found.members().contains(person)) {
                throw Refused.invalid("not-a-member", "person", person + " is not a member of " + team + ".");
            }
        }
        return Holder.people(person == null ? List.of() : List.of(person), team);
    }

    private static void checkVendor(DecisionContext context, String vendor) {
        Reference.Vendor registered = context.reference().vendor(vendor);
        if (registered != null) {
            if (!registered.active()) {
                throw Refused.invalid(
                        "vendor-deactivated", "vendor", vendor + " has been deactivated; name another provider.");
            }
            return;
        }
        Reference.Person person = context.reference().person(vendor);
        boolean provider = person != null && person.roles().contains(Role.VENDOR);
        if (!provider && context.reference().team(vendor) == null) {
            throw Refused.invalid(
                    "unknown-vendor",
                    "vendor",
                    "No provider is known as " + vendor + ": neither a vendor nor a person nor a team.");
        }
    }

    /** To who had it before, to a person, or to the requester, for whose answer it then waits. */
    static void giveBack(Course course, ReturnTicket command) {
        TicketState ticket = course.ticket();
        Holder to = returnedTo(course, command.to());
        course.append(new TicketReturned(ticket.holder(), to, command.missing()));
        if (to.equals(Holder.person(ticket.origin().requester()))) {
            course.append(new TicketPutOnHold(
                    HoldReason.REQUESTER, null, null, FollowingUp.withRequester(course, HoldReason.REQUESTER, null)));
        }
    }

    private static Holder returnedTo(Course course, @Nullable String to) {
        TicketState ticket = course.ticket();
        if (to != null) {
            Known.person(course.context, "to", to);
            if (ticket.holder().equals(Holder.person(to))) {
                throw Refused.conflict("same-holder", "The ticket is with " + to + " already.");
            }
            return Holder.person(to);
        }
        Holder before = before(ticket);
        if (before == null) {
            throw Refused.conflict(
                    "nobody-had-it-before", "Nobody had this ticket before; say in \"to\" who shall get it.");
        }
        return before;
    }

    /** Who had the ticket before its present holder, the requester and providers left out. */
    static @Nullable Holder before(TicketState ticket) {
        return Past.find(
                ticket.hands().before(),
                holder -> !holder.equals(ticket.holder())
                        && holder.vendor() == null
                        && !holder.equals(Holder.person(ticket.origin().requester())));
    }
}
