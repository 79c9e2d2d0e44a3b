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

    /** @param scopes null where the token limits nothing */
    BearerCaller(Actor actor, @Nullable Set<Scope> scopes) {
        super(List.of());
        this.actor = actor;
        this.scopes = scopes;
        setAuthenticated(true);
    }

    Actor actor() {
        return actor;
    }

    @Nullable Set<Scope> scopes() {
        return scopes;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null; // the token is not kept
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
