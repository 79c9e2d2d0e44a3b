package daftar.mail.out;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Event;
import daftar.messages.Text;
import daftar.messages.outbox.LetterChannel;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.LetterLink;
import daftar.messages.outbox.LinkPurpose;
import daftar.messages.outbox.OutboxCommand.QueueLetter;
import daftar.messages.outbox.Preferences;
import daftar.messages.sla.Target;
import daftar.messages.ticket.CloseReason;
import daftar.messages.ticket.Fix;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.LinkKind;
import daftar.messages.ticket.Solution;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.StageKind;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LettersTest {

    private static final Solution SOLVED =
            new Solution(Text.of("The cable was replaced."), null, Text.of("mice"), Fix.PERMANENT);

    private static Map<String, LetterKind> kinds(List<Letter> letters) {
        Map<String, LetterKind> kinds = new java.util.TreeMap<>();
        letters.forEach(letter -> kinds.put(letter.recipient().substring("person-".length()), letter.kind()));
        return kinds;
    }

    private static Told working() {
        Told told = Told.raised();
        told.letters("dispatcher", Told.work("specialist"));
        return told;
    }

    @Test
    void whoever_raises_gets_the_number_and_the_queues_leads_are_told() {
        Told told = new Told();
        assertThat(kinds(told.letters("requester", Told.raisedEvent(null), Told.triage())))
                .isEqualTo(Map.of("requester", LetterKind.RECEIVED, "lead", LetterKind.QUEUED));
    }

    @Test
    void the_first_line_settles_a_call_with_one_letter() {
        Told told = new Told();
        assertThat(kinds(told.letters(
                        "dispatcher",
                        Told.raisedEvent(null),
                        Told.triage(),
                        new TicketResolved(SOLVED, true),
                        Told.confirmation(),
                        new TicketClosed(CloseReason.CONFIRMED, null),
                        new StageEntered("end", StageKind.END, "confirmed", Holder.NOBODY, null, null))))
                .containsEntry("requester", LetterKind.SOLVED)
                .allSatisfy((person, kind) -> assertThat(person.equals("requester") || !kind.isUsual())
                        .isTrue());
    }

    @Test
    void who_is_given_the_work_is_told_and_nobody_of_their_own_act() {
        Told told = Told.raised();
        assertThat(kinds(told.letters("dispatcher", Told.work("specialist"))))
                .containsEntry("specialist", LetterKind.ASSIGNED)
                .doesNotContainKey("dispatcher");
        assertThat(kinds(told.letters(
                        "colleague", new TicketAssigned(List.of("person-colleague"), "team-second", "by-hand"))))
                .doesNotContainKey("colleague");
    }

    @Test
    void an_approver_can_approve_and_decline_by_links_that_are_bound_to_the_stage() {
        Told told = new Told();
        List<Letter> letters = told.letters(
                "requester",
                Told.raisedEvent(null),
                new StageEntered(
                        "approval", StageKind.APPROVAL, null, Holder.person("person-supervisor"), "supervisor", null));
        Letter letter = letters.stream()
                .filter(each -> each.kind() == LetterKind.APPROVAL)
                .findFirst()
                .orElseThrow();
        assertThat(letter.recipient()).isEqualTo("person-supervisor");
        assertThat(letter.links())
                .containsExactly(
                        new LetterLink(LinkPurpose.APPROVE, "approval@" + Told.BEGIN.toEpochMilli()),
                        new LetterLink(LinkPurpose.DECLINE, "approval@" + Told.BEGIN.toEpochMilli()));
        // a second approver is asked later: the first is not asked again
        assertThat(kinds(told.letters("system", new TicketDelegated("approval", "person-supervisor", "person-lead"))))
                .isEqualTo(Map.of("lead", LetterKind.APPROVAL, "requester", LetterKind.PROGRESS).entrySet().stream()
                        .filter(each -> each.getKey().equals("lead"))
                        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Test
    void a_solution_is_confirmed_or_rejected_by_link() {
        Told told = working();
        List<Letter> letters = told.letters("specialist", new TicketResolved(SOLVED, false), Told.confirmation());
        assertThat(kinds(letters)).containsEntry("requester", LetterKind.SOLVED);
        Letter letter = letters.getFirst();
        assertThat(letter.values()).containsEntry("text", "The cable was replaced.");
        assertThat(letter.values().toString()).doesNotContain("mice");
        assertThat(letter.links())
                .extracting(LetterLink::purpose)
                .containsExactly(LinkPurpose.CONFIRM, LinkPurpose.REJECT);
    }

    @Test
    void a_rejection_and_an_answer_reach_owner_and_holder() {
        Told told = working();
        told.letters("dispatcher", new OwnerChanged(null, "person-dispatcher", null));
        assertThat(kinds(told.letters("requester", new CommentAdded(Text.of("Still nothing"), false))))
                .containsEntry("specialist", LetterKind.ANSWERED)
                .containsEntry("dispatcher", LetterKind.ANSWERED)
                .doesNotContainKey("requester");
        told.letters("specialist", new TicketResolved(SOLVED, false), Told.confirmation());
        assertThat(kinds(told.letters("requester", new ResolutionRejected(Text.of("No")), Told.work("specialist"))))
                .containsEntry("specialist", LetterKind.REJECTED)
                .containsEntry("dispatcher", LetterKind.REJECTED);
    }

    @Test
    void what_waits_for_the_requester_is_asked_of_them_without_the_internal_note() {
        Told told = working();
        List<Letter> letters = told.letters(
                "specialist", new TicketPutOnHold(HoldReason.REQUESTER, Text.of("secret suspicion"), null));
        assertThat(kinds(letters)).isEqualTo(Map.of("requester", LetterKind.QUESTION));
        assertThat(letters.getFirst().values()).containsEntry("waits", true).doesNotContainKey("text");
        assertThat(kinds(told.letters("specialist", new WorkNoteAdded(Text.of("internal")))))
                .isEmpty();
        assertThat(kinds(told.letters("specialist", new CommentAdded(Text.of("Which room?"), true))))
                .isEqualTo(Map.of("requester", LetterKind.QUESTION));
    }

    @Test
    void merging_gives_one_notice_and_closing_by_the_clock_one() {
        Told told = working();
        List<Letter> merged = told.letters(
                "dispatcher",
                new TicketMerged("ticket-other", Text.of("the same")),
                new TicketClosed(CloseReason.DUPLICATE, null));
        assertThat(kinds(merged)).containsEntry("requester", LetterKind.MERGED);
        assertThat(merged)
                .as("one notice to the requester")
                .filteredOn(letter -> letter.recipient().equals("person-requester"))
                .hasSize(1);
        assertThat(merged.getFirst().values()).containsEntry("other", "T-17").doesNotContainKey("text");
        Told living = working();
        assertThat(living.letters("system", new TicketAbsorbed("ticket-dup", List.of("person-zoe", "person-bob"))))
                .as("to nobody of the other ticket, nor to those who come to it")
                .isEmpty();
        assertThat(living.letters("system", new TicketReleased("ticket-dup", List.of("person-bob"))))
                .isEmpty();
        Told other = working();
        other.letters("specialist", new TicketResolved(SOLVED, false), Told.confirmation());
        assertThat(kinds(other.letters("system", new TicketClosed(CloseReason.UNCONFIRMED, null))))
                .containsEntry("requester", LetterKind.CLOSED);
        Told third = working();
        third.letters("specialist", new TicketResolved(SOLVED, false), Told.confirmation());
        assertThat(kinds(third.letters(
                        "requester", new ResolutionConfirmed(5, null), new TicketClosed(CloseReason.CONFIRMED, null))))
                .doesNotContainKey("requester");
    }

    @Test
    void of_a_confidential_ticket_only_the_number_is_said_and_only_to_those_who_may_know_of_it() {
        Told told = new Told();
        told.letters("requester", Told.raisedEvent(List.of("person-lead")), Told.triage());
        told.letters("dispatcher", Told.work("specialist"));
        told.letters("dispatcher", new ObserverAdded("person-observer"));
        List<Letter> letters = told.letters("specialist", new TicketResolved(SOLVED, false), Told.confirmation());
        assertThat(kinds(letters)).doesNotContainKey("observer").containsKey("requester");
        assertThat(letters).allSatisfy(letter -> assertThat(letter.values())
                .containsEntry("confidential", true)
                .doesNotContainKeys("title", "text"));
    }

    @Test
    void those_who_are_to_know_of_a_late_promise_are_told() {
        Told told = working();
        assertThat(kinds(told.letters(
                        "system",
                        new TargetPointReached(
                                Target.values()[0],
                                80,
                                Told.BEGIN,
                                List.of("person-lead", "person-specialist"),
                                List.of()))))
                .isEqualTo(Map.of("lead", LetterKind.OVERDUE, "specialist", LetterKind.OVERDUE));
        assertThat(kinds(told.letters("system", new LinkedTicketSolved(LinkKind.CAUSED_BY, "ticket-x", Told.BEGIN))))
                .isEqualTo(Map.of("specialist", LetterKind.LINKED_SOLVED));
        assertThat(kinds(told.letters("system", new RequesterReminded(1))))
                .isEqualTo(Map.of("requester", LetterKind.REMINDER));
    }

    // ---- ready to go ----

    private static final Drafting DRAFTING = new Drafting(Set.of(LetterChannel.MAIL), "Desk", null, true);

    private static List<QueueLetter> ready(Told told, String actor, Event... events) {
        told.letters(actor, events);
        return DRAFTING.of(
                told.before(),
                told.now(),
                told.lastStep(),
                told.house,
                id -> null,
                told.now().updatedAt());
    }

    @Test
    void what_was_brought_in_or_happened_long_ago_causes_no_letters() {
        Told imported = new Told().through("import");
        assertThat(ready(imported, "requester", Told.raisedEvent(null), Told.triage()))
                .isEmpty();
        Told old = new Told();
        old.letters("requester", Told.raisedEvent(null), Told.triage());
        assertThat(DRAFTING.of(null, old.now(), old.lastStep(), old.house, id -> null, Told.BEGIN.plusSeconds(800_000)))
                .isEmpty();
    }

    @Test
    void a_letters_key_is_made_from_what_caused_it_and_from_nothing_else() {
        List<String> first = ready(new Told(), "requester", Told.raisedEvent(null), Told.triage()).stream()
                .map(QueueLetter::key)
                .toList();
        assertThat(first).containsExactly("0.RECEIVED.person-requester", "0.QUEUED.person-lead");
        assertThat(ready(new Told(), "requester", Told.raisedEvent(null), Told.triage()).stream()
                        .map(QueueLetter::key))
                .isEqualTo(first);
    }

    @Test
    void a_team_is_called_as_its_reader_calls_it_whatever_the_tickets_language() {
        List<QueueLetter> letters = ready(new Told(), "requester", Told.raisedEvent(null), Told.triage());
        assertThat(letters)
                .filteredOn(letter -> letter.kind() == LetterKind.QUEUED)
                .singleElement()
                .satisfies(
                        letter -> assertThat(letter.subject().readable()).startsWith("New in the queue of First line"));
    }

    @Test
    void everybody_reads_their_own_language_and_what_they_do_not_want_is_not_written() {
        Told told = new Told();
        told.house.preferences.put(
                "person-lead",
                new Preferences(
                        Map.of(LetterKind.QUEUED, false),
                        Preferences.Digest.NONE,
                        LocalTime.NOON,
                        null,
                        LetterChannel.MAIL));
        List<QueueLetter> letters = ready(told, "requester", Told.raisedEvent(null), Told.triage());
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.language()).isEqualTo("fa");
            assertThat(letter.subject().readable()).startsWith("درخواست شما ثبت شد: Printer <b>3.12</b>");
            assertThat(letter.text().readable()).contains("Requester گرامی،", "T-1042");
        });
    }
}
