package daftar.reference;

import daftar.messages.Recorded;

/**
 * Where the view hears of what was recorded. An adapter hands over the events of the streams that {@link
 * ReferenceState#concerns} names, texts sealed, and of all others only that they went by: the position of a ticket's event
 * must tell whether the view knows all that came before it.
 */
public interface ReferenceSource {

    /** Hears of the log in its order. */
    interface Listener {

        /** An event of a stream that concerns the view. */
        void recorded(Recorded event);

        /**
         * Everything up to and including this position has been handed over, or concerns the view not.
         *
         * @param records about how many of the log that is, since the call before
         */
        void passed(long position, int records);
    }

    /**
     * Hands over all that is in the log now after a position, and returns.
     *
     * @param afterPosition -1 for the start of the log
     * @return the position up to which this was everything; at least the log's end at the time of the call
     */
    long catchUp(long afterPosition, Listener listener);

    /**
     * Hands over what comes after a position, as it is recorded, until closed, one at a time. A lost connection is taken up
     * again. Where the listener throws, the same comes again after a pause. Of what does not concern the view it may only
     * be said after some records that it went by; {@link #catchUp} tells who needs to know now.
     */
    AutoCloseable follow(long afterPosition, Listener listener);
}
