package daftar.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import daftar.automations.Claim;
import daftar.automations.DeskClock;
import daftar.automations.DueTickets.Due;
import daftar.automations.DueTickets.DueTicket;
import daftar.automations.Errands.Errand;
import daftar.embedded.elasticsearch.ElasticsearchForTests;
import daftar.messages.Command;
import daftar.messages.Event;
import daftar.messages.Meta;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.announcement.AnnouncementCommand.AnnounceUpdate;
import daftar.messages.announcement.AnnouncementCommand.WithdrawAnnouncement;
import daftar.messages.announcement.AnnouncementEvent.AnnouncementPublished;
import daftar.messages.announcement.Occasion;
import daftar.messages.announcement.Severity;
import daftar.messages.survey.SurveyCommand.GrantSurvey;
import daftar.messages.survey.SurveyEvent.SurveyGranted;
import daftar.messages.survey.SurveyEvent.SurveyPolicySet;
import daftar.messages.survey.SurveyPolicy;
import daftar.messages.ticket.*;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.StageKind;
import daftar.projectors.Elasticsearch;
import daftar.projectors.ElasticsearchTokenStore;
import daftar.projectors.Indexes;
import daftar.query.Elastic;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.ReadModel;
import daftar.readmodel.TicketDocument;
import daftar.reference.ReferenceState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicHeader;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the clock finds due because of other tickets, in the index as the folds fill it. */
class LinkedErrandsIT {

    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    private static final Solution FIXED =
            new Solution(Text.of("Restarted"), "done", Text.of("a secret"), Fix.PERMANENT);

    private final Map<String, TicketDocument> tickets = new HashMap<>();
    private Rest5Client client;
    private Elastic elastic;
    private String index;
    private Instant now = START;
    /** How much later than it happened the register takes what happens. */
    private Duration late = Duration.ZERO;

    private ReferenceState reference = ReferenceState.EMPTY;

    @BeforeEach
    void an_empty_index() {
        ElasticsearchForTests server = ElasticsearchForTests.shared();
        client = Rest5Client.builder(new HttpHost(
                        "http", server.uri().getHost(), server.uri().getPort()))
                .setDefaultHeaders(new Header[] {new BasicHeader("Authorization", server.authorization())})
                .build();
        elastic = new Elastic(client);
        index = ReadModel.TICKETS.alias(server.newPrefix());
        send("/" + index, ReadModel.TICKETS.definition(0));
    }

    @Test
    void every_living_incident_of_a_solved_problem_is_told_once() {
        raised("ticket-p", "problem");
        raised("ticket-other", "problem");
        for (String incident : List.of("ticket-1", "ticket-2", "ticket-3")) {
            raised(incident, "incident");
            happened(incident, new TicketLinked(LinkKind.CAUSED_BY, "ticket-p"));
        }
        happened("ticket-3", new TicketLinked(LinkKind.CAUSED_BY, "ticket-other"));
        raised("ticket-closed", "incident");
        happened("ticket-closed", new TicketLinked(LinkKind.CAUSED_BY, "ticket-p"));
        happened("ticket-closed", new TicketClosed(CloseReason.VOID, null));
        raised("ticket-related", "incident");
        happened("ticket-related", new TicketLinked(LinkKind.RELATES, "ticket-p"));
        assertThat(solved()).isEmpty();

        happened("ticket-p", new TicketResolved(FIXED, false));
        Instant at = tickets.get("ticket-p").resolvedAt();
        assertThat(solved())
                .extracting(Errand::command)
                .containsExactlyInAnyOrder(told("ticket-1", at), told("ticket-2", at), told("ticket-3", at));

        // killed half way: who was told is due no more, the others still are, under the same keys
        List<String> keys = solved().stream().map(Errand::key).toList();
        happened("ticket-2", new LinkedTicketSolved(LinkKind.CAUSED_BY, "ticket-p", at));
        assertThat(solved()).extracting(Errand::key).hasSize(2).isSubsetOf(keys);
        happened("ticket-1", new LinkedTicketSolved(LinkKind.CAUSED_BY, "ticket-p", at));
        happened("ticket-3", new LinkedTicketSolved(LinkKind.CAUSED_BY, "ticket-p", at));
        assertThat(solved()).isEmpty();

        // linked later, told as well; solved anew, told anew
        raised("ticket-4", "incident");
        happened("ticket-4", new TicketLinked(LinkKind.CAUSED_BY, "ticket-p"));
        assertThat(solved()).extracting(Errand::command).containsExactly(told("ticket-4", at));
        happened("ticket-p", new ResolutionRejected(Text.of("no")));
        assertThat(solved()).isEmpty();
        happened("ticket-p", new TicketResolved(FIXED, false));
        assertThat(solved()).hasSize(4);
    }

