package daftar.reference;

import daftar.messages.Recorded;
import daftar.messages.access.AccessEvent;
import daftar.messages.access.AccessEvent.AccessDenied;
import daftar.messages.access.AccessEvent.AdministrativeActRefused;
import daftar.messages.access.AccessEvent.FirstAdministratorNamed;
import daftar.messages.access.AccessEvent.FirstAdministratorTokenMade;
import daftar.messages.access.AccessEvent.LoginGiven;
import daftar.messages.access.AccessEvent.SubjectLinked;
import daftar.messages.access.AccessEvent.TokenCreated;
import daftar.messages.access.AccessEvent.TokenRevoked;
import daftar.messages.access.AccessEvent.TokenUsed;
import daftar.messages.access.AccessView;
import daftar.messages.access.Secrets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/** The ways in at one place of the log: immutable, and cheap to go on from. */
public final class AccessState implements AccessView {

    /** Nothing has happened yet. */
    public static final AccessState EMPTY =
            new AccessState(TreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());

    private final PSortedMap<String, Token> tokens;
    private final PMap<String, Login> logins;
    private final PMap<String, String> identities;

    private AccessState(PSortedMap<String, Token> tokens, PMap<String, Login> logins, PMap<String, String> identities) {
        this.tokens = tokens;
        this.logins = logins;
        this.identities = identities;
    }

    /** The fold: pure. A login whose texts were redacted opens nothing; events of other kinds change nothing. */
    public static AccessState evolve(AccessState state, Recorded recorded) {
        return recorded.event() instanceof AccessEvent event ? state.after(event, recorded) : state;
    }

    private AccessState after(AccessEvent event, Recorded recorded) {
        return switch (event) {
            case TokenCreated e ->
                with(new Token(
                        e.token(),
                        e.person(),
                        e.name().readable(),
                        e.scopes(),
                        recorded.actor(),
                        recorded.occurredAt(),
                        e.expiresAt(),
                        null,
                        null,
                        e.secretHash(),
                        recorded.revision()));
            case TokenRevoked e -> changed(e.token(), recorded.occurredAt(), null, recorded.revision());
            case TokenUsed e -> changed(e.token(), null, e.at(), recorded.revision());
            case LoginGiven e -> {
                String name = e.name().readable();
                String hash = e.passwordHash().readable();
                yield name == null || hash == null
                        ? new AccessState(tokens, logins.minus(e.login()), identities)
                        : new AccessState(
                                tokens, logins.plus(e.login(), new Login(name, e.person(), hash)), identities);
            }
            case SubjectLinked e -> new AccessState(tokens, logins, identities.plus(e.identity(), e.person()));
            case FirstAdministratorTokenMade e -> this;
            case FirstAdministratorNamed e -> this;
            case AdministrativeActRefused e -> this;
            case AccessDenied e -> this;
        };
    }

    private AccessState changed(String id, @Nullable Instant revokedAt, @Nullable Instant usedAt, long revision) {
        Token was = tokens.get(id);
        return was == null
                ? this
                : with(new Token(
                        was.id(),
                        was.person(),
                        was.name(),
                        was.scopes(),
                        was.createdBy(),
                        was.createdAt(),
                        was.expiresAt(),
                        revokedAt == null ? was.revokedAt() : revokedAt,
                        usedAt == null ? was.lastUsedAt() : usedAt,
                        was.secretHash(),
                        revision));
    }

    private AccessState with(Token token) {
        return new AccessState(tokens.plus(token.id(), token), logins, identities);
    }

    @Override
    public @Nullable Token token(String id) {
        return tokens.get(id);
    }

    @Override
    public List<Token> tokens() {
        return List.copyOf(tokens.values());
    }

    @Override
    public @Nullable Login login(String name) {
        return logins.get("login-" + Secrets.sha256(name));
    }

    @Override
    public @Nullable String personOf(String subject) {
        return identities.get("identity-" + Secrets.sha256(subject));
    }
}
