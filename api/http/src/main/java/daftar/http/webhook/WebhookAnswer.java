package daftar.http.webhook;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a command about a webhook.
 *
 * @param secret the key by which the receiver checks signatures; only here and only once, null in every other answer
 * @param repeated true where an earlier request under the same Idempotency-Key had done it: the secret is gone then
 */
public record WebhookAnswer(
        String webhook,
        long version,
        @Nullable String secret,
        @Nullable Boolean repeated) {

    @Override
    public String toString() {
        return "WebhookAnswer " + webhook; // never the secret
    }
}
