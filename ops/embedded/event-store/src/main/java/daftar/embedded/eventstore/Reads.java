package daftar.embedded.eventstore;

import daftar.embedded.eventstore.LogReader.Page;
import daftar.embedded.eventstore.LogReader.StreamView;
import io.kurrent.dbclient.proto.shared.Shared;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads with an end: of a stream and of {@code $all}, both ways. */
final class Reads {
    /** Small enough that the first events leave early, large enough that a page is worth its query. */
    static final int PAGE = 500;

    private final LogReader log;
    private final LiveTail tail;
    private final InstantSource clock;

    Reads(LogReader log, LiveTail tail, InstantSource clock) {
        this.log = log;
        this.tail = tail;
        this.clock = clock;
    }

    void all(ReadReq.Options options, ReadCall call) throws SQLException, InterruptedException {
        boolean forwards = options.getReadDirection() == ReadReq.Options.ReadDirection.Forwards;
        EventFilter filter = filter(options);
        ReadReq.Options.AllOptions where = options.getAll();
        long at =
                switch (where.getAllOptionCase()) {
                    case POSITION -> clampUnsigned(where.getPosition().getCommitPosition());
                    case END -> Long.MAX_VALUE;
                    case START, ALLOPTION_NOT_SET -> 0;
                };
        long left = clampUnsigned(options.getCount());
        boolean more = true;
        while (left > 0 && more) {
            int limit = (int) Math.min(PAGE, left);
            Page page = forwards ? log.forwards(at, limit, filter) : log.backwards(at, limit, filter);
            for (StoredEvent event : page.events()) {
                send(event, options.getResolveLinks(), call);
            }
            left -= page.events().size();
            at = forwards ? page.last() + 1 : page.last();
            more = page.more();
        }
        long head = tail.head();
        call.send(ReadResp.newBuilder()
                .setLastAllStreamPosition(Shared.AllStreamPosition.newBuilder()
                        .setCommitPosition(head)
                        .setPreparePosition(head))
                .build());
    }

    void stream(ReadReq.Options options, ReadCall call) throws SQLException, InterruptedException {
        String name = Wire.name(options.getStream().getStreamIdentifier());
        StreamView stream = readable(name);
        if (stream == null || stream.limits().isDeleted()) {
            call.send(Wire.streamNotFound(name));
            return;
        }
        boolean forwards = options.getReadDirection() == ReadReq.Options.ReadDirection.Forwards;
        ReadReq.Options.StreamOptions where = options.getStream();
        long at =
                switch (where.getRevisionOptionCase()) {
                    case REVISION -> clampUnsigned(where.getRevision());
                    case END -> forwards ? Long.MAX_VALUE : stream.head();
                    case START, REVISIONOPTION_NOT_SET -> 0;
                };
        long first = stream.first();
        long createdFrom = createdFrom(stream);
        if (forwards && at < first) {
            at = first;
            call.send(ReadResp.newBuilder().setFirstStreamPosition(first).build());
        }
        long left = clampUnsigned(options.getCount());
        boolean more = true;
        while (left > 0 && more) {
            int limit = (int) Math.min(PAGE, left);
            Page page = forwards
                    ? log.streamForwards(stream, at, limit, createdFrom)
                    : log.streamBackwards(stream, Math.min(at, stream.head()), first, limit, createdFrom);
            for (StoredEvent event : page.events()) {
                send(event, options.getResolveLinks(), call);
            }
            left -= page.events().size();
            at = forwards ? page.last() + 1 : page.last() - 1;
            more = page.more();
        }
        call.send(ReadResp.newBuilder()
                .setLastStreamPosition(Math.max(0, stream.head()))
                .build());
    }

    /**
     * The stream, null if there is none.
     *
     * @throws io.grpc.StatusRuntimeException if it is tombstoned, or describes a tombstoned one
     */
    @Nullable StreamView readable(String name) throws SQLException, InterruptedException {
        StreamView stream = log.stream(name);
        StreamView described = StreamHead.isMetadataStream(name) ? log.stream(StreamHead.describedBy(name)) : stream;
        if (described != null && described.isTombstoned()) {
            throw Wire.streamDeleted(name);
        }
        return stream == null || stream.head() < 0 ? null : stream;
    }

    long createdFrom(StreamView stream) {
        return stream.limits().createdFrom(LogWriter.ticks(clock.instant()));
    }

    void send(StoredEvent event, boolean resolveLinks, ReadCall call) throws SQLException, InterruptedException {
        call.send(
                resolveLinks && event.type().equals(StoredEvent.LINK_TYPE)
                        ? Wire.link(event, target(event))
                        : Wire.event(event));
    }

    /** What {@code revision@stream} leads to. */
    private @Nullable StoredEvent target(StoredEvent link) throws SQLException, InterruptedException {
        String address = new String(link.data(), StandardCharsets.UTF_8);
        int at = address.indexOf('@');
        long revision;
        try {
            revision = Long.parseLong(address.substring(0, Math.max(0, at)));
        } catch (NumberFormatException notALink) {
            return null;
        }
        StreamView stream = log.stream(address.substring(at + 1));
        if (stream == null || stream.isTombstoned() || revision < stream.first() || revision > stream.head()) {
            return null;
        }
        List<StoredEvent> found =
                log.streamForwards(stream, revision, 1, createdFrom(stream)).events();
        return found.isEmpty() || found.getFirst().revision() != revision ? null : found.getFirst();
    }

    /** @throws IllegalArgumentException for an expression that is none */
    static EventFilter filter(ReadReq.Options options) {
        if (!options.hasFilter()) {
            return EventFilter.ALL;
        }
        ReadReq.Options.FilterOptions filter = options.getFilter();
        boolean byStream = filter.hasStreamIdentifier();
        ReadReq.Options.FilterOptions.Expression expression =
                byStream ? filter.getStreamIdentifier() : filter.getEventType();
        return expression.getRegex().isEmpty()
                ? EventFilter.prefixes(byStream, expression.getPrefixList())
                : EventFilter.regex(byStream, expression.getRegex());
    }

    /** Numbers on the wire are unsigned; ours end at the largest signed one, which nothing reaches. */
    static long clampUnsigned(long unsigned) {
        return unsigned < 0 ? Long.MAX_VALUE : unsigned;
    }
}
