package daftar.domain.ticket;

import daftar.domain.Decision;
import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.Meta;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.file.FileLimits;
import daftar.messages.ticket.*;
import daftar.messages.ticket.TicketCommand.*;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One ticket's story, told by commands to the pure decider and fold; a minute passes before each of them. */
final class Story {

    static final String ID = "ticket-0190b6f2-0000-7000-8000-000000000001";
    static final String OTHER = "ticket-0190b6f2-0000-7000-8000-000000000002";
    static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    final Organisation house;
    final List<Recorded> log = new ArrayList<>();
    TicketState ticket;
    Instant now = START;

    FileLimits limits = FileLimits.USUAL;

    /** What the rules that choose by load are told. */
    Loads loads = Loads.NONE;

    Story(Organisation house) {
        this.house = house;
    }

    static Story begin() {
        return new Story(Organisation.usual());
    }

    /** What this person's command leads to; it is appended. */
    List<Event> does(String person, TicketCommand command) {
        return does(house.actor(person), command);
    }

    List<Event> does(Actor actor, TicketCommand command) {
        now = now.plus(Duration.ofMinutes(1));
        Decision decision = decide(actor, command);
        for (Event event : decision.events()) {
            Map<String, String> metadata = new HashMap<>();
            metadata.put(Meta.ACTOR, actor.person());
            metadata.put(Meta.ACTOR_ROLE, decision.actorRole());
            metadata.put(Meta.OCCURRED_AT, now.toString());
            if (actor.onBehalfOf() != null) {
                metadata.put(Meta.ON_BEHALF_OF, actor.onBehalfOf());
            }
            Recorded recorded = new Recorded(ID, log.size(), log.size(), UUID.randomUUID(), now, metadata, event);
            log.add(recorded);
            ticket = TicketFold.evolve(ticket, recorded);
        }
        return decision.events();
    }

    Story and(String person, TicketCommand command) {
        does(person, command);
        return this;
    }

    Story later(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** Without appending anything. */
    Decision decide(Actor actor, TicketCommand command) {
        return TicketDecider.decide(
                ticket,
                command,
                new DecisionContext(ID, actor, now, house, loads, () -> "T-" + (1000 + log.size()), limits));
    }

    /** The refusal of what this person asks; fails where it is allowed. */
    Refused refused(String person, TicketCommand command) {
        return refused(house.actor(person), command);
    }

    Refused refused(Actor actor, TicketCommand command) {
        try {
            now = now.plus(Duration.ofMinutes(1));
            Decision decision = decide(actor, command);
            throw new AssertionError("allowed: " + decision.events());
        } catch (Refused refused) {
            return refused;
        }
    }

    Status status() {
        return ticket.status();
    }

    // ---- commands with what a test does not care about filled in

    static RaiseTicket raise(String requester, String type) {
        return raise(requester, type, null, null, null, null, null, null);
    }

    static RaiseTicket raise(
            String requester,
            String type,
            String externalRef,
            Classification triage,
            Assignment assign,
            Work work,
            Solution resolution,
            Confirmation confirmation) {
        return new RaiseTicket(
                ID,
                requester,
                Channel.PORTAL,
                type,
                null,
                null,
                null,
                null,
                Text.of("No network"),
                null,
                null,
                List.of(),
                List.of(),
                null,
                Map.of(),
                externalRef,
                triage,
                assign,
                work,
                resolution,
                confirmation,
                null);
    }

    static Classification network() {
        return new Classification(null, "network", null, null, Impact.MEDIUM, Urgency.MEDIUM);
    }

    static TriageTicket triage(String... assignees) {
        return new TriageTicket(ID, network(), assignees.length == 0 ? null : new Assignment(List.of(assignees), null));
    }

    static AssignTicket assign(String... people) {
        return new AssignTicket(ID, List.of(people), null);
    }

    static Work work(int minutes) {
        return new Work(null, minutes, "diagnosis", List.of(), null);
    }

    static Solution solution() {
        return new Solution(Text.of("Plugged in"), "done", null, Fix.PERMANENT);
    }

    static PutOnHold hold(HoldReason reason) {
        return new PutOnHold(ID, reason, null, null);
    }

    static ReferTicket referToPerson(String person) {
        return new ReferTicket(ID, person, null, null, Text.of("yours"));
    }

    static ReferTicket referToVendor(String vendor) {
        return new ReferTicket(ID, null, null, vendor, Text.of("yours"));
    }

    static Text text() {
        return Text.of("because");
    }
}
