package daftar.domain.access;

import daftar.domain.Decision;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.access.AccessCommand;
import daftar.messages.access.AccessCommand.CreateToken;
import daftar.messages.access.AccessCommand.GiveLogin;
import daftar.messages.access.AccessCommand.LinkSubject;
import daftar.messages.access.AccessCommand.MakeFirstAdministratorToken;
import daftar.messages.access.AccessCommand.NameFirstAdministrator;
import daftar.messages.access.AccessCommand.RevokeToken;
import daftar.messages.access.AccessEvent.FirstAdministratorNamed;
import daftar.messages.access.AccessEvent.FirstAdministratorTokenMade;
import daftar.messages.access.AccessEvent.LoginGiven;
import daftar.messages.access.AccessEvent.SubjectLinked;
import daftar.messages.access.AccessEvent.TokenCreated;
import daftar.messages.access.AccessEvent.TokenRevoked;
import daftar.messages.access.LoginRules;
import daftar.messages.access.Scope;
import daftar.messages.directory.Reference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decides what is asked about the ways in: pure. */
public final class Access {

    /** How long a token is valid where nobody says. */
    public static final Duration USUAL = Duration.ofDays(90);
    /** How long it may be valid. */
    public static final Duration LONGEST = Duration.ofDays(365);

    /** The actor role of who makes a token for themself. */
    private static final String SELF = "SELF";

    /**
     * People who approve, oversee or administer act themselves: an administrator who could make a token of theirs could
     * approve and grant in their names.
     */
    private static final Set<Role> NEVER_FOR_ANOTHER = Set.of(
            Role.ADMINISTRATOR,
            Role.AUDITOR,
            Role.SECURITY_OFFICER,
            Role.MANAGER,
            Role.DEPARTMENT_MANAGER,
            Role.SUPERVISOR);

    private Access() {}

    /**
     * @param wayIn what the command's stream says so far; null if it is empty
     * @param now decides what has expired
     * @throws Refused with the field that is wrong
     */
    public static Decision decide(
            @Nullable WayIn wayIn, AccessCommand command, Actor actor, Reference reference, Instant now) {
        return switch (command) {
            case CreateToken c -> create(wayIn, c, actor, reference, now);
            case RevokeToken c -> revoke(wayIn, c, actor);
            case MakeFirstAdministratorToken c -> open(wayIn, c, actor, reference, now);
            case NameFirstAdministrator c -> name(wayIn, c, reference, now);
            case GiveLogin c -> giveLogin(wayIn, c, actor);
            case LinkSubject c -> link(wayIn, c, actor);
        };
    }

