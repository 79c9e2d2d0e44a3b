package daftar.query;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.file.FileRef;
import daftar.messages.file.FileVisibility;
import daftar.messages.query.Caller;
import daftar.messages.query.Query.FindFiles;
import daftar.messages.query.Query.FindTicket;
import daftar.messages.query.Query.FindTimeline;
import daftar.messages.query.TicketFile;
import daftar.messages.query.TicketView;
import daftar.messages.query.TicketView.Enclosures;
import daftar.messages.query.TicketView.Other;
import daftar.messages.query.TimelineView;
import daftar.messages.ticket.CloseReason;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.StageKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each side of a merge may read of the other, while it holds and once it is taken back. */
class MergedTicketsIT {

    private static final Instant DAY = Instant.parse("2026-11-18T08:00:00Z");
    private static final Instant NOW = DAY.plus(Duration.ofHours(4));
    private static final Caller ANN = Sample.caller("ann", Role.REQUESTER);
    private static final Caller BOB = Sample.caller("bob", Role.REQUESTER);
    private static final Caller ZOE = Sample.caller("zoe", Role.REQUESTER);

    private static SampleDesk desk;

    private TicketQueries tickets;
    private Instant at = DAY;
    private String main;
    private String duplicate;

    @BeforeAll
    static void a_desk() throws Exception {
        desk = new SampleDesk();
    }

    /** Ann's ticket, and Bob's of the same matter, at which Zoe looks on; each with a word and a file for either eyes. */
    @BeforeEach
    void two_tickets_of_the_same_matter() {
        desk.forget();
        tickets = new TicketQueries(Sample.readSide(desk, new Sample.SetProgress(), NOW), ticket -> false);
        main = told("person-ann", "Nothing prints", 1);
        duplicate = told("person-bob", "Printer is dead", 3);
        happened(duplicate, "person-bob", new ObserverAdded("person-zoe"));
        desk.refresh();
    }

    private String told(String requester, String title, int file) {
        String ticket = desk.raised(requester, title, null, DAY, null);
        happened(ticket, "person-dan", new CommentAdded(Text.of("word of " + title), true));
        happened(ticket, "person-dan", new WorkNoteAdded(Text.of("note of " + title)));
        happened(ticket, requester, new FileAttached(List.of(file(file)), FileVisibility.PUBLIC));
        happened(ticket, "person-dan", new FileAttached(List.of(file(file + 1)), FileVisibility.INTERNAL));
        return ticket;
    }

    private static FileRef file(int n) {
        return new FileRef("%064d".formatted(n), Text.of(n + ".txt"), n, "text/plain");
    }

    private void happened(String ticket, String actor, daftar.messages.Event... events) {
        at = at.plusSeconds(10);
        desk.happened(ticket, at, actor, events);
    }

    private void merged(String ticket, String into) {
        happened(ticket, "person-dan", new TicketMerged(into, null), new TicketClosed(CloseReason.DUPLICATE, null));
        desk.refresh();
    }

    private void unmerged(String ticket, String from) {
        happened(
                ticket,
                "person-dispatcher",
                new TicketUnmerged(from, Text.of("not the same")),
                SampleDesk.entered("work", StageKind.WORK, Holder.people(List.of("person-dan"), "team-desk")));
        desk.refresh();
    }

    private void absorbed(String ticket, String other, String... observers) {
        happened(ticket, "system", new TicketAbsorbed(other, List.of(observers)));
        desk.refresh();
    }

    private TicketView seen(Caller caller, String ticket) {
        return tickets.find(new FindTicket(caller, ticket));
    }

    private Enclosures enclosures(Caller caller, String ticket) {
        return requireNonNull(seen(caller, ticket).enclosures());
    }

    private List<Long> files(Caller caller, String ticket) {
        return tickets.find(new FindFiles(caller, ticket)).files().stream()
                .map(TicketFile::size)
                .toList();
    }

    private String words(Caller caller, String ticket) {
        TimelineView timeline = tickets.find(new FindTimeline(caller, ticket));
        return timeline.toString();
    }