    @Test
    void the_children_of_a_solved_major_incident_are_solved_with_its_public_solution() {
        majorWithChildren();
        assertThat(solved()).isEmpty();
        happened("ticket-m", new TicketResolved(FIXED, false));
        Instant at = tickets.get("ticket-m").resolvedAt();
        Solution shared = new Solution(Text.of("Restarted"), "done", null, Fix.PERMANENT);
        assertThat(solved())
                .extracting(Errand::command)
                .containsExactlyInAnyOrder(
                        new TellSolved("ticket-1", LinkKind.CHILD_OF, "ticket-m", at, shared),
                        new TellSolved("ticket-2", LinkKind.CHILD_OF, "ticket-m", at, shared));
        happened("ticket-1", new LinkedTicketSolved(LinkKind.CHILD_OF, "ticket-m", at));
        assertThat(solved()).extracting(errand -> errand.command().stream()).containsExactly("ticket-2");
    }

    @Test
    void of_what_was_stood_down_or_is_confidential_no_child_is_solved() {
        majorWithChildren();
        happened("ticket-m", new TicketResolved(FIXED, false), new MajorIncidentStoodDown(Text.of("r")));
        assertThat(solved()).isEmpty();
        happened("ticket-m", declared());
        assertThat(solved()).hasSize(2);
        happened("ticket-m", new TicketMadeConfidential(List.of(), null));
        assertThat(solved()).isEmpty();
    }

    @Test
    void the_newest_update_is_announced_and_an_older_one_never() {
        majorWithChildren();
        assertThat(majors()).isEmpty();
        happened("ticket-m", update(1, "We look"), update(2, "We found it"));
        Errand errand = majors().getFirst();
        AnnounceUpdate announced = (AnnounceUpdate) errand.command();
        assertThat(announced.text()).isEqualTo(Map.of("de", Text.of("We found it")));
        assertThat(announced.title()).containsEntry("de", Text.of("Mail is down"));
        assertThat(announced.occasion()).isEqualTo(new Occasion("ticket-m", 2));
        assertThat(announced.departments()).containsExactly("department-it");
        assertThat(majors()).extracting(Errand::key).containsExactly(errand.key());

        publish(announced);
        assertThat(majors()).isEmpty();
        happened("ticket-m", update(3, "It is back"));
        assertThat(majors()).extracting(each -> each.command().stream()).containsExactly(announced.announcement());
    }

    @Test
    void the_announcement_goes_with_the_major_incident() {
        majorWithChildren();
        happened("ticket-m", update(1, "We look"));
        AnnounceUpdate announced = (AnnounceUpdate) majors().getFirst().command();
        publish(announced);
        assertThat(majors()).isEmpty();
        happened("ticket-m", new MajorIncidentStoodDown(Text.of("r")));
        assertThat(majors())
                .extracting(Errand::command)
                .containsExactly(new WithdrawAnnouncement(announced.announcement(), null));
    }

    @Test
    void an_update_that_does_not_come_is_said_once_by_what_was_due() {
        majorWithChildren();
        Instant due = tickets.get("ticket-m").relations().updateDueAt();
        assertThat(new MajorIncidents(elastic, index, reference).due(due.minusSeconds(1), 100))
                .isEmpty();
        assertThat(new MajorIncidents(elastic, index, reference).due(due, 100))
                .containsExactly(new Errand("overdue:ticket-m:" + due, new NoteOverdueUpdate("ticket-m")));
        happened("ticket-m", new MajorIncidentUpdateMissed(due));
        assertThat(new MajorIncidents(elastic, index, reference).due(due, 100)).isEmpty();
        happened("ticket-m", new TicketResolved(FIXED, false));
        assertThat(tickets.get("ticket-m").relations().updateDueAt()).isNull();
    }

