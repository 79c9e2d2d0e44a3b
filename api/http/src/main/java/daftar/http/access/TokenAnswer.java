package daftar.http.access;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a command about a token.
 *
 * @param secret the token itself, to be sent as {@code Authorization: Bearer …}; only here and only once, null in every
 *     other answer
 * @param repeated true where an earlier request under the same Idempotency-Key had done it: the secret is gone then
 */
public record TokenAnswer(
        String id,
        long version,
        @Nullable String secret,
        @Nullable Boolean repeated) {

    @Override
    public String toString() {
        return "TokenAnswer " + id; // never the secret
    }
}
