package daftar.http.request;

import daftar.http.DaftarPosition;
import daftar.messages.Actor;
import daftar.messages.Envelope;
import daftar.messages.Limits;
import daftar.messages.Refused;
import daftar.messages.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Enumeration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a command say.
 *
 * @param key {@code Idempotency-Key}; null for a request that is not to be repeated
 * @param expectedVersion {@code If-Match}; null for any
 * @param position {@code Daftar-Position}; null for any
 * @param occurredAt {@code Daftar-Occurred-At}, the importer's; null for now
 */
public record Conditions(
        @Nullable String key,
        @Nullable Long expectedVersion,
        @Nullable DaftarPosition position,
        @Nullable Instant occurredAt) {

    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    public static final String IF_MATCH = "If-Match";
    public static final String OCCURRED_AT = "Daftar-Occurred-At";

    /** The namespace of everything that is derived from a request; never changed, or retries would be done again. */
    private static final UUID NAMESPACE = UUID.fromString("3f1f4c46-6f5e-5d0b-9f0c-2d1c7c0b9a41");

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1," + Limits.WORD + "}");
    private static final Pattern VERSION = Pattern.compile("\"(0|[1-9]\\d{0,17})\"");

    /** @throws Refused 400 for a malformed header, 403 for a business time that the actor may not set */
    public static Conditions of(HttpServletRequest request, Actor actor, Instant now) {
        String key = single(request, IDEMPOTENCY_KEY);
        if (key != null && !KEY.matcher(key).matches()) {
            throw Refused.invalid(
                    "malformed-idempotency-key",
                    IDEMPOTENCY_KEY,
                    "Send 1 to " + Limits.WORD + " visible ASCII characters, such as a UUID.");
        }
        String position = single(request, DaftarPosition.HEADER);
        return new Conditions(
                key,
                version(single(request, IF_MATCH)),
                position == null ? null : DaftarPosition.decode(position),
                occurredAt(single(request, OCCURRED_AT), actor, now));
    }

    /**
     * The same, of a command that makes something new.
     *
     * @param what as people call it
     * @throws Refused 400 also for a version, which it cannot have yet
     */
    public static Conditions ofNew(String what, HttpServletRequest request, Actor actor, Instant now) {
        Conditions conditions = of(request, actor, now);
        if (conditions.expectedVersion != null) {
            throw Refused.invalid(
                    "if-match-not-applicable", IF_MATCH, "A new " + what + " has no version yet; leave it out.");
        }
        return conditions;
    }

    /** The id of the command: the same for the same actor and key. */
    public UUID commandId(Actor actor) {
        return key == null ? UUID.randomUUID() : Ids.derived(NAMESPACE, actor.person() + "\n" + key);
    }

    /** The envelope of a command. @param requestHash as {@link Body#fingerprint} gives it */
    public Envelope envelope(Actor actor, UUID commandId, String requestHash) {
        return new Envelope(
                actor,
                commandId,
                requestHash,
                expectedVersion,
                occurredAt,
                position == null ? null : position.position(),
                commandId.toString());
    }

    /** An id that a retry derives again: from the command where there is a key, else a fresh one in the order of time. */
    public UUID newId(UUID commandId, Instant now) {
        return key == null ? Ids.ordered(now) : derived(commandId, "id");
    }

    /** An id that belongs to the command, for something that it needs besides. */
    public static UUID derived(UUID commandId, String what) {
        return Ids.derived(commandId, what);
    }

    /** The id of the ticket that carries an old desk's number: there can be only one. */
    public static UUID ofExternalRef(String externalRef) {
        return Ids.derived(NAMESPACE, "external-ref\n" + externalRef);
    }

    private static @Nullable String single(HttpServletRequest request, String name) {
        String value = request.getHeader(name);
        if (value == null) {
            return null;
        }
        Enumeration<String> all = request.getHeaders(name);
        all.nextElement();
        if (all.hasMoreElements()) {
            throw Refused.invalid("repeated-header", name, "Send the header " + name + " once.");
        }
        return value.strip();
    }

    private static @Nullable Long version(@Nullable String header) {
        if (header == null || header.equals("*")) {
            return null;
        }
        Matcher version = VERSION.matcher(header);
        if (!version.matches()) {
            throw Refused.invalid(
                    "malformed-if-match",
                    IF_MATCH,
                    "Send one ETag as an earlier answer gave it, such as \"3\" in quotes.");
        }
        return Long.valueOf(version.group(1));
    }

    private static @Nullable Instant occurredAt(@Nullable String header, Actor actor, Instant now) {
        if (header == null) {
            return null;
        }
        Instant instant;
        try {
            instant = Instant.parse(header);
        } catch (DateTimeParseException malformed) {
            throw Refused.invalid(
                    "malformed-instant", OCCURRED_AT, "Send an instant in UTC such as 2016-02-29T01:16:00Z.");
        }
        if (instant.isAfter(now)) {
            throw Refused.invalid(
                    "instant-in-future", OCCURRED_AT, "Send an instant that has passed; it is " + now + ".");
        }
        if (instant.getEpochSecond() < 0) {
            throw Refused.invalid("out-of-range", OCCURRED_AT, "Send an instant of 1970 or later.");
        }
        if (!actor.is(Role.IMPORTER)) {
            throw Refused.forbidden(
                    "importer-only",
                    "Only the importer may say when something occurred; leave out " + OCCURRED_AT + ".");
        }
        return instant;
    }
}