    @Test
    void the_ticket_that_another_was_merged_into_is_told_and_told_again_when_that_is_taken_back_and_made_anew() {
        List.of("ticket-a", "ticket-b").forEach(ticket -> raised(ticket, "incident"));
        happened("ticket-a", new ObserverAdded("person-zoe"));
        assertThat(merges()).isEmpty();
        merged("ticket-a", "ticket-b");
        Errand absorb = merges().getFirst();
        assertThat(merges())
                .extracting(Errand::command)
                .containsExactly(new AbsorbTicket("ticket-b", "ticket-a", List.of("person-ann", "person-zoe")));
        happened("ticket-b", new TicketAbsorbed("ticket-a", List.of("person-zoe")));
        assertThat(merges()).isEmpty();

        unmerged("ticket-a", "ticket-b");
        Errand release = merges().getFirst();
        assertThat(merges())
                .extracting(Errand::command)
                .containsExactly(new ReleaseTicket("ticket-b", "ticket-a", List.of()));
        happened("ticket-b", new TicketReleased("ticket-a", List.of("person-zoe")));
        assertThat(merges()).isEmpty();

        // the same two again: what was sent under the same keys would be taken for a retry
        merged("ticket-a", "ticket-b");
        assertThat(merges()).extracting(Errand::command).containsExactly(absorb.command());
        assertThat(merges()).extracting(Errand::key).doesNotContain(absorb.key());
        happened("ticket-b", new TicketAbsorbed("ticket-a", List.of("person-zoe")));
        unmerged("ticket-a", "ticket-b");
        assertThat(merges()).extracting(Errand::command).containsExactly(release.command());
        assertThat(merges()).extracting(Errand::key).doesNotContain(release.key());
    }

    @Test
    void a_step_of_a_chain_that_is_taken_back_parts_all_that_came_over_it_and_nobody_else() {
        List.of("ticket-a", "ticket-b", "ticket-c", "ticket-d").forEach(ticket -> raised(ticket, "incident"));
        merged("ticket-a", "ticket-b");
        happened("ticket-b", new TicketAbsorbed("ticket-a", List.of()));
        merged("ticket-d", "ticket-c");
        happened("ticket-d", new ObserverAdded("person-eva"));
        merged("ticket-b", "ticket-c");
        for (String other : List.of("ticket-a", "ticket-b", "ticket-d")) {
            assertThat(merges()).extracting(Errand::command).anyMatch(absorbs("ticket-c", other));
            happened("ticket-c", new TicketAbsorbed(other, List.of()));
        }
        assertThat(merges()).isEmpty();

        unmerged("ticket-b", "ticket-c");
        List<String> staying = List.of("person-ann", "person-eva");
        assertThat(merges())
                .extracting(Errand::command)
                .containsExactlyInAnyOrder(
                        new ReleaseTicket("ticket-c", "ticket-b", staying),
                        new ReleaseTicket("ticket-c", "ticket-a", staying));
        happened("ticket-c", new TicketReleased("ticket-b", List.of()), new TicketReleased("ticket-a", List.of()));
        assertThat(merges()).isEmpty();

        // a ring of the same instant: undone by taking back either
        merged("ticket-c", "ticket-d");
        happened("ticket-d", new TicketAbsorbed("ticket-c", List.of()));
        assertThat(merges()).isNotNull();
        unmerged("ticket-d", "ticket-c");
        assertThat(merges()).extracting(Errand::command).contains(new ReleaseTicket("ticket-c", "ticket-d", List.of()));
    }

    private static Predicate<Command> absorbs(String ticket, String other) {
        return command -> command instanceof AbsorbTicket absorb
                && absorb.ticket().equals(ticket)
                && absorb.other().equals(other);
    }

    private void merged(String ticket, String into) {
        happened(ticket, new TicketMerged(into, null), new TicketClosed(CloseReason.DUPLICATE, null));
    }

    private void unmerged(String ticket, String from) {
        happened(
                ticket,
                new TicketUnmerged(from, Text.of("r")),
                new StageEntered("work", StageKind.WORK, null, Holder.person("person-dan"), null, null));
    }

    private List<Errand> merges() {
        return new LinkedErrands(
                        new SolvedTickets(elastic, index),
                        new MajorIncidents(elastic, index, reference),
                        new MergedTickets(elastic, index),
                        new UnmergedTickets(elastic, index))
                .due(now, 100);
    }

