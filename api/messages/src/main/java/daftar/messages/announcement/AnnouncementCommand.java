package daftar.messages.announcement;

import daftar.messages.Command;
import daftar.messages.Text;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked of an announcement. {@code announcement} is its id and stream, {@code announcement-<uuid>}. */
public sealed interface AnnouncementCommand extends Command {

    String announcement();

    @Override
    default String stream() {
        return announcement();
    }

    /**
     * Tells those whom it concerns.
     *
     * @param title language (BCP 47) → one line; one language at least
     * @param text language → what there is to say; in languages of the title
     * @param departments whom it concerns, each with all below it; empty for everybody
     * @param services codes of the services that it is about; empty for none in particular
     * @param from when it is shown; null for now
     * @param until when it is over; null for seven days after it began
     */
    record PublishAnnouncement(
            String announcement,
            Severity severity,
            Map<String, Text> title,
            Map<String, Text> text,
            List<String> departments,
            List<String> services,
            @Nullable Instant from,
            @Nullable Instant until)
            implements AnnouncementCommand {
        public PublishAnnouncement {
            title = orEmpty(title);
            text = orEmpty(text);
            departments = orEmpty(departments);
            services = orEmpty(services);
        }
    }

    /** All of it anew. @param from null keeps the beginning that it has @param until null keeps the end that it has */
    record ChangeAnnouncement(
            String announcement,
            Severity severity,
            Map<String, Text> title,
            Map<String, Text> text,
            List<String> departments,
            List<String> services,
            @Nullable Instant from,
            @Nullable Instant until)
            implements AnnouncementCommand {
        public ChangeAnnouncement {
            title = orEmpty(title);
            text = orEmpty(text);
            departments = orEmpty(departments);
            services = orEmpty(services);
        }
    }

    /**
     * The clock's: an update of a major incident, in the one announcement that each of them has.
     *
     * @param author who posted it
     */
    record AnnounceUpdate(
            String announcement,
            String author,
            Map<String, Text> title,
            Map<String, Text> text,
            List<String> departments,
            List<String> services,
            Instant from,
            Instant until,
            Occasion occasion)
            implements AnnouncementCommand {}

    /** It is shown no more. */
    record WithdrawAnnouncement(
            String announcement, @Nullable Text reason) implements AnnouncementCommand {}

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private static <T> Map<String, T> orEmpty(@Nullable Map<String, T> map) {
        return map == null ? Map.of() : Map.copyOf(map);
    }
}
