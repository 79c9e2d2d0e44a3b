package daftar.http.access;

import daftar.messages.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wish for an API token.
 *
 * @param name what it is for
 * @param person whose it is to be; null for who asks
 * @param scopes words such as {@code tickets:read}
 * @param expiresAt null for ninety days from now
 */
record TokenRequest(
        Text name,
        @Nullable String person,
        List<String> scopes,
        @Nullable Instant expiresAt) {}
