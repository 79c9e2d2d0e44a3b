package daftar.automations.webhook;

import daftar.messages.Actor;
import daftar.messages.feed.Feed;
import daftar.messages.feed.FeedCursor;
import daftar.messages.feed.FeedEvent;
import daftar.messages.feed.FeedEvent.Data;
import daftar.messages.feed.FeedPage;
import daftar.messages.query.AtLeast;
import daftar.messages.query.Changes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A feed in memory that tests let things happen in, and news of it. Tickets can be hidden. */
final class Happenings implements Feed, Changes {

    private final List<FeedEvent> log = new ArrayList<>();
    private final Set<String> hidden = new HashSet<>();
    private final Map<String, Long> revisions = new ConcurrentHashMap<>();
    private final Set<LinkedBlockingQueue<AtLeast>> watchers = ConcurrentHashMap.newKeySet();

    synchronized FeedEvent happen(String ticket) {
        return happen(ticket, "CommentAdded");
    }

    synchronized FeedEvent happen(String ticket, String type) {
        long revision = revisions.merge(ticket, 1L, Long::sum) - 1;
        long position = log.size();
        FeedEvent event = new FeedEvent(
                UUID.nameUUIDFromBytes((ticket + "/" + revision).getBytes()).toString(),
                FeedCursor.write(position),
                type,
                ticket,
                ticket.replace("ticket-", "T-"),
                revision,
                Instant.now(),
                Instant.now(),
                null,
                null,
                "command",
                "api",
                null,
                false,
                new Data(null, null, null, List.of(), List.of(), false, Map.of(), List.of(), null));
        log.add(event);
        watchers.forEach(watcher -> watcher.add(new AtLeast(position, ticket, revision)));
        return event;
    }

    synchronized void hide(String ticket) {
        hidden.add(ticket);
    }

    synchronized List<FeedEvent> all() {
        return List.copyOf(log);
    }

    @Override
    public synchronized FeedPage read(Actor actor, @Nullable String language, long after, Set<String> types, int size) {
        List<FeedEvent> seen = new ArrayList<>();
        for (int i = (int) after + 1; i < log.size(); i++) {
            if (isSeen(log.get(i), types)) {
                seen.add(log.get(i));
            }
            if (seen.size() == size) {
                return new FeedPage(seen, log.get(i).cursor(), false);
            }
        }
        return new FeedPage(seen, FeedCursor.write(log.size() - 1), true);
    }

    @Override
    public synchronized Part ofTicket(
            Actor actor,
            @Nullable String language,
            Set<String> types,
            String ticket,
            long revision,
            long upTo,
            int most) {
        List<FeedEvent> found = log.stream()
                .filter(event -> event.ticket().equals(ticket) && event.revision() >= revision)
                .filter(event -> FeedCursor.read(event.cursor(), "cursor") <= upTo)
                .toList();
        List<FeedEvent> part = found.stream().limit(most).toList();
        return new Part(
                part.stream().filter(event -> isSeen(event, types)).toList(),
                part.isEmpty() ? revision : part.getLast().revision() + 1,
                part.size() == found.size());
    }

    private boolean isSeen(FeedEvent event, Set<String> types) {
        return !hidden.contains(event.ticket()) && (types.isEmpty() || types.contains(event.type()));
    }

    @Override
    public synchronized long head() {
        return log.size() - 1;
    }

    @Override
    public Watch watch(@Nullable String stream) {
        LinkedBlockingQueue<AtLeast> news = new LinkedBlockingQueue<>();
        watchers.add(news);
        return new Watch() {
            @Override
            public @Nullable AtLeast next(Duration longest) throws InterruptedException {
                return news.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
            }

            @Override
            public void close() {
                watchers.remove(news);
            }
        };
    }
}
