package daftar.app.store;

import daftar.eventstore.RecordedEvent;
import daftar.json.EventJson;
import daftar.json.EventNames;
import daftar.messages.Recorded;

/** Raw events of the log as the folds see them. */
public final class Recording {

    private Recording() {}

    /** Whether the event is one of ours to fold; keys and number blocks are not. */
    public static boolean isFolded(RecordedEvent raw) {
        return EventNames.classOf(raw.type()) != null;
    }

    /** Decoded, its texts sealed. @throws IllegalArgumentException if it is not {@link #isFolded} */
    public static Recorded of(RecordedEvent raw) {
        return new Recorded(
                raw.stream(),
                raw.revision(),
                raw.position(),
                raw.eventId(),
                raw.recordedAt(),
                raw.metadata(),
                EventJson.read(raw.type(), raw.data()));
    }
}
