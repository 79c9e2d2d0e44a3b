package daftar.domain.ticket;

import daftar.messages.Actor;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.Reference;
import daftar.messages.query.ActionsView;
import java.time.Instant;
import java.util.Set;

/** What somebody may do with a ticket as it stands: asked of the same table that commands are decided by. Pure. */
public final class TicketActions {

    private TicketActions() {}

    /**
     * @param log the ticket's events from its first on; their texts may be sealed
     * @throws Refused NOT_FOUND where there is no such ticket, or the actor is nothing to it and no auditor
     */
    public static ActionsView of(Iterable<Recorded> log, Actor actor, Instant now, Reference reference) {
        TicketState ticket = null;
        for (Recorded recorded : log) {
            ticket = TicketFold.evolve(ticket, recorded);
        }
        Set<Party> parties = ticket == null ? Set.of() : parties(ticket, actor, now, reference);
        if (ticket == null || parties.isEmpty() && !actor.is(Role.AUDITOR)) {
            throw Refused.notFound("unknown-ticket", "There is no such ticket, or you may not know of it.");
        }
        return new ActionsView(
                ticket.stream(),
                ticket.origin().number(),
                ticket.revision(),
                ticket.status(),
                parties.stream().map(Enum::name).toList(),
                TicketRules.actions(ticket.status(), parties));
    }

    private static Set<Party> parties(TicketState ticket, Actor actor, Instant now, Reference reference) {
        Set<Party> parties = Parties.of(ticket, new DecisionContext(ticket.stream(), actor, now, reference, () -> {
            throw new IllegalStateException("nothing is raised here");
        }));
        parties.remove(Party.ADMINISTRATOR); // who hands over what is on others knows no ticket by that
        return parties;
    }
}
