package daftar.query;

import daftar.eventstore.EventLog;
import daftar.eventstore.LogPage;
import java.util.function.LongSupplier;

/**
 * Where the log ends for those who follow it. Its very last record may be a snapshot's, which they never come to.
 *
 * @param known the position that all of them have come to; -1 for none
 */
public record LogEnd(EventLog log, LongSupplier known) {

    private static final int LOOKED_THROUGH = 1_000;

    /** The position of the last record that projectors come to. */
    public long position() {
        long reached = known.getAsLong();
        LogPage after = log.readAll(reached < 0 ? null : (Long) reached, LOOKED_THROUGH);
        if (!after.end()) {
            return log.head(); // far behind: nobody comes to know that much at once
        }
        return after.events().isEmpty() ? reached : after.events().getLast().position();
    }

    /** Whether every projector has come there. */
    public boolean isReached() {
        return known.getAsLong() >= position();
    }
}
