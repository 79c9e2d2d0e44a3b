package daftar.reference;

import daftar.messages.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/**
 * The reference view at a moment of the past: the same folds, over the beginning of the log that had been recorded by then, or of
 * what had happened by then. It reads what the snapshot has and only the rest from the log, and keeps the last answer.
 */
public final class ReferenceHistory {

    private static final int OPENED_AT_ONCE = 32;

    private final ReferenceSource source;
    private final ReferenceSnapshots snapshots;
    private final UnaryOperator<Recorded> opening;

    private volatile @Nullable Kept kept;

    /** @param opening opens an event's sealed texts; leaves those whose key is gone */
    public ReferenceHistory(ReferenceSource source, ReferenceSnapshots snapshots, UnaryOperator<Recorded> opening) {
        this.source = source;
        this.snapshots = snapshots;
        this.opening = opening;
    }

    private record Asked(@Nullable Instant at, @Nullable Instant recordedAt, long position) {}

    private record Kept(Asked asked, Known known) {}

    /**
     * @param at of each stream the longest beginning that had happened by then; null for all
     * @param recordedAt the beginning of the log that had been recorded by then; null for all
     * @param position up to which the log is to be known at least; an answer from before it is not given again
     */
    public Known at(@Nullable Instant at, @Nullable Instant recordedAt, long position) {
        Asked asked = new Asked(at, recordedAt, position);
        Kept last = kept;
        if (last != null && last.asked().equals(asked)) {
            return last.known();
        }
        Known known = fold(until(events(), at, recordedAt));
        kept = new Kept(asked, known);
        return known;
    }

    private List<Recorded> events() {
        SnapshotLog snapshot = new SnapshotLog(snapshots);
        List<Recorded> events = new ArrayList<>(snapshot.start());
        source.catchUp(snapshot.savedTo(), new ReferenceSource.Listener() {
            @Override
            public void recorded(Recorded event) {
                events.add(event);
            }

            @Override
            public void passed(long position, int records) {}
        });
        return events;
    }

    /** Those of the events, in the order of the log, that belong to a moment. Pure. */
    static List<Recorded> until(List<Recorded> events, @Nullable Instant at, @Nullable Instant recordedAt) {
        List<Recorded> until = new ArrayList<>();
        Set<String> later = new HashSet<>();
        for (Recorded event : events) {
            if (recordedAt != null && event.recordedAt().isAfter(recordedAt)) {
                break;
            }
            if (at != null && event.occurredAt().isAfter(at)) {
                later.add(event.stream());
            }
            if (!later.contains(event.stream())) {
                until.add(event);
            }
        }
        return until;
    }

    private Known fold(List<Recorded> events) {
        Known[] known = {Known.NOTHING};
        events.stream()
                .gather(Gatherers.mapConcurrent(OPENED_AT_ONCE, opening))
                .forEachOrdered(event -> known[0] = known[0].after(event));
        return known[0];
    }
}
