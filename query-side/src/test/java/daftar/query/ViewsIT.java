package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.messages.LocalizedText;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.query.AtLeast;
import daftar.messages.query.Caller;
import daftar.messages.query.Query.FindView;
import daftar.messages.query.Query.FindViews;
import daftar.messages.query.Query.SearchTickets;
import daftar.messages.query.Query.SearchView;
import daftar.messages.query.Selection;
import daftar.messages.query.TicketPage;
import daftar.messages.query.TicketRow;
import daftar.messages.query.ViewList;
import daftar.messages.savedview.SavedView;
import daftar.messages.savedview.SavedViews;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.TicketEvent.ResolutionRejected;
import daftar.messages.ticket.TicketEvent.TargetsSet;
import daftar.messages.ticket.TicketEvent.WorkNoteAdded;
import daftar.messages.workflow.StageKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewsIT {

    private static final Instant NOW = SampleDesk.START.plus(Duration.ofDays(1));
    private static final Caller DAN = Sample.caller("dan", Role.SPECIALIST);
    private static final Caller ANN = Sample.caller("ann", Role.REQUESTER);

    private static final Kept KEPT = new Kept(
            view("view-dan", "person-dan", null, "disk", Map.of("status", List.of("NEW", "ASSIGNED"))),
            view("view-team", "person-dan", "team-desk", null, Map.of("team", List.of("me"))),
            view("view-ann", "person-ann", null, "coffee", Map.of()));

    private static SampleDesk desk;
    private static ReadSide readSide;
    private static ViewQueries queries;
    private static volatile boolean known = true;

    @BeforeAll
    static void a_desk() throws Exception {
        desk = new SampleDesk();
        Instant at = SampleDesk.START;
        for (int i = 0; i < 4; i++) {
            String queued = desk.raised("person-ann", "The disk is full " + i, null, at.plusSeconds(i), null);
            desk.happened(queued, at.plusSeconds(i), "person-dan", new WorkNoteAdded(Text.of("she spilled coffee")));
        }
        for (int i = 0; i < 3; i++) {
            String mine = desk.raised("person-bob", "A disk makes noise", null, at.plusSeconds(10 + i), null);
            desk.worked(mine, at.plusSeconds(20 + i), Priority.HIGH, "person-dan", "team-desk");
            if (i == 0) {
                desk.happened(
                        mine,
                        at.plusSeconds(30),
                        "person-dan",
                        new TargetsSet(at.plusSeconds(60), at.plusSeconds(120), "usual", "always"));
            }
        }
        String solved = desk.raised("person-ann", "Mail cannot be sent", null, at.plusSeconds(40), null);
        desk.worked(solved, at.plusSeconds(41), Priority.LOW, "person-eva", "team-desk");
        desk.resolved(solved, at.plusSeconds(42), "person-eva", "person-ann", "Emptied it", null);
        String back = desk.raised("person-bob", "No network", null, at.plusSeconds(50), null);
        desk.worked(back, at.plusSeconds(51), Priority.LOW, "person-eva", "team-desk");
        desk.resolved(back, at.plusSeconds(52), "person-eva", "person-bob", "Plugged it in", null);
        desk.happened(
                back,
                at.plusSeconds(53),
                "person-bob",
                new ResolutionRejected(Text.of("no")),
                SampleDesk.entered(
                        "work",
                        StageKind.WORK,
                        daftar.messages.ticket.Holder.people(List.of("person-eva"), "team-desk")));
        desk.refresh();
        readSide = Sample.readSide(desk, new Sample.SetProgress(), NOW);
        queries = new ViewQueries(readSide, new SearchQueries(readSide), KEPT, position -> known);
    }

    @Test
    void the_shipped_views_count_what_their_names_say() {
        assertThat(counts(DAN))
                .containsEntry("unassigned", 4L)
                .containsEntry("mine", 3L)
                .containsEntry("overdue", 1L)
                .containsEntry("waiting-for-me", 3L)
                .containsEntry("reopened", 1L);
        // the requester's solution waits to be confirmed; nobody else's tickets are counted
        assertThat(counts(ANN))
                .containsEntry("unassigned", 4L)
                .containsEntry("mine", 0L)
                .containsEntry("overdue", 0L)
                .containsEntry("waiting-for-me", 1L)
                .containsEntry("reopened", 0L);
        assertThat(counts(Sample.caller("zoe", Role.REQUESTER)).values()).containsOnly(0L);
    }

    @Test
    void every_count_is_the_total_of_the_search_that_it_stands_for() {
        for (Caller caller : List.of(DAN, ANN, Sample.AUDITOR, Sample.ANALYST, Sample.MANAGER)) {
            for (ViewList.Entry entry : queries.find(new FindViews(caller)).views()) {
                Selection selection = Selection.of(entry.q(), entry.filters(), entry.sort());
                TicketPage searched = new SearchQueries(readSide)
                        .search(new SearchTickets(
                                caller,
                                selection.text(),
                                selection.filter(),
                                List.of(),
                                selection.sort(),
                                200,
                                null,
                                false));
                assertThat(entry.tickets())
                        .as("%s of %s", entry.id(), caller.actor().person())
                        .isEqualTo(searched.total());
                assertThat(all(caller, entry.id(), 2))
                        .as("%s of %s", entry.id(), caller.actor().person())
                        .isEqualTo(
                                searched.tickets().stream().map(TicketRow::id).toList());
            }
        }
    }

    @Test
    void a_count_by_words_does_not_tell_what_only_the_desk_may_read() {
        // all four of hers have the word in a work note
        assertThat(counts(ANN)).containsEntry("view-ann", 0L);
        ViewQueries ofDesk = new ViewQueries(
                readSide,
                new SearchQueries(readSide),
                new Kept(view("view-dan", "person-dan", null, "coffee", Map.of())),
                position -> true);
        assertThat(ofDesk.find(new FindView(DAN, "view-dan")).view().tickets()).isEqualTo(4);
    }

    @Test
    void one_has_the_shipped_views_ones_own_and_those_of_ones_teams() {
        assertThat(ids(DAN))
                .containsExactly(
                        "unassigned", "mine", "overdue", "waiting-for-me", "reopened", "view-dan", "view-team");
        assertThat(ids(Sample.caller("eva", Role.SPECIALIST)))
                .contains("view-team")
                .doesNotContain("view-dan");
        assertThat(ids(ANN)).contains("view-ann").doesNotContain("view-dan", "view-team");
        for (String other : List.of("view-dan", "view-team", "view-nowhere")) {
            assertThatThrownBy(() -> queries.find(new FindView(ANN, other))).isInstanceOf(Refused.class);
            assertThatThrownBy(() -> queries.search(new SearchView(ANN, other, List.of(), 5, null, false)))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.NOT_FOUND));
        }
    }

    @Test
    void the_owner_and_the_team_s_leads_are_told_that_they_may_change_a_view() {
        assertThat(entry(DAN, "view-team").changeable()).isTrue();
        assertThat(entry(Sample.caller("eva", Role.SPECIALIST), "view-team").changeable())
                .isFalse();
        assertThat(entry(Sample.caller("leo", Role.SPECIALIST), "view-team").changeable())
                .isTrue();
        assertThat(entry(DAN, "overdue").changeable()).isFalse();
        assertThat(entry(DAN, "overdue").version()).isNull();
        assertThat(entry(DAN, "view-dan").version()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"fa, عقب‌افتاده", "ru, Просрочено", "zh, 已逾期", "en, Overdue", "de, Überfällig", "fr, Overdue"})
    void the_shipped_views_are_named_in_the_caller_s_language(String language, String name) {
        assertThat(entry(new Caller(DAN.actor(), language, null), "overdue").name())
                .isEqualTo(name);
        assertThat(entry(new Caller(DAN.actor(), language, null), "view-dan").name())
                .isEqualTo("Eigene");
    }

    @Test
    void a_node_that_does_not_know_the_newest_views_yet_says_that_it_is_stale() {
        Caller newer = new Caller(DAN.actor(), "en", new AtLeast(1, null, 0));
        assertThat(queries.find(new FindViews(newer)).stale()).isFalse();
        known = false;
        try {
            assertThat(queries.find(new FindViews(newer)).stale()).isTrue();
            assertThat(queries.find(new FindView(newer, "mine")).stale()).isTrue();
            assertThat(queries.search(new SearchView(newer, "mine", List.of(), 5, null, false))
                            .stale())
                    .isTrue();
        } finally {
            known = true;
        }
    }

    private static List<String> all(Caller caller, String view, int size) {
        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            TicketPage page = queries.search(new SearchView(caller, view, List.of(), size, cursor, true));
            page.tickets().forEach(row -> ids.add(row.id()));
            cursor = page.next();
        } while (cursor != null);
        return ids;
    }

    @Test
    void a_view_that_cannot_be_counted_does_not_hide_the_others() {
        ViewQueries withBad = new ViewQueries(
                readSide,
                new SearchQueries(readSide),
                new Kept(
                        view(
                                "view-bad",
                                "person-dan",
                                null,
                                null,
                                Map.of("raisedFrom", List.of("+10000-01-01T00:00:00Z"))),
                        view("view-dan", "person-dan", null, "coffee", Map.of())),
                position -> true);
        assertThat(withBad.find(new FindViews(DAN)).views())
                .filteredOn(entry -> !entry.shipped())
                .extracting(ViewList.Entry::id, ViewList.Entry::tickets)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("view-bad", null),
                        org.assertj.core.groups.Tuple.tuple("view-dan", 4L));
        assertThat(withBad.find(new FindView(DAN, "view-bad")).view().tickets()).isNull();
    }

    private static ViewList.Entry entry(Caller caller, String view) {
        return queries.find(new FindView(caller, view)).view();
    }

    private static List<String> ids(Caller caller) {
        return queries.find(new FindViews(caller)).views().stream()
                .map(ViewList.Entry::id)
                .toList();
    }

    private static Map<String, Long> counts(Caller caller) {
        Map<String, Long> counts = new HashMap<>();
        queries.find(new FindViews(caller)).views().forEach(entry -> counts.put(entry.id(), entry.tickets()));
        return counts;
    }

    private static SavedView view(
            String id, String owner, @Nullable String team, @Nullable String text, Map<String, List<String>> filters) {
        return new SavedView(id, owner, team, LocalizedText.of("de", "Eigene"), text, filters, null, 0, 4);
    }

    /** Views that a test made. */
    private record Kept(SavedView... views) implements SavedViews {
        @Override
        public @Nullable SavedView view(String id) {
            return List.of(views).stream()
                    .filter(view -> view.id().equals(id))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public List<SavedView> privateOf(String person) {
            return List.of(views).stream()
                    .filter(view -> view.team() == null && Objects.equals(view.owner(), person))
                    .toList();
        }

        @Override
        public List<SavedView> ofTeam(String team) {
            return List.of(views).stream()
                    .filter(view -> team.equals(view.team()))
                    .toList();
        }
    }
}
