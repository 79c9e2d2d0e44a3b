package daftar.http.access;

import daftar.http.security.BearerTokens.Granted;
import daftar.messages.Actor;
import daftar.messages.Role;
import daftar.messages.access.AccessView;
import daftar.messages.access.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Two tokens to look at, and tokens that open as tests want. */
public final class KnownAccess implements AccessView {

    public static final String OWN = "token-00000000-0000-7000-8000-000000000001";
    public static final String FOREIGN = "token-00000000-0000-7000-8000-000000000002";

    private final Map<String, Token> tokens = new TreeMap<>();
    private final Map<String, Granted> opening = new ConcurrentHashMap<>();

    public KnownAccess() {
        add(OWN, "person-requester", Instant.parse("2027-01-01T00:00:00Z"), null);
        add(FOREIGN, "person-b", Instant.parse("2026-11-01T00:00:00Z"), null);
    }

    private void add(String id, String person, Instant expiresAt, Instant revokedAt) {
        tokens.put(
                id,
                new Token(
                        id,
                        person,
                        "bot",
                        List.of("tickets:read"),
                        person,
                        Instant.parse("2026-10-01T00:00:00Z"),
                        expiresAt,
                        revokedAt,
                        null,
                        "hash-of-the-secret",
                        3));
    }

    /** A token with these scopes, of a person with this role. */
    public String opening(Role role, Scope... scopes) {
        String token = "dft_" + role + opening.size();
        opening.put(
                token,
                new Granted(
                        new Actor("person-" + role.name().toLowerCase(), Set.of(role), "api", null), Set.of(scopes)));
        return token;
    }

    public Granted granted(String token) {
        return opening.get(token);
    }

    @Override
    public Token token(String id) {
        return tokens.get(id);
    }

    @Override
    public List<Token> tokens() {
        return new ArrayList<>(tokens.values());
    }

    @Override
    public Login login(String name) {
        return name.equals("taken") ? new Login("taken", "person-b", "$2y$10$x") : null;
    }

    @Override
    public String personOf(String subject) {
        return null;
    }
}
