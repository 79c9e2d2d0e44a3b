package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Meta;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.query.AtLeast;
import daftar.messages.query.Changes;
import daftar.messages.ticket.TicketEvent.WorkNoteAdded;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LogChangesTest {

    private final ListedLog log = new ListedLog();
    private final LogChanges changes = new LogChanges(log);
    private long position;

    private void happens(String stream) {
        log.add(new Recorded(
                stream,
                ++position,
                position,
                UUID.randomUUID(),
                Instant.EPOCH,
                Map.of(Meta.ACTOR, "person-dan"),
                new WorkNoteAdded(Text.of("x"))));
    }

    @Test
    void news_are_told_once_and_only_the_newest() throws InterruptedException {
        try (Changes.Watch all = changes.watch(null);
                Changes.Watch one = changes.watch("ticket-b")) {
            happens("ticket-a");
            happens("ticket-b");
            happens("ticket-a");
            happens("person-x");
            assertThat(all.next(Duration.ZERO)).isEqualTo(new AtLeast(3, "ticket-a", 3));
            assertThat(all.next(Duration.ZERO)).isNull();
            assertThat(one.next(Duration.ZERO)).isEqualTo(new AtLeast(2, "ticket-b", 2));
        }
        assertThat(log.followers()).isEqualTo(1);
        changes.close();
        assertThat(log.followers()).isZero();
    }

    @Test
    void who_waits_is_woken() throws InterruptedException {
        try (Changes.Watch watch = changes.watch(null)) {
            Thread.ofVirtual().start(() -> happens("ticket-a"));
            assertThat(watch.next(Duration.ofSeconds(20))).isNotNull();
        }
    }
}
