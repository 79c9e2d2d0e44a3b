package daftar.projectors;

import daftar.messages.Recorded;
import daftar.messages.redaction.TextRedacted;
import daftar.projectors.BulkWriter.Refusal;
import daftar.readmodel.AssignmentDocument;
import daftar.readmodel.Derivation;
import daftar.readmodel.Document;
import daftar.readmodel.NumberDocument;
import daftar.readmodel.StreamDocument;
import daftar.readmodel.TimelineEntry;
import daftar.readmodel.WorkDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * Brings batches of events into the read models: one multi-get of the tickets that are not at hand, folds in memory, one
 * bulk of the derived documents, then one of the tickets once that has succeeded. So a ticket's document is never ahead
 * of what is derived from its events, and every step can be done again.
 */
final class Desk {

    /** Why a ticket's events can go no further. @param from the first event that failed */
    record Failure(DomainEventMessage<?> from, Throwable cause) {}

    /**
     * What a batch came to.
     *
     * @param failures by ticket; the events of a failed ticket from that one on have to be parked
     */
    record Outcome(Map<String, Failure> failures) {}

    private final StreamStore tickets;
    private final BulkWriter writer;
    private final Indexes indexes;
    private final Opening opening;
    private final EventStorageEngine history;

    /**
     * @param opening opens the texts of an event; if it throws, the batch is tried again
     * @param history the log, from which a ticket is folded anew after a redaction
     */
    Desk(Elasticsearch elasticsearch, Indexes indexes, Opening opening, EventStorageEngine history) {
        this.history = history;
        this.tickets = new StreamStore(elasticsearch, indexes);
        this.writer = new BulkWriter(elasticsearch);
        this.indexes = indexes;
        this.opening = opening;
    }

    /**
     * An event that was read, or could not be.
     *
     * @param recorded opened; null where it could not be read
     * @param anew of a redaction, the ticket's events up to it as they are to be folded anew; empty otherwise
     */
    record Read(
            DomainEventMessage<?> message,
            @Nullable Recorded recorded,
            List<Recorded> anew,
            @Nullable Throwable unreadable) {}

    /** Reads and opens a batch; done once, however often it is tried to write it. */
    List<Read> read(List<DomainEventMessage<?>> messages) {
        List<Read> read = new ArrayList<>(messages.size());
        for (DomainEventMessage<?> message : messages) {
            Recorded recorded;
            try {
                recorded = Messages.recorded(message);
            } catch (RuntimeException e) {
                read.add(new Read(message, null, List.of(), e));
                continue;
            }
            List<Recorded> anew =
                    recorded.event() instanceof TextRedacted ? Refolding.read(history, opening, recorded) : List.of();
            read.add(new Read(message, opening.open(recorded), anew, null));
        }
        return read;
    }

    /**
     * Writes what the events give. Events that are in already change nothing.
     *
     * @throws ElasticsearchAway if it has to be tried again
     */
    Outcome apply(List<Read> batch, StreamCache cache) {
        Indexes.Targets targets = indexes.current();
        cache.follow(targets.versions());
        Map<String, List<Read>> byTicket = new LinkedHashMap<>();
        for (Read event : batch) {
            byTicket.computeIfAbsent(event.message().getAggregateIdentifier(), k -> new ArrayList<>())
                    .add(event);
        }
        Map<String, StreamDocument> before =
                before(byTicket, cache, targets.versions().current());
        Map<String, Failure> failures = new HashMap<>();
        Map<String, StreamDocument> after = new LinkedHashMap<>();
        Map<String, Document> derived = new LinkedHashMap<>();
        Map<Long, List<Document>> anew = new TreeMap<>();
        byTicket.forEach((ticket, events) -> {
            StreamDocument folded = fold(events, before.get(ticket), derived, anew, failures);
            if (folded != null && !folded.equals(before.get(ticket))) {
                after.put(ticket, folded);
            }
        });
        refuse(writer.write(derived.values(), targets), byTicket, failures, after);
        anew.forEach(
                (version, documents) -> refuse(writer.writeAs(version, documents, targets), byTicket, failures, after));
        refuse(writer.write(after.values(), targets), byTicket, failures, after);
        cache.putAll(after);
        return new Outcome(failures);
    }

    private Map<String, StreamDocument> before(Map<String, List<Read>> byTicket, StreamCache cache, int version) {
        Map<String, StreamDocument> before = new HashMap<>();
        List<String> missing = new ArrayList<>();
        byTicket.forEach((ticket, events) -> {
            long revision = events.getFirst().message().getSequenceNumber();
            StreamDocument cached = cache.before(ticket, revision);
            if (cached != null) {
                before.put(ticket, cached);
            } else if (revision > 0) {
                missing.add(ticket);
            }
        });
        before.putAll(tickets.load(missing, version));
        return before;
    }

    /** @param anew what takes the place of what earlier events gave, by the version that it is written as */
    private @Nullable StreamDocument fold(
            List<Read> events,
            @Nullable StreamDocument before,
            Map<String, Document> derived,
            Map<Long, List<Document>> anew,
            Map<String, Failure> failures) {
        StreamDocument ticket = before;
        for (Read event : events) {
            try {
                Recorded recorded = event.recorded();
                if (recorded == null) {
                    throw new IllegalStateException("the event cannot be read", event.unreadable());
                }
                if (!event.anew().isEmpty() && ticket != null && recorded.revision() == ticket.revision() + 1) {
                    Refolding refolding = Refolding.of(event.anew());
                    ticket = refolding.ticket();
                    anew.computeIfAbsent(ticket.version(), version -> new ArrayList<>())
                            .addAll(refolding.derived());
                    continue;
                }
                StreamDocument after = StreamDocument.evolve(ticket, recorded);
                for (Document document : Derivation.derive(ticket, recorded, after)) {
                    derived.put(document.readModel().ordinal() + document.id(), document);
                }
                ticket = after;
            } catch (RuntimeException e) {
                failures.put(event.message().getAggregateIdentifier(), new Failure(event.message(), e));
                break;
            }
        }
        return ticket;
    }

    /** A ticket some of whose documents Elasticsearch will not take stays where it was before the batch. */
    private static void refuse(
            Collection<Refusal> refusals,
            Map<String, List<Read>> byTicket,
            Map<String, Failure> failures,
            Map<String, StreamDocument> after) {
        for (Refusal refusal : refusals) {
            String ticket = ticketOf(refusal.document());
            List<Read> events = byTicket.get(ticket);
            if (events != null) {
                after.remove(ticket);
                failures.put(
                        ticket,
                        new Failure(
                                events.getFirst().message(),
                                new IllegalArgumentException("Elasticsearch refuses a document of "
                                        + refusal.document().readModel().title() + ": " + refusal.status() + " "
                                        + refusal.reason())));
            }
        }
    }

    private static String ticketOf(Document document) {
        return switch (document) {
            case StreamDocument stream -> stream.id();
            case TimelineEntry entry -> entry.ticket();
            case AssignmentDocument assignment -> assignment.ticket();
            case WorkDocument work -> work.ticket();
            case NumberDocument number -> number.ticket();
        };
    }
}
