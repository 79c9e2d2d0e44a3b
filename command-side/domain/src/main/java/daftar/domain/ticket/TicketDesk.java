package daftar.domain.ticket;

import daftar.domain.Sealing;
import daftar.domain.TicketNumbers;
import daftar.messages.directory.Reference;
import java.time.InstantSource;

/** What tickets need from around them, given to every command's handler as one resource. */
public record TicketDesk(
        Reference reference, Loads loads, TicketNumbers numbers, Sealing sealing, InstantSource clock) {

    /** Where nobody is chosen by load. */
    public TicketDesk(Reference reference, TicketNumbers numbers, Sealing sealing, InstantSource clock) {
        this(reference, Loads.NONE, numbers, sealing, clock);
    }
}
