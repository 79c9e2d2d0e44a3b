package daftar.messages.savedview;

import daftar.messages.Event;
import daftar.messages.Text;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened to a saved view. */
public sealed interface ViewEvent extends Event {

    /** @param team null for a private one */
    record ViewDefined(
            String owner,
            @Nullable String team,
            Text name,
            String language,
            @Nullable Text q,
            Map<String, List<String>> filters,
            @Nullable String sort,
            int place)
            implements ViewEvent {
        public ViewDefined {
            filters = SavedView.ordered(filters);
        }
    }

    /** From now on it is like this. */
    record ViewChanged(
            Text name,
            String language,
            @Nullable Text q,
            Map<String, List<String>> filters,
            @Nullable String sort,
            int place)
            implements ViewEvent {
        public ViewChanged {
            filters = SavedView.ordered(filters);
        }
    }

    record ViewRetired() implements ViewEvent {}
}
