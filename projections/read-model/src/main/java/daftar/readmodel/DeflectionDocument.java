package daftar.readmodel;

import daftar.messages.Recorded;
import daftar.messages.knowledge.DeflectionEvent.RequestDeflected;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that was not raised, since something was read instead.
 *
 * @param person who would have raised it
 * @param department of the person then
 * @param read ids of articles and tickets
 */
public record DeflectionDocument(
        String id,
        long revision,
        long position,
        String person,
        @Nullable String department,
        @Nullable String category,
        List<String> read,
        Instant at)
        implements StreamDocument {

    /** As {@link StreamDocument#evolve}. */
    static DeflectionDocument evolve(@Nullable DeflectionDocument before, Recorded recorded) {
        if (before != null && recorded.revision() <= before.revision) {
            return before;
        }
        if (recorded.event() instanceof RequestDeflected e) {
            return new DeflectionDocument(
                    recorded.stream(),
                    recorded.revision(),
                    recorded.position(),
                    e.person(),
                    e.department(),
                    e.category(),
                    e.read(),
                    recorded.occurredAt());
        }
        if (before == null) {
            throw new IllegalStateException(recorded.stream() + " does not begin with its first event");
        }
        return new DeflectionDocument(
                before.id,
                recorded.revision(),
                recorded.position(),
                before.person,
                before.department,
                before.category,
                before.read,
                before.at);
    }
}
