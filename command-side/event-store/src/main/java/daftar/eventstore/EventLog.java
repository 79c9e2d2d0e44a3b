package daftar.eventstore;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The log as it is: streams of raw events, without Axon. All calls block, are made to be called from virtual threads and
 * throw {@link EventStoreUnavailable} when the store is away.
 *
 * <p>"The whole log" is what consumers follow: every stream but the store's own ({@code $…}) and snapshots
 * ({@code snap-…}).
 */
public interface EventLog {

    /** Prefix of the streams that hold derived state and are no part of the tracked log. */
    String SNAPSHOT_PREFIX = "snap-";

    /** Events of a stream from a revision on, at most {@code max}; empty when there are none or there is no stream. */
    List<RecordedEvent> read(String stream, long fromRevision, int max);

    /** All events of a stream from a revision on, read in pages as the caller goes on. */
    Stream<RecordedEvent> readStream(String stream, long fromRevision);

    /** The last events of a stream, newest first, at most {@code max}. */
    List<RecordedEvent> readBackwards(String stream, int max);

    /** A page of the whole log after a position (null: from its start), reading at most {@code max} records. */
    LogPage readAll(@Nullable Long afterPosition, int max);

    /** The whole log after a position (null: from its start) up to its end, read in pages as the caller goes on. */
    Stream<RecordedEvent> streamAll(@Nullable Long afterPosition);

    /** The position of the last record of the log, -1 if it is empty. */
    long head();

    /**
     * Appends the events in one piece.
     *
     * @throws RevisionConflict if the stream is not as expected; nothing was appended
     * @throws AppendOutcomeUnknown if the append may or may not have happened
     * @throws EventStoreUnavailable if it surely has not
     */
    Appended append(String stream, ExpectedRevision expected, List<NewEvent> events);

    /**
     * Appends to several streams in one transaction, where the store can do that (KurrentDB from 25.1, and the embedded
     * store). Fails as {@link #append} does.
     */
    List<Appended> appendAll(List<StreamAppend> appends);

    /** Lets a stream keep its last {@code count} events only. */
    void setMaxCount(String stream, long count);

    /** Lets a stream keep its events from this revision on only. */
    void truncateBefore(String stream, long revision);

    /**
     * Hands each event of the whole log after a position (null: from its start) to the consumer, in order, each once, for
     * ever: a lost connection is taken up again after the last event that was handed over. The consumer is called by one
     * thread at a time; while it blocks, the store waits. If it throws, the same event comes again after a pause.
     */
    Subscription subscribe(@Nullable Long afterPosition, Consumer<RecordedEvent> consumer);

    /**
     * As {@link #subscribe(Long, Consumer)}, of those streams alone whose names begin with one of the prefixes. Of what lies
     * between them the store only says now and then how far it has looked; the listener may lag behind the log's end by
     * {@link #LOOKED_AT_ONCE} records that do not concern it.
     *
     * @param prefixes of letters and dashes, at least one
     */
    Subscription subscribe(@Nullable Long afterPosition, List<String> prefixes, Selected listener);

    /** Records after which a subscription to selected streams is told how far the store has looked. */
    int LOOKED_AT_ONCE = 32;

    /** Hears of selected streams, by one thread at a time. */
    interface Selected {

        /** An event of one of these streams. If it throws, the same event comes again after a pause. */
        void recorded(RecordedEvent event);

        /** Up to this position there is nothing more than what was handed over. */
        void passed(long position);
    }

    /** A running subscription. */
    interface Subscription extends AutoCloseable {

        /** Ends it; returns at once, and an event that is being handed over may still be worked on. */
        @Override
        void close();
    }

    /** Whether a stream belongs to the log that consumers follow. */
    static boolean isTracked(String stream) {
        return !stream.startsWith("$") && !stream.startsWith(SNAPSHOT_PREFIX);
    }
}
