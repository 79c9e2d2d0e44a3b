package daftar.http.security;

import daftar.messages.Actor;
import daftar.messages.access.Scope;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom a bearer token stands for. Given by the application. */
public interface BearerTokens {

    /** What Daftar's own tokens begin with. */
    String PREFIX = "dft_";

    /** @param scopes what the token opens, of what its person may do */
    record Granted(Actor actor, Set<Scope> scopes) {
        public Granted {
            scopes = Set.copyOf(scopes);
        }
    }

    /**
     * The person behind one of Daftar's own tokens; null where it is unknown, revoked or expired.
     *
     * @throws daftar.messages.Refused FORBIDDEN where the person may not come in any more
     */
    @Nullable Granted granted(String token);

    /**
     * The person whom an identity provider vouches for.
     *
     * @param claims of a token whose signature, issuer, audience and times are right
     * @throws daftar.messages.Refused FORBIDDEN where the directory does not know them, or they may not come in any more
     */
    Actor actorOf(Map<String, Object> claims);
}
