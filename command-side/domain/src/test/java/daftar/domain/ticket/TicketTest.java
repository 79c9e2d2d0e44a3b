package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.OTHER;
import static daftar.domain.ticket.Story.text;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.domain.Sealing;
import daftar.domain.StreamOfCommand;
import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.Meta;
import daftar.messages.NothingChanged;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.ticket.*;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.StageKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

/** Every command through Axon's fixture: what happens, and what is refused. */
class TicketTest {

    private static final String COMMAND_ID = "5b0e1a52-0000-5000-8000-000000000001";
    private static final Duration WEEK = Duration.ofDays(7);

    private final List<String> prepared = new ArrayList<>();
    private Instant now = Story.START;

    // ---- raising

    @Test
    void raising_gives_a_number_a_stage_and_targets() {
        when(Story.begin(), "requester", Story.raise(null, "incident"))
                .expectEvents(
                        raised("requester", "incident"),
                        new StageEntered(
                                "triage",
                                StageKind.TRIAGE,
                                null,
                                Holder.team("team-service-desk"),
                                "team instead of owner-of-category",
                                now.plus(Duration.ofMinutes(30))),
                        targets(now, 30, 240))
                .expectResultMessagePayload(new Receipt(ID, "T-1000", 2, -1, false));
        assertThat(prepared).containsExactly(ID);
    }

    @Test
    void raising_may_carry_all_that_the_first_line_settles_at_once() {
        RaiseTicket onThePhone = Story.raise(
                "requester",
                "incident",
                "INC1",
                new Classification(null, "network", null, null, Impact.HIGH, Urgency.HIGH),
                null,
                Story.work(12),
                Story.solution(),
                new Confirmation(4, null));
        when(Story.begin(), "dispatcher", onThePhone)
                .expectEvents(
                        new TicketRaised(
                                "T-1000",
                                "requester",
                                Channel.PORTAL,
                                "incident",
                                null,
                                null,
                                null,
                                null,
                                "department-sales",
                                "incident",
                                1,
                                "en",
                                Text.of("No network"),
                                null,
                                List.of(),
                                List.of(),
                                null,
                                Map.of(),
                                "INC1"),
                        new StageEntered(
                                "triage",
                                StageKind.TRIAGE,
                                null,
                                Holder.team("team-service-desk"),
                                "team instead of owner-of-category",
                                now.plus(Duration.ofMinutes(30))),
                        new OwnerChanged(null, "dispatcher", null),
                        new TicketTriaged(
                                "incident", "network", null, null, Impact.HIGH, Urgency.HIGH, Priority.CRITICAL),
                        targets(now, 10, 60),
                        new StageEntered(
                                "work",
                                StageKind.WORK,
                                "triaged",
                                Holder.team("team-network"),
                                "owner-of-category instead of chosen-by-triage",
                                null),
                        new WorkLogged("entry-6", "dispatcher", now, 12, "diagnosis", List.of(), null, "work"),
                        new TicketResolved(Story.solution(), true),
                        confirmation(now, "solved"),
                        new ResolutionConfirmed(4, null),
                        new TicketClosed(CloseReason.CONFIRMED, null),
                        end("closed", "confirmed"));
    }

    @Test
    void raising_a_ticket_that_exists_is_a_conflict_and_says_whose_external_number_it_is() {
        Story story = Story.begin().and("requester", Story.raise(null, "incident"));
        refused(story, "requester", Story.raise(null, "incident"), Refused.Kind.CONFLICT, "ticket-exists");
        refused(
                story,
                "importer",
                Story.raise("requester", "incident", "INC1", null, null, null, null, null),
                Refused.Kind.CONFLICT,
                "external-ref-taken");
    }

    // ---- approval

    @Test
    void approving_leads_on_to_triage() {
        when(request(), "supervisor", new Approve(ID, text()))
                .expectEvents(new ApprovalGiven("supervisor-approval", "supervisor", text()), triageStage("approved"));
    }

    @Test
    void declining_ends_the_ticket() {
        when(request(), "supervisor", new Decline(ID, text()))
                .expectEvents(
                        new ApprovalDeclined("supervisor-approval", "supervisor", text()),
                        new TicketDeclined("supervisor-approval"),
                        end("declined", "declined"));
    }

