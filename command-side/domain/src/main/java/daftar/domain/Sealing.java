package daftar.domain;

import daftar.messages.Event;

/**
 * Seals the texts that people typed before an event is appended (design §6). Deciders work with readable texts; the shells
 * seal what they decided.
 */
public interface Sealing {

    /**
     * The event with all of its texts sealed for this stream; the same event where it has none.
     *
     * @param generation the oldest of the stream's keys that may be used: those before are destroyed, or about to be
     */
    Event seal(String stream, int generation, Event event);

    /**
     * What tells a repetition of a request from another one, and tells nothing to who guesses what was asked and does not have
     * the stream's key.
     *
     * @param generation as for {@link #seal}
     * @param requestHash SHA-256 of the request, hex
     */
    String sealRequest(String stream, int generation, String requestHash);

    /**
     * Whether a request may be the one that was sealed: it is so where the key was destroyed since, as nobody can tell.
     *
     * @param sealed as {@link #sealRequest} gave it, or the hash itself in events from before it
     */
    boolean isRepetition(String stream, String sealed, String requestHash);

    /** Makes the stream's key, durably, before its first event; an orphaned key is harmless. */
    void prepare(String stream);
}