    private void majorWithChildren() {
        raised("ticket-m", "incident");
        raised("ticket-1", "incident");
        raised("ticket-2", "incident");
        raised("ticket-3", "incident");
        happened("ticket-m", new TicketLinked(LinkKind.PARENT_OF, "ticket-1"), declared());
        happened("ticket-2", new TicketLinked(LinkKind.CHILD_OF, "ticket-m"));
    }

    private MajorIncidentDeclared declared() {
        return new MajorIncidentDeclared(
                Text.of("r"),
                Map.of("en", Text.of("Mail is down")),
                Duration.ofMinutes(30),
                START.plus(Duration.ofDays(1)),
                List.of("department-it"),
                List.of("mail"));
    }

    private static MajorIncidentUpdated update(int number, String text) {
        return new MajorIncidentUpdated(number, Map.of("de", Text.of(text)), START.plus(Duration.ofDays(2)));
    }

    private void publish(AnnounceUpdate command) {
        reference = ReferenceState.evolve(
                reference,
                new Recorded(
                        command.announcement(),
                        0,
                        0,
                        new UUID(0, 0),
                        now,
                        Map.of(),
                        new AnnouncementPublished(
                                command.author(),
                                Severity.CRITICAL,
                                command.title(),
                                command.text(),
                                command.departments(),
                                command.services(),
                                command.from(),
                                command.until(),
                                command.occasion())));
    }

    /** What is due when: an approval of two days, a hold for the requester, a stage of half an hour, a confirmation. */
    @Test
    void each_ticket_is_due_at_the_instant_that_its_document_carries() {
        Duration day = Duration.ofDays(1);
        raised("ticket-a", "request");
        happened(
                "ticket-a",
                entered("ask", StageKind.APPROVAL, now.plusSeconds(1).plus(day.multipliedBy(2))));
        Instant asked = now;
        raised("ticket-h", "incident");
        happened("ticket-h", entered("triage", StageKind.TRIAGE, now.plus(Duration.ofMinutes(30))));
        Instant triage = tickets.get("ticket-h").stageDueAt();
        happened("ticket-h", new TicketPutOnHold(HoldReason.REQUESTER, null, null));
        Instant held = now;
        raised("ticket-u", "incident");
        happened("ticket-u", new TicketPutOnHold(HoldReason.PARTS, null, held.plus(day)));
        raised("ticket-r", "incident");
        happened("ticket-r", entered("confirmation", StageKind.CONFIRMATION, held.plus(day.multipliedBy(7))));

        assertThat(due(triage.minusSeconds(1))).isEmpty();
        assertThat(due(triage)).containsExactly(new DueTicket("ticket-h", Due.STAGE, triage));
        happened("ticket-h", new StageOverdueNoted("triage", triage, List.of("person-dan")));
        assertThat(due(asked.plus(day).minusSeconds(1))).isEmpty();
        DueTicket reminder = new DueTicket("ticket-a", Due.SILENCE, asked.plus(day));
        assertThat(due(held.plus(day)))
                .containsExactlyInAnyOrder(reminder, new DueTicket("ticket-u", Due.HOLD, held.plus(day)));
        assertThat(due(held.plus(day), one -> one.what() != Due.HOLD)).containsExactly(reminder);
        happened("ticket-u", new WorkResumed(Status.ASSIGNED, null));
        now = asked.plus(day);
        happened("ticket-a", new HolderReminded("ask", "person-dan", 1, List.of("person-dan"), SilenceStep.REMIND));
        assertThat(due(asked.plus(day.multipliedBy(2)).minusSeconds(1))).isEmpty();
        assertThat(due(held.plus(day.multipliedBy(7))))
                .extracting(DueTicket::ticket, DueTicket::what)
                .containsExactlyInAnyOrder(
                        tuple("ticket-a", Due.SILENCE),
                        tuple("ticket-a", Due.STAGE),
                        tuple("ticket-h", Due.SILENCE),
                        tuple("ticket-r", Due.CONFIRMATION));
    }

