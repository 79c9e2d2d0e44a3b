package daftar.eventstore;

import daftar.eventstore.EventStoreConnection.Failure;
import io.kurrent.dbclient.AppendResponse;
import io.kurrent.dbclient.AppendStreamRequest;
import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.EventDataBuilder;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.ReadResult;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamMetadata;
import io.kurrent.dbclient.StreamNotFoundException;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.WriteResult;
import io.kurrent.dbclient.WrongExpectedVersionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators.AbstractSpliterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;

/** The {@link EventLog} over the EventStoreDB client. */
public final class EventStoreDbLog implements EventLog {

    private static final int PAGE = 512;

    private final EventStoreConnection connection;

    public EventStoreDbLog(EventStoreConnection connection) {
        this.connection = connection;
    }

    @Override
    public List<RecordedEvent> read(String stream, long fromRevision, int max) {
        return readPage(
                stream,
                ReadStreamOptions.get().forwards().fromRevision(fromRevision).maxCount(max));
    }

    @Override
    public List<RecordedEvent> readBackwards(String stream, int max) {
        return readPage(stream, ReadStreamOptions.get().backwards().fromEnd().maxCount(max));
    }

    private List<RecordedEvent> readPage(String stream, ReadStreamOptions options) {
        long start = System.nanoTime();
        KurrentDBClient client = connection.client();
        ReadResult result =
                connection.answer(client, client.readStream(stream, options), StreamNotFoundException.class);
        connection.metrics().reads().record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        if (result == null) {
            return List.of();
        }
        var events = new ArrayList<RecordedEvent>(result.getEvents().size());
        for (ResolvedEvent event : result.getEvents()) {
            events.add(recorded(event.getOriginalEvent()));
        }
        return events;
    }

    @Override
    public Stream<RecordedEvent> readStream(String stream, long fromRevision) {
        List<RecordedEvent> first = read(stream, fromRevision, PAGE);
        if (first.size() < PAGE) {
            return first.stream();
        }
        return Stream.iterate(
                        first,
                        page -> !page.isEmpty(),
                        page -> page.size() < PAGE
                                ? List.of()
                                : read(stream, page.getLast().revision() + 1, PAGE))
                .flatMap(List::stream);
    }

    @Override
    public LogPage readAll(@Nullable Long afterPosition, int max) {
        boolean fromStart = afterPosition == null || afterPosition < 0;
        // Reading forwards includes the record at the given position, which the caller has already.
        int count = fromStart ? max : max + 1;
        ReadAllOptions options = ReadAllOptions.get().forwards().maxCount(count);
        if (afterPosition != null && !fromStart) {
            options.fromPosition(new Position(afterPosition, afterPosition));
        }
        KurrentDBClient client = connection.client();
        ReadResult result = connection.answer(client, client.readAll(options), StreamNotFoundException.class);
        List<ResolvedEvent> records = result == null ? List.of() : result.getEvents();
        var events = new ArrayList<RecordedEvent>(records.size());
        Long last = afterPosition;
        for (ResolvedEvent resolved : records) {
            var event = resolved.getOriginalEvent();
            long position = event.getPosition().getCommitUnsigned();
            if (last != null && position <= last) {
                continue;
            }
            last = position;
            if (EventLog.isTracked(event.getStreamId())) {
                events.add(recorded(event));
            }
        }
        return new LogPage(events, last, records.size() < count);
    }

    @Override
    public Stream<RecordedEvent> streamAll(@Nullable Long afterPosition) {
        return StreamSupport.stream(new Pages(afterPosition), false);
    }

    /** Pages of the whole log. Asked again after its end it reads on, which Axon's own event store counts on. */
    private final class Pages extends AbstractSpliterator<RecordedEvent> {

        private Iterator<RecordedEvent> page = Collections.emptyIterator();
        private @Nullable Long last;
        private boolean end;

        Pages(@Nullable Long afterPosition) {
            super(Long.MAX_VALUE, ORDERED | NONNULL);
            this.last = afterPosition;
        }

        @Override
        public boolean tryAdvance(Consumer<? super RecordedEvent> action) {
            while (!page.hasNext()) {
                if (end) {
                    end = false;
                    return false;
                }
                LogPage next = readAll(last, 2 * PAGE);
                page = next.events().iterator();
                last = next.lastPosition();
                end = next.end();
            }
            action.accept(page.next());
            return true;
        }
    }

    @Override
    public long head() {
        KurrentDBClient client = connection.client();
        ReadResult result = connection.answer(
                client,
                client.readAll(ReadAllOptions.get().backwards().fromEnd().maxCount(1)),
                StreamNotFoundException.class);
        return result == null || result.getEvents().isEmpty()
                ? -1
                : result.getEvents().getFirst().getOriginalEvent().getPosition().getCommitUnsigned();
    }

