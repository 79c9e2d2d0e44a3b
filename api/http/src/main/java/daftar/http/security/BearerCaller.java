package daftar.http.security;

import daftar.messages.Actor;
import daftar.messages.access.Scope;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Somebody who came with a bearer token: the person is known already. */
final class BearerCaller extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Actor actor;
    private final transient @Nullable Set<Scope> scopes;
    private final transient Presence presence;

    /** @param scopes null where the token limits nothing @param presence looks at the token again */
    BearerCaller(Actor actor, @Nullable Set<Scope> scopes, Presence presence) {
        super(List.of());
        this.actor = actor;
        this.scopes = scopes;
        this.presence = presence;
        setAuthenticated(true);
    }

    Actor actor() {
        return actor;
    }

    @Nullable Set<Scope> scopes() {
        return scopes;
    }

    Presence presence() {
        return presence;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null; // nobody needs to see the token
    }

    @Override
    public Object getPrincipal() {
        return actor.person();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
