package daftar.automations.webhook;

import daftar.automations.webhook.ProgressLog.Kept;
import daftar.messages.Actor;
import daftar.messages.directory.Reference;
import daftar.messages.feed.Feed;
import daftar.messages.feed.FeedCursor;
import daftar.messages.feed.FeedEvent;
import daftar.messages.feed.FeedPage;
import daftar.messages.webhook.Webhook;
import daftar.messages.webhook.WebhookEvent.Held;
import daftar.messages.webhook.WebhookEvent.WebhookProgressed;
import daftar.messages.webhook.WebhookStanding;
import daftar.messages.webhook.WebhookStanding.Standings;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where receivers are, on any node: from what was kept in the log, and from what the feed holds beyond it. */
public final class LogStandings implements Standings {

    private static final int PAGES = 10;
    private static final int AT_ONCE = 1_000;

    private final ProgressLog progress;
    private final Feed feed;
    private final Reference reference;

    public LogStandings(ProgressLog progress, Feed feed, Reference reference) {
        this.progress = progress;
        this.feed = feed;
        this.reference = reference;
    }

    @Override
    public WebhookStanding of(Webhook webhook) {
        WebhookProgressed kept = kept(webhook);
        long behind = kept.held().size();
        Instant oldest = kept.held().stream()
                .map(Held::occurredAt)
                .min(Comparator.naturalOrder())
                .orElse(null);
        boolean more = false;
        Reference.Person owner = reference.person(webhook.owner());
        if (owner != null && !webhook.removed()) {
            Actor actor = new Actor(owner.id(), owner.roles(), "api", null);
            long after = kept.read();
            for (int page = 0; page < PAGES; page++) {
                FeedPage found = feed.read(actor, null, after, Set.copyOf(webhook.types()), AT_ONCE);
                behind += found.events().size();
                for (FeedEvent event : found.events()) {
                    oldest = oldest == null || event.occurredAt().isBefore(oldest) ? event.occurredAt() : oldest;
                }
                after = FeedCursor.read(found.next(), "next");
                more = !found.end();
                if (!more) {
                    break;
                }
            }
        }
        List<Held> tickets = kept.held().stream()
                .sorted(Comparator.comparing((Held held) -> held.trouble() == null).thenComparing(Held::occurredAt))
                .toList();
        return new WebhookStanding(
                webhook.id(),
                behind,
                more,
                oldest,
                kept.trouble(),
                tickets,
                kept.accepted(),
                kept.last(),
                FeedCursor.write(kept.read()));
    }

    @Override
    public @Nullable Held held(Webhook webhook, String event) {
        return kept(webhook).held().stream()
                .filter(held -> held.event().equals(event))
                .findFirst()
                .orElse(null);
    }

    private WebhookProgressed kept(Webhook webhook) {
        Kept kept = progress.load(webhook.id());
        return kept == null
                ? new WebhookProgressed(webhook.from(), List.of(), null, -1, 0, List.of())
                : kept.progress();
    }
}
