package daftar.projectors;

import java.util.List;

/**
 * How far a rebuild has come, as Elasticsearch keeps it: whoever takes it up goes on from there.
 *
 * @param kind always {@code rebuild}
 * @param from the version that is read while the new one is filled
 * @param version that is filled
 * @param switching true once it is decided: what is left has to be completed, by whichever node
 * @param position of the log up to which everything is written
 * @param events of tickets up to there
 * @param tickets begun up to there
 * @param failed tickets that could not be folded to their end
 */
record RebuildState(
        String kind,
        int from,
        int version,
        boolean switching,
        long position,
        long events,
        long tickets,
        List<String> failed) {

    static RebuildState begin(int from, int version) {
        return new RebuildState("rebuild", from, version, false, -1, 0, 0, List.of());
    }

    RebuildState at(long position, long events, long tickets, List<String> failed) {
        return new RebuildState(kind, from, version, switching, position, events, tickets, List.copyOf(failed));
    }

    RebuildState decided() {
        return new RebuildState(kind, from, version, true, position, events, tickets, failed);
    }
}
