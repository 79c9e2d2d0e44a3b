package daftar.embedded.eventstore;

import com.google.protobuf.Timestamp;
import daftar.embedded.eventstore.LogReader.Page;
import daftar.embedded.eventstore.LogReader.StreamView;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Reads without an end: from the database up to the newest event, then from memory as events come; and back, if too slow. */
final class Subscriptions {
    private static final int LIVE_CHUNK = 256;

    /** Events looked at between two checkpoints, times the client's multiplier, if it names no window. */
    private static final int DEFAULT_WINDOW = 32;

    private final LogReader log;
    private final LiveTail tail;
    private final Reads reads;
    private final InstantSource clock;

    Subscriptions(LogReader log, LiveTail tail, Reads reads, InstantSource clock) {
        this.log = log;
        this.tail = tail;
        this.reads = reads;
        this.clock = clock;
    }

    void all(ReadReq.Options options, ReadCall call) throws SQLException, InterruptedException {
        ReadReq.Options.AllOptions where = options.getAll();
        long at =
                switch (where.getAllOptionCase()) {
                    case POSITION -> Reads.clampUnsigned(where.getPosition().getCommitPosition());
                    case END -> tail.head();
                    case START, ALLOPTION_NOT_SET -> 0;
                };
        EventFilter filter = Reads.filter(options);
        Checkpoints checkpoints = options.hasFilter() ? new Checkpoints(options.getFilter(), call) : null;
        call.send(Wire.confirmation(UUID.randomUUID()));
        boolean live = false;
        while (true) {
            List<StoredEvent> events = tail.after(at, LIVE_CHUNK);
            if (events == null) {
                if (live) {
                    call.send(ReadResp.newBuilder()
                            .setFellBehind(fellBehindAt(at))
                            .build());
                    live = false;
                }
                Page page = log.forwards(at + 1, filter == EventFilter.ALL ? Reads.PAGE : 4 * Reads.PAGE, filter);
                for (StoredEvent event : page.events()) {
                    reads.send(event, options.getResolveLinks(), call);
                }
                if (checkpoints != null) {
                    checkpoints.looked(page.looked(), page.last());
                }
                // nothing left in the database, yet not in memory: the newest events were scavenged
                at = page.looked() > 0 ? page.last() : Math.max(at, tail.head());
            } else if (events.isEmpty()) {
                if (!live) {
                    live = true;
                    if (checkpoints != null) {
                        checkpoints.caughtUp(at);
                    }
                    call.send(ReadResp.newBuilder().setCaughtUp(caughtUpAt(at)).build());
                }
                tail.awaitAfter(at);
            } else {
                for (StoredEvent event : events) {
                    at = event.position();
                    if (filter.accepts(event.stream(), event.type())) {
                        reads.send(event, options.getResolveLinks(), call);
                    }
                    if (checkpoints != null) {
                        checkpoints.looked(1, at);
                    }
                }
            }
        }
    }

    void stream(ReadReq.Options options, ReadCall call) throws SQLException, InterruptedException {
        String name = Wire.name(options.getStream().getStreamIdentifier());
        StreamView found = reads.readable(name);
        ReadReq.Options.StreamOptions where = options.getStream();
        long last =
                switch (where.getRevisionOptionCase()) {
                    case REVISION -> Reads.clampUnsigned(where.getRevision());
                    case END -> found == null ? StreamHead.NO_EVENTS : found.head();
                    case START, REVISIONOPTION_NOT_SET -> StreamHead.NO_EVENTS;
                };
        call.send(Wire.confirmation(UUID.randomUUID()));
        boolean behind = false;
        while (true) {
            // what is appended while the database is read comes again from memory, and is told by its revision
            long at = tail.head();
            last = catchUp(name, last, options.getResolveLinks(), call);
            ReadResp.CaughtUp.Builder caughtUp = ReadResp.CaughtUp.newBuilder().setTimestamp(now());
            if (last >= 0) {
                caughtUp.setStreamRevision(last);
            }
            call.send(ReadResp.newBuilder().setCaughtUp(caughtUp).build());
            for (List<StoredEvent> events = tail.after(at, LIVE_CHUNK);
                    events != null;
                    events = tail.after(at, LIVE_CHUNK)) {
                for (StoredEvent event : events) {
                    at = event.position();
                    if (event.revision() > last && event.stream().equals(name)) {
                        if (event.revision() == StreamHead.TOMBSTONED) {
                            throw Wire.streamDeleted(name);
                        }
                        last = event.revision();
                        reads.send(event, options.getResolveLinks(), call);
                    }
                }
                if (events.isEmpty()) {
                    tail.awaitAfter(at);
                }
            }
            ReadResp.FellBehind.Builder fellBehind =
                    ReadResp.FellBehind.newBuilder().setTimestamp(now());
            if (last >= 0) {
                fellBehind.setStreamRevision(last);
            }
            call.send(ReadResp.newBuilder().setFellBehind(fellBehind).build());
        }
    }

    /** Sends what the database has after a revision, and returns the last one sent. */
    private long catchUp(String name, long after, boolean resolveLinks, ReadCall call)
            throws SQLException, InterruptedException {
        long last = after;
        boolean more = true;
        while (more) {
            StreamView stream = reads.readable(name);
            if (stream == null || stream.limits().isDeleted() || last == Long.MAX_VALUE) {
                return last;
            }
            long from = Math.max(last + 1, stream.first());
            Page page = log.streamForwards(stream, from, Reads.PAGE, reads.createdFrom(stream));
            for (StoredEvent event : page.events()) {
                reads.send(event, resolveLinks, call);
            }
            if (page.looked() > 0) {
                last = page.last();
            }
            more = page.more();
        }
        return last;
    }

    private ReadResp.CaughtUp.Builder caughtUpAt(long position) {
        ReadResp.CaughtUp.Builder caughtUp = ReadResp.CaughtUp.newBuilder().setTimestamp(now());
        return position > 0 ? caughtUp.setPosition(Wire.position(position)) : caughtUp;
    }

    private ReadResp.FellBehind.Builder fellBehindAt(long position) {
        return ReadResp.FellBehind.newBuilder().setTimestamp(now()).setPosition(Wire.position(position));
    }

    private Timestamp now() {
        return Wire.timestamp(clock.instant());
    }

    /** Tells a filtering client how far it has come, so that it need not look at what it did not want again. */
    private final class Checkpoints {
        private final ReadCall call;
        private final long interval;
        private long looked;
        private long lastSent;

        Checkpoints(ReadReq.Options.FilterOptions filter, ReadCall call) {
            this.call = call;
            long window = filter.hasMax() ? Integer.toUnsignedLong(filter.getMax()) : DEFAULT_WINDOW;
            long multiplier = Integer.toUnsignedLong(filter.getCheckpointIntervalMultiplier());
            this.interval = Math.max(1, window) * Math.max(1, multiplier);
        }

        void looked(int events, long position) throws InterruptedException {
            looked += events;
            if (looked >= interval) {
                send(position);
            }
        }

        void caughtUp(long position) throws InterruptedException {
            if (position > lastSent) {
                send(position);
            }
        }

        private void send(long position) throws InterruptedException {
            looked = 0;
            lastSent = position;
            call.send(Wire.checkpoint(position, clock.instant()));
        }
    }
}
