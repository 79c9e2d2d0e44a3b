package daftar.readmodel;

import java.time.Instant;
import java.util.List;

/**
 * How far the read models are. Published by the projectors, asked by queries that must be at least as new as a command
 * (design §7), on whatever node.
 */
public interface Progress {

    /** The segments of the desk's projector as they were last published; empty while nothing has been. */
    List<Segment> segments();

    /** The position up to which every segment has written all events; -1 for none. */
    default long position() {
        return segments().stream().mapToLong(Segment::position).min().orElse(-1);
    }

    /**
     * Waits until every segment has written all events up to this position.
     *
     * @param position a commit position
     * @param timeout how long to wait at the most
     * @return whether it is so; false when the time is up. The documents can be read by id then; a search finds them
     *     after the index's next refresh
     */
    boolean awaitPosition(long position, java.time.Duration timeout) throws InterruptedException;

    /**
     * A segment of the projector.
     *
     * @param processor e.g. {@code desk}
     * @param position all events up to it are written; -1 for none yet
     * @param at when this was so
     */
    record Segment(String processor, int segment, long position, Instant at) {}
}
