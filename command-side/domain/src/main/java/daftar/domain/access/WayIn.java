package daftar.domain.access;

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
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a stream of access must remember to decide on the next command. */
public sealed interface WayIn {

    record Token(String person, boolean revoked) implements WayIn {}

    /** @param used whether somebody has become an administrator by it */
    record OneTime(String secretHash, Instant expiresAt, boolean used) implements WayIn {}

    /** A login, or an identity. */
    record OfPerson(String person) implements WayIn {}

    /** The fold: pure. Events of other kinds change nothing. */
    static @Nullable WayIn evolve(@Nullable WayIn before, Recorded recorded) {
        if (!(recorded.event() instanceof AccessEvent event)) {
            return before;
        }
        return switch (event) {
            case TokenCreated e -> new Token(e.person(), false);
            case TokenRevoked e ->
                before instanceof Token(String person, boolean revoked) ? new Token(person, true) : before;
            case TokenUsed e -> before;
            case LoginGiven e -> new OfPerson(e.person());
            case SubjectLinked e -> new OfPerson(e.person());
            case FirstAdministratorTokenMade e -> new OneTime(e.secretHash(), e.expiresAt(), false);
            case FirstAdministratorNamed e ->
                before instanceof OneTime(String hash, Instant expiresAt, boolean used)
                        ? new OneTime(hash, expiresAt, true)
                        : before;
            case AdministrativeActRefused e -> before;
            case AccessDenied e -> before;
        };
    }
}