    @Test
    void approving_is_for_those_who_are_asked() {
        refused(request(), "stranger", new Approve(ID, null), Refused.Kind.FORBIDDEN, "not-allowed");
        refused(request(), "requester", new Approve(ID, null), Refused.Kind.FORBIDDEN, "not-allowed");
    }

    // ---- triage and assignment

    @Test
    void triage_classifies_and_passes_on_to_the_owner_of_the_category() {
        when(incident(), "dispatcher", Story.triage())
                .expectEvents(
                        new TicketTriaged(
                                "incident", "network", null, null, Impact.MEDIUM, Urgency.MEDIUM, Priority.MODERATE),
                        new OwnerChanged(null, "dispatcher", null),
                        new StageEntered(
                                "work",
                                StageKind.WORK,
                                "triaged",
                                Holder.team("team-network"),
                                "owner-of-category instead of chosen-by-triage",
                                null));
    }

    @Test
    void triage_may_assign_in_the_same_append() {
        when(incident(), "dispatcher", Story.triage("specialist"))
                .expectEvents(
                        new TicketTriaged(
                                "incident", "network", null, null, Impact.MEDIUM, Urgency.MEDIUM, Priority.MODERATE),
                        new OwnerChanged(null, "dispatcher", null),
                        new TicketAssigned(List.of("specialist"), null, "by-hand"),
                        new StageEntered(
                                "work", StageKind.WORK, "triaged", Holder.person("specialist"), "by-hand", null));
    }

    @Test
    void assigning_names_unknown_people_and_teams_by_their_field() {
        refused(incident(), "dispatcher", Story.assign("specialist", "nobody"), Refused.Kind.INVALID, "unknown-person")
                .hasFieldOrPropertyWithValue("field", "assignees[1]");
        refused(
                        incident(),
                        "dispatcher",
                        new AssignTicket(ID, List.of(), "team-x"),
                        Refused.Kind.INVALID,
                        "unknown-team")
                .hasFieldOrPropertyWithValue("field", "team");
        refused(incident(), "dispatcher", Story.assign(), Refused.Kind.INVALID, "nobody-named");
        refused(incident(), "dispatcher", Story.assign("holder", "holder"), Refused.Kind.INVALID, "named-twice");
    }

    @Test
    void assigning_work_to_somebody_else_gives_it_to_them() {
        when(working(), "manager", Story.assign("specialist2"))
                .expectEvents(new TicketAssigned(List.of("specialist2"), null, "by-hand"));
    }

    @Test
    void referring_says_from_whom_to_whom() {
        when(working(), "specialist", Story.referToPerson("specialist2"))
                .expectEvents(new TicketReferred(
                        Holder.person("specialist"), Holder.person("specialist2"), Text.of("yours")));
        refused(
                working(),
                "specialist",
                new ReferTicket(ID, "specialist2", "team-service-desk", null, text()),
                Refused.Kind.INVALID,
                "not-a-member");
    }

    @Test
    void referring_to_a_provider_waits_for_the_provider() {
        when(working(), "specialist", Story.referToVendor("vendor"))
                .expectEvents(
                        new TicketReferred(Holder.person("specialist"), Holder.vendor("vendor"), Text.of("yours")),
                        new TicketPutOnHold(HoldReason.VENDOR, null, null));
        refused(working(), "specialist", Story.referToVendor("nobody"), Refused.Kind.INVALID, "unknown-vendor");
    }

    @Test
    void changing_the_owner_says_who_it_was() {
        when(working(), "manager", new ChangeOwner(ID, "dispatcher2", text()))
                .expectEvents(new OwnerChanged("dispatcher", "dispatcher2", text()));
    }

    @Test
    void returning_gives_it_to_who_had_it_before() {
        when(working(), "specialist", new ReturnTicket(ID, null, text()))
                .expectEvents(
                        new TicketReturned(Holder.person("specialist"), Holder.team("team-service-desk"), text()));
    }

    @Test
    void returning_to_the_requester_waits_for_the_answer() {
        when(working(), "specialist", new ReturnTicket(ID, "requester", text()))
                .expectEvents(
                        new TicketReturned(Holder.person("specialist"), Holder.person("requester"), text()),
                        new TicketPutOnHold(HoldReason.REQUESTER, null, null));
    }

