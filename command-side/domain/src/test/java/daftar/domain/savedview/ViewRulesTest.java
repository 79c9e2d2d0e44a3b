package daftar.domain.savedview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.domain.Decision;
import daftar.domain.directory.Organisation;
import daftar.domain.savedview.ViewRules.Kept;
import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.LocalizedText;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryEvent.TeamFormed;
import daftar.messages.directory.DirectoryEvent.TeamLeadsSet;
import daftar.messages.savedview.SavedView;
import daftar.messages.savedview.ShippedViews;
import daftar.messages.savedview.ViewCommand;
import daftar.messages.savedview.ViewCommand.ChangeView;
import daftar.messages.savedview.ViewCommand.DefineView;
import daftar.messages.savedview.ViewCommand.RetireView;
import daftar.messages.savedview.ViewEvent.ViewDefined;
import daftar.messages.savedview.ViewEvent.ViewRetired;
import daftar.reference.ReferenceState;
import daftar.reference.SavedViewState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViewRulesTest {

    private static final String ID = "view-1";
    private static final Map<String, List<String>> OPEN = Map.of("status", List.of("NEW", "assigned"));

    /** Team desk: Ann and Ben, led by Leo, who is no member. */
    private static final ReferenceState REFERENCE = Organisation.knowing(
            Organisation.person("person-ann", null, Role.SPECIALIST),
            Organisation.person("person-ben", null, Role.SPECIALIST),
            Organisation.person("person-leo", null, Role.SPECIALIST),
            Organisation.person("person-eve", null, Role.MANAGER, Role.ADMINISTRATOR),
            new TeamFormed("team-desk", LocalizedText.of("en", "Desk"), null, List.of("person-ann", "person-ben")),
            new TeamLeadsSet("team-desk", List.of("person-leo")));

    private static final Kept PRIVATE = new Kept("person-ann", null, false);
    private static final Kept OF_TEAM = new Kept("person-ann", "team-desk", false);

    @Test
    void everybody_keeps_private_views_in_their_own_language() {
        Decision decision = decide(null, define(null), "person-ann");

        assertThat(decision.actorRole()).isEqualTo("OWNER");
        assertThat(decision.events())
                .containsExactly(
                        new ViewDefined("person-ann", null, Text.of("Mine, new"), "en", null, OPEN, "-raisedAt", 3));
    }

    @Test
    void a_team_s_view_is_made_by_its_members_and_leads_only() {
        assertThat(decide(null, define("team-desk"), "person-ben").actorRole()).isEqualTo("MEMBER");
        assertThat(decide(null, define("team-desk"), "person-leo").actorRole()).isEqualTo("LEAD");
        assertRefused(null, define("team-desk"), "person-eve", Refused.Kind.FORBIDDEN, "not-your-team");
        assertRefused(null, define("team-x"), "person-ann", Refused.Kind.INVALID, "unknown-team");
        assertRefused(null, define(null), "person-nobody", Refused.Kind.FORBIDDEN, "unknown-person");
    }

    @Test
    void a_private_view_is_its_owners_alone_and_nobody_else_knows_of_it() {
        assertThat(decide(PRIVATE, change(OPEN, null), "person-ann").events()).hasSize(1);
        assertThat(decide(PRIVATE, new RetireView(ID), "person-ann").events()).containsExactly(new ViewRetired());
        for (String other : List.of("person-ben", "person-leo", "person-eve")) {
            assertRefused(PRIVATE, new RetireView(ID), other, Refused.Kind.NOT_FOUND, "unknown-view");
            assertRefused(PRIVATE, change(OPEN, null), other, Refused.Kind.NOT_FOUND, "unknown-view");
        }
    }

    @Test
    void a_team_s_view_is_changed_by_its_owner_and_the_team_s_leads() {
        assertThat(decide(OF_TEAM, change(OPEN, null), "person-ann").actorRole())
                .isEqualTo("OWNER");
        assertThat(decide(OF_TEAM, change(OPEN, null), "person-leo").actorRole())
                .isEqualTo("LEAD");
        assertRefused(OF_TEAM, new RetireView(ID), "person-ben", Refused.Kind.FORBIDDEN, "not-yours");
        assertRefused(OF_TEAM, new RetireView(ID), "person-eve", Refused.Kind.NOT_FOUND, "unknown-view");
    }

    @Test
    void an_owner_who_left_the_team_has_lost_the_view() {
        Kept ofOneWhoLeft = new Kept("person-eve", "team-desk", false);

        assertRefused(ofOneWhoLeft, new RetireView(ID), "person-eve", Refused.Kind.NOT_FOUND, "unknown-view");
    }

    @Test
    void what_is_retired_is_there_no_more() {
        Kept retired = ViewRules.evolve(PRIVATE, recorded(ID, new ViewRetired()));

        assertRefused(retired, new RetireView(ID), "person-ann", Refused.Kind.NOT_FOUND, "unknown-view");
        assertRefused(retired, change(OPEN, null), "person-ann", Refused.Kind.NOT_FOUND, "unknown-view");
        assertRefused(null, change(OPEN, null), "person-ann", Refused.Kind.NOT_FOUND, "unknown-view");
    }

    @ParameterizedTest
    @CsvSource({
        "status, BROKEN, unknown-value, filters.status",
        "colour, red, unknown-parameter, filters.colour",
        "raisedFrom, yesterday, wrong-parameter, filters.raisedFrom",
        "raisedFrom, +10000-01-01T00:00:00Z, out-of-range, filters.raisedFrom",
        "updatedTo, 1899-12-31T23:59:59Z, out-of-range, filters.updatedTo",
        "overdue, perhaps, wrong-parameter, filters.overdue",
        "number, twelve, malformed-number, filters.number"
    })
    void a_filter_that_no_search_would_take_is_refused_by_its_name(
            String filter, String value, String code, String field) {
        Map<String, List<String>> filters = Map.of(filter, List.of(value));
        for (ViewCommand command : List.of(
                new DefineView(ID, null, Text.of("x"), null, null, filters, null, null), change(filters, null))) {
            assertThatThrownBy(() -> decide(command instanceof DefineView ? null : PRIVATE, command, "person-ann"))
                    .isInstanceOfSatisfying(Refused.class, refused -> {
                        assertThat(refused.kind()).isEqualTo(Refused.Kind.INVALID);
                        assertThat(refused.code()).isEqualTo(code);
                        assertThat(refused.field()).isEqualTo(field);
                    });
        }
    }

    @Test
    void words_order_name_and_language_are_checked_too() {
        assertRefused(PRIVATE, change(OPEN, "by luck"), "person-ann", Refused.Kind.INVALID, "unknown-sort");
        assertRefused(
                null,
                new DefineView(ID, null, Text.of("x"), null, Text.of("a".repeat(1_001)), OPEN, null, null),
                "person-ann",
                Refused.Kind.INVALID,
                "text-too-long");
        assertRefused(
                null,
                new DefineView(ID, null, Text.of(" "), null, null, OPEN, null, null),
                "person-ann",
                Refused.Kind.INVALID,
                "malformed-name");
        assertRefused(
                null,
                new DefineView(ID, null, Text.of("x"), "klingon!", null, OPEN, null, null),
                "person-ann",
                Refused.Kind.INVALID,
                "unknown-language");
    }

    @Test
    void nobody_keeps_more_than_a_hundred() {
        SavedViewState full = SavedViewState.EMPTY;
        for (int i = 0; i < ViewRules.MOST; i++) {
            full = SavedViewState.evolve(
                    full,
                    recorded(
                            "view-" + i, new ViewDefined("person-ann", null, Text.of("x"), "en", null, OPEN, null, 0)));
        }
        SavedViewState views = full;
        assertThatThrownBy(() -> ViewRules.decide(null, define(null), actor("person-ann"), REFERENCE, views))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("too-many-views"));
        assertThat(ViewRules.decide(null, define("team-desk"), actor("person-ann"), REFERENCE, views)
                        .events())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa", "ru", "zh", "en", "de"})
    void the_shipped_views_can_be_searched_for_and_have_names_in_five_languages(String language) {
        assertThat(ShippedViews.ALL)
                .extracting(SavedView::id)
                .containsExactly("unassigned", "mine", "overdue", "waiting-for-me", "reopened");
        for (SavedView view : ShippedViews.ALL) {
            assertThat(view.selection()).isNotNull();
            assertThat(view.name().texts()).containsKey(language);
        }
        assertThat(ShippedViews.ALL.stream().map(view -> view.name().in(language)))
                .doesNotHaveDuplicates();
    }

    private static DefineView define(String team) {
        return new DefineView(ID, team, Text.of("Mine, new"), null, Text.of("  "), OPEN, "-raisedAt", 3);
    }

    private static ChangeView change(Map<String, List<String>> filters, String sort) {
        return new ChangeView(ID, Text.of("Other"), "fa", Text.of("disk"), filters, sort, null);
    }

    private static Decision decide(Kept kept, ViewCommand command, String person) {
        return ViewRules.decide(kept, command, actor(person), REFERENCE, SavedViewState.EMPTY);
    }

    private static void assertRefused(Kept kept, ViewCommand command, String person, Refused.Kind kind, String code) {
        assertThatThrownBy(() -> decide(kept, command, person)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.kind()).isEqualTo(kind);
            assertThat(refused.code()).isEqualTo(code);
        });
    }

    private static Actor actor(String person) {
        return new Actor(person, Set.of(Role.REQUESTER), "api", null);
    }

    private static Recorded recorded(String view, Event event) {
        return new Recorded(view, 0, 0, UUID.randomUUID(), Instant.EPOCH, Map.of(), event);
    }
}
