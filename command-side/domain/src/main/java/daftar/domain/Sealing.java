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

    /** Makes the stream's key, durably, before its first event; an orphaned key is harmless. */
    void prepare(String stream);
}
