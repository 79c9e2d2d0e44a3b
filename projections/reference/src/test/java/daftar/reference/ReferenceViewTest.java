package daftar.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.messages.Event;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryEvent.PersonRegistered;
import daftar.messages.redaction.Place;
import daftar.messages.redaction.RedactedText;
import daftar.messages.redaction.Redaction.State;
import daftar.messages.redaction.RedactionEvent.RedactionApproved;
import daftar.messages.redaction.RedactionEvent.RedactionRequested;
import daftar.messages.redaction.TextRedacted;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReferenceViewTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final Log log = new Log();

    @Test
    void a_start_returns_when_all_that_was_recorded_is_known() {
        register(0, 3);
        long last = log.elsewhere();
        ReferenceView view = started();
        assertThat(view.position()).isEqualTo(last);
        assertThat(view.person("person-2").name()).isEqualTo("opened P2");
    }

    @Test
    void what_is_recorded_later_is_known_at_its_position() {
        ReferenceView view = started();
        long position = log.record("person-a", Facts.person("person-a", "A", null));
        assertThat(view.awaitPosition(position, LONG)).isTrue();
        assertThat(view.person("person-a")).isNotNull();
    }

    @Test
    void the_position_of_a_tickets_event_is_reached_too() {
        ReferenceView view = started();
        long position = log.elsewhere();
        assertThat(view.awaitPosition(position, LONG)).isTrue();
    }

    @Test
    void a_view_that_is_behind_says_so() {
        ReferenceView view = started();
        long position = log.elsewhere();
        assertThat(view.awaitPosition(position + 1, SHORT)).isFalse();
    }

    @Test
    void who_waits_is_woken_by_what_comes() throws Exception {
        ReferenceView view = started();
        long before = log.elsewhere();
        CompletableFuture<Boolean> waiter =
                CompletableFuture.supplyAsync(() -> view.awaitPosition(before + 1, LONG), task -> Thread.ofVirtual()
                        .start(task));
        assertThat(waiter).isNotDone();
        log.elsewhere();
        assertThat(waiter.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_position_that_the_subscription_has_not_told_of_yet_is_looked_up_in_the_log() {
        ReferenceView view = started();
        log.untold("person-a", Facts.person("person-a", "A", null));
        long position = log.untold("ticket-1", new Event() {}).position();
        assertThat(view.awaitPosition(position, SHORT)).isTrue();
        assertThat(view.person("person-a")).isNotNull();
    }

    @Test
    void what_was_looked_up_counts_once_when_the_subscription_tells_of_it() {
        ReferenceView view = started();
        long position =
                log.untold("person-a", Facts.person("person-a", "A", null)).position();
        assertThat(view.awaitPosition(position, SHORT)).isTrue();
        ReferenceState before = view.state();
        log.again();
        assertThat(view.state()).isSameAs(before);
    }

    @Test
    void what_comes_twice_counts_once() {
        ReferenceView view = started();
        log.record("person-a", Facts.person("person-a", "A", null));
        ReferenceState before = view.state();
        log.again();
        assertThat(view.state()).isSameAs(before);
    }

    @Test
    void a_start_reads_the_snapshot_instead_of_the_log() {
        started();
        register(0, SnapshotLog.EVENTS_PER_PART * 3);
        log.scanned = 0;
        ReferenceView second = started();
        assertThat(log.scanned).isZero();
        assertThat(second.state().people()).hasSize(SnapshotLog.EVENTS_PER_PART * 3);
    }

    @Test
    void the_snapshot_goes_on_where_only_tickets_are_busy() {
        started();
        register(0, 1);
        for (int i = 0; i < SnapshotLog.RECORDS_TO_SCAN; i++) {
            log.elsewhere();
        }
        log.scanned = 0;
        assertThat(started().person("person-0")).isNotNull();
        assertThat(log.scanned).isLessThan(10);
    }

    @Test
    void a_start_without_a_snapshot_makes_one_in_parts_of_bounded_size() {
        register(0, SnapshotLog.EVENTS_PER_PART * 2 + 5);
        started();
        assertThat(log.load()).hasSize(3).allSatisfy(part -> assertThat(part.events())
                .hasSizeLessThanOrEqualTo(SnapshotLog.EVENTS_PER_PART));
    }

    @Test
    void nobodys_name_lies_open_in_the_snapshot() {
        started();
        register(0, SnapshotLog.EVENTS_PER_PART);
        assertThat(log.written()).contains("person-0").doesNotContain("opened");
    }

    @Test
    void two_nodes_keep_one_snapshot() {
        ReferenceView first = started();
        ReferenceView second = started();
        register(0, SnapshotLog.EVENTS_PER_PART * 3);
        long from = -1;
        for (ReferenceSnapshots.Part part : log.load()) {
            assertThat(part.from()).isEqualTo(from);
            from = part.to();
        }
        assertThat(log.load().stream().mapToInt(part -> part.events().size()).sum())
                .isEqualTo(SnapshotLog.EVENTS_PER_PART * 3);
        assertThat(first.state()).isEqualTo(second.state()).isEqualTo(started().state());
    }

    @Test
    void a_node_that_lags_behind_anothers_snapshot_adds_nothing_twice() {
        SnapshotLog lagging = new SnapshotLog(log);
        lagging.start();
        started();
        register(0, SnapshotLog.EVENTS_PER_PART * 2);
        List<Recorded> all = log.records();
        for (Recorded event : all.subList(0, SnapshotLog.EVENTS_PER_PART)) {
            lagging.recorded(event);
        }
        lagging.saveIfDue(all.get(SnapshotLog.EVENTS_PER_PART - 1).position());
        register(SnapshotLog.EVENTS_PER_PART * 2, SnapshotLog.EVENTS_PER_PART * 2 + 1);
        for (Recorded event :
                log.records().subList(SnapshotLog.EVENTS_PER_PART, log.records().size())) {
            lagging.recorded(event);
        }
        lagging.saveIfDue(log.records().getLast().position());
        assertThat(log.load().stream().flatMap(part -> part.events().stream()))
                .extracting(Recorded::position)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void parts_of_another_format_are_passed_over() {
        register(0, 1);
        log.add(0, new ReferenceSnapshots.Part(SnapshotLog.FORMAT + 1, -1, 9_999, List.of()));
        assertThat(started().person("person-0")).isNotNull();
        register(1, SnapshotLog.EVENTS_PER_PART + 1);
        assertThat(log.load()).hasSize(2);
        assertThat(started().state().people()).hasSize(SnapshotLog.EVENTS_PER_PART + 1);
    }

    @Test
    void a_snapshot_that_cannot_be_kept_stops_nothing() {
        log.snapshotsAway = true;
        ReferenceView view = started();
        register(0, SnapshotLog.EVENTS_PER_PART * 2);
        assertThat(view.state().people()).hasSize(SnapshotLog.EVENTS_PER_PART * 2);
        log.snapshotsAway = false;
        assertThat(started().state()).isEqualTo(view.state());
    }

    @Test
    void a_snapshot_that_was_away_for_a_while_is_made_up_for() {
        started();
        log.snapshotsAway = true;
        register(0, SnapshotLog.EVENTS_PER_PART + 50);
        assertThat(log.written()).isEmpty();
        log.snapshotsAway = false;
        register(SnapshotLog.EVENTS_PER_PART + 50, SnapshotLog.EVENTS_PER_PART * 2);
        log.scanned = 0;
        assertThat(started().state().people()).hasSize(SnapshotLog.EVENTS_PER_PART * 2);
        assertThat(log.scanned).isLessThanOrEqualTo(SnapshotLog.EVENTS_PER_PART);
    }

    @Test
    void a_key_that_cannot_be_read_fails_the_start_which_may_be_tried_again() {
        register(0, 1);
        boolean[] away = {true};
        ReferenceView view = new ReferenceView(log, log, (recorded, redacted) -> open(recorded, away[0]));
        assertThatThrownBy(view::start).hasMessageContaining("away");
        away[0] = false;
        view.start();
        assertThat(view.person("person-0")).isNotNull();
    }

    @Test
    void a_person_whose_data_were_redacted_has_no_name_any_more_in_a_view_that_runs_or_starts() {
        register(0, SnapshotLog.EVENTS_PER_PART + 1);
        ReferenceView running = opening();
        running.start();
        assertThat(running.person("person-0").name()).isEqualTo("opened P0");
        List<Place> places = List.of(new Place("person-0", List.of(new RedactedText(0, "key-person-0"))));
        log.record("redaction-1", new RedactionRequested("person-0", places, List.of(), Text.of("left")));
        log.record("redaction-1", new RedactionApproved());

        ReferenceView startedMeanwhile = opening();
        startedMeanwhile.start();
        assertThat(startedMeanwhile.person("person-0").name())
                .as("though its key is still there")
                .isNull();

        long position = log.record(
                "person-0", new TextRedacted("redaction-1", 1, places.getFirst().texts()));
        assertThat(running.awaitPosition(position, LONG)).isTrue();
        assertThat(running.person("person-0").name()).isNull();
        assertThat(running.person("person-1").name()).isEqualTo("opened P1");
        position = log.record("person-1", Facts.supervisor("person-1", "person-2"));
        assertThat(running.awaitPosition(position, LONG)).isTrue();
        assertThat(running.person("person-1").supervisor()).isEqualTo("person-2");
        assertThat(running.redactions().redaction("redaction-1").state()).isEqualTo(State.APPROVED);
    }

    @Test
    void a_snapshot_that_was_thrown_away_is_not_gone_on_with_as_if_it_were_whole() {
        ReferenceView running = started();
        register(0, SnapshotLog.EVENTS_PER_PART * 2);
        log.throwSnapshotAway();
        register(SnapshotLog.EVENTS_PER_PART * 2, SnapshotLog.EVENTS_PER_PART * 4);
        assertThat(running.state().people()).hasSize(SnapshotLog.EVENTS_PER_PART * 4);
        assertThat(started().state().people())
                .as("by the next start, which reads the log")
                .hasSize(SnapshotLog.EVENTS_PER_PART * 4);
    }

    private ReferenceView opening() {
        return new ReferenceView(
                log,
                log,
                (event, redacted) -> event.event() instanceof PersonRegistered person
                                && redacted.contains(((Text.Sealed) person.name()).key())
                        ? event
                        : Facts.opened(event));
    }

    @Test
    void a_closed_view_hears_nothing_more() {
        ReferenceView view = started();
        view.close();
        log.elsewhere();
        assertThat(log.followers()).isZero();
        assertThat(view.position()).isEqualTo(-1);
    }

    private static Recorded open(Recorded recorded, boolean away) {
        if (away) {
            throw new IllegalStateException("away");
        }
        return Facts.opened(recorded);
    }

    private void register(int from, int to) {
        for (int i = from; i < to; i++) {
            log.record("person-" + i, Facts.person("person-" + i, "P" + i, null));
        }
    }

    private ReferenceView started() {
        ReferenceView view = new ReferenceView(log, log, (event, redacted) -> Facts.opened(event));
        view.start();
        return view;
    }
}
