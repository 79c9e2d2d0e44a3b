package daftar.http.read;

import daftar.messages.feed.FeedEvent;
import daftar.messages.feed.FeedPage;
import daftar.messages.query.Query.FindFeed;
import java.time.Duration;
import java.util.Set;

/** The feed, read on from a place of the listener's own in the log. @param begin the cursor to go on after */
record LiveFeed(Ask ask, String begin, Set<String> types) implements EventStreams.Telling {

    private static final Duration COALESCED = Duration.ofMillis(20);
    private static final int AT_ONCE = 200;

    @Override
    public String name() {
        return "feed";
    }

    @Override
    public void tell(Listener listener) throws ListenerGone, InterruptedException {
        String after = begin;
        listener.tellAlive(after);
        while (listener.isThere()) {
            FeedPage page = ask.view(new FindFeed(listener.caller(null), after, types, AT_ONCE), FeedPage.class);
            for (FeedEvent event : page.events()) {
                listener.tell(name(), event.cursor(), event);
            }
            after = page.next();
            if (page.end() && listener.news(COALESCED) == null) {
                // with its id, so that who connects again need not look once more through what was not for them
                listener.tellAlive(after);
            }
        }
    }
}
