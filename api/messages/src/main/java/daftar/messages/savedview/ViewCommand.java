package daftar.messages.savedview;

import daftar.messages.Command;
import daftar.messages.Text;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked of a saved view. {@code view} is its id and stream, {@code view-<uuid>}. */
public sealed interface ViewCommand extends Command {

    String view();

    @Override
    default String stream() {
        return view();
    }

    /**
     * Keeps a search.
     *
     * @param team whose it shall be; null for a private one
     * @param language of the name, BCP 47; null for the owner's
     * @param q the words that are searched for; null for none
     * @param filters by the names that the search's own have
     * @param sort as the search names it; null for the usual one
     * @param place among the views of its owner or team, the least first; null for 0
     */
    record DefineView(
            String view,
            @Nullable String team,
            Text name,
            @Nullable String language,
            @Nullable Text q,
            Map<String, List<String>> filters,
            @Nullable String sort,
            @Nullable Integer place)
            implements ViewCommand {
        public DefineView {
            filters = SavedView.ordered(filters);
        }
    }

    /** All of it anew, but whose it is. */
    record ChangeView(
            String view,
            Text name,
            @Nullable String language,
            @Nullable Text q,
            Map<String, List<String>> filters,
            @Nullable String sort,
            @Nullable Integer place)
            implements ViewCommand {
        public ChangeView {
            filters = SavedView.ordered(filters);
        }
    }

    /** It is there no more. */
    record RetireView(String view) implements ViewCommand {}
}
