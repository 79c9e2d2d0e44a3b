package daftar.messages.query;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tells that something happened, not what: whoever listens asks again (design §3). What happened between two looks is
 * told once.
 */
public interface Changes {

    /** Starts to listen. @param stream the one stream whose events count, such as a ticket's id; null for all tickets and saved views */
    Watch watch(@Nullable String stream);

    /** Somebody who listens; one thread at a time. */
    interface Watch extends AutoCloseable {

        /**
         * Waits for news, at the longest so long.
         *
         * @return the newest event that counted since the last call; null if there was none
         */
        @Nullable AtLeast next(Duration longest) throws InterruptedException;

        @Override
        void close();
    }
}
