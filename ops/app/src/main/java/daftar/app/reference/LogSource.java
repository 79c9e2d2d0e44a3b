package daftar.app.reference;

import daftar.app.store.Recording;
import daftar.eventstore.EventLog;
import daftar.eventstore.LogPage;
import daftar.eventstore.RecordedEvent;
import daftar.reference.ReferenceSource;
import daftar.reference.ReferenceState;
import org.jspecify.annotations.Nullable;

/** The reference view's source: the event log. */
final class LogSource implements ReferenceSource {

    private static final int PAGE = 4_096;

    private final EventLog log;
    private final Recording recording;

    LogSource(EventLog log, Recording recording) {
        this.log = log;
        this.recording = recording;
    }

    @Override
    public long catchUp(long afterPosition, Listener listener) {
        long reached = Math.max(afterPosition, -1);
        Long after = before(afterPosition);
        while (true) {
            LogPage page = log.readAll(after, PAGE);
            page.events().forEach(event -> hand(event, listener));
            Long last = page.lastPosition();
            if (last != null && last > reached) {
                reached = last;
                after = last;
            }
            if (page.end()) {
                return reached;
            }
        }
    }

    @Override
    public AutoCloseable follow(long afterPosition, Listener listener) {
        return log.subscribe(before(afterPosition), ReferenceState.STREAMS, new EventLog.Selected() {
            @Override
            public void recorded(RecordedEvent event) {
                hand(event, listener);
            }

            @Override
            public void passed(long position) {
                listener.passed(position, EventLog.LOOKED_AT_ONCE);
            }
        });
    }

    private static @Nullable Long before(long position) {
        return position < 0 ? null : position;
    }

    private void hand(RecordedEvent event, Listener listener) {
        if (ReferenceState.concerns(event.stream())) {
            recording.of(event).ifPresent(listener::recorded);
        }
        listener.passed(event.position(), 1);
    }
}
