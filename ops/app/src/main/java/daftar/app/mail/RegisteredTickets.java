package daftar.app.mail;

import daftar.app.store.Recording;
import daftar.domain.ticket.TicketActions;
import daftar.eventstore.EventLog;
import daftar.http.write.TicketRefs;
import daftar.json.TextSeal;
import daftar.mail.in.Known;
import daftar.mail.in.Tickets;
import daftar.messages.Actor;
import daftar.messages.Meta;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.directory.Reference;
import daftar.messages.query.ActionsView;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketEvent;
import daftar.messages.ticket.TicketEvent.TicketMerged;
import daftar.messages.ticket.TicketEvent.TicketUnmerged;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tickets as mail sees them, from their own streams. */
record RegisteredTickets(
        TicketRefs refs, EventLog log, Recording recording, TextSeal seal, Reference reference, InstantSource clock)
        implements Tickets {

    @Override
    public @Nullable String idOf(String number) {
        return refs.idOf(number);
    }

    @Override
    public void raised(String number, String ticket) {
        refs.raised(number, ticket);
    }

    @Override
    public @Nullable Boolean isRaisedBy(String ticket, Asked asked) {
        List<Recorded> events = events(ticket);
        return events.isEmpty() ? null : Boolean.TRUE.equals(byIt(events, asked));
    }

    @Override
    public Known.@Nullable Target target(String ticket, Actor actor, Asked asked) {
        Set<String> seen = new HashSet<>();
        String id = ticket;
        List<Recorded> events = events(id);
        while (!events.isEmpty() && seen.add(id)) {
            String into = mergedInto(events);
            List<Recorded> other = into == null ? List.of() : events(into);
            if (into == null || other.isEmpty() || seen.contains(into)) {
                return target(id, events, actor, asked);
            }
            id = into;
            events = other;
        }
        return null;
    }

    private Known.Target target(String id, List<Recorded> events, Actor actor, Asked asked) {
        Status status = null;
        for (Recorded recorded : events) {
            if (recorded.event() instanceof TicketEvent event) {
                status = Status.after(status, event);
            }
        }
        boolean party = false;
        boolean comment = false;
        boolean reopen = false;
        try {
            ActionsView view = TicketActions.of(events, actor, clock.instant(), reference);
            party = true;
            comment = allows(view, "comment");
            reopen = view.status() == Status.CLOSED && allows(view, "reopen");
        } catch (Refused nothingToIt) {
            party = false;
        }
        return new Known.Target(id, status == null ? Status.NEW : status, comment, reopen, party, byIt(events, asked));
    }

    private static boolean allows(ActionsView view, String action) {
        return view.actions().stream().anyMatch(each -> each.name().equals(action) && each.allowed());
    }

    private static @Nullable String mergedInto(List<Recorded> events) {
        String into = null;
        for (Recorded recorded : events) {
            if (recorded.event() instanceof TicketMerged merged) {
                into = merged.into();
            } else if (recorded.event() instanceof TicketUnmerged) {
                into = null;
            }
        }
        return into;
    }

    /** Whether the command of this id may have been asked for by this; null where it was not carried out. */
    private @Nullable Boolean byIt(List<Recorded> events, Asked asked) {
        String command = asked.command().toString();
        for (Recorded recorded : events) {
            if (command.equals(recorded.commandId())) {
                String request = recorded.metadata().getOrDefault(Meta.REQUEST_HASH, "");
                return seal.isRepetition(recorded.stream(), request, asked.contentHash());
            }
        }
        return null;
    }

    private List<Recorded> events(String ticket) {
        return recording.all(log, ticket, 0);
    }
}
