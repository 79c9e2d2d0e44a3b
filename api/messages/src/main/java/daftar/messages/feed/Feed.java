package daftar.messages.feed;

import daftar.messages.Actor;
import java.util.List;
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

    /**
     * What came of one ticket, as far as the actor may see it now.
     *
     * @param revision the first event of the ticket to look at
     * @param upTo the last position of the log to look at
     * @param most events to look at
     */
    Part ofTicket(
            Actor actor,
            @Nullable String language,
            Set<String> types,
            String ticket,
            long revision,
            long upTo,
            int most);

    /**
     * Some of a ticket's events.
     *
     * @param next the revision to go on with
     * @param end whether there was nothing more up to the position
     */
    record Part(List<FeedEvent> events, long next, boolean end) {}

    /** The position of the log's last record. */
    long head();
}