    @Test
    void a_manager_moves_a_ticket_outside_of_the_paths() {
        when(working(), "manager", new MoveToStage(ID, "triage", text()))
                .expectEvents(
                        new TicketMoved("work", "triage", text()),
                        new StageEntered(
                                "triage",
                                StageKind.TRIAGE,
                                null,
                                Holder.team("team-network"),
                                "owner-of-category",
                                now.plus(Duration.ofMinutes(30))));
        refused(working(), "manager", new MoveToStage(ID, "closed", text()), Refused.Kind.INVALID, "unknown-stage");
    }

    // ---- work

    @Test
    void starting_work_from_a_queue_takes_it() {
        Story queued = incident().and("dispatcher", Story.triage());
        when(queued, "specialist2", new StartWork(ID))
                .expectEvents(
                        new TicketAssigned(List.of("specialist2"), "team-network", "taken"),
                        new WorkStarted("specialist2"));
        when(assigned(), "specialist", new StartWork(ID)).expectEvents(new WorkStarted("specialist"));
    }

    @Test
    void holding_and_resuming_goes_back_to_where_it_stopped() {
        Instant until = Story.START.plus(WEEK);
        when(working(), "specialist", new PutOnHold(ID, HoldReason.PARTS, text(), until))
                .expectEvents(new TicketPutOnHold(HoldReason.PARTS, text(), until));
        when(working().and("specialist", Story.hold(HoldReason.PARTS)), "specialist", new ResumeWork(ID, text()))
                .expectEvents(new WorkResumed(Status.IN_PROGRESS, text()));
        refused(
                working(),
                "specialist",
                new PutOnHold(ID, HoldReason.PARTS, null, Story.START),
                Refused.Kind.INVALID,
                "past-time");
    }

    @Test
    void the_clock_resumes_only_what_is_due() {
        Story story = working();
        story.does("specialist", new PutOnHold(ID, HoldReason.PARTS, null, story.now.plus(WEEK)));
        refused(story, Actor.SYSTEM, new ResumeWork(ID, null), Refused.Kind.CONFLICT, "not-due");
        when(story.later(WEEK), Actor.SYSTEM, new ResumeWork(ID, null))
                .expectEvents(new WorkResumed(Status.IN_PROGRESS, null));
    }

    @Test
    void work_is_logged_once_per_entry_with_money_that_is_money() {
        when(working(), "specialist", new LogWork(ID, "a", Story.work(30)))
                .expectEvents(new WorkLogged("a", "specialist", now, 30, "diagnosis", List.of(), null, "work"));
        Story logged = working().and("specialist", new LogWork(ID, "a", Story.work(30)));
        refused(logged, "specialist", new LogWork(ID, "a", Story.work(5)), Refused.Kind.CONFLICT, "entry-exists");
        refused(logged, "specialist", new LogWork(ID, null, Story.work(14_401)), Refused.Kind.INVALID, "minutes");
        refused(logged, "specialist", new LogWork(ID, null, Story.work(0)), Refused.Kind.INVALID, "no-effort");
        refused(
                        logged,
                        "specialist",
                        new LogWork(ID, null, costing("1.234", "EUR", "1")),
                        Refused.Kind.INVALID,
                        "money")
                .hasFieldOrPropertyWithValue("field", "work.costs[0].cost");
        refused(logged, "specialist", new LogWork(ID, null, costing("1", "XYZ", "1")), Refused.Kind.INVALID, "money");
        refused(logged, "specialist", new LogWork(ID, null, costing("-1", "EUR", "1")), Refused.Kind.INVALID, "money");
        refused(
                logged,
                "specialist",
                new LogWork(ID, null, costing("1", "EUR", "0")),
                Refused.Kind.INVALID,
                "quantity");
        Work future = new Work(logged.now.plus(WEEK), 5, "diagnosis", List.of(), null);
        refused(logged, "specialist", new LogWork(ID, null, future), Refused.Kind.INVALID, "future-time")
                .hasFieldOrPropertyWithValue("field", "work.performedAt");
    }

