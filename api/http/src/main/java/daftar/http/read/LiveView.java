package daftar.http.read;

import daftar.messages.query.AtLeast;
import daftar.messages.query.Caller;
import java.time.Duration;
import java.util.function.Function;

/**
 * A view that is told again whenever it has changed.
 *
 * @param name of its events
 * @param first the view to begin with
 * @param question asks again, for a view that holds the news
 * @param content what of a view is worth telling
 * @param id of the event that tells a view
 */
record LiveView<V>(
        String name, V first, Function<Caller, V> question, Function<V, Object> content, Function<V, String> id)
        implements EventStreams.Telling {

    private static final Duration COALESCED = Duration.ofMillis(250);

    @Override
    public void tell(Listener listener) throws ListenerGone, InterruptedException {
        listener.tell(name, id.apply(first), first);
        Object told = content.apply(first);
        // asks at once: what happened between the first answer and the watch would be missed otherwise
        AtLeast news = listener.wanted();
        while (listener.isThere()) {
            V view = question.apply(listener.caller(news));
            Object now = content.apply(view);
            if (!now.equals(told)) {
                listener.tell(name, id.apply(view), view);
                told = now;
            }
            news = listener.news(COALESCED);
            if (news == null) {
                listener.tellAlive(null);
            }
        }
    }
}