    @Override
    public Appended append(String stream, ExpectedRevision expected, List<NewEvent> events) {
        var options = AppendToStreamOptions.get().streamState(state(expected));
        WriteResult result = written(stream, () -> connection.client().appendToStream(stream, options, data(events)));
        return new Appended(
                stream,
                result.getNextExpectedRevision().toRawLong(),
                result.getLogPosition().getCommitUnsigned());
    }

    @Override
    public List<Appended> appendAll(List<StreamAppend> appends) {
        if (appends.size() == 1) {
            StreamAppend only = appends.getFirst();
            return List.of(append(only.stream(), only.expected(), only.events()));
        }
        var requests = appends.stream()
                .map(append ->
                        new AppendStreamRequest(append.stream(), data(append.events()), state(append.expected())))
                .toList();
        var response =
                written(appends.getFirst().stream(), () -> connection.client().multiStreamAppend(requests.iterator()));
        var appended = new ArrayList<Appended>(appends.size());
        for (AppendResponse each : response.getResults()) {
            appended.add(new Appended(each.getStream(), each.getStreamRevision(), response.getPosition()));
        }
        return appended;
    }

    @Override
    public void setMaxCount(String stream, long count) {
        var metadata = new StreamMetadata();
        metadata.setMaxCount(count);
        written(stream, () -> connection.client().setStreamMetadata(stream, metadata));
    }

    @Override
    public void truncateBefore(String stream, long revision) {
        var metadata = new StreamMetadata();
        metadata.setTruncateBefore(revision);
        written(stream, () -> connection.client().setStreamMetadata(stream, metadata));
    }

    private interface Write<T> {
        CompletableFuture<T> start();
    }

    private <T> T written(String stream, Write<T> write) {
        StoreMetrics metrics = connection.metrics();
        long start = System.nanoTime();
        try {
            T result = EventStoreConnection.await(write.start());
            metrics.appends().record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            return result;
        } catch (TimeoutException e) {
            metrics.unknownOutcomes().increment();
            throw new AppendOutcomeUnknown("The event store did not answer the append to " + stream + " in time", e);
        } catch (ExecutionException e) {
            throw unwritten(stream, EventStoreConnection.cause(e), metrics);
        }
    }

    private static RuntimeException unwritten(String stream, Throwable cause, StoreMetrics metrics) {
        if (cause instanceof WrongExpectedVersionException conflict) {
            metrics.conflicts().increment();
            return new RevisionConflict(
                    "The stream " + conflict.getStreamName() + " is at revision "
                            + conflict.getActualState().toRawLong() + ", not at "
                            + conflict.getExpectedState().toRawLong() + " (-1: no stream)",
                    conflict);
        }
        Failure failure = EventStoreConnection.failure(cause);
        return switch (failure) {
            case REFUSED ->
                new EventStoreException(
                        "The event store refused the append to " + stream + ": " + cause.getMessage(), cause);
            case NOT_SENT ->
                new EventStoreUnavailable("The event store is not available: " + cause.getMessage(), cause);
            case UNKNOWN -> {
                metrics.unknownOutcomes().increment();
                yield new AppendOutcomeUnknown(
                        "Whether the append to " + stream + " was done is unknown: " + cause.getMessage(), cause);
            }
        };
    }

    @Override
    public Subscription subscribe(@Nullable Long afterPosition, Consumer<RecordedEvent> consumer) {
        return new AllSubscription(connection, afterPosition, List.of(), new Selected() {
            @Override
            public void recorded(RecordedEvent event) {
                consumer.accept(event);
            }

            @Override
            public void passed(long position) {
                // every event comes, so each says how far it is
            }
        });
    }

    @Override
    public Subscription subscribe(@Nullable Long afterPosition, List<String> prefixes, Selected listener) {
        return new AllSubscription(connection, afterPosition, prefixes, listener);
    }

    private static StreamState state(ExpectedRevision expected) {
        return switch (expected) {
            case ExpectedRevision.Any _ -> StreamState.any();
            case ExpectedRevision.NoStream _ -> StreamState.noStream();
            case ExpectedRevision.Exactly(long revision) -> StreamState.streamRevision(revision);
        };
    }

    private static Iterator<EventData> data(List<NewEvent> events) {
        var data = new ArrayList<EventData>(events.size());
        for (NewEvent event : events) {
            data.add(EventDataBuilder.json(event.eventId(), event.type(), event.data())
                    .metadataAsBytes(FlatJson.write(event.metadata()))
                    .build());
        }
        return data.iterator();
    }

    static RecordedEvent recorded(io.kurrent.dbclient.RecordedEvent event) {
        return new RecordedEvent(
                event.getStreamId(),
                event.getRevision(),
                event.getPosition().getCommitUnsigned(),
                event.getEventId(),
                event.getCreated(),
                event.getEventType(),
                FlatJson.read(event.getUserMetadata()),
                event.getEventData(),
                event.getUserMetadata());
    }
}
