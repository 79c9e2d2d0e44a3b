package daftar.messages.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways in as they are now. Implementations are safe to read from many threads. */
public interface AccessView {

    /** The token of this id, {@code token-<uuid>}, whatever has become of it; null for none. */
    @Nullable Token token(String id);

    /** All tokens, by id. */
    List<Token> tokens();

    /** The login of this name; null for none. */
    @Nullable Login login(String name);

    /** The person of an identity provider's subject; null where nobody was linked to it. */
    @Nullable String personOf(String subject);

    /**
     * @param name null where it was redacted
     * @param createdBy the person who made it
     * @param revokedAt null while it is not
     * @param lastUsedAt the first use of the last day on which it was used; null for never
     * @param revision of its stream's last event
     */
    record Token(
            String id,
            String person,
            @Nullable String name,
            List<String> scopes,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt,
            String secretHash,
            long revision) {

        /** Whether it opens anything at this moment. */
        public boolean isValidAt(Instant now) {
            return revokedAt == null && now.isBefore(expiresAt);
        }

        @Override
        public String toString() {
            return "Token " + id; // never the hash
        }
    }

    /** @param passwordHash bcrypt */
    record Login(String name, String person, String passwordHash) {
        @Override
        public String toString() {
            return "Login of " + person; // never the hash
        }
    }
}
