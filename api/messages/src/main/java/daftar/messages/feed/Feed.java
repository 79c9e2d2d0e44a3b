package daftar.messages.feed;

import daftar.messages.Actor;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The feed, as parts of Daftar itself read it. Blocks; made for virtual threads. */
public interface Feed {

    /**
     * What came after a position of the log, as far as the actor may see it now.
     *
     * @param language of the names, BCP 47; null for the person's own
     * @param after {@link FeedCursor#START} for all
     * @param types only these; empty for all
     * @param size events at most
     */
    FeedPage read(Actor actor, @Nullable String language, long after, Set<String> types, int size);

    /** One event, as far as the actor may see it now; null where they may not, or there is none. */
    @Nullable FeedEvent one(Actor actor, @Nullable String language, String ticket, long revision);

    /** The position of the log's last record. */
    long head();
}
