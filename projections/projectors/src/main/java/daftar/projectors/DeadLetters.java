package daftar.projectors;

import daftar.projectors.StoredSequence.Letter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.Decisions;
import org.jspecify.annotations.Nullable;

/** What an operator does about tickets that could not be projected. */
public final class DeadLetters {

    /**
     * A ticket whose documents stand still.
     *
     * @param ticket its id
     * @param events how many events wait
     * @param firstRevision of the event that failed
     * @param event its name
     * @param cause why, for people; null where it was not kept
     * @param since when it failed first
     * @param lastTried when it was tried last
     */
    public record Parked(
            String ticket,
            int events,
            long firstRevision,
            String event,
            @Nullable String cause,
            Instant since,
            Instant lastTried) {}

    /** How a retry ended. @param parked what is still parked; null where all went in */
    public record Retried(boolean found, @Nullable Parked parked) {}

    private final ElasticsearchDeadLetterQueue<EventMessage<?>> queue;
    private final DeskInvoker desk;

    DeadLetters(ElasticsearchDeadLetterQueue<EventMessage<?>> queue, DeskInvoker desk) {
        this.queue = queue;
        this.desk = desk;
    }

    /** All parked tickets, the least recently tried first. */
    public List<Parked> list() {
        return queue.all().stream().map(DeadLetters::parked).toList();
    }

    /** How many tickets are parked. */
    public long count() {
        return queue.amountOfSequences();
    }

    /** Why a ticket is parked; null where it is not. One read by id, in real time. */
    public @Nullable Parked find(String ticket) {
        StoredSequence sequence = queue.stored(ticket);
        return sequence == null ? null : parked(sequence);
    }

    /** Tries a ticket's events again, in order, until one fails. */
    public Retried retry(String ticket) {
        if (find(ticket) == null) {
            return new Retried(false, null);
        }
        AtomicReference<@Nullable RuntimeException> away = new AtomicReference<>();
        queue.process(
                letter -> letter.message() instanceof DomainEventMessage<?> event
                        && event.getAggregateIdentifier().equals(ticket),
                letter -> {
                    try {
                        desk.applyParked((DomainEventMessage<?>) letter.message());
                        return Decisions.evict();
                    } catch (RuntimeException e) {
                        away.set(e);
                        return Decisions.requeue(e);
                    }
                });
        if (away.get() instanceof ElasticsearchAway e) {
            throw e;
        }
        return new Retried(true, find(ticket));
    }

    /**
     * Gives a ticket's parked events up. Its documents stay as they are; the next event of the ticket finds the gap and
     * parks it again, until a rebuild makes the ticket whole from the log, and tries what is parked again.
     *
     * @return whether there was something to give up
     */
    public boolean discard(String ticket) {
        boolean there = find(ticket) != null;
        queue.discard(ticket);
        return there;
    }

    private static Parked parked(StoredSequence sequence) {
        Letter first = sequence.letters().getFirst();
        return new Parked(
                sequence.sequence(),
                sequence.size(),
                first.sequenceNumber(),
                first.payloadType(),
                first.causeMessage(),
                first.enqueuedAt(),
                first.lastTouched());
    }
}
