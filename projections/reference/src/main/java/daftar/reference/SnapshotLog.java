package daftar.reference;

import daftar.messages.Recorded;
import daftar.reference.ReferenceSnapshots.Part;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshot's upkeep: what of it can be used at a start, and when the next part is due. A snapshot only shortens the
 * start, so whatever is wrong with it is logged and the log itself is read instead.
 *
 * <p>Not safe for several threads.
 */
final class SnapshotLog {

    /** To be raised when {@link ReferenceState#concerns} names more streams than before. */
    static final int FORMAT = 7;

    /** Events in a part: small enough for one record of the store, whatever they hold. */
    static final int EVENTS_PER_PART = 100;

    /** Records of the log that a start may have to read beyond the snapshot. */
    static final int RECORDS_TO_SCAN = 20_000;

    private static final Logger log = LoggerFactory.getLogger(SnapshotLog.class);

    private final ReferenceSnapshots snapshots;
    private final List<Recorded> pending = new ArrayList<>();
    private int parts;
    private long savedTo = -1;
    private long seen;
    private boolean broken;

    SnapshotLog(ReferenceSnapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** Begins anew. The events of all parts that join up from the start of the log; they reach {@link #savedTo}. */
    List<Recorded> start() {
        pending.clear();
        seen = 0;
        try {
            broken = false;
            return read();
        } catch (RuntimeException unreadable) {
            log.warn("The reference view's snapshot cannot be read; the log is read instead", unreadable);
            broken = true;
            savedTo = -1;
            return List.of();
        }
    }

    private List<Recorded> read() {
        List<Part> all = snapshots.load();
        List<Recorded> events = new ArrayList<>();
        long to = -1;
        for (Part part : all) {
            if (part.format() == FORMAT && part.from() == to) {
                events.addAll(part.events());
                to = part.to();
            }
        }
        parts = all.size();
        savedTo = to;
        return events;
    }

    /** The position of the log that the snapshot reaches; -1 for none. */
    long savedTo() {
        return savedTo;
    }

    void recorded(Recorded event) {
        // another node's part may reach further than this node's view
        if (event.position() > savedTo) {
            pending.add(event);
        }
        seen++;
    }

    void passed(int records) {
        seen += records;
    }

    /** Adds parts if enough has come together. @param position up to which everything is known */
    void saveIfDue(long position) {
        if (!broken && (pending.size() >= EVENTS_PER_PART || seen >= RECORDS_TO_SCAN)) {
            save(position);
        }
    }

    private void save(long position) {
        try {
            while (savedTo < position) {
                boolean last = pending.size() <= EVENTS_PER_PART;
                List<Recorded> events = pending.subList(0, last ? pending.size() : EVENTS_PER_PART);
                long to = last ? position : events.getLast().position();
                if (!snapshots.add(parts, new Part(FORMAT, savedTo, to, events))) {
                    goOnFromAnotherNodes();
                    return;
                }
                parts++;
                savedTo = to;
                events.clear();
            }
            seen = 0;
        } catch (RuntimeException away) {
            // what is pending stays so; it is tried again after as many records, not with each of them
            seen = 0;
            log.warn("The reference view's snapshot could not be continued; it will be later: {}", away.toString());
        }
    }

    private void goOnFromAnotherNodes() {
        long before = savedTo;
        read();
        if (savedTo < before) {
            // it was thrown away, because keys in it were replaced: what came before is pending no more, so the next
            // start
            // reads the log and writes it anew
            log.info("The reference view's snapshot was thrown away; it is written anew by the next start");
            broken = true;
            pending.clear();
            return;
        }
        pending.removeIf(event -> event.position() <= savedTo);
        seen = pending.size();
    }
}
