package daftar.messages.announcement;

import daftar.messages.Event;
import daftar.messages.Text;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened to an announcement. */
public sealed interface AnnouncementEvent extends Event {

    /**
     * @param author who answers for it
     * @param title language (BCP 47) → one line
     * @param text language → what there is to say
     * @param departments whom it concerns, each with all below it; empty for everybody
     * @param services codes of the services that it is about; empty for none in particular
     * @param occasion the update of a major incident that it tells of; null for none
     */
    record AnnouncementPublished(
            String author,
            Severity severity,
            Map<String, Text> title,
            Map<String, Text> text,
            List<String> departments,
            List<String> services,
            Instant from,
            Instant until,
            @Nullable Occasion occasion)
            implements AnnouncementEvent {
        public AnnouncementPublished {
            title = orEmpty(title);
            text = orEmpty(text);
            departments = orEmpty(departments);
            services = orEmpty(services);
        }
    }

    /** The whole announcement after the change. */
    record AnnouncementChanged(
            Severity severity,
            Map<String, Text> title,
            Map<String, Text> text,
            List<String> departments,
            List<String> services,
            Instant from,
            Instant until,
            @Nullable Occasion occasion)
            implements AnnouncementEvent {
        public AnnouncementChanged {
            title = orEmpty(title);
            text = orEmpty(text);
            departments = orEmpty(departments);
            services = orEmpty(services);
        }
    }

    /** It is shown no more. */
    record AnnouncementWithdrawn(@Nullable Text reason) implements AnnouncementEvent {}

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private static <T> Map<String, T> orEmpty(@Nullable Map<String, T> map) {
        return map == null ? Map.of() : Map.copyOf(map);
    }
}