    @Test
    void a_timer_is_due_as_forgotten_after_twelve_hours_whatever_became_of_its_ticket() {
        raised("ticket-t", "incident");
        happened("ticket-t", new TimerStarted("person-dan", "repair", null));
        Instant due = now.plus(Duration.ofHours(12));
        happened("ticket-t", new TicketClosed(CloseReason.VOID, null));
        assertThat(due(due.minusSeconds(1), one -> one.what() == Due.TIMER)).isEmpty();
        assertThat(due(due)).containsExactly(new DueTicket("ticket-t", Due.TIMER, due));
        happened("ticket-t", new TimerForgotten("person-dan", due.minus(Duration.ofHours(12))));
        assertThat(due(due)).isEmpty();
    }

    /** First the person is chosen, then asked: each is due until it is done, also for a clock that starts in between. */
    @Test
    void those_in_the_sample_are_chosen_and_asked_once_a_day_after_the_end() {
        for (String ticket : List.of("ticket-a", "ticket-b", "ticket-rated", "ticket-spam", "ticket-open")) {
            raised(ticket, "incident");
        }
        for (String ticket : List.of("ticket-a", "ticket-b", "ticket-rated")) {
            happened(ticket, new TicketResolved(FIXED, false));
        }
        happened("ticket-rated", new ResolutionConfirmed(4, null));
        for (String ticket : List.of("ticket-a", "ticket-b", "ticket-rated", "ticket-spam")) {
            happened(ticket, new TicketClosed(CloseReason.CONFIRMED, null));
        }
        known(
                new SurveyPolicySet(
                        new SurveyPolicy(100, 14, List.of(), List.of(), Duration.ofDays(1), Duration.ofDays(7))),
                "survey-policy");
        assertThat(surveys(now.plus(Duration.ofHours(20)))).isEmpty();
        Instant day = now.plus(Duration.ofDays(1));
        String requester = tickets.get("ticket-a").requester();
        assertThat(surveys(day))
                .as("of one person one at a time")
                .containsExactly(new GrantSurvey(requester, "ticket-a"));
        now = day;
        known(new SurveyGranted(requester, "ticket-a"), "survey-" + requester);
        assertThat(surveys(day.plusSeconds(30))).containsExactly(new AskSurvey("ticket-a"));
        assertThat(surveys(day.plus(Duration.ofHours(1)))).as("not any more").isEmpty();
        happened("ticket-a", new SurveyAsked(requester, day.plus(Duration.ofDays(7))));
        assertThat(surveys(day.plus(Duration.ofDays(2)))).isEmpty();
        assertThat(surveys(day.plus(Duration.ofDays(15))))
                .as("too late for the other")
                .isEmpty();
        known(
                new SurveyPolicySet(
                        new SurveyPolicy(0, 14, List.of(), List.of(), Duration.ofDays(1), Duration.ofDays(7))),
                "survey-policy");
        assertThat(surveys(day.plusSeconds(30))).isEmpty();
    }

    /** Its next event may be on the way, and the old desk may have reopened it. */
    @Test
    void of_what_is_being_brought_in_nobody_is_asked_until_it_is_there() {
        late = Duration.ofDays(2);
        raised("ticket-a", "incident");
        happened("ticket-a", new TicketResolved(FIXED, false), new TicketClosed(CloseReason.CONFIRMED, null));
        known(
                new SurveyPolicySet(
                        new SurveyPolicy(100, 14, List.of(), List.of(), Duration.ofDays(1), Duration.ofDays(7))),
                "survey-policy");
        Instant recorded = now.plus(late);
        assertThat(surveys(recorded)).isEmpty();
        assertThat(surveys(recorded.plus(Duration.ofMinutes(10)))).isEmpty();
        assertThat(surveys(recorded.plus(Duration.ofMinutes(10)).plusSeconds(1)))
                .containsExactly(new GrantSurvey(tickets.get("ticket-a").requester(), "ticket-a"));
    }

    private void known(Event event, String stream) {
        reference = ReferenceState.evolve(
                reference,
                new Recorded(
                        stream,
                        0,
                        0,
                        new UUID(0, 0),
                        now,
                        Map.of(Meta.ACTOR, "person-dan", Meta.OCCURRED_AT, now.toString()),
                        event));
    }

    private List<Command> surveys(Instant instant) {
        elastic.refresh(index);
        return new DueSurveys(elastic, index, reference)
                .due(instant, 10).stream().map(Errand::command).toList();
    }