    @Test
    void work_is_corrected_by_who_did_it_or_a_manager() {
        Story logged = working().and("specialist", new LogWork(ID, "a", Story.work(30)));
        when(logged, "specialist", new CorrectWork(ID, "a", Story.work(20), text()))
                .expectEvents(new WorkCorrected("a", false, null, 20, "diagnosis", List.of(), null, text()));
        when(logged, "manager", new CorrectWork(ID, "a", null, text()))
                .expectEvents(new WorkCorrected("a", true, null, 0, null, List.of(), null, text()));
        refused(logged, "outsider", new CorrectWork(ID, "a", null, text()), Refused.Kind.FORBIDDEN, "not-your-entry");
        refused(logged, "manager", new CorrectWork(ID, "b", null, text()), Refused.Kind.INVALID, "unknown-entry");
        Story struck = logged.and("manager", new CorrectWork(ID, "a", null, text()));
        refused(
                struck,
                "manager",
                new CorrectWork(ID, "a", Story.work(1), text()),
                Refused.Kind.CONFLICT,
                "struck-out");
    }

    @Test
    void a_contact_is_with_the_requester_unless_somebody_else_is_named() {
        when(working(), "specialist", new LogContact(ID, Direction.OUTBOUND, Channel.TELEPHONE, null, true, 4, text()))
                .expectEvents(new ContactLogged(Direction.OUTBOUND, Channel.TELEPHONE, "requester", true, 4, text()));
        refused(
                working(),
                "specialist",
                new LogContact(ID, Direction.OUTBOUND, Channel.TELEPHONE, null, true, 1_441, null),
                Refused.Kind.INVALID,
                "minutes");
    }

    // ---- words

    @Test
    void a_comment_knows_from_which_side_it_comes_and_a_note_is_the_desks() {
        when(working(), "requester", new AddComment(ID, text())).expectEvents(new CommentAdded(text(), false));
        when(working(), "specialist", new AddComment(ID, text())).expectEvents(new CommentAdded(text(), true));
        when(working(), "specialist", new AddWorkNote(ID, text())).expectEvents(new WorkNoteAdded(text()));
        refused(working(), "requester", new AddWorkNote(ID, text()), Refused.Kind.FORBIDDEN, "not-allowed");
    }

    @Test
    void the_requesters_answer_ends_a_hold_for_it() {
        when(working().and("specialist", Story.hold(HoldReason.REQUESTER)), "requester", new AddComment(ID, text()))
                .expectEvents(new CommentAdded(text(), false), new WorkResumed(Status.IN_PROGRESS, null));
    }

    @Test
    void the_requesters_comment_on_a_resolved_ticket_stops_the_clock_and_goes_to_the_owner() {
        when(resolved(), "requester", new AddComment(ID, text()))
                .expectEvents(
                        new CommentAdded(text(), false),
                        new StageEntered(
                                "confirmation",
                                StageKind.CONFIRMATION,
                                null,
                                Holder.person("dispatcher"),
                                "requester-commented",
                                null));
        Story asked = resolved().and("requester", new AddComment(ID, text()));
        refused(asked.later(WEEK), Actor.SYSTEM, new CloseUnconfirmed(ID), Refused.Kind.CONFLICT, "not-due");
        when(asked, "dispatcher", new AddComment(ID, text()))
                .expectEvents(
                        new CommentAdded(text(), true),
                        new StageEntered(
                                "confirmation",
                                StageKind.CONFIRMATION,
                                null,
                                Holder.person("requester"),
                                "answered",
                                now.plus(WEEK)));
    }

    // ---- classification and company

    @Test
    void another_priority_brings_other_targets() {
        Story story = working();
        Instant raisedAt = story.ticket.origin().raisedAt();
        when(story, "specialist", new ChangePriority(ID, Impact.HIGH, Urgency.HIGH, text()))
                .expectEvents(
                        new PriorityChanged(Impact.HIGH, Urgency.HIGH, Priority.CRITICAL, text()),
                        targets(raisedAt, 10, 60));
        when(story, "specialist", new ChangePriority(ID, Impact.MEDIUM, Urgency.MEDIUM, null))
                .expectEvents(new NothingChanged("ChangePriority"));
    }

    @Test
    void reclassifying_keeps_what_is_not_named() {
        when(working(), "specialist", new Reclassify(ID, null, "mail", null, "slow", null, text()))
                .expectEvents(new TicketReclassified("incident", "mail", null, "slow", null, text()));
        refused(
                        working(),
                        "specialist",
                        new Reclassify(ID, "wish", null, null, null, null, null),
                        Refused.Kind.INVALID,
                        "unknown-type")
                .hasFieldOrPropertyWithValue("field", "type");
    }

