package daftar.reference;

import daftar.json.EventJson;
import daftar.json.EventNames;
import daftar.messages.Event;
import daftar.messages.Recorded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A log in memory, with positions that have gaps as the store's have, and a snapshot kept as JSON. */
final class Log implements ReferenceSource, ReferenceSnapshots {

    private final List<Recorded> records = new ArrayList<>();
    private final List<Listener> followers = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<byte[]> written = new ArrayList<>();
    int scanned;
    boolean snapshotsAway;

    /** Records an event of no stream that concerns the view. */
    long elsewhere() {
        return record("ticket-1", new Event() {});
    }

    long record(String stream, Event event) {
        Recorded recorded = untold(stream, event);
        told().forEach(follower -> hand(recorded, follower));
        return recorded.position();
    }

    /** Records an event of which the followers hear nothing yet. */
    synchronized Recorded untold(String stream, Event event) {
        long position = 10 + records.size() * 7L;
        Recorded recorded = new Recorded(stream, 0, position, new UUID(0, position), Instant.EPOCH, Map.of(), event);
        records.add(recorded);
        return recorded;
    }

    private synchronized List<Listener> told() {
        return List.copyOf(followers);
    }

    synchronized List<Recorded> records() {
        return List.copyOf(records);
    }

    synchronized int followers() {
        return followers.size();
    }

    /** Hands the last record over once more, as a store does after a lost connection. */
    void again() {
        Recorded last = records().getLast();
        told().forEach(follower -> hand(last, follower));
    }

    @Override
    public long catchUp(long afterPosition, Listener listener) {
        List<Recorded> all = records();
        for (Recorded recorded : all) {
            if (recorded.position() > afterPosition) {
                scanned++;
                hand(recorded, listener);
            }
        }
        return all.isEmpty() ? -1 : all.getLast().position();
    }

    @Override
    public AutoCloseable follow(long afterPosition, Listener listener) {
        catchUp(afterPosition, listener);
        synchronized (this) {
            followers.add(listener);
        }
        return () -> leave(listener);
    }

    private synchronized void leave(Listener listener) {
        followers.remove(listener);
    }

    @Override
    public synchronized List<Part> load() {
        if (snapshotsAway) {
            throw new IllegalStateException("away");
        }
        return List.copyOf(parts);
    }

    /** As who destroys a key does. */
    synchronized void throwSnapshotAway() {
        parts.clear();
        parts.add(new Part(0, -1, -1, List.of()));
    }

    @Override
    public synchronized boolean add(int count, Part part) {
        if (snapshotsAway) {
            throw new IllegalStateException("away");
        }
        if (count != parts.size()) {
            return false;
        }
        List<Recorded> reread = new ArrayList<>();
        for (Recorded event : part.events()) {
            byte[] json = EventJson.write(event.event());
            written.add(json);
            reread.add(event.with(EventJson.read(EventNames.nameOf(event.event().getClass()), json)));
        }
        parts.add(new Part(part.format(), part.from(), part.to(), reread));
        return true;
    }

    /** All that lies in the snapshot, as text. */
    synchronized String written() {
        StringBuilder all = new StringBuilder();
        written.forEach(json -> all.append(new String(json, StandardCharsets.UTF_8)));
        return all.toString();
    }

    private static void hand(Recorded recorded, Listener listener) {
        if (ReferenceState.concerns(recorded.stream())) {
            listener.recorded(recorded);
        } else {
            listener.passed(recorded.position(), 1);
        }
    }
}
