package daftar.query;

import daftar.eventstore.RecordedEvent;
import daftar.messages.Meta;
import daftar.messages.Recorded;
import daftar.messages.audit.TicketHistory.Happened;
import daftar.messages.audit.TicketHistory.How;
import daftar.messages.audit.TicketHistory.Linked;
import daftar.messages.outbox.OutboxEvent;
import daftar.messages.outbox.OutboxEvent.LetterBounced;
import daftar.messages.outbox.OutboxEvent.LetterDropped;
import daftar.messages.outbox.OutboxEvent.LetterFailed;
import daftar.messages.outbox.OutboxEvent.LetterGivenUp;
import daftar.messages.outbox.OutboxEvent.LetterQueued;
import daftar.messages.outbox.OutboxEvent.LetterSent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which events belong together: those of one command, those of one request, and letters with the event that they tell of. What
 * is earlier in the log is the cause, what is later the effect. Pure.
 */
final class Chains {

    private final Map<String, List<RecordedEvent>> byCommand = new HashMap<>();
    private final Map<String, List<RecordedEvent>> byCorrelation = new HashMap<>();
    private final Map<Long, List<RecordedEvent>> lettersByRevision = new HashMap<>();

    private Chains() {}

    /** @param events of one ticket, of its outbox, and of others @param decode of what is in outboxes */
    static Chains of(List<RecordedEvent> events, Function<RecordedEvent, Recorded> decode) {
        Chains chains = new Chains();
        Map<String, Long> revisionOfLetter = new HashMap<>();
        for (RecordedEvent event : events) {
            add(chains.byCommand, event.metadata().get(Meta.COMMAND_ID), event);
            add(chains.byCorrelation, event.metadata().get(Meta.CORRELATION_ID), event);
            if (event.stream().startsWith("outbox-") && decode.apply(event).event() instanceof OutboxEvent letter) {
                if (letter instanceof LetterQueued queued) {
                    revisionOfLetter.put(queued.key(), queued.revision());
                }
                Long revision = revisionOfLetter.get(key(letter));
                if (revision != null) {
                    chains.lettersByRevision
                            .computeIfAbsent(revision, none -> new ArrayList<>())
                            .add(event);
                }
            }
        }
        return chains;
    }

    private static void add(Map<String, List<RecordedEvent>> map, @Nullable String key, RecordedEvent event) {
        if (key != null) {
            map.computeIfAbsent(key, none -> new ArrayList<>()).add(event);
        }
    }

    private static String key(OutboxEvent event) {
        return switch (event) {
            case LetterQueued e -> e.key();
            case LetterSent e -> e.key();
            case LetterFailed e -> e.key();
            case LetterGivenUp e -> e.key();
            case LetterBounced e -> e.key();
            case LetterDropped e -> e.key();
        };
    }

    /** The same event with what it followed from, and what followed from it. */
    Happened joined(Happened event) {
        Map<Long, Linked> linked = new HashMap<>();
        String command = event.cause().commandId();
        String correlation = event.cause().correlation();
        link(linked, lettersByRevision.get(event.revision()), How.LETTER);
        link(linked, command == null ? null : byCommand.get(command), How.SAME_COMMAND);
        link(linked, correlation == null ? null : byCorrelation.get(correlation), How.SAME_REQUEST);
        List<Linked> because = linked.entrySet().stream()
                .filter(other -> other.getKey() < event.position())
                .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                .map(Map.Entry::getValue)
                .toList();
        List<Linked> led = linked.entrySet().stream()
                .filter(other -> other.getKey() > event.position())
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
        return new Happened(
                event.revision(),
                event.position(),
                event.eventId(),
                event.type(),
                event.occurredAt(),
                event.recordedAt(),
                event.actor(),
                event.actorRole(),
                event.onBehalfOf(),
                event.client(),
                event.cause(),
                because,
                led,
                event.changes());
    }

    private static void link(Map<Long, Linked> linked, @Nullable List<RecordedEvent> events, How how) {
        if (events != null) {
            events.forEach(event -> linked.putIfAbsent(
                    event.position(),
                    new Linked(event.stream(), event.revision(), event.type(), LogEntries.occurredAt(event), how)));
        }
    }
}
