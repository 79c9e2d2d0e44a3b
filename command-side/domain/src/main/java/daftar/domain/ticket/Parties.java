package daftar.domain.ticket;

import daftar.messages.Actor;
import daftar.messages.Role;
import daftar.messages.directory.Reference;
import daftar.messages.rights.DeskScope;
import daftar.messages.rights.Rights;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Status;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an actor is to a ticket. */
final class Parties {

    /** Those who only look on, or keep the house: as such they are nothing to a ticket. */
    private static final Set<Role> BYSTANDERS =
            EnumSet.of(Role.AUDITOR, Role.ANALYST, Role.ADMINISTRATOR, Role.PROVISIONER);

    private Parties() {}

    /** What the actor is to a request that they raise for this requester. */
    static Set<Party> ofRaise(String requester, DecisionContext context) {
        Set<Party> parties = byRole(context.actor());
        if (mayRelate(context.actor())) {
            if (requester.equals(context.actor().person())) {
                parties.add(Party.REQUESTER);
            } else if (isSupervisor(context.actor().person(), requester, context.reference())) {
                parties.add(Party.SUPERVISOR);
            } else if (managesDepartmentOf(context.actor().person(), requester, context.reference())) {
                parties.add(Party.DEPARTMENT_MANAGER);
            }
        }
        return parties;
    }

    /** All that the actor is to the ticket; nothing where they may not know of it. */
    static Set<Party> of(TicketState ticket, DecisionContext context) {
        Actor actor = context.actor();
        Set<Party> parties = EnumSet.noneOf(Party.class);
        if (mayRelate(actor)) {
            relations(ticket, context, parties);
        }
        if (reaches(ticket, context, parties)) {
            parties.addAll(byRole(actor));
        } else {
            keep(parties, actor, Role.IMPORTER, Party.IMPORTER);
            keep(parties, actor, Role.CLOCK, Party.CLOCK);
            keep(parties, actor, Role.ADMINISTRATOR, Party.ADMINISTRATOR);
        }
        return parties;
    }

    private static void keep(Set<Party> parties, Actor actor, Role role, Party party) {
        if (actor.is(role)) {
            parties.add(party);
        }
    }

    private static void relations(TicketState ticket, DecisionContext context, Set<Party> parties) {
        Actor actor = context.actor();
        String person = actor.person();
        TicketState.Reach reach = ticket.reach();
        boolean requester = person.equals(ticket.origin().requester());
        if (requester) {
            parties.add(Party.REQUESTER);
        }
        if (person.equals(ticket.hands().owner())) {
            parties.add(Party.OWNER);
        }
        if (reach.names(person)) {
            parties.add(Party.NAMED);
        }
        holding(ticket, context, requester, parties);
        if (Spending.isAsked(ticket, context)) {
            parties.add(Party.COST_APPROVER);
        }
        if (reach.confidential() && !reach.names(person)) {
            return; // what follows gives no right to know of it
        }
        if (ticket.hands().observers().contains(person)) {
            parties.add(Party.OBSERVER);
        }
        if (!requester && person.equals(ticket.origin().registrar())) {
            parties.add(Party.ON_BEHALF);
        }
        if (requester || isClosedTo(ticket, context)) {
            return;
        }
        if (actor.is(Role.SUPERVISOR) && isSupervisor(person, ticket.origin().requester(), context.reference())) {
            parties.add(Party.SUPERVISOR);
        }
        if (actor.is(Role.DEPARTMENT_MANAGER) && manages(person, reach.path(), context.reference())) {
            parties.add(Party.DEPARTMENT_MANAGER);
        }
    }

