package daftar.messages.access;

import daftar.messages.Command;
import daftar.messages.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked about who comes in. No command carries a secret: only hashes of it. */
public sealed interface AccessCommand extends Command {

    /** The one stream of the first administrator. */
    String FIRST_ADMINISTRATOR = "access-first-administrator";

    /**
     * @param token {@code token-<uuid>}
     * @param person whose token it is
     * @param name what it is for; sealed in the log
     * @param scopes words of {@link Scope}
     * @param expiresAt null for ninety days from now
     * @param secretHash SHA-256 of the token's secret part, hex
     */
    record CreateToken(
            String token,
            String person,
            Text name,
            List<String> scopes,
            @Nullable Instant expiresAt,
            String secretHash) implements AccessCommand {
        public CreateToken {
            scopes = scopes == null ? List.of() : List.copyOf(scopes);
        }

        @Override
        public String stream() {
            return token;
        }
    }

    record RevokeToken(String token) implements AccessCommand {
        @Override
        public String stream() {
            return token;
        }
    }

    /** Opens the way for a first administrator. @param secretHash SHA-256 of the one-time token, hex */
    record MakeFirstAdministratorToken(String secretHash, Instant expiresAt) implements AccessCommand {
        @Override
        public String stream() {
            return FIRST_ADMINISTRATOR;
        }
    }

    /** Uses the one-time token up. @param secretHash SHA-256 of the token that was sent, hex @param person who it is to be */
    record NameFirstAdministrator(String secretHash, String person) implements AccessCommand {
        @Override
        public String stream() {
            return FIRST_ADMINISTRATOR;
        }
    }

    /**
     * Lets a person log in by a name and a password.
     *
     * @param login {@code login-<SHA-256 of the name, hex>}
     * @param name sealed in the log
     * @param passwordHash bcrypt; sealed in the log
     */
    record GiveLogin(String login, Text name, String person, Text passwordHash) implements AccessCommand {
        @Override
        public String stream() {
            return login;
        }
    }

    /** Says who a subject of the identity provider is. @param identity {@code identity-<SHA-256 of the subject, hex>} */
    record LinkSubject(String identity, String person) implements AccessCommand {
        @Override
        public String stream() {
            return identity;
        }
    }
}
