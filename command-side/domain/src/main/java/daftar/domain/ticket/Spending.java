package daftar.domain.ticket;

import daftar.domain.directory.Delegations;
import daftar.messages.Money;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.cost.Allowance;
import daftar.messages.directory.Reference;
import daftar.messages.ticket.CostApproval;
import daftar.messages.ticket.TicketCommand.ApproveCost;
import daftar.messages.ticket.TicketCommand.DeclineCost;
import daftar.messages.ticket.TicketEvent.CostApprovalAsked;
import daftar.messages.ticket.TicketEvent.CostApproved;
import daftar.messages.ticket.TicketEvent.CostDeclined;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether somebody may spend what they wrote down. Counted are the lines of cost, not the price of the time, and all that
 * somebody spent on the ticket without asking: nobody stays below a limit by writing several small entries.
 */
final class Spending {

    private Spending() {}

    /** After an entry was written down or corrected: it waits where it is more than its spender may spend. */
    static void check(Course course, String id) {
        TicketState.Entry entry = Working.entry(course.ticket(), id);
        if (course.context.byImporter() || entry == null || entry.amounts().isEmpty()) {
            return;
        }
        Reference reference = course.context.reference();
        Allowance allowance = allowanceOf(course, entry.spender());
        if (!allowance.isLimited()) {
            return;
        }
        Map<String, Money> spent = spent(course.ticket(), entry.spender());
        boolean covered = entry.amounts().stream()
                .allMatch(amount -> allowance.covers(spent.getOrDefault(amount.currency(), amount)));
        if (covered) {
            return;
        }
        Set<String> excluded = Set.copyOf(List.of(entry.spender(), entry.performer()));
        List<String> approvers = approvers(allowance, entry.spender(), excluded, reference);
        List<String> tells = approvers.stream()
                .map(approver -> {
                    String acting = Delegations.actingFor(approver, course.context.now(), reference);
                    return excluded.contains(acting) ? approver : acting;
                })
                .distinct()
                .toList();
        course.append(new CostApprovalAsked(id, entry.amounts(), entry.spender(), approvers, tells));
    }

    private static Allowance allowanceOf(Course course, String person) {
        Reference reference = course.context.reference();
        Set<Role> roles = person.equals(course.context.actor().person())
                ? course.context.actor().roles()
                : Working.rolesOf(person, reference);
        List<String> teams =
                reference.teamsOf(person).stream().map(Reference.Team::id).toList();
        return reference.costs().allowanceOf(person, roles, teams);
    }

    /** What somebody has spent on the ticket without asking, by currency. */
    static Map<String, Money> spent(TicketState ticket, String spender) {
        Map<String, Money> sums = new TreeMap<>();
        for (TicketState.Entry entry : Working.entries(ticket)) {
            if (entry.approval() == CostApproval.NOT_ASKED && entry.spender().equals(spender)) {
                entry.amounts().forEach(amount -> sums.merge(amount.currency(), amount, Money::plus));
            }
        }
        return sums;
    }

    /** Those whom the limit names; else who manages the spender's department or one above it; else the managers. */
    private static List<String> approvers(
            Allowance allowance, String spender, Set<String> excluded, Reference reference) {
        List<String> named = allowance.approvers().stream()
                .filter(person -> mayBeAsked(person, excluded, reference))
                .toList();
        if (!named.isEmpty()) {
            return named;
        }
        Reference.Person known = reference.person(spender);
        List<String> upwards = new ArrayList<>(reference.pathOf(known == null ? null : known.department()));
        for (String id : upwards.reversed()) {
            Reference.Department department = reference.department(id);
            String manager = department == null ? null : department.manager();
            if (manager != null && mayBeAsked(manager, excluded, reference)) {
                return List.of(manager);
            }
        }
        return reference.holdersOf(Role.MANAGER).stream()
                .map(Reference.Person::id)
                .filter(person -> mayBeAsked(person, excluded, reference))
                .toList();
    }

    static boolean mayBeAsked(String person, Set<String> excluded, Reference reference) {
        Reference.Person known = reference.person(person);
        return !excluded.contains(person) && known != null && known.active();
    }

    static void approve(Course course, ApproveCost command, Set<Party> parties) {
        TicketState.Entry entry = waiting(course, command.entry(), parties);
        course.append(new CostApproved(command.entry(), inWhoseName(course, entry), command.remark()));
    }

    static void decline(Course course, DeclineCost command, Set<Party> parties) {
        TicketState.Entry entry = waiting(course, command.entry(), parties);
        course.append(new CostDeclined(command.entry(), inWhoseName(course, entry), command.reason()));
    }

    private static TicketState.Entry waiting(Course course, String id, Set<Party> parties) {
        TicketState.Entry entry = Working.entry(course.ticket(), id);
        if (entry == null) {
            throw Refused.invalid("unknown-entry", "entry", "This ticket has no work entry " + id + ".");
        }
        String actor = course.context.actor().person();
        if (actor.equals(entry.spender()) || actor.equals(entry.performer())) {
            throw Refused.forbidden("own-cost", "Nobody decides about what they spent themself; others are asked.");
        }
        boolean any = parties.contains(Party.MANAGER) || parties.contains(Party.DEPARTMENT_MANAGER);
        if (!any && !isAsked(entry, course.context)) {
            throw Refused.forbidden("not-asked", "Others are asked about entry " + id + ".");
        }
        if (entry.approval() != CostApproval.WAITING) {
            throw Refused.conflict(
                    "not-waiting",
                    "Nothing is to be decided about the cost of entry " + id + ": it is " + entry.approval() + ".");
        }
        return entry;
    }

    /** Whether the actor is asked about some entry of the ticket, or acts for somebody who is. */
    static boolean isAsked(TicketState ticket, DecisionContext context) {
        return Working.entries(ticket).stream()
                .anyMatch(entry -> entry.approval() == CostApproval.WAITING && isAsked(entry, context));
    }

    private static boolean isAsked(TicketState.Entry entry, DecisionContext context) {
        String actor = context.actor().person();
        return entry.asks(actor)
                || entry.approvers().stream()
                        .anyMatch(approver -> Delegations.actingFor(approver, context.now(), context.reference())
                                .equals(actor));
    }

    private static String inWhoseName(Course course, TicketState.Entry entry) {
        String actor = course.context.actor().person();
        if (entry.approvers().contains(actor)) {
            return actor;
        }
        return entry.approvers().stream()
                .filter(approver -> Delegations.actingFor(approver, course.context.now(), course.context.reference())
                        .equals(actor))
                .findFirst()
                .orElse(actor);
    }
}
