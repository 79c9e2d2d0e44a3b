package daftar.domain.ticket;

import daftar.messages.Actor;
import daftar.messages.Role;
import daftar.messages.directory.Reference;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Status;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an actor is to a ticket. */
final class Parties {

    /** Those who only look on, or keep the house: as such they are nothing to a ticket. */
    private static final Set<Role> BYSTANDERS = EnumSet.of(Role.AUDITOR, Role.ANALYST, Role.ADMINISTRATOR);

    private Parties() {}

    /** What the actor is to a request that they raise for this requester. */
    static Set<Party> ofRaise(String requester, DecisionContext context) {
        Set<Party> parties = byRole(context.actor());
        if (mayRelate(context.actor())) {
            if (requester.equals(context.actor().person())) {
                parties.add(Party.REQUESTER);
            } else if (supervises(context.actor().person(), requester, context.reference())) {
                parties.add(Party.SUPERVISOR);
            }
        }
        return parties;
    }

    static Set<Party> of(TicketState ticket, DecisionContext context) {
        Actor actor = context.actor();
        Set<Party> parties = byRole(actor);
        if (!mayRelate(actor)) {
            return parties;
        }
        String person = actor.person();
        Reference reference = context.reference();
        boolean requester = person.equals(ticket.origin().requester());
        if (requester) {
            parties.add(Party.REQUESTER);
        }
        if (person.equals(ticket.hands().owner())) {
            parties.add(Party.OWNER);
        }
        if (ticket.hands().observers().contains(person)) {
            parties.add(Party.OBSERVER);
        }
        Holder holder = ticket.holder();
        if (ticket.status() == Status.AWAITING_APPROVAL) {
            if (!requester && isOneOf(person, holder, reference)) {
                parties.add(Party.APPROVER);
            }
            return parties;
        }
        // a requester who is asked something, or is to confirm, does not become part of the desk by that
        boolean mayHold = context.byDesk() || !requester && !actor.is(Role.VENDOR);
        if (mayHold
                && (isOneOf(person, holder, reference)
                        || isOneOf(person, ticket.hands().assigned(), reference))) {
            parties.add(Party.HOLDER);
        }
        if (actor.is(Role.VENDOR) && (isProvider(person, holder, reference) || isOneOf(person, holder, reference))) {
            parties.add(Party.VENDOR);
        }
        return parties;
    }

    /** Whether the person supervises the other, or manages a department at or above the other's. */
    static boolean supervises(String person, String other, Reference reference) {
        Reference.Person subordinate = reference.person(other);
        if (subordinate == null) {
            return false;
        }
        if (person.equals(subordinate.supervisor())) {
            return true;
        }
        String department = subordinate.department();
        for (int depth = 0; department != null && depth < HolderFinding.DEPTH; depth++) {
            Reference.Department found = reference.department(department);
            if (found == null) {
                return false;
            }
            if (person.equals(found.manager())) {
                return true;
            }
            department = found.parent();
        }
        return false;
    }

    private static boolean isOneOf(String person, Holder holder, Reference reference) {
        return holder.people().contains(person) || isMember(person, holder.team(), reference);
    }

    private static boolean isProvider(String person, Holder holder, Reference reference) {
        return person.equals(holder.vendor()) || isMember(person, holder.vendor(), reference);
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
                case REQUESTER,
                        SUPERVISOR,
                        DEPARTMENT_MANAGER,
                        SECURITY_OFFICER,
                        VENDOR,
                        AUDITOR,
                        ANALYST,
                        ADMINISTRATOR -> {}
            }
        }
        return parties;
    }
}
