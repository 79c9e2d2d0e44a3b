package daftar.app.store;

import daftar.eventstore.EventLog;
import daftar.eventstore.LogPage;
import daftar.readmodel.Progress;

/** The end of the log as projectors see it: the log's own may be a snapshot's, which they never come to. */
public final class TrackedEnd {

    private static final int LOOKED_THROUGH = 1_000;

    private TrackedEnd() {}

    /** The position of the last record that projectors follow. */
    public static long of(EventLog log, Progress progress) {
        long known = reached(progress);
        LogPage after = log.readAll(known < 0 ? null : known, LOOKED_THROUGH);
        if (!after.end()) {
            return log.head(); // far behind: nobody comes to know that much at once
        }
        return after.events().isEmpty() ? known : after.events().getLast().position();
    }

    /** Whether every projector has come there. */
    public static boolean isReached(EventLog log, Progress progress) {
        return reached(progress) >= of(log, progress);
    }

    private static long reached(Progress progress) {
        return progress.segments().stream()
                .mapToLong(Progress.Segment::position)
                .min()
                .orElse(-1);
    }
}
