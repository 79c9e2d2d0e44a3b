package daftar.reference;

import daftar.messages.LocalizedText;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.savedview.SavedView;
import daftar.messages.savedview.SavedViews;
import daftar.messages.savedview.ViewEvent;
import daftar.messages.savedview.ViewEvent.ViewChanged;
import daftar.messages.savedview.ViewEvent.ViewDefined;
import daftar.messages.savedview.ViewEvent.ViewRetired;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** The saved views at one place of the log: immutable, and cheap to go on from. */
public final class SavedViewState implements SavedViews {

    /** Nothing has happened yet. */
    public static final SavedViewState EMPTY = new SavedViewState(HashTreePMap.empty(), HashTreePMap.empty());

    private static final Comparator<SavedView> BY_PLACE =
            Comparator.comparingInt(SavedView::place).thenComparing(SavedView::id);

    private final PMap<String, SavedView> views;

    /** By the person of a private one, the team of another. */
    private final PMap<String, PMap<String, SavedView>> byHolder;

    private SavedViewState(PMap<String, SavedView> views, PMap<String, PMap<String, SavedView>> byHolder) {
        this.views = views;
        this.byHolder = byHolder;
    }

    /**
     * The fold: pure; events of other kinds change nothing. A view whose words were redacted is there no more: without them
     * it would be another search.
     */
    public static SavedViewState evolve(SavedViewState state, Recorded recorded) {
        return recorded.event() instanceof ViewEvent event ? state.after(event, recorded) : state;
    }

    private SavedViewState after(ViewEvent event, Recorded recorded) {
        String id = recorded.stream();
        return switch (event) {
            case ViewDefined e ->
                with(
                        id,
                        e.owner(),
                        e.team(),
                        e.name(),
                        e.language(),
                        e.q(),
                        e.filters(),
                        e.sort(),
                        e.place(),
                        recorded.revision());
            case ViewChanged e -> {
                SavedView was = views.get(id);
                String owner = was == null ? null : was.owner();
                yield was == null || owner == null
                        ? this
                        : with(
                                id,
                                owner,
                                was.team(),
                                e.name(),
                                e.language(),
                                e.q(),
                                e.filters(),
                                e.sort(),
                                e.place(),
                                recorded.revision());
            }
            case ViewRetired e -> without(id);
        };
    }

    private SavedViewState with(
            String id,
            String owner,
            @Nullable String team,
            Text name,
            String language,
            @Nullable Text q,
            Map<String, List<String>> filters,
            @Nullable String sort,
            int place,
            long version) {
        String words = Text.read(q);
        if (q != null && words == null) {
            return without(id);
        }
        String readable = name.readable();
        SavedView view = new SavedView(
                id,
                owner,
                team,
                readable == null ? null : LocalizedText.of(language, readable),
                words,
                filters,
                sort,
                place,
                version);
        String holder = holder(view);
        return new SavedViewState(
                views.plus(id, view), byHolder.plus(holder, heldBy(holder).plus(id, view)));
    }

    private SavedViewState without(String id) {
        SavedView was = views.get(id);
        if (was == null) {
            return this;
        }
        String holder = holder(was);
        PMap<String, SavedView> left = heldBy(holder).minus(id);
        return new SavedViewState(
                views.minus(id), left.isEmpty() ? byHolder.minus(holder) : byHolder.plus(holder, left));
    }

    private PMap<String, SavedView> heldBy(String holder) {
        PMap<String, SavedView> held = byHolder.get(holder);
        return held == null ? HashTreePMap.empty() : held;
    }

    private static String holder(SavedView view) {
        String team = view.team();
        return team == null ? String.valueOf(view.owner()) : team;
    }

    @Override
    public @Nullable SavedView view(String id) {
        return views.get(id);
    }

    @Override
    public List<SavedView> privateOf(String person) {
        return sorted(person);
    }

    @Override
    public List<SavedView> ofTeam(String team) {
        return sorted(team);
    }

    private List<SavedView> sorted(String holder) {
        return heldBy(holder).values().stream().sorted(BY_PLACE).toList();
    }
}