    /** Of two nodes one is the clock; when it gives no sign any more the other one takes over, within ten seconds. */
    @Test
    void a_clock_that_dies_is_replaced_within_ten_seconds_and_one_that_hangs_stops_before() {
        Indexes indexes = new Indexes(
                new Elasticsearch(client), ElasticsearchForTests.shared().newPrefix(), 0);
        indexes.ensure();
        AtomicReference<Instant> time = new AtomicReference<>(START);
        Claim first = claim(indexes, "first", time);
        Claim second = claim(indexes, "second", time);
        assertThat(first.hold()).isTrue();
        for (int second1 = 0; second1 < 20; second1++) {
            time.set(time.get().plus(DeskClock.BEAT));
            assertThat(first.hold()).isTrue();
            assertThat(second.hold()).isFalse();
        }
        // the first one is killed now, or hangs
        Instant last = time.get();
        while (!second.hold()) {
            time.set(time.get().plus(DeskClock.BEAT));
            assertThat(first.isHeld())
                    .as("both")
                    .isEqualTo(Duration.between(last, time.get()).compareTo(CommandSide.CLAIM.minusSeconds(1)) < 0);
        }
        assertThat(Duration.between(last, time.get())).isLessThan(Duration.ofSeconds(9));
        assertThat(first.isHeld()).isFalse();
        assertThat(first.hold()).isFalse();
        second.release();
        assertThat(first.hold()).isTrue();
    }

    private Claim claim(Indexes indexes, String node, AtomicReference<Instant> time) {
        ElasticsearchTokenStore tokens = new ElasticsearchTokenStore(
                new Elasticsearch(client),
                indexes,
                Jackson3Serializer.builder().build(),
                node,
                CommandSide.CLAIM,
                time::get);
        return new Claim(tokens, "clock", CommandSide.CLAIM.minusSeconds(1), () -> Duration.between(START, time.get())
                .toNanos());
    }

    private static StageEntered entered(String stage, StageKind kind, Instant due) {
        return new StageEntered(stage, kind, null, Holder.person("person-dan"), null, due);
    }

    private List<DueTicket> due(Instant instant) {
        return due(instant, any -> true);
    }

    /** Long after everything was recorded, so that nothing is taken for an import that is under way. */
    private List<DueTicket> due(Instant instant, Predicate<DueTicket> wanted) {
        elastic.refresh(index);
        List<Due> kinds = List.of(Due.CONFIRMATION, Due.HOLD, Due.SILENCE, Due.STAGE, Due.TIMER);
        return new SearchedDueTickets(elastic, index, null, null)
                .atAnInstant(instant, 10, wanted.and(one -> kinds.contains(one.what())));
    }

    private static Command told(String incident, Instant at) {
        return new TellSolved(incident, LinkKind.CAUSED_BY, "ticket-p", at, null);
    }

    private List<Errand> solved() {
        elastic.refresh(index);
        return new SolvedTickets(elastic, index).due(now, 100);
    }

    private List<Errand> majors() {
        elastic.refresh(index);
        return new MajorIncidents(elastic, index, reference).due(now, 100);
    }

    private void raised(String ticket, String type) {
        happened(
                ticket,
                new TicketRaised(
                        "T-" + tickets.size(),
                        "person-ann",
                        Channel.PORTAL,
                        type,
                        null,
                        null,
                        null,
                        null,
                        null,
                        "incident",
                        1,
                        "en",
                        Text.of("No mail"),
                        null,
                        List.of(),
                        List.of(),
                        null,
                        Map.of(),
                        null,
                        List.of(),
                        null));
    }

    private void happened(String ticket, Event... events) {
        for (Event event : events) {
            now = now.plusSeconds(1);
            TicketDocument before = tickets.get(ticket);
            long revision = before == null ? 0 : before.revision() + 1;
            TicketDocument after = TicketDocument.evolve(
                    before,
                    new Recorded(
                            ticket,
                            revision,
                            revision,
                            UUID.randomUUID(),
                            now.plus(late),
                            Map.of(Meta.ACTOR, "person-dan", Meta.OCCURRED_AT, now.toString()),
                            event));
            tickets.put(ticket, after);
            send(
                    "/" + index + "/_doc/" + ticket,
                    DocumentJson.writer(TicketDocument.class).writeValueAsString(after));
        }
        elastic.refresh(index);
    }

    private void send(String path, String body) {
        try {
            Request request = new Request("PUT", path);
            request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
            client.performRequest(request);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
