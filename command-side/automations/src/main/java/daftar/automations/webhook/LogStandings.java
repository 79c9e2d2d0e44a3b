package daftar.automations.webhook;

import daftar.automations.webhook.ProgressLog.Kept;
import daftar.messages.Actor;
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

    /** Held tickets whose events are counted; of others one each. */
    private static final int COUNTED = 100;

    private static final int OF_A_TICKET = 500;

    private final ProgressLog progress;
    private final Feed feed;
    private final Owners owners;

    public LogStandings(ProgressLog progress, Feed feed, Owners owners) {
        this.progress = progress;
        this.feed = feed;
        this.owners = owners;
    }

    @Override
    public WebhookStanding of(Webhook webhook) {
        WebhookProgressed kept = kept(webhook);
        long behind = 0;
        Instant oldest = kept.held().stream()
                .map(Held::occurredAt)
                .min(Comparator.naturalOrder())
                .orElse(null);
        boolean more = false;
        Actor actor = owners.actorOf(webhook.owner());
        if (actor != null) {
            Set<String> types = Set.copyOf(webhook.types());
            for (Held held : kept.held().stream().limit(COUNTED).toList()) {
                behind += feed.ofTicket(actor, null, types, held.ticket(), held.revision(), kept.read(), OF_A_TICKET)
                        .events()
                        .size();
            }
            behind += Math.max(0, kept.held().size() - COUNTED);
            long after = kept.read();
            for (int page = 0; page < PAGES; page++) {
                FeedPage found = feed.read(actor, null, after, types, AT_ONCE);
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
                .sorted(Comparator.comparing((Held held) -> held.trouble() == null)
                        .thenComparing(Held::occurredAt))
                .toList();
        return new WebhookStanding(
                webhook.id(),
                behind,
                more || kept.held().size() > COUNTED,
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
