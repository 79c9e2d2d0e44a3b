package daftar.embedded.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.ReadResult;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamNotFoundException;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.WriteResult;
import io.kurrent.dbclient.WrongExpectedVersionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AppendAndReadIT extends RunningEventStore {

    @Test
    void an_event_is_read_as_it_was_appended() {
        String stream = name();
        UUID id = UUID.randomUUID();
        EventData event = EventData.builderAsJson("Raised", bytes("{\"نام\":\"دفتر\"}"))
                .metadataAsBytes(bytes("{\"actor\":\"p-1\"}"))
                .eventId(id)
                .build();
        Instant before = Instant.now().minus(Duration.ofMillis(1));

        WriteResult written = append(stream, StreamState.noStream(), event);

        assertThat(written.getNextExpectedRevision()).isEqualTo(StreamState.streamRevision(0));
        RecordedEvent read =
                only(stream, ReadStreamOptions.get().backwards().fromEnd().maxCount(1));
        assertThat(read.getStreamId()).isEqualTo(stream);
        assertThat(read.getEventId()).isEqualTo(id);
        assertThat(read.getEventType()).isEqualTo("Raised");
        assertThat(read.getContentType()).isEqualTo("application/json");
        assertThat(read.getEventData()).isEqualTo(bytes("{\"نام\":\"دفتر\"}"));
        assertThat(read.getUserMetadata()).isEqualTo(bytes("{\"actor\":\"p-1\"}"));
        assertThat(read.getRevision()).isZero();
        assertThat(read.getPosition()).isEqualTo(written.getLogPosition());
        assertThat(read.getCreated()).isBetween(before, Instant.now().plus(Duration.ofMillis(1)));
    }

    @Test
    void binary_data_stay_binary() {
        String stream = name();
        append(
                stream,
                StreamState.any(),
                EventData.builderAsBinary("Blob", new byte[] {0, 1, -1}).build());

        RecordedEvent read = only(stream, ReadStreamOptions.get());

        assertThat(read.getContentType()).isEqualTo("application/octet-stream");
        assertThat(read.getEventData()).containsExactly(0, 1, -1);
        assertThat(read.getUserMetadata()).isEmpty();
    }

    @Test
    void a_stream_is_read_forwards_and_backwards_from_anywhere() {
        String stream = name();
        append(stream, StreamState.noStream(), events(1_200));

        assertThat(revisions(stream, ReadStreamOptions.get())).isEqualTo(range(0, 1_200));
        assertThat(revisions(stream, ReadStreamOptions.get().fromRevision(1_190)))
                .isEqualTo(range(1_190, 1_200));
        assertThat(revisions(stream, ReadStreamOptions.get().fromRevision(3).maxCount(2)))
                .isEqualTo(range(3, 5));
        assertThat(revisions(stream, ReadStreamOptions.get().backwards().fromEnd()))
                .isEqualTo(range(0, 1_200).reversed());
        assertThat(revisions(stream, ReadStreamOptions.get().backwards().fromRevision(2)))
                .containsExactly(2L, 1L, 0L);
        assertThat(revisions(stream, ReadStreamOptions.get().fromRevision(5_000)))
                .isEmpty();
        assertThat(revisions(stream, ReadStreamOptions.get().fromEnd())).isEmpty();
    }

    @Test
    void a_read_tells_the_last_revision_of_the_stream() {
        String stream = name();
        append(stream, StreamState.noStream(), events(7));

        ReadResult read =
                wait(client().readStream(stream, ReadStreamOptions.get().maxCount(2)));

        assertThat(read.getLastStreamPosition()).isEqualTo(6);
    }

    @Test
    void a_stream_that_nobody_has_written_to_is_not_found() {
        assertThatThrownBy(() -> wait(client().readStream(name(), ReadStreamOptions.get())))
                .isInstanceOf(StreamNotFoundException.class);
    }

    @Test
    void all_is_read_forwards_inclusive_and_backwards_exclusive_of_a_position() {
        String stream = name();
        List<Position> positions = IntStream.range(0, 5)
                .mapToObj(i -> append(stream, StreamState.any(), event("E" + i)).getLogPosition())
                .toList();

        assertThat(all(ReadAllOptions.get().fromPosition(positions.get(1)).maxCount(2)))
                .isEqualTo(positions.subList(1, 3));
        assertThat(all(ReadAllOptions.get()
                        .backwards()
                        .fromPosition(positions.get(3))
                        .maxCount(2)))
                .isEqualTo(List.of(positions.get(2), positions.get(1)));
        assertThat(all(ReadAllOptions.get().backwards().fromEnd().maxCount(1))).containsExactly(positions.get(4));
        List<Position> everything = all(ReadAllOptions.get().fromStart());
        assertThat(everything).isSorted().doesNotHaveDuplicates().containsAll(positions);
        assertThat(all(ReadAllOptions.get().fromPosition(new Position(0, 0)))).isEqualTo(everything);
        assertThat(all(ReadAllOptions.get().backwards().fromEnd())).isEqualTo(everything.reversed());
        assertThat(all(ReadAllOptions.get().backwards().fromStart())).isEmpty();
    }

    @Test
    void an_append_expecting_no_stream_is_refused_once_there_is_one() {
        String stream = name();
        append(stream, StreamState.noStream(), event("A"));

        WrongExpectedVersionException refused = conflict(stream, StreamState.noStream(), event("B"));

        assertThat(refused.getStreamName()).isEqualTo(stream);
        assertThat(refused.getActualState()).isEqualTo(StreamState.streamRevision(0));
        assertThat(revisions(stream, ReadStreamOptions.get())).containsExactly(0L);
    }

    @Test
    void an_append_expecting_a_revision_is_accepted_at_this_one_only() {
        String stream = name();
        append(stream, StreamState.noStream(), events(3));

        WrongExpectedVersionException tooLow = conflict(stream, StreamState.streamRevision(1), event("X"));
        assertThat(tooLow.getExpectedState()).isEqualTo(StreamState.streamRevision(1));
        assertThat(tooLow.getActualState()).isEqualTo(StreamState.streamRevision(2));
        conflict(stream, StreamState.streamRevision(3), event("X"));
        assertThat(append(stream, StreamState.streamRevision(2), event("X")).getNextExpectedRevision())
                .isEqualTo(StreamState.streamRevision(3));
    }

    @Test
    void an_append_expecting_a_revision_of_a_stream_that_is_not_there_is_refused() {
        WrongExpectedVersionException refused = conflict(name(), StreamState.streamRevision(5), event("X"));

        assertThat(refused.getActualState()).isEqualTo(StreamState.noStream());
    }

    @Test
    void an_append_expecting_a_stream_needs_events_or_metadata_there() {
        String stream = name();
        assertThat(conflict(stream, StreamState.streamExists(), event("X")).getExpectedState())
                .isEqualTo(StreamState.streamExists());

        append(stream, StreamState.any(), event("A"));
        assertThat(append(stream, StreamState.streamExists(), event("B")).getNextExpectedRevision())
                .isEqualTo(StreamState.streamRevision(1));

        String described = name();
        io.kurrent.dbclient.StreamMetadata metadata = new io.kurrent.dbclient.StreamMetadata();
        metadata.setCacheControl(1L);
        wait(client().setStreamMetadata(described, metadata));
        assertThat(append(described, StreamState.streamExists(), event("A")).getNextExpectedRevision())
                .isEqualTo(StreamState.streamRevision(0));
    }

    @Test
    void the_same_events_appended_again_are_a_success_and_are_there_once() {
        String stream = name();
        EventData[] first = events(2);
        EventData[] second = events(3);
        WriteResult one = append(stream, StreamState.noStream(), first);
        WriteResult two = append(stream, StreamState.streamRevision(1), second);

        assertThat(append(stream, StreamState.noStream(), first))
                .usingRecursiveComparison()
                .isEqualTo(one);
        assertThat(append(stream, StreamState.streamRevision(1), second))
                .usingRecursiveComparison()
                .isEqualTo(two);
        assertThat(append(stream, StreamState.any(), second))
                .usingRecursiveComparison()
                .isEqualTo(two);
        assertThat(append(stream, StreamState.streamExists(), first))
                .usingRecursiveComparison()
                .isEqualTo(one);
        assertThat(append(stream, StreamState.noStream(), first[0]).getNextExpectedRevision())
                .isEqualTo(StreamState.streamRevision(0));
        assertThat(revisions(stream, ReadStreamOptions.get())).isEqualTo(range(0, 5));
    }

    @Test
    void events_of_which_only_the_first_are_there_are_a_conflict() {
        String stream = name();
        EventData[] first = events(2);
        append(stream, StreamState.noStream(), first);
        EventData[] longer =
                Stream.concat(Stream.of(first), Stream.of(event("New"))).toArray(EventData[]::new);

        conflict(stream, StreamState.noStream(), longer);
        conflict(stream, StreamState.any(), longer);
        assertThat(revisions(stream, ReadStreamOptions.get())).isEqualTo(range(0, 2));
    }

    @Test
    void the_same_event_id_may_be_in_two_streams() {
        EventData event = event("A");
        append(name(), StreamState.noStream(), event);

        assertThat(append(name(), StreamState.any(), event).getNextExpectedRevision())
                .isEqualTo(StreamState.streamRevision(0));
    }

    @Test
    void appending_nothing_changes_nothing() {
        String stream = name();

        for (StreamState expected : List.of(StreamState.noStream(), StreamState.any())) {
            assertThat(append(stream, expected).getNextExpectedRevision()).isEqualTo(StreamState.noStream());
        }
        assertThatThrownBy(() -> revisions(stream, ReadStreamOptions.get()))
                .isInstanceOf(StreamNotFoundException.class);
    }

    @Test
    void an_event_larger_than_a_client_can_read_is_refused() {
        EventData tooLarge =
                EventData.builderAsBinary("Blob", new byte[4 << 20]).build();

        assertThatThrownBy(() -> append(name(), StreamState.any(), tooLarge))
                .hasMessageContaining("INVALID_ARGUMENT")
                .hasMessageContaining("Maximum append size");
    }

    @Test
    void large_events_are_read_one_by_one() {
        String stream = name();
        for (int i = 0; i < 4; i++) {
            append(
                    stream,
                    StreamState.any(),
                    EventData.builderAsBinary("Blob", new byte[3 << 20]).build());
        }

        List<ResolvedEvent> read =
                wait(client().readStream(stream, ReadStreamOptions.get())).getEvents();

        assertThat(read)
                .hasSize(4)
                .allSatisfy(event -> assertThat(event.getEvent().getEventData()).hasSize(3 << 20));
    }

    @Test
    void a_stream_without_a_name_or_named_all_cannot_be_written() {
        for (String name : List.of("", "$all", "$$")) {
            assertThatThrownBy(() -> append(name, StreamState.any(), event("A")))
                    .as(name)
                    .hasMessageContaining("INVALID_ARGUMENT");
        }
    }

    @Test
    void links_are_resolved_when_asked_for() {
        String source = name();
        append(source, StreamState.noStream(), events(2));
        String links = name();
        append(
                links,
                StreamState.noStream(),
                EventData.builderAsBinary("$>", bytes("1@" + source)).build(),
                EventData.builderAsBinary("$>", bytes("9@" + source)).build());

        List<ResolvedEvent> resolved = wait(client().readStream(
                                links, ReadStreamOptions.get().resolveLinkTos()))
                .getEvents();
        assertThat(resolved.getFirst().getEvent().getStreamId()).isEqualTo(source);
        assertThat(resolved.getFirst().getEvent().getRevision()).isEqualTo(1);
        assertThat(resolved.getFirst().getLink().getStreamId()).isEqualTo(links);
        assertThat(resolved.get(1).getEvent()).isNull();
        assertThat(resolved.get(1).getLink().getRevision()).isEqualTo(1);
        assertThat(only(links, ReadStreamOptions.get().maxCount(1)).getEventType())
                .isEqualTo("$>");
    }

    @Test
    void the_client_finds_version_and_features() {
        assertThat(wait(client().getServerVersion())).hasValueSatisfying(version -> {
            assertThat(version.isGreaterOrEqualThan(25, 1)).isTrue();
            assertThat(version.isLessThan(25, 1, 1)).isTrue();
        });
    }

    private WrongExpectedVersionException conflict(String stream, StreamState expected, EventData... events) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(
                WrongExpectedVersionException.class,
                () -> wait(client().appendToStream(
                                stream, AppendToStreamOptions.get().streamState(expected), events)));
    }
}
