package daftar.http.directory.handover;

import daftar.http.directory.Answered;
import daftar.http.directory.Register;
import daftar.http.directory.handover.OpenTickets.OpenTicket;
import daftar.messages.Actor;
import daftar.messages.directory.Reference;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds all that is open on a person: tickets in the read model, the rest in the directory and the workflows. */
public final class OpenWork {

    /** So many tickets are named, and handed over by one request; that takes some seconds. */
    static final int MOST = 500;

    private static final Logger log = LoggerFactory.getLogger(OpenWork.class);

    private final Register register;
    private final OpenTickets tickets;
    private final InstantSource clock;

    public OpenWork(Register register, OpenTickets tickets, InstantSource clock) {
        this.register = register;
        this.tickets = tickets;
        this.clock = clock;
    }

    /** @throws daftar.messages.Refused NOT_FOUND for an unknown person */
    public OpenOnPerson on(String id, Actor actor) {
        Reference.Person person = Answered.known(register.reference().person(id), "person");
        OpenTickets.Found found = tickets.of(actor, id, MOST);
        long approvals = found.tickets().stream().filter(OpenTicket::asked).count();
        return OpenOnPerson.of(person, register, found, approvals, clock.instant());
    }

    /** How much is open of each kind; null where that cannot be found out now. */
    public @Nullable Map<OpenKind, Long> counts(String id, Actor actor) {
        try {
            return on(id, actor).counts();
        } catch (RuntimeException away) {
            log.warn("What is open on {} could not be counted: {}", id, away.toString());
            return null;
        }
    }
}