    @Test
    void escalating_counts() {
        when(working().and("requester", new Escalate(ID, null, text())), "requester", new Escalate(ID, null, text()))
                .expectEvents(new TicketEscalated(null, 2, text()));
    }

    @Test
    void observers_come_and_go() {
        when(working(), "requester", new AddObserver(ID, "observer")).expectEvents(new ObserverAdded("observer"));
        Story observed = working().and("requester", new AddObserver(ID, "observer"));
        when(observed, "observer", new RemoveObserver(ID, "observer")).expectEvents(new ObserverRemoved("observer"));
        when(observed, "requester", new AddObserver(ID, "observer")).expectEvents(new NothingChanged("AddObserver"));
        refused(observed, "observer", new RemoveObserver(ID, "owner"), Refused.Kind.FORBIDDEN, "only-yourself");
    }

    @Test
    void links_are_to_others_and_unique() {
        LinkTicket link = new LinkTicket(ID, LinkKind.CAUSED_BY, OTHER);
        when(working(), "specialist", link).expectEvents(new TicketLinked(LinkKind.CAUSED_BY, OTHER));
        refused(working().and("specialist", link), "specialist", link, Refused.Kind.CONFLICT, "already-linked");
        refused(working(), "specialist", new LinkTicket(ID, LinkKind.RELATES, ID), Refused.Kind.INVALID, "same-ticket");
    }

    @Test
    void merging_closes_as_a_duplicate() {
        when(working(), "specialist", new MergeTicket(ID, OTHER, text()))
                .expectEvents(
                        new TicketMerged(OTHER, text()),
                        new TicketClosed(CloseReason.DUPLICATE, null),
                        end("closed", null));
        Story merged = working().and("specialist", new MergeTicket(ID, OTHER, null));
        refused(merged, "requester", new ReopenTicket(ID, text()), Refused.Kind.CONFLICT, "merged");
    }

    @Test
    void a_stage_is_completed_by_outcomes_of_the_workflows_own() {
        Story purchase = Story.begin()
                .and("requester", Story.raise(null, "purchase-request"))
                .and("supervisor", new Approve(ID, null))
                .and("chief", new Approve(ID, null))
                .and("dispatcher", Story.triage("specialist"))
                .and("specialist", new ResolveTicket(ID, Story.solution()));
        assertThat(purchase.status()).isEqualTo(Status.ON_HOLD);
        when(purchase, "manager", new CompleteStage(ID, "delivered", text()))
                .expectEvents(new StageCompleted("vendor", "delivered", text()), confirmation(now, "delivered"));
        refused(purchase, "manager", new CompleteStage(ID, "lost", null), Refused.Kind.CONFLICT, "no-such-outcome");
        refused(working(), "specialist", new CompleteStage(ID, "solved", null), Refused.Kind.INVALID, "use-resolve");
    }

    // ---- the end

    @Test
    void resolving_asks_the_requester() {
        when(working(), "specialist", new ResolveTicket(ID, Story.solution()))
                .expectEvents(new TicketResolved(Story.solution(), false), confirmation(now, "solved"));
    }

    @Test
    void confirming_closes() {
        when(resolved(), "requester", new ConfirmResolution(ID, 5, text()))
                .expectEvents(
                        new ResolutionConfirmed(5, text()),
                        new TicketClosed(CloseReason.CONFIRMED, null),
                        end("closed", "confirmed"));
        refused(resolved(), "requester", new ConfirmResolution(ID, 6, null), Refused.Kind.INVALID, "rating");
    }

    @Test
    void rejecting_goes_back_to_who_had_it() {
        when(resolved(), "requester", new RejectResolution(ID, text()))
                .expectEvents(
                        new ResolutionRejected(text()),
                        new StageEntered(
                                "work",
                                StageKind.WORK,
                                "rejected",
                                Holder.person("specialist"),
                                "chosen-by-triage",
                                null));
    }

