package daftar.query;

import daftar.messages.Actor;
import daftar.messages.query.TimelineView.Referral;
import daftar.messages.ticket.Holder;
import daftar.readmodel.TicketDocument;
import daftar.readmodel.TicketDocument.Handover;
import daftar.readmodel.TicketDocument.HandoverKind;
import daftar.readmodel.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The chain of those who had a ticket, with how long each had it. Pure. */
final class Referrals {

    /** A time in which an open ticket was with the same holder. */
    private record Had(Holder holder, Instant from, Instant to) {

        Duration within(Instant begin, Instant end) {
            Instant later = from.isAfter(begin) ? from : begin;
            Instant sooner = to.isBefore(end) ? to : end;
            return sooner.isAfter(later) ? Duration.between(later, sooner) : Duration.ZERO;
        }
    }

    private Referrals() {}

    /** @param internal whether the caller may read what was said for the desk */
    static List<Referral> of(
            TicketDocument ticket, List<TimelineEntry> lines, boolean internal, Naming naming, Instant now) {
        List<Had> times = times(ticket, lines, now);
        List<Handover> chain = chain(ticket.handovers());
        List<Referral> referrals = new ArrayList<>(chain.size());
        for (int i = 0; i < chain.size(); i++) {
            Handover one = chain.get(i);
            Instant end = i + 1 < chain.size() ? chain.get(i + 1).at() : now;
            boolean escalated = one.kind() == HandoverKind.ESCALATED;
            referrals.add(new Referral(
                    (escalated && !internal ? HandoverKind.ASSIGNED : one.kind()).name(),
                    one.at(),
                    one.by().equals(Actor.SYSTEM) ? null : naming.person(one.by()),
                    naming.held(one.from()),
                    naming.held(one.to()),
                    internal ? one.reason() : null,
                    held(one.to(), one.at(), end, times)));
        }
        return referrals;
    }

    /** An escalation and where it went to are one; one that went nowhere passed nothing on. */
    private static List<Handover> chain(List<Handover> all) {
        List<Handover> chain = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            Handover one = all.get(i);
            if (one.kind() != HandoverKind.ESCALATED) {
                chain.add(one);
            } else if (i + 1 < all.size()
                    && all.get(i + 1).kind() == HandoverKind.ASSIGNED
                    && all.get(i + 1).at().equals(one.at())) {
                Handover went = all.get(++i);
                chain.add(
                        new Handover(HandoverKind.ESCALATED, one.at(), one.by(), one.from(), went.to(), one.reason()));
            }
        }
        return chain;
    }

    private static Duration held(Holder holder, Instant begin, Instant end, List<Had> times) {
        Duration held = Duration.ZERO;
        for (Had had : times) {
            if (had.holder().equals(holder)) {
                held = held.plus(had.within(begin, end));
            }
        }
        return held;
    }

    private static List<Had> times(TicketDocument ticket, List<TimelineEntry> lines, Instant now) {
        List<Had> times = new ArrayList<>();
        for (TimelineEntry line : lines) {
            TimelineEntry.Step ended = line.step();
            if (ended != null && ended.status().isOpen()) {
                times.add(
                        new Had(new Holder(ended.assignees(), ended.team(), ended.vendor()), ended.from(), ended.to()));
            }
        }
        if (ticket.status().isOpen()) {
            times.add(new Had(ticket.holder(), ticket.stepFrom(), now));
        }
        return times;
    }
}
