package daftar.embedded.eventstore;

import java.util.List;

/** What became of a request to write. All but {@link Failed} are certain. */
sealed interface WriteOutcome {

    /** Written now, or found to have been written before by the same event ids. */
    record Written(List<Appended> streams) implements WriteOutcome {
        Appended last() {
            return streams.getLast();
        }
    }

    /**
     * One stream's part of it.
     *
     * @param revision the stream's last revision, -1 for no event
     * @param position that event's position, -1 if nothing was appended
     */
    record Appended(String stream, long revision, long position) {}

    /**
     * @param actual the stream's last revision, -1 for no stream
     */
    record WrongRevision(String stream, ExpectedRevision expected, long actual) implements WriteOutcome {}

    record Deleted(String stream, boolean forGood) implements WriteOutcome {}

    record NamedTwice(String stream) implements WriteOutcome {}

    /** The store could not write; whether the events are there is not known. */
    record Failed(Throwable cause) implements WriteOutcome {}
}
