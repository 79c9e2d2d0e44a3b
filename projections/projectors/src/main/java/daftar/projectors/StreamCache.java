package daftar.projectors;

import daftar.readmodel.StreamDocument;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Documents of streams that were folded lately. One is used only where it is exactly one event behind the next, so that a stale one
 * does no harm. For one thread.
 */
final class StreamCache extends LinkedHashMap<String, StreamDocument> {

    private static final long serialVersionUID = 1L;

    private final int capacity;
    private Indexes.@Nullable Versions versions;

    StreamCache(int capacity) {
        super(16, 0.75f, true);
        this.capacity = capacity;
    }

    /** Forgets what it took from other versions of the read models than are there now. */
    void follow(Indexes.Versions now) {
        if (!now.equals(versions)) {
            clear();
            versions = now;
        }
    }

    /** The ticket if it is at the revision before this one, or past it; null otherwise. */
    @Nullable StreamDocument before(String ticket, long revision) {
        StreamDocument cached = get(ticket);
        return cached != null && cached.revision() >= revision - 1 ? cached : null;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, StreamDocument> eldest) {
        return size() > capacity;
    }
}
