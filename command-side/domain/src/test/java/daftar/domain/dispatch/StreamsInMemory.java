package daftar.domain.dispatch;

import daftar.messages.Meta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/** Streams that several nodes append to, with positions, and with faults that a test asks for. */
final class StreamsInMemory implements EventStorageEngine, AppendPositions {

    private static final String POSITION = "test.position";

    private final Map<String, List<DomainEventMessage<?>>> streams = new HashMap<>();
    private long position;
    private int races;
    private int conflicts;
    private Supplier<RuntimeException> fault;
    private int faults;
    private boolean appendBeforeFault;

    /** The next appends lose a race. */
    synchronized void loseRaces(int times) {
        races = times;
    }

    /** The next appends fail; the events are in or not. */
    synchronized void fail(int times, boolean afterAppending, Supplier<RuntimeException> with) {
        faults = times;
        appendBeforeFault = afterAppending;
        fault = with;
    }

    synchronized List<DomainEventMessage<?>> stream(String name) {
        return List.copyOf(streams.getOrDefault(name, List.of()));
    }

    synchronized int conflicts() {
        return conflicts;
    }

    @Override
    public synchronized void appendEvents(List<? extends EventMessage<?>> events) {
        if (races > 0) {
            races--;
            throw new ConcurrencyException("somebody was first");
        }
        boolean failing = faults > 0;
        if (failing) {
            faults--;
            if (!appendBeforeFault) {
                throw fault.get();
            }
        }
        for (EventMessage<?> event : events) {
            append((DomainEventMessage<?>) event);
        }
        if (failing) {
            throw fault.get();
        }
        CurrentUnitOfWork.get().root().resources().put(POSITION, position);
    }

    private void append(DomainEventMessage<?> event) {
        List<DomainEventMessage<?>> stream =
                streams.computeIfAbsent(event.getAggregateIdentifier(), name -> new ArrayList<>());
        if (event.getSequenceNumber() != stream.size()) {
            conflicts++;
            if (event.getSequenceNumber() == 0) {
                throw new AggregateStreamCreationException("there is such a stream");
            }
            throw new ConcurrencyException("the stream has " + stream.size() + " events");
        }
        position += 10;
        stream.add(event.andMetaData(Map.of(Meta.POSITION, Long.toString(position))));
    }

    @Override
    public Long positionOf(org.axonframework.messaging.unitofwork.UnitOfWork<?> root) {
        return root.getResource(POSITION);
    }

    @Override
    public synchronized DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        return DomainEventStream.of(stream(aggregateIdentifier).stream().skip(Math.max(0, firstSequenceNumber)));
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new AssertionError("Daftar takes no snapshots");
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(TrackingToken trackingToken, boolean mayBlock) {
        return Stream.empty();
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return Optional.empty();
    }
}