    private static void holding(TicketState ticket, DecisionContext context, boolean requester, Set<Party> parties) {
        Actor actor = context.actor();
        String person = actor.person();
        Reference reference = context.reference();
        Holder holder = ticket.holder();
        if (ticket.status() == Status.AWAITING_APPROVAL) {
            if (!requester && isOneOf(person, holder, reference)) {
                parties.add(Party.APPROVER);
            }
            return;
        }
        // a requester who is asked something, or is to confirm, does not become part of the desk by that
        boolean mayHold = context.byDesk() || !requester && !actor.is(Role.VENDOR);
        Holder assigned = ticket.hands().assigned();
        if (mayHold && (holder.people().contains(person) || assigned.people().contains(person))) {
            parties.add(Party.HOLDER);
        } else if (mayHold
                && (isMember(person, holder.team(), reference) || isMember(person, assigned.team(), reference))) {
            parties.add(Party.TEAM);
        }
        if (actor.is(Role.VENDOR) && (isProvider(person, holder, reference) || isOneOf(person, holder, reference))) {
            parties.add(Party.VENDOR);
        }
    }

    /** Whether a role counts for this ticket: who may not know of it by the role, may do nothing by it. */
    private static boolean reaches(TicketState ticket, DecisionContext context, Set<Party> parties) {
        if (parties.contains(Party.NAMED)
                || parties.contains(Party.OWNER)
                || parties.contains(Party.HOLDER)
                || parties.contains(Party.TEAM)) {
            return true;
        }
        return !ticket.reach().confidential()
                && !isClosedTo(ticket, context)
                && (context.actor().isAny(Role.MANAGER, Role.SECURITY_OFFICER)
                        || context.reference().rights().desk() == DeskScope.ALL);
    }

    private static boolean isClosedTo(TicketState ticket, DecisionContext context) {
        Rights rights = context.reference().rights();
        if (rights.closed().isEmpty()) {
            return false;
        }
        String person = context.actor().person();
        Reference.Person known = context.reference().person(person);
        List<String> own = context.reference().pathOf(known == null ? null : known.department());
        return !Collections.disjoint(
                rights.closedTo(person, own), ticket.reach().path());
    }

    private static boolean isSupervisor(String person, String other, Reference reference) {
        Reference.Person subordinate = reference.person(other);
        return subordinate != null && person.equals(subordinate.supervisor());
    }

    private static boolean manages(String person, List<String> path, Reference reference) {
        for (String department : path) {
            Reference.Department found = reference.department(department);
            if (found != null && person.equals(found.manager())) {
                return true;
            }
        }
        return false;
    }

    private static boolean managesDepartmentOf(String person, String other, Reference reference) {
        Reference.Person subordinate = reference.person(other);
        return subordinate != null && manages(person, reference.pathOf(subordinate.department()), reference);
    }

    private static boolean isOneOf(String person, Holder holder, Reference reference) {
        return holder.people().contains(person) || isMember(person, holder.team(), reference);
    }

    private static boolean isProvider(String person, Holder holder, Reference reference) {
        String provider = holder.vendor();
        Reference.Vendor vendor = provider == null ? null : reference.vendor(provider);
        return person.equals(provider)
                || isMember(person, provider, reference)
                || (vendor != null && vendor.active() && vendor.contacts().contains(person));
    }

    private static boolean isMember(String person, @Nullable String team, Reference reference) {
        Reference.Team found = team == null ? null : reference.team(team);
        return found != null && found.members().contains(person);
    }

    private static boolean mayRelate(Actor actor) {
        if (actor.roles().isEmpty()) {
            return true; // a caller whom nobody knew, registered provisionally
        }
        for (Role role : actor.roles()) {
            if (!BYSTANDERS.contains(role)) {
                return true;
            }
        }
        return false;
    }

    private static Set<Party> byRole(Actor actor) {
        Set<Party> parties = EnumSet.noneOf(Party.class);
        for (Role role : actor.roles()) {
            switch (role) {
                case DISPATCHER -> parties.add(Party.DISPATCHER);
                case SPECIALIST -> parties.add(Party.SPECIALIST);
                case MANAGER -> parties.add(Party.MANAGER);
                case IMPORTER -> parties.add(Party.IMPORTER);
                case CLOCK -> parties.add(Party.CLOCK);
                case SECURITY_OFFICER -> parties.add(Party.SECURITY);
                case ADMINISTRATOR -> parties.add(Party.ADMINISTRATOR);
                case REQUESTER, SUPERVISOR, DEPARTMENT_MANAGER, VENDOR, AUDITOR, ANALYST, PROVISIONER -> {}
            }
        }
        return parties;
    }
}
