package daftar.query;

import daftar.messages.Refused;
import daftar.messages.feed.Feed;
import daftar.messages.feed.FeedCursor;
import daftar.messages.feed.FeedPage;
import daftar.messages.feed.FeedTypes;
import daftar.messages.query.Query.FindFeed;
import java.util.List;
import java.util.Set;
import org.axonframework.queryhandling.QueryHandler;

/** Answers what has happened since. */
public final class FeedQueries {

    private final Feed feed;
    private final QueryMeters meters;

    public FeedQueries(Feed feed, QueryMeters meters) {
        this.feed = feed;
        this.meters = meters;
    }

    @QueryHandler
    public FeedPage find(FindFeed query) {
        return meters.timed(QueryMeters.Kind.FEED, () -> {
            if (query.size() < 1 || query.size() > FindFeed.LARGEST_PART) {
                throw Refused.invalid("wrong-size", "size", "A page holds 1 to " + FindFeed.LARGEST_PART + " events.");
            }
            Set<String> types = FeedTypes.check(query.types(), "types");
            String after = query.after();
            if (FeedCursor.NOW.equals(after)) {
                return new FeedPage(List.of(), FeedCursor.write(feed.head()), true);
            }
            long position = after == null ? FeedCursor.START : FeedCursor.read(after, "after");
            FeedPage page = feed.read(query.caller().actor(), query.caller().language(), position, types, query.size());
            if (page.end() && page.events().isEmpty() && position > feed.head()) {
                throw Refused.invalid(
                        "cursor-beyond-end",
                        "after",
                        "The register ends before this cursor: it belongs to another installation, or the register was"
                                + " restored from an older copy. Begin again from a cursor before, or from the start.");
            }
            return page;
        });
    }
}
