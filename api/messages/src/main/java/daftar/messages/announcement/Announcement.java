package daftar.messages.announcement;

import daftar.messages.NothingChanged;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.announcement.AnnouncementEvent.*;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An announcement as it stands after an event.
 *
 * @param version of the last event
 * @param author who answers for it
 * @param title language → one line; as sealed or open as the events were
 * @param departments whom it concerns, each with all below it; empty for everybody
 * @param services what it is about; empty for none in particular
 * @param occasion the update of a major incident that it tells of; null for none
 */
public record Announcement(
        String id,
        long version,
        String author,
        Severity severity,
        Map<String, Text> title,
        Map<String, Text> text,
        List<String> departments,
        List<String> services,
        Instant from,
        Instant until,
        Instant publishedAt,
        Instant changedAt,
        boolean withdrawn,
        @Nullable Occasion occasion) {

    /** The fold: pure. Null where it has not been published. */
    public static @Nullable Announcement evolve(@Nullable Announcement before, Recorded recorded) {
        if (recorded.event() instanceof AnnouncementPublished e) {
            return new Announcement(
                    recorded.stream(),
                    recorded.revision(),
                    e.author(),
                    e.severity(),
                    e.title(),
                    e.text(),
                    e.departments(),
                    e.services(),
                    e.from(),
                    e.until(),
                    before == null ? recorded.occurredAt() : before.publishedAt,
                    recorded.occurredAt(),
                    false,
                    e.occasion());
        }
        if (before == null) {
            return null;
        }
        return switch (recorded.event()) {
            case AnnouncementChanged e ->
                new Announcement(
                        before.id,
                        recorded.revision(),
                        before.author,
                        e.severity(),
                        e.title(),
                        e.text(),
                        e.departments(),
                        e.services(),
                        e.from(),
                        e.until(),
                        before.publishedAt,
                        recorded.occurredAt(),
                        false,
                        e.occasion());
            case AnnouncementWithdrawn e -> before.at(recorded.revision(), true);
            case NothingChanged e -> before.at(recorded.revision(), before.withdrawn);
            default -> before;
        };
    }

    private Announcement at(long newVersion, boolean nowWithdrawn) {
        return new Announcement(
                id,
                newVersion,
                author,
                severity,
                title,
                text,
                departments,
                services,
                from,
                until,
                publishedAt,
                changedAt,
                nowWithdrawn,
                occasion);
    }

    /** Whether it is to be shown at this instant, to whomever it concerns. */
    public boolean isShownAt(Instant now) {
        return !withdrawn && !now.isBefore(from) && now.isBefore(until);
    }

    /** Whether it concerns somebody. @param departmentPath their department and those above it; empty for none */
    public boolean concerns(Collection<String> departmentPath) {
        return departments.isEmpty() || !Collections.disjoint(departments, departmentPath);
    }

    /** Whether it concerns the users of a service: it names it, or none in particular. */
    public boolean isAbout(String service) {
        return services.isEmpty() || services.contains(service);
    }
}
