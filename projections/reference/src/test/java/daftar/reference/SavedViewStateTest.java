package daftar.reference;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Event;
import daftar.messages.LocalizedText;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.savedview.SavedView;
import daftar.messages.savedview.ViewEvent.ViewChanged;
import daftar.messages.savedview.ViewEvent.ViewDefined;
import daftar.messages.savedview.ViewEvent.ViewRetired;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SavedViewStateTest {

    private static final Map<String, List<String>> NEW = Map.of("status", List.of("NEW"));
    private static final Text GONE = new Text.Sealed("key", "sealed");

    @Test
    void private_views_and_those_of_teams_are_found_by_whose_they_are_in_their_order() {
        SavedViewState state = evolve(SavedViewState.EMPTY, "view-1", 0, defined("person-ann", null, null, 5));
        state = evolve(state, "view-2", 0, defined("person-ann", "team-a", Text.of("disk"), 0));
        state = evolve(state, "view-3", 0, defined("person-ann", null, null, 1));

        assertThat(state.privateOf("person-ann")).extracting(SavedView::id).containsExactly("view-3", "view-1");
        assertThat(state.ofTeam("team-a")).extracting(SavedView::text).containsExactly("disk");
        assertThat(state.privateOf("person-bob")).isEmpty();
        assertThat(state.view("view-2").name()).isEqualTo(LocalizedText.of("fa", "کارها"));
    }

    @Test
    void a_changed_view_stays_with_whose_it_is_and_a_retired_one_is_gone() {
        SavedViewState state = evolve(SavedViewState.EMPTY, "view-1", 0, defined("person-ann", "team-a", null, 0));
        state = evolve(state, "view-1", 1, new ViewChanged(Text.of("Later"), "en", null, Map.of(), "dueAt", 7));

        assertThat(state.ofTeam("team-a"))
                .containsExactly(new SavedView(
                        "view-1",
                        "person-ann",
                        "team-a",
                        LocalizedText.of("en", "Later"),
                        null,
                        Map.of(),
                        "dueAt",
                        7,
                        1));
        SavedViewState retired = evolve(state, "view-1", 2, new ViewRetired());
        assertThat(retired.view("view-1")).isNull();
        assertThat(retired.ofTeam("team-a")).isEmpty();
        assertThat(evolve(retired, "view-1", 3, new ViewRetired()).view("view-1"))
                .isNull();
    }

    @Test
    void a_view_whose_words_were_redacted_is_not_a_wider_one() {
        SavedViewState state = evolve(SavedViewState.EMPTY, "view-1", 0, defined("person-ann", null, GONE, 0));
        assertThat(state.privateOf("person-ann")).isEmpty();

        state = evolve(SavedViewState.EMPTY, "view-1", 0, defined("person-ann", null, null, 0));
        state = evolve(state, "view-1", 1, new ViewChanged(GONE, "en", null, NEW, null, 0));
        assertThat(state.view("view-1").name()).isNull();
    }

    private static ViewDefined defined(String owner, String team, Text words, int place) {
        return new ViewDefined(owner, team, Text.of("کارها"), "fa", words, NEW, null, place);
    }

    private static SavedViewState evolve(SavedViewState state, String view, long revision, Event event) {
        return SavedViewState.evolve(
                state, new Recorded(view, revision, revision, UUID.randomUUID(), Instant.EPOCH, Map.of(), event));
    }
}
