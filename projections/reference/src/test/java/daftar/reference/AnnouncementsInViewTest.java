package daftar.reference;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Event;
import daftar.messages.NothingChanged;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.announcement.Announcement;
import daftar.messages.announcement.AnnouncementEvent.AnnouncementPublished;
import daftar.messages.announcement.AnnouncementEvent.AnnouncementWithdrawn;
import daftar.messages.announcement.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnnouncementsInViewTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final AnnouncementPublished PUBLISHED = new AnnouncementPublished(
            "person-a",
            Severity.WARNING,
            Map.of("en", Text.of("Mail is down")),
            Map.of(),
            List.of(),
            List.of(),
            NOW,
            NOW.plusSeconds(60),
            null);

    @Test
    void the_view_has_announcements_with_the_version_of_their_streams() {
        ReferenceState state = folded(ReferenceState.EMPTY, 0, PUBLISHED);
        assertThat(ReferenceState.concerns("announcement-1")).isTrue();
        assertThat(state.announcements().all())
                .extracting(Announcement::version)
                .containsExactly(0L);
        state = folded(state, 1, new NothingChanged("WithdrawAnnouncement"));
        assertThat(state.announcements().byId().get("announcement-1").version()).isEqualTo(1);
        ReferenceState withdrawn = folded(state, 2, new AnnouncementWithdrawn(null));
        assertThat(withdrawn.announcements().byId().get("announcement-1").withdrawn())
                .isTrue();
        assertThat(withdrawn).isNotEqualTo(state);
    }

    private static ReferenceState folded(ReferenceState state, long revision, Event event) {
        return ReferenceState.evolve(
                state, new Recorded("announcement-1", revision, revision, new UUID(0, 0), NOW, Map.of(), event));
    }
}
