package daftar.app.access;

import daftar.app.Settings;
import daftar.http.security.BearerTokens;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.access.AccessView;
import daftar.messages.access.Scope;
import daftar.messages.access.Secrets;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bearer tokens, and whom of the directory they stand for. */
final class DirectoryBearers implements BearerTokens {

    private static final Pattern TOKEN = Pattern.compile(
            PREFIX + "([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_([A-Za-z0-9_-]{43})");
    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9-]{0,150}");
    private static final String MAIL = "email";

    private final AccessView view;
    private final People people;
    private final Settings.Identity identity;
    private final InstantSource clock;
    private final Consumer<AccessView.Token> used;

    /** @param used is told of every token that opened */
    DirectoryBearers(
            AccessView view,
            People people,
            Settings.Identity identity,
            InstantSource clock,
            Consumer<AccessView.Token> used) {
        this.view = view;
        this.people = people;
        this.identity = identity;
        this.clock = clock;
        this.used = used;
    }

    @Override
    public @Nullable Granted granted(String sent) {
        Matcher parts = TOKEN.matcher(sent);
        if (!parts.matches()) {
            return null;
        }
        String id = "token-" + parts.group(1) + "-" + parts.group(2) + "-" + parts.group(3) + "-" + parts.group(4) + "-"
                + parts.group(5);
        AccessView.Token token = view.token(id);
        if (token == null
                || !Secrets.matches(parts.group(6), token.secretHash())
                || !token.isValidAt(clock.instant())) {
            return null;
        }
        Actor actor = people.actor(token.person(), null);
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : token.scopes()) {
            Scope scope = Scope.of(word);
            if (scope != null) {
                scopes.add(scope);
            }
        }
        used.accept(token);
        return new Granted(actor, scopes);
    }

    @Override
    public Actor actorOf(Map<String, Object> claims) {
        if (!(claims.get(identity.claim()) instanceof String name) || name.isBlank()) {
            throw Refused.forbidden(
                    "unknown-person", "The token has no claim " + identity.claim() + " that could name a person.");
        }
        if (identity.claim().equals(MAIL) && Boolean.FALSE.equals(claims.get("email_verified"))) {
            throw Refused.forbidden("unknown-person", "The identity provider has not verified the token's address.");
        }
        String person = view.personOf(name);
        if (person == null) {
            person = identity.claim().equals(MAIL) ? people.byMail(name) : byName(name);
        }
        if (person == null) {
            throw Refused.forbidden(
                    "unknown-person",
                    "The directory knows nobody by the " + identity.claim() + " of this token; an administrator"
                            + " registers people.");
        }
        return people.actor(person, roles(claims));
    }

    /** The id that is named, with or without its prefix. */
    private @Nullable String byName(String name) {
        String known = people.byUserName(name);
        if (known != null) {
            return known;
        }
        String word = name.startsWith("person-") ? name.substring("person-".length()) : name;
        return WORD.matcher(word).matches() ? "person-" + word : null;
    }

    /** What the provider says they may be, for whom the directory does not know yet; null where that is not asked. */
    private @Nullable Set<Role> roles(Map<String, Object> claims) {
        String claim = identity.rolesClaim();
        if (claim == null) {
            return null;
        }
        Collection<?> words =
                switch (claims.get(claim)) {
                    case Collection<?> many -> many;
                    case String text -> List.of(text.split("[ ,]+"));
                    case null, default -> List.of();
                };
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Object word : words) {
            for (Role role : Role.values()) {
                if (role != Role.CLOCK
                        && role.name().equals(String.valueOf(word).toUpperCase(Locale.ROOT))) {
                    roles.add(role);
                }
            }
        }
        return roles.isEmpty() ? null : roles;
    }
}