    private void isUnknown(Caller caller, String ticket) {
        assertThatThrownBy(() -> seen(caller, ticket))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.NOT_FOUND));
        assertThatThrownBy(() -> files(caller, ticket)).isInstanceOf(Refused.class);
    }

    @Test
    void before_a_merge_nobody_of_the_one_knows_of_the_other() {
        isUnknown(BOB, main);
        isUnknown(ZOE, main);
        isUnknown(ANN, duplicate);
        assertThat(files(ANN, main)).containsExactly(1L);
        assertThat(files(Sample.DISPATCHER, main)).containsExactly(1L, 2L);
    }

    @Test
    void requester_and_observers_of_the_duplicate_read_the_public_part_of_the_other_and_their_own_beside_it() {
        merged(duplicate, main);
        absorbed(main, duplicate, "person-bob", "person-zoe");
        for (Caller caller : List.of(BOB, ZOE)) {
            assertThat(words(caller, main)).contains("word of Nothing prints").doesNotContain("note of");
            assertThat(words(caller, duplicate))
                    .contains("word of Printer is dead")
                    .doesNotContain("note of");
            assertThat(enclosures(caller, main).merged())
                    .extracting(Other::ticket)
                    .containsExactly(duplicate);
            assertThat(files(caller, main)).containsExactly(1L, 3L);
            assertThat(enclosures(caller, duplicate).mergedInto())
                    .extracting(Other::ticket, Other::number, Other::title)
                    .containsExactly(main, desk.tickets.get(main).number(), "Nothing prints");
        }
    }

    @Test
    void the_requester_of_the_other_learns_nothing_of_the_duplicate_and_the_desk_all() {
        merged(duplicate, main);
        absorbed(main, duplicate, "person-bob", "person-zoe");
        assertThat(enclosures(ANN, main).merged()).isEmpty();
        assertThat(files(ANN, main)).containsExactly(1L);
        isUnknown(ANN, duplicate);
        assertThat(enclosures(Sample.DISPATCHER, main).merged())
                .extracting(Other::ticket)
                .containsExactly(duplicate);
        assertThat(files(Sample.DISPATCHER, main)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void until_the_other_was_told_the_duplicate_names_where_it_goes_on_by_nothing_but_its_id() {
        merged(duplicate, main);
        isUnknown(BOB, main);
        assertThat(enclosures(BOB, duplicate).mergedInto()).isEqualTo(new Other(main, null, null, null));
    }

    @Test
    void once_it_is_taken_back_each_side_is_as_before() {
        merged(duplicate, main);
        absorbed(main, duplicate, "person-bob", "person-zoe");
        unmerged(duplicate, main);
        assertThat(enclosures(BOB, main).merged())
                .as("before the other was told")
                .isEmpty();
        assertThat(files(Sample.DISPATCHER, main)).containsExactly(1L, 2L);
        happened(main, "system", new TicketReleased(duplicate, List.of("person-bob", "person-zoe")));
        desk.refresh();
        isUnknown(BOB, main);
        isUnknown(ZOE, main);
        assertThat(enclosures(BOB, duplicate).mergedInto()).isNull();
        assertThat(files(BOB, duplicate)).containsExactly(3L);
        assertThat(files(ANN, main)).containsExactly(1L);
        assertThat(files(Sample.DISPATCHER, main)).containsExactly(1L, 2L);
        assertThat(words(Sample.DISPATCHER, main)).contains("TicketReleased");
        assertThat(words(ANN, main)).doesNotContain("TicketAbsorbed", "TicketReleased", duplicate);
    }

    @Test
    void what_was_merged_over_another_is_shown_as_long_as_every_step_stands() {
        String last = desk.raised("person-ann", "No paper either", null, DAY, null);
        merged(duplicate, main);
        absorbed(main, duplicate);
        merged(main, last);
        absorbed(last, main);
        absorbed(last, duplicate);
        assertThat(enclosures(Sample.DISPATCHER, last).merged())
                .extracting(Other::ticket)
                .containsExactlyInAnyOrder(main, duplicate);
        unmerged(main, last);
        assertThat(seen(Sample.DISPATCHER, last).enclosures()).isNull();
        assertThat(enclosures(Sample.DISPATCHER, main).merged())
                .extracting(Other::ticket)
                .containsExactly(duplicate);
    }

    @Test
    void merged_anew_elsewhere_it_is_shown_there_only() {
        String elsewhere = desk.raised("person-ann", "No paper either", null, DAY, null);
        merged(duplicate, main);
        absorbed(main, duplicate);
        unmerged(duplicate, main);
        merged(duplicate, elsewhere);
        absorbed(elsewhere, duplicate);
        assertThat(enclosures(Sample.DISPATCHER, main).merged()).isEmpty();
        assertThat(files(Sample.DISPATCHER, main)).containsExactly(1L, 2L);
        assertThat(enclosures(Sample.DISPATCHER, elsewhere).merged()).hasSize(1);
    }
}
