package daftar.http.security;

import daftar.messages.Actor;
import daftar.messages.Refused;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Checks bearer tokens: Daftar's own by their hash, all others by the identity provider's signature. */
final class BearerAuthentication implements AuthenticationManager {

    private final @Nullable BearerTokens tokens;
    private final @Nullable JwtDecoder provider;

    /** @param tokens null where nobody can come by a token @param provider null where there is no identity provider */
    BearerAuthentication(@Nullable BearerTokens tokens, @Nullable JwtDecoder provider) {
        this.tokens = tokens;
        this.provider = provider;
    }

    /** The token is right, but its person may not come in. */
    static final class RefusedCaller extends AuthenticationException {
        private static final long serialVersionUID = 1L;
        private final transient Refused refused;

        RefusedCaller(Refused refused) {
            super(refused.code());
            this.refused = refused;
        }

        Refused refused() {
            return refused;
        }
    }

    /** The identity provider's keys cannot be had at the moment. */
    static final class ProviderAway extends AuthenticationException {
        private static final long serialVersionUID = 1L;

        ProviderAway(Throwable cause) {
            super("the identity provider cannot be reached", cause);
        }
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        String token = ((BearerTokenAuthenticationToken) authentication).getToken();
        if (tokens == null) {
            throw wrong();
        }
        try {
            if (token.startsWith(BearerTokens.PREFIX)) {
                BearerTokens.Granted granted = tokens.granted(token);
                if (granted == null) {
                    throw wrong();
                }
                return new BearerCaller(granted.actor(), granted.scopes(), () -> again(tokens, token));
            }
            if (provider == null) {
                throw wrong();
            }
            Jwt jwt = provider.decode(token);
            return new BearerCaller(tokens.actorOf(jwt.getClaims()), null, () -> again(tokens, jwt));
        } catch (Refused refused) {
            throw new RefusedCaller(refused);
        } catch (BadJwtException bad) {
            throw wrong(); // expired, for somebody else, tampered with, …: who sent it need not know which
        } catch (JwtException | JwtDecoderInitializationException away) {
            throw new ProviderAway(away);
        }
    }

    private static Actor again(BearerTokens tokens, String token) {
        BearerTokens.Granted granted = tokens.granted(token);
        if (granted == null) {
            throw over();
        }
        return granted.actor();
    }

    private static Actor again(BearerTokens tokens, Jwt jwt) {
        Instant expiresAt = jwt.getExpiresAt();
        if (expiresAt != null && !Instant.now().isBefore(expiresAt)) {
            throw over();
        }
        return tokens.actorOf(jwt.getClaims());
    }

    private static Refused over() {
        return Refused.forbidden("token-over", "The token was revoked, or has expired.");
    }

    private static AuthenticationException wrong() {
        return new BadCredentialsException("not a valid token");
    }
}
