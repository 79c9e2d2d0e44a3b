package daftar.messages.webhook;

import daftar.messages.NothingChanged;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.webhook.WebhookEvent.*;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it stands after an event.
 *
 * @param version of the last event
 * @param owner whose sight of tickets decides what is sent
 * @param url as sealed or open as the events were
 * @param types stable names of events; empty for all
 * @param secrets keys of signatures, the newest first
 * @param paused why nothing is sent; null while it is
 * @param registeredAt business time
 * @param from the position of the log after which events are sent
 * @param skipped ids of events that are not sent
 * @param replay the last wish to send again; null for none
 */
public record Webhook(
        String id,
        long version,
        String owner,
        Text url,
        List<String> types,
        @Nullable Text description,
        List<Secret> secrets,
        @Nullable PauseReason paused,
        boolean removed,
        String registeredBy,
        Instant registeredAt,
        long from,
        Set<String> skipped,
        @Nullable Replay replay) {

    /** Events that somebody may have decided to skip; older decisions are done with. */
    private static final int REMEMBERED = 1_000;

    public Webhook {
        types = List.copyOf(types);
        secrets = List.copyOf(secrets);
        skipped = Set.copyOf(skipped);
    }

    /** @param until when it signs no more; null for no end */
    public record Secret(Text key, @Nullable Instant until) {

        /** Whether it signs at this moment. */
        public boolean signsAt(Instant now) {
            return until == null || now.isBefore(until);
        }
    }

    /** @param revision of the event that said so @param after a position of the log */
    public record Replay(long revision, long after) {}

    /** The fold: pure. Null where it has not been registered. */
    public static @Nullable Webhook evolve(@Nullable Webhook before, Recorded recorded) {
        if (recorded.event() instanceof WebhookRegistered e) {
            return new Webhook(
                    recorded.stream(),
                    recorded.revision(),
                    e.owner(),
                    e.url(),
                    e.types(),
                    e.description(),
                    List.of(new Secret(e.secret(), null)),
                    null,
                    false,
                    recorded.actor(),
                    recorded.occurredAt(),
                    recorded.position(),
                    Set.of(),
                    null);
        }
        if (before == null) {
            return null;
        }
        Draft draft = new Draft(before, recorded.revision());
        switch (recorded.event()) {
            case WebhookChanged e -> {
                draft.url = e.url();
                draft.types = e.types();
                draft.description = e.description();
            }
            case WebhookPaused e -> draft.paused = e.reason();
            case WebhookResumed e -> draft.paused = null;
            case WebhookSecretRotated e -> {
                // of three in a day the oldest goes: two sign at most
                Secret old = new Secret(before.secrets.getFirst().key(), e.oldUntil());
                draft.secrets = List.of(new Secret(e.secret(), null), old);
            }
            case WebhookRemoved e -> draft.removed = true;
            case WebhookEventSkipped e -> {
                Set<String> skipped = new HashSet<>(before.skipped.size() < REMEMBERED ? before.skipped : Set.of());
                skipped.add(e.event());
                draft.skipped = skipped;
            }
            case WebhookReplayed e -> draft.replay = new Replay(recorded.revision(), e.after());
            case NothingChanged e -> {}
            default -> {
                return before;
            }
        }
        return draft.done();
    }

    /** Whether anything is to be sent. */
    public boolean isActive() {
        return !removed && paused == null;
    }

    /** The readable keys that sign at this moment, the newest first. */
    public List<String> keysAt(Instant now) {
        List<String> keys = new ArrayList<>(2);
        for (Secret secret : secrets) {
            String key = secret.key().readable();
            if (key != null && secret.signsAt(now)) {
                keys.add(key);
            }
        }
        return keys;
    }

    @Override
    public String toString() {
        return "Webhook " + id; // never address or key
    }

    private static final class Draft {
        private final Webhook before;
        private final long version;
        private Text url;
        private List<String> types;
        private @Nullable Text description;
        private List<Secret> secrets;
        private @Nullable PauseReason paused;
        private boolean removed;
        private Set<String> skipped;
        private @Nullable Replay replay;

        Draft(Webhook before, long version) {
            this.before = before;
            this.version = version;
            url = before.url;
            types = before.types;
            description = before.description;
            secrets = before.secrets;
            paused = before.paused;
            removed = before.removed;
            skipped = before.skipped;
            replay = before.replay;
        }

        Webhook done() {
            return new Webhook(
                    before.id,
                    version,
                    before.owner,
                    url,
                    types,
                    description,
                    secrets,
                    paused,
                    removed,
                    before.registeredBy,
                    before.registeredAt,
                    before.from,
                    skipped,
                    replay);
        }
    }
}
