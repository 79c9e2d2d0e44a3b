package daftar.mail.out;

import daftar.messages.Recorded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The register as the mailer needs it. Given by the application, over the event log. */
public interface LetterLog {

    /** The position of the last record, -1 if there is none. */
    long head();

    /** A stream's events from a revision on, their texts opened. */
    List<Recorded> read(String stream, long fromRevision);

    /**
     * Hands over the events of the streams whose names begin so, after a position, in order, their texts sealed, until it is
     * closed; the consumer may block. If it throws, the same event comes again.
     */
    AutoCloseable follow(long afterPosition, String prefix, Listener listener);

    /** How far letters have been taken care of; kept in the log itself. Null where nothing was ever stored. */
    @Nullable Mark mark();

    /** Stores it, in the place of the one before. */
    void store(Mark mark);

    /**
     * Two statements that stay true whoever makes them.
     *
     * @param queued what happened to tickets up to this position has its letters in the outboxes
     * @param settled all letters up to this position have been sent, given up or dropped
     */
    record Mark(long queued, long settled) {}

    /** Hears of events, by one thread at a time. */
    interface Listener {
        void recorded(Recorded event);

        /** Up to here there was nothing more. */
        void passed(long position);
    }
}
