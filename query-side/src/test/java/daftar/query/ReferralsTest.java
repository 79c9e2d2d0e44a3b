package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Meta;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.query.TimelineView.Referral;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.TicketEvent;
import daftar.messages.ticket.TicketEvent.StageEntered;
import daftar.messages.ticket.TicketEvent.TicketAssigned;
import daftar.messages.ticket.TicketEvent.TicketEscalated;
import daftar.messages.ticket.TicketEvent.TicketHandedOver;
import daftar.messages.ticket.TicketEvent.TicketRaised;
import daftar.messages.ticket.TicketEvent.TicketReferred;
import daftar.messages.workflow.StageKind;
import daftar.readmodel.Derivation;
import daftar.readmodel.TicketDocument;
import daftar.readmodel.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class ReferralsTest {

    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    private static final Naming NAMING = new Naming((kind, id, language) -> null, "en");

    private final List<TimelineEntry> lines = new ArrayList<>();
    private TicketDocument ticket;

    private void happens(int minutes, String actor, TicketEvent event) {
        long revision = ticket == null ? 0 : ticket.revision() + 1;
        Instant at = START.plus(Duration.ofMinutes(minutes));
        Recorded recorded = new Recorded(
                "ticket-1",
                revision,
                revision,
                UUID.randomUUID(),
                at,
                Map.of(Meta.ACTOR, actor, Meta.OCCURRED_AT, at.toString()),
                event);
        TicketDocument before = ticket;
        ticket = TicketDocument.evolve(before, recorded);
        Derivation.derive(before, recorded, ticket).stream()
                .filter(TimelineEntry.class::isInstance)
                .forEach(line -> lines.add((TimelineEntry) line));
    }

    private void story() {
        happens(
                0,
                "person-ann",
                new TicketRaised(
                        "T-1",
                        "person-ann",
                        Channel.PORTAL,
                        "incident",
                        null,
                        null,
                        null,
                        null,
                        null,
                        "incident",
                        1,
                        "en",
                        Text.of("t"),
                        null,
                        List.of(),
                        List.of(),
                        null,
                        Map.of(),
                        null,
                        List.of(),
                        null));
        happens(0, "person-ann", new StageEntered("work", StageKind.WORK, null, Holder.team("team-1"), "team", null));
        happens(10, "person-dan", new TicketAssigned(List.of("person-dan"), "team-1", "taken"));
        happens(
                30,
                "person-dan",
                new TicketReferred(
                        Holder.people(List.of("person-dan"), "team-1"),
                        Holder.person("person-eve"),
                        Text.of("knows it")));
        happens(90, "person-eve", new TicketEscalated("team-2", 1, Text.of("too deep")));
        happens(90, "person-eve", new TicketAssigned(List.of(), "team-2", "next-line"));
        happens(100, "person-fay", new TicketEscalated(null, 2, Text.of("hurry")));
        happens(110, "person-fay", new TicketAssigned(List.of("person-fay", "person-gus"), "team-2", "by-hand"));
        happens(120, "person-max", new TicketHandedOver("person-gus", "person-dan", Text.of("leaves")));
    }

    private List<Referral> referrals(boolean internal) {
        return Referrals.of(ticket, lines, internal, NAMING, START.plus(Duration.ofMinutes(150)));
    }

    @Test
    void the_chain_tells_who_passed_it_to_whom_why_and_how_long_each_had_it() {
        story();
        assertThat(referrals(true))
                .extracting(
                        Referral::kind,
                        one -> one.by().id(),
                        one -> one.to().people().stream()
                                .map(person -> person.id())
                                .toList(),
                        Referral::reason,
                        one -> one.held().toMinutes())
                .containsExactly(
                        Tuple.tuple("ASSIGNED", "person-dan", List.of("person-dan"), null, 20L),
                        Tuple.tuple("REFERRED", "person-dan", List.of("person-eve"), "knows it", 60L),
                        Tuple.tuple("ESCALATED", "person-eve", List.of(), "too deep", 20L),
                        Tuple.tuple("ASSIGNED", "person-fay", List.of("person-fay", "person-gus"), null, 10L),
                        Tuple.tuple("HANDED_OVER", "person-max", List.of("person-fay", "person-dan"), "leaves", 30L));
    }

    @Test
    void the_requester_reads_no_reason_and_of_no_escalation() {
        story();
        assertThat(referrals(false)).allSatisfy(one -> assertThat(one.reason()).isNull());
        assertThat(referrals(false)).extracting(Referral::kind).doesNotContain("ESCALATED");
    }
}
