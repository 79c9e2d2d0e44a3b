package daftar.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import daftar.messages.Actor;
import daftar.messages.Command;
import daftar.messages.Event;
import daftar.messages.IsoInstant;
import daftar.messages.Meta;
import daftar.messages.NothingChanged;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.redaction.TextRedacted;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * What every aggregate has in common around its pure decider: known commands, the caller's version, business time,
 * metadata and sealing. A subclass has one {@code @CommandHandler} with {@code @CreationPolicy(CREATE_IF_MISSING)} per
 * command, each of which calls {@link #handle}; its decider is told of a stream that does not exist yet by a null state.
 *
 * @param <S> the state that the decider needs
 */
public abstract class Shell<S> {

    /** What the decider is asked. */
    @FunctionalInterface
    public interface Decider<S> {
        /**
         * @param state null where the stream is empty
         * @param now the business time of what is decided
         * @throws Refused if the actor may not, or the rules do not allow it
         */
        Decision decide(@Nullable S state, Actor actor, Instant now);
    }

    private record Answered(String sealedRequest, long version, long position) {}

    @AggregateIdentifier
    private @Nullable String stream;

    private @Nullable S state;
    private long version = -1;
    private long position = -1;
    /** Of the stream's key: what was sealed with those before may have become unreadable. */
    private int keyGeneration;

    private Instant latest = Instant.MIN;
    private final Map<String, Answered> answered = new HashMap<>();

    /** The fold: pure. {@code recorded} has its texts sealed. */
    protected abstract @Nullable S evolve(@Nullable S state, Recorded recorded);

    /** The ticket's number for the receipt; null for other streams. */
    protected @Nullable String number(@Nullable S state) {
        return null;
    }

    /**
     * Whether a caller who has seen a version may not act on this one.
     *
     * @param expected that the caller has seen
     * @param version of the last event; -1 for none
     */
    protected boolean isStale(@Nullable S state, long expected, long version) {
        return expected != version;
    }

    /** Whether this stream's events, or the requests that they come from, can have texts that people typed: it has a key then. */
    protected boolean hasTexts(String stream) {
        return true;
    }

    /**
     * Checks in the order of design §7 (command known, version; then the decider: rights, rules) and applies what was
     * decided.
     *
     * @param metadata the command's, by the names of {@link Meta}
     * @return with position -1 where something is to be appended: whoever appends knows it
     */
    protected final Receipt handle(
            Command command, MetaData metadata, Sealing sealing, InstantSource clock, Decider<S> decider) {
        String commandId = string(metadata, Meta.COMMAND_ID);
        String requestHash = string(metadata, Meta.REQUEST_HASH);
        Actor actor = actor(metadata);

        Answered before = commandId == null ? null : answered.get(commandId);
        if (before != null) {
            if (requestHash != null && !sealing.isRepetition(command.stream(), before.sealedRequest, requestHash)) {
                throw new Refused(
                        Refused.Kind.KEY_REUSED,
                        "key-reused",
                        "Idempotency-Key",
                        "This Idempotency-Key was used for another request; use a new one.");
            }
            return new Receipt(command.stream(), number(state), before.version, before.position, true);
        }
        String expected = string(metadata, Meta.EXPECTED_VERSION);
        if (expected != null && isStale(state, Long.parseLong(expected), version)) {
            String number = number(state);
            throw Refused.stale(number == null ? command.stream() : number, Long.parseLong(expected), version);
        }
        Instant now = businessTime(metadata, actor, clock);
        Decision decision = decider.decide(state, actor, now);
        List<Event> events = decision.events();
        if (events.isEmpty()) {
            if (version < 0 || !isRepeatable(commandId)) {
                return new Receipt(command.stream(), number(state), version, position, false);
            }
            events = List.of(new NothingChanged(command.getClass().getSimpleName()));
        }
        if (version < 0) {
            stream = command.stream();
            if (hasTexts(command.stream())) {
                sealing.prepare(command.stream());
            }
        }
        String request = requestHash == null || !hasTexts(command.stream())
                ? requestHash
                : sealing.sealRequest(command.stream(), keyGeneration, requestHash);
        MetaData stored = stored(metadata, request, actor, decision, now);
        for (Event event : events) {
            apply(sealing.seal(command.stream(), keyGeneration, event), stored);
        }
        return new Receipt(command.stream(), number(state), version, -1, false);
    }

    /** Folds an event, just applied or read from the store. */
    @EventSourcingHandler
    protected final void on(Event event, DomainEventMessage<?> message) {
        if (stream == null) {
            stream = message.getAggregateIdentifier();
        }
        Recorded recorded = Recorded.of(
                stream,
                message.getSequenceNumber(),
                UUID.fromString(message.getIdentifier()),
                message::getTimestamp,
                message.getMetaData(),
                event);
        if (event instanceof TextRedacted redacted) {
            keyGeneration = Math.max(keyGeneration, redacted.generation());
        }
        state = evolve(state, recorded);
        version = recorded.revision();
        position = recorded.position();
        Instant occurredAt = recorded.occurredAt();
        if (occurredAt.isAfter(latest)) {
            latest = occurredAt;
        }
        String commandId = recorded.commandId();
        if (commandId != null) {
            String request = recorded.metadata().getOrDefault(Meta.REQUEST_HASH, "");
            answered.put(commandId, new Answered(request, version, position));
        }
    }

    /** Whether the client gave an Idempotency-Key: nobody could recognise a retry of anything else. */
    private static boolean isRepeatable(@Nullable String commandId) {
        return commandId != null && UUID.fromString(commandId).version() == 5;
    }

    private Instant businessTime(MetaData metadata, Actor actor, InstantSource clock) {
        Instant now = clock.instant();
        String imported = string(metadata, Meta.IMPORTED_AT);
        if (imported != null) {
            Instant then = instant(imported);
            if (!actor.is(Role.IMPORTER)) {
                throw Refused.forbidden("time-not-yours-to-set", "Only an importer may set occurredAt.");
            }
            if (then.isAfter(now)) {
                throw Refused.invalid(
                        "future-time", "occurredAt", "occurredAt lies in the future; now is " + now + ".");
            }
            now = then;
        }
        // milliseconds, as the read models keep them: "as of" must cut both at the same place
        now = now.truncatedTo(ChronoUnit.MILLIS);
        return now.isBefore(latest) ? latest : now;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw Refused.invalid("malformed-time", "occurredAt", "occurredAt must be an instant, ISO-8601 in UTC.");
        }
    }

    private static MetaData stored(
            MetaData metadata, @Nullable String request, Actor actor, Decision decision, Instant now) {
        Map<String, Object> stored = new HashMap<>();
        stored.put(Meta.ACTOR, actor.person());
        stored.put(Meta.ACTOR_ROLE, decision.actorRole());
        stored.put(Meta.CLIENT, actor.client());
        stored.put(
                Meta.CAUSE,
                switch (actor.client()) {
                    case "clock", "mail" -> actor.client();
                    default -> "command";
                });
        stored.put(Meta.OCCURRED_AT, IsoInstant.format(now));
        String represented = decision.onBehalfOf();
        put(stored, Meta.ON_BEHALF_OF, represented == null ? actor.onBehalfOf() : represented);
        String imported = string(metadata, Meta.IMPORTED_AT);
        if (imported != null && instant(imported).truncatedTo(ChronoUnit.MILLIS).isBefore(now)) {
            stored.put(Meta.CLAMPED_FROM, imported);
        }
        put(stored, Meta.COMMAND_ID, string(metadata, Meta.COMMAND_ID));
        put(stored, Meta.REQUEST_HASH, request);
        put(stored, Meta.CORRELATION_ID, string(metadata, Meta.CORRELATION_ID));
        put(stored, Meta.CAUSATION_ID, string(metadata, Meta.COMMAND_ID));
        return MetaData.from(stored);
    }

    private static Actor actor(MetaData metadata) {
        if (metadata.get(Meta.CALLER) instanceof Actor actor) {
            return actor;
        }
        throw new IllegalStateException("a command came without its caller");
    }

    private static void put(Map<String, Object> map, String name, @Nullable String value) {
        if (value != null) {
            map.put(name, value);
        }
    }

    private static @Nullable String string(MetaData metadata, String name) {
        Object value = metadata.get(name);
        return value == null ? null : value.toString();
    }
}