    @Test
    void the_desk_closes_with_a_reason_of_its_own() {
        when(working(), "dispatcher", new CloseTicket(ID, CloseReason.SPAM, text()))
                .expectEvents(new TicketClosed(CloseReason.SPAM, text()), end("closed", null));
        refused(
                working(),
                "dispatcher",
                new CloseTicket(ID, CloseReason.CONFIRMED, null),
                Refused.Kind.INVALID,
                "close-reason");
        when(working(), "importer", new CloseTicket(ID, CloseReason.CONFIRMED, null))
                .expectEvents(new TicketClosed(CloseReason.CONFIRMED, null), end("closed", null));
    }

    @Test
    void the_clock_closes_when_nobody_confirmed_in_time_and_the_importer_earlier() {
        refused(resolved(), Actor.SYSTEM, new CloseUnconfirmed(ID), Refused.Kind.CONFLICT, "not-due");
        when(resolved().later(WEEK), Actor.SYSTEM, new CloseUnconfirmed(ID))
                .expectEvents(new TicketClosed(CloseReason.UNCONFIRMED, null), end("closed", "confirmed"));
        when(resolved(), "importer", new CloseUnconfirmed(ID))
                .expectEvents(new TicketClosed(CloseReason.UNCONFIRMED, null), end("closed", "confirmed"));
    }

    @Test
    void reopening_is_for_a_while_and_then_another_ticket_follows() {
        when(closed(), "requester", new ReopenTicket(ID, text()))
                .expectEvents(
                        new TicketReopened(text()),
                        new StageEntered(
                                "work", StageKind.WORK, null, Holder.person("specialist"), "chosen-by-triage", null));
        Story old = closed().later(Duration.ofDays(15));
        refused(old, "requester", new ReopenTicket(ID, text()), Refused.Kind.CONFLICT, "reopen-period-over")
                .hasMessageContaining("FOLLOWS");
        when(old, "importer", new ReopenTicket(ID, text()))
                .expectEvents(
                        new TicketReopened(text()),
                        new StageEntered(
                                "work", StageKind.WORK, null, Holder.person("specialist"), "chosen-by-triage", null));
    }

    @Test
    void cancelling_is_the_requesters() {
        when(working(), "requester", new CancelTicket(ID, text()))
                .expectEvents(new TicketCancelled(text()), end("cancelled", null));
        refused(working(), "specialist", new CancelTicket(ID, text()), Refused.Kind.FORBIDDEN, "not-allowed");
    }

    // ---- the shell