    private static Decision create(
            @Nullable WayIn wayIn, CreateToken c, Actor actor, Reference reference, Instant now) {
        boolean own = c.person().equals(actor.person());
        if (!own && !actor.is(Role.ADMINISTRATOR)) {
            throw Refused.forbidden("not-yours", "You may make tokens for yourself; for others an ADMINISTRATOR may.");
        }
        Reference.Person person = reference.person(c.person());
        if (person == null) {
            throw Refused.invalid("unknown-person", "person", "There is no person " + c.person() + ".");
        }
        if (!own && person.roles().stream().anyMatch(NEVER_FOR_ANOTHER::contains)) {
            throw Refused.forbidden(
                    "token-not-yours-to-make",
                    "People who approve, oversee or administer make their tokens themselves; register a person for the"
                            + " integration.");
        }
        String name = c.name().readable();
        if (name != null && name.isBlank()) {
            throw Refused.invalid("missing-name", "name", "name must say what the token is for.");
        }
        if (c.scopes().isEmpty()) {
            throw Refused.invalid(
                    "missing-scopes", "scopes", "Name at least one of " + String.join(", ", Scope.words()) + ".");
        }
        Set<String> scopes = new TreeSet<>();
        for (int i = 0; i < c.scopes().size(); i++) {
            String word = c.scopes().get(i);
            if (Scope.of(word) == null) {
                throw Refused.invalid(
                        "unknown-scope",
                        "scopes[" + i + "]",
                        "The scopes are " + String.join(", ", Scope.words()) + ".");
            }
            scopes.add(word);
        }
        Instant expiresAt = c.expiresAt() == null ? now.plus(USUAL) : c.expiresAt();
        if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST))) {
            throw Refused.invalid(
                    "wrong-expiry",
                    "expiresAt",
                    "expiresAt must be later than now and at most " + LONGEST.toDays() + " days away, "
                            + now.plus(LONGEST) + ".");
        }
        if (wayIn != null) {
            throw Refused.conflict("token-exists", "There is a token " + c.token() + " already.");
        }
        return Decision.of(
                own ? SELF : Role.ADMINISTRATOR.name(),
                new TokenCreated(c.token(), c.person(), c.name(), List.copyOf(scopes), expiresAt, c.secretHash()));
    }

    private static Decision revoke(@Nullable WayIn wayIn, RevokeToken c, Actor actor) {
        if (!(wayIn instanceof WayIn.Token(String person, boolean revoked))) {
            throw Refused.notFound("unknown-token", "There is no such token.");
        }
        boolean own = person.equals(actor.person());
        if (!own && !actor.is(Role.ADMINISTRATOR)) {
            throw Refused.forbidden("not-yours", "A token is revoked by whose it is, or by an ADMINISTRATOR.");
        }
        String role = own ? SELF : Role.ADMINISTRATOR.name();
        return revoked ? Decision.of(role) : Decision.of(role, new TokenRevoked(c.token()));
    }

    private static Decision open(
            @Nullable WayIn wayIn, MakeFirstAdministratorToken c, Actor actor, Reference reference, Instant now) {
        bySystem(actor);
        noAdministrator(reference);
        if (wayIn instanceof WayIn.OneTime(String hash, Instant expiresAt, boolean used)
                && !used
                && now.isBefore(expiresAt)) {
            throw Refused.conflict("token-valid", "A one-time token is valid until " + expiresAt + ".");
        }
        return Decision.of(Actor.SYSTEM, new FirstAdministratorTokenMade(c.secretHash(), c.expiresAt()));
    }

    /** Whoever has the token may: that is all there is to know. One answer for every reason not to, bar that it is late. */
    private static Decision name(@Nullable WayIn wayIn, NameFirstAdministrator c, Reference reference, Instant now) {
        if (!(wayIn instanceof WayIn.OneTime(String hash, Instant expiresAt, boolean used))
                || used
                || !now.isBefore(expiresAt)
                || !MessageDigest.isEqual(
                        hash.getBytes(StandardCharsets.US_ASCII), c.secretHash().getBytes(StandardCharsets.US_ASCII))) {
            throw Refused.forbidden(
                    "one-time-token", "The one-time token is wrong, was used, or has expired after its 24 hours.");
        }
        noAdministrator(reference);
        return Decision.of("ONE_TIME_TOKEN", new FirstAdministratorNamed(c.person()));
    }

    private static Decision giveLogin(@Nullable WayIn wayIn, GiveLogin c, Actor actor) {
        bySystem(actor);
        String name = c.name().readable();
        String hash = c.passwordHash().readable();
        if (name == null || !LoginRules.isName(name)) {
            throw Refused.invalid("malformed-login", "login.name", "login.name must be a word without a colon.");
        }
        if (hash == null || !LoginRules.isPasswordHash(hash)) {
            throw Refused.invalid(
                    "malformed-password-hash",
                    "login.passwordHash",
                    "login.passwordHash must be " + LoginRules.PASSWORD_HASH + ".");
        }
        if (wayIn != null) {
            throw new Refused(
                    Refused.Kind.CONFLICT, "login-exists", "login.name", "There is a login of this name already.");
        }
        return Decision.of(Actor.SYSTEM, new LoginGiven(c.login(), c.name(), c.person(), c.passwordHash()));
    }

    private static Decision link(@Nullable WayIn wayIn, LinkSubject c, Actor actor) {
        bySystem(actor);
        if (wayIn != null) {
            throw new Refused(
                    Refused.Kind.CONFLICT, "identity-exists", "subject", "This subject is a person's already.");
        }
        return Decision.of(Actor.SYSTEM, new SubjectLinked(c.identity(), c.person()));
    }

    private static void noAdministrator(Reference reference) {
        if (!reference.holdersOf(Role.ADMINISTRATOR).isEmpty()) {
            throw Refused.conflict("administrator-exists", "There is an administrator already.");
        }
    }

    private static void bySystem(Actor actor) {
        if (!actor.person().equals(Actor.SYSTEM)) {
            throw Refused.forbidden("not-yours", "Daftar itself does this.");
        }
    }
}
