package daftar.query;

import daftar.eventstore.EventLog;
import daftar.eventstore.LogPage;

/** Where the log ends for those who follow it. Its very last record may be a snapshot's, which they never come to. */
record LogEnd(EventLog log, Freshness freshness) {

    private static final int LOOKED_THROUGH = 1_000;

    /** The position of the last record that projectors come to. */
    long position() {
        long known = freshness.known();
        LogPage after = log.readAll(known < 0 ? null : (Long) known, LOOKED_THROUGH);
        if (!after.end()) {
            return log.head(); // far behind: nobody comes to know that much at once
        }
        return after.events().isEmpty() ? known : after.events().getLast().position();
    }
}