    @Test
    void a_command_that_is_known_gets_its_first_answer_and_appends_nothing() {
        Story story = working();
        List<EventMessage<?>> given = events(story);
        AddComment command = new AddComment(ID, text());
        MetaData metadata = metadata(story, "requester", "hash");
        EventMessage<?> first =
                new GenericEventMessage<>(new CommentAdded(text(), false), stored(story, "requester", "hash"));
        given.add(first);
        given.add(new GenericEventMessage<>(
                new WorkNoteAdded(text()),
                stored(story, "specialist", "x").withoutKeys(java.util.Set.of(Meta.COMMAND_ID))));
        long version = given.size() - 2L;
        fixture(story)
                .given(given)
                .when(command, metadata)
                .expectNoEvents()
                .expectResultMessagePayload(new Receipt(ID, "T-1000", version, -1, true));
        fixture(story)
                .given(given)
                .when(command, metadata.and(Meta.REQUEST_HASH, "other"))
                .expectNoEvents()
                .expectException(Refused.class)
                .expectExceptionMessage("This Idempotency-Key was used for another request; use a new one.");
        // the version is compared only of a command that is not known
        fixture(story)
                .given(given)
                .when(command, metadata.and(Meta.EXPECTED_VERSION, "0"))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void a_stale_version_wins_over_rights_and_rules() {
        Story story = working();
        ResultValidator<Ticket> result = fixture(story)
                .given(events(story))
                .when(
                        new CancelTicket(ID, text()),
                        metadata(story, "stranger", "h").and(Meta.EXPECTED_VERSION, "0"));
        result.expectNoEvents().expectException(Refused.class);
        assertThat(refusal(result).kind()).isEqualTo(Refused.Kind.STALE);
    }

    @Test
    void the_events_say_who_did_it_by_which_right_and_when() {
        Story story = working();
        fixture(story)
                .given(events(story))
                .when(
                        new AddComment(ID, text()),
                        metadata(story, "requester", "h").and(Meta.CORRELATION_ID, "c"))
                .expectEventsMatching(stored(stored -> assertThat(stored)
                        .containsEntry(Meta.ACTOR, "requester")
                        .containsEntry(Meta.ACTOR_ROLE, "REQUESTER")
                        .containsEntry(Meta.CLIENT, "api")
                        .containsEntry(Meta.OCCURRED_AT, story.now.toString())
                        .containsEntry(Meta.COMMAND_ID, COMMAND_ID)
                        .containsEntry(Meta.REQUEST_HASH, "h")
                        .containsEntry(Meta.CORRELATION_ID, "c")));
    }

    @Test
    void an_importers_time_before_the_last_event_is_taken_as_that_events_time() {
        Story story = resolved();
        Instant last = story.now;
        story.later(WEEK);
        MetaData past = metadata(story, "importer", "h")
                .and(Meta.IMPORTED_AT, Story.START.minus(WEEK).toString());

        fixture(story)
                .given(events(story))
                .when(new AddComment(ID, text()), past)
                .expectSuccessfulHandlerExecution()
                .expectEventsMatching(stored(stored -> assertThat(stored)
                        .containsEntry(Meta.OCCURRED_AT, last.toString())
                        .containsEntry(
                                Meta.CLAMPED_FROM, Story.START.minus(WEEK).toString())));
        ResultValidator<Ticket> byAnother = fixture(story)
                .given(events(story))
                .when(
                        new AddComment(ID, text()),
                        metadata(story, "requester", "h").and(Meta.IMPORTED_AT, Story.START.toString()));
        assertThat(refusal(byAnother.expectNoEvents()).kind()).isEqualTo(Refused.Kind.FORBIDDEN);
        ResultValidator<Ticket> future = fixture(story)
                .given(events(story))
                .when(
                        new AddComment(ID, text()),
                        metadata(story, "importer", "h")
                                .and(Meta.IMPORTED_AT, story.now.plus(WEEK).toString()));
        assertThat(refusal(future.expectNoEvents()).kind()).isEqualTo(Refused.Kind.INVALID);
    }

    @Test
    void of_a_ticket_that_there_is_not_nothing_can_be_asked() {
        refused(Story.begin(), "dispatcher", new AddComment(ID, text()), Refused.Kind.NOT_FOUND, "no-such-ticket");
        assertThat(prepared).isEmpty();
    }

    // ---- stories

    private static Story incident() {
        return Story.begin().and("requester", Story.raise(null, "incident"));
    }

    private static Story request() {
        return Story.begin().and("requester", Story.raise(null, "service-request"));
    }

    private static Story assigned() {
        return incident().and("dispatcher", Story.triage("specialist"));
    }

    private static Story working() {
        return assigned().and("specialist", new StartWork(ID));
    }

    private static Story resolved() {
        return working().and("specialist", new ResolveTicket(ID, Story.solution()));
    }

    private static Story closed() {
        return resolved().and("requester", new ConfirmResolution(ID, null, null));
    }

    // ---- events

    private static TicketRaised raised(String requester, String type) {
        return new TicketRaised(
                "T-1000",
                requester,
                Channel.PORTAL,
                type,
                null,
                null,
                null,
                null,
                "department-sales",
                "incident",
                1,
                "en",
                Text.of("No network"),
                null,
                List.of(),
                List.of(),
                null,
                Map.of(),
                null);
    }

    private StageEntered triageStage(String outcome) {
        return new StageEntered(
                "triage",
                StageKind.TRIAGE,
                outcome,
                Holder.team("team-service-desk"),
                "team instead of owner-of-category",
                now.plus(Duration.ofMinutes(30)));
    }

    private static StageEntered confirmation(Instant now, String outcome) {
        return new StageEntered(
                "confirmation",
                StageKind.CONFIRMATION,
                outcome,
                Holder.person("requester"),
                "requester",
                now.plus(WEEK));
    }

    private static StageEntered end(String stage, String outcome) {
        return new StageEntered(stage, StageKind.END, outcome, Holder.NOBODY, null, null);
    }

    private static TargetsSet targets(Instant from, int responseMinutes, int resolutionMinutes) {
        return new TargetsSet(
                from.plus(Duration.ofMinutes(responseMinutes)),
                from.plus(Duration.ofMinutes(resolutionMinutes)),
                "default-1",
                "around-the-clock");
    }

    private static Work costing(String amount, String currency, String quantity) {
        CostLine line = new CostLine(
                CostKind.MATERIAL,
                new BigDecimal(quantity),
                new daftar.messages.Money(new BigDecimal(amount), currency),
                null,
                null);
        return new Work(null, 5, "repair", List.of(line), null);
    }

    // ---- Axon's fixture, given what a story appended

    /** The command a minute after the story's last; expected events are to be made after this, from {@link #now}. */
    private Prepared when(Story story, String person, TicketCommand command) {
        return new Prepared(story, person, command);
    }

    /** Runs when the expected events are known, since they are written with {@link #now}. */
    private final class Prepared {
        private final ResultValidator<Ticket> result;

        Prepared(Story story, String person, TicketCommand command) {
            now = story.now;
            result = fixture(story).given(events(story)).when(command, metadata(story, person, "hash"));
        }

        ResultValidator<Ticket> expectEvents(Event... events) {
            return result.expectEvents((Object[]) events);
        }

        ResultValidator<Ticket> expectNoEvents() {
            return result.expectNoEvents();
        }
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
            Story story, String person, TicketCommand command, Refused.Kind kind, String code) {
        now = story.now;
        ResultValidator<Ticket> result =
                fixture(story).given(events(story)).when(command, metadata(story, person, "hash"));
        Refused refused = refusal(result.expectNoEvents().expectException(Refused.class));
        assertThat(refused.kind()).isEqualTo(kind);
        assertThat(refused.code()).isEqualTo(code);
        return assertThat(refused);
    }

    private static org.hamcrest.Matcher<List<? super EventMessage<?>>> stored(
            java.util.function.Consumer<MetaData> check) {
        return new org.hamcrest.TypeSafeMatcher<>() {
            @Override
            protected boolean matchesSafely(List<? super EventMessage<?>> events) {
                assertThat(events).isNotEmpty();
                events.forEach(event -> check.accept(((EventMessage<?>) event).getMetaData()));
                return true;
            }

            @Override
            public void describeTo(org.hamcrest.Description description) {
                description.appendText("events with the expected metadata");
            }
        };
    }

    private static Refused refusal(ResultValidator<Ticket> result) {
        Refused[] seen = new Refused[1];
        result.expectException(new org.hamcrest.TypeSafeMatcher<Throwable>() {
            @Override
            protected boolean matchesSafely(Throwable thrown) {
                seen[0] = (Refused) thrown;
                return true;
            }

            @Override
            public void describeTo(org.hamcrest.Description description) {
                description.appendText("a refusal");
            }
        });
        return seen[0];
    }

    private AggregateTestFixture<Ticket> fixture(Story story) {
        Sealing sealing = new Sealing() {
            @Override
            public Event seal(String stream, Event event) {
                return event;
            }

            @Override
            public void prepare(String stream) {
                prepared.add(stream);
            }
        };
        InstantSource clock = () -> story.now;
        AggregateTestFixture<Ticket> fixture = new AggregateTestFixture<>(Ticket.class);
        fixture.registerCommandTargetResolver(new StreamOfCommand());
        fixture.registerInjectableResource(new TicketDesk(story.house, () -> "T-1000", sealing, clock));
        return fixture;
    }

    private static List<EventMessage<?>> events(Story story) {
        List<EventMessage<?>> events = new ArrayList<>();
        for (Recorded recorded : story.log) {
            events.add(new GenericEventMessage<>(recorded.event(), recorded.metadata()));
        }
        return events;
    }

    private static MetaData metadata(Story story, String person, String hash) {
        return MetaData.with(Meta.CALLER, story.house.actor(person))
                .and(Meta.COMMAND_ID, COMMAND_ID)
                .and(Meta.REQUEST_HASH, hash);
    }

    private static MetaData stored(Story story, String person, String hash) {
        Map<String, String> stored = new HashMap<>();
        stored.put(Meta.ACTOR, person);
        stored.put(Meta.OCCURRED_AT, story.now.toString());
        stored.put(Meta.COMMAND_ID, COMMAND_ID);
        stored.put(Meta.REQUEST_HASH, hash);
        return MetaData.from(stored);
    }
}
