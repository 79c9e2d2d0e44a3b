package daftar.automations.webhook;

import daftar.messages.webhook.WebhookEvent.WebhookProgressed;
import org.jspecify.annotations.Nullable;

/** Where it is kept how far receivers are: in the log itself, the last record of each only. Blocks. */
public interface ProgressLog {

    /** What is kept. @param revision of the record, for the next one */
    record Kept(WebhookProgressed progress, long revision) {}

    /** Another node has written meanwhile: it is the one that sends. */
    final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Overtaken(Throwable cause) {
            super("another node sends to this webhook", cause);
        }
    }

    /** How far a receiver is; null where nothing was ever kept. */
    @Nullable Kept load(String webhook);

    /**
     * Keeps how far it is.
     *
     * @param after the revision of the record before; -1 for none
     * @return the revision of this one
     * @throws Overtaken if there is another record after that one
     */
    long save(String webhook, long after, WebhookProgressed progress);
}
