package daftar.eventstore;

/** What a writer believes of a stream; an append to any other state is refused with {@link RevisionConflict}. */
public sealed interface ExpectedRevision {

    /** Nothing is believed: append in any case. */
    record Any() implements ExpectedRevision {}

    /** The stream does not exist (or was deleted softly). */
    record NoStream() implements ExpectedRevision {}

    /** The stream's last event has this revision (from 0). */
    record Exactly(long revision) implements ExpectedRevision {}

    static ExpectedRevision any() {
        return new Any();
    }

    static ExpectedRevision noStream() {
        return new NoStream();
    }

    static ExpectedRevision exactly(long revision) {
        return new Exactly(revision);
    }

    /** The state just before an event of this revision can be appended: no stream for 0, else its predecessor. */
    static ExpectedRevision before(long revision) {
        return revision == 0 ? noStream() : exactly(revision - 1);
    }
}
