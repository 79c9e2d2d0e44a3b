package daftar.messages.announcement;

import daftar.messages.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The announcements that may still matter to somebody, by id. Those that ended long before the newest are in the log only,
 * so that the board does not grow for ever. Immutable.
 */
public record AnnouncementBoard(Map<String, Announcement> byId) {

    /** How long after its end an announcement can be looked at here. */
    public static final Duration KEPT = Duration.ofDays(90);

    public static final AnnouncementBoard EMPTY = new AnnouncementBoard(Map.of());

    /** Whether events of this stream are about announcements. */
    public static boolean concerns(String stream) {
        return stream.startsWith("announcement-");
    }

    /** The board after an event of an announcement's stream. */
    public AnnouncementBoard after(Recorded recorded) {
        Announcement after = Announcement.evolve(byId.get(recorded.stream()), recorded);
        if (after == null) {
            return this;
        }
        Map<String, Announcement> all = new LinkedHashMap<>(byId);
        all.put(after.id(), after);
        Instant ended = recorded.occurredAt().minus(KEPT);
        all.values().removeIf(each -> each.until().isBefore(ended));
        return new AnnouncementBoard(all);
    }

    public Collection<Announcement> all() {
        return byId.values();
    }
}
