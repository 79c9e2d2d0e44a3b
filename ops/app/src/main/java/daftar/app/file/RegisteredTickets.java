package daftar.app.file;

import daftar.app.store.Recording;
import daftar.eventstore.EventLog;
import daftar.http.write.TicketRefs;
import daftar.messages.Recorded;
import daftar.messages.ticket.LivingTickets;
import daftar.messages.ticket.TicketEvent.TicketMerged;
import daftar.messages.ticket.TicketEvent.TicketUnmerged;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows merges in the register itself, so that nothing is led by what a read model does not know yet. */
final class RegisteredTickets implements LivingTickets {

    private final TicketRefs refs;
    private final EventLog log;
    private final Recording recording;

    RegisteredTickets(TicketRefs refs, EventLog log, Recording recording) {
        this.refs = refs;
        this.log = log;
        this.recording = recording;
    }

    @Override
    public @Nullable String ticketFor(String ref) {
        String id = refs.idOf(ref);
        // two that were merged into each other at the same moment are a ring: the last before it closes is taken
        Set<String> seen = new LinkedHashSet<>();
        while (id != null && seen.add(id)) {
            String into = mergedInto(id);
            if (into == null) {
                return id;
            }
            id = into;
        }
        return seen.isEmpty() ? null : seen.iterator().next();
    }

    private @Nullable String mergedInto(String ticket) {
        String into = null;
        try (var events = log.readStream(ticket, 0)) {
            for (Recorded recorded :
                    (Iterable<Recorded>) events.map(recording::of).flatMap(Optional::stream)::iterator) {
                switch (recorded.event()) {
                    case TicketMerged merged -> into = merged.into();
                    case TicketUnmerged unmerged -> into = null;
                    default -> {}
                }
            }
        }
        return into;
    }
}
