package daftar.messages.access;

import daftar.messages.Event;
import daftar.messages.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to the ways in. Secrets are in none of them, nor can they be computed from one. */
public sealed interface AccessEvent extends Event {

    /** @param scopes words of {@link Scope} @param secretHash SHA-256 of 256 random bits, hex */
    record TokenCreated(
            String token, String person, Text name, List<String> scopes, Instant expiresAt, String secretHash)
            implements AccessEvent {
        public TokenCreated {
            scopes = List.copyOf(scopes);
        }
    }

    record TokenRevoked(String token) implements AccessEvent {}

    /** The token opened a door; recorded for its first use of a day (UTC) only. */
    record TokenUsed(String token, Instant at) implements AccessEvent {}

    record LoginGiven(String login, Text name, String person, Text passwordHash) implements AccessEvent {}

    record SubjectLinked(String identity, String person) implements AccessEvent {}

    /** A one-time token was written to a file. */
    record FirstAdministratorTokenMade(String secretHash, Instant expiresAt) implements AccessEvent {}

    /** The one-time token was used. */
    record FirstAdministratorNamed(String person) implements AccessEvent {}

    /**
     * Somebody tried what only those with an administrative right may.
     *
     * @param actor a person
     * @param what method and address
     * @param reason the stable code of the refusal
     * @param suppressed refusals since the one before this that were not recorded, since they came too fast
     */
    record AdministrativeActRefused(String actor, String what, String reason, int suppressed) implements AccessEvent {}

    /**
     * What a person was denied, several times taken together, in the person's stream {@code denied-person-…}. It holds nothing
     * that anybody typed: addresses as the API describes them, ids and codes.
     *
     * @param denials each kind once
     * @param others denials of yet other kinds, which are counted only
     */
    record AccessDenied(String person, List<Denial> denials, int others) implements AccessEvent {
        public AccessDenied {
            denials = List.copyOf(denials);
        }
    }

    /**
     * @param client through what the person came
     * @param what method and address
     * @param subject whose id the address names; null for none
     * @param status 403, or 404 for what there is not or the person may not know of
     * @param reason the stable code of the refusal
     * @param times how often, from the first to the last
     */
    record Denial(
            String client,
            String what,
            @Nullable String subject,
            int status,
            String reason,
            int times,
            Instant firstAt,
            Instant lastAt) {}
}
