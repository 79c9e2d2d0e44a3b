package daftar.messages.savedview;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The views that people have defined and not retired, as they are now. Safe to read from many threads. */
public interface SavedViews {

    /** Null for one that there is not. */
    @Nullable SavedView view(String id);

    /** A person's private views, by place and id. */
    List<SavedView> privateOf(String person);

    /** A team's views, by place and id. */
    List<SavedView> ofTeam(String team);
}
