package daftar.eventstore;

/**
 * The store's own answer to an append.
 *
 * @param stream where it went
 * @param revision of the last event of the append
 * @param position in the whole log, of the last event of the append
 */
public record Appended(String stream, long revision, long position) {}
