package daftar.embedded.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kurrent.dbclient.AppendStreamRequest;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.MultiStreamAppendResponse;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.RecordSizeExceededException;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.StreamDeletedException;
import io.kurrent.dbclient.StreamNotFoundException;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.StreamTombstonedException;
import io.kurrent.dbclient.WrongExpectedVersionException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MultiStreamAppendIT extends RunningEventStore {

    @Test
    void several_streams_are_appended_to_at_once() {
        String one = name();
        String two = name();
        UUID id = UUID.randomUUID();
        EventData json = EventData.builderAsJson("Raised", bytes("{\"a\":1}"))
                .eventId(id)
                .metadataAsBytes(bytes("{\"actor\":\"شخص\",\"client\":\"api\"}"))
                .build();

        MultiStreamAppendResponse response = append(
                new AppendStreamRequest(one, List.of(json, event("B")).iterator(), StreamState.noStream()),
                new AppendStreamRequest(
                        two,
                        List.of(EventData.builderAsBinary("Blob", new byte[0]).build())
                                .iterator(),
                        StreamState.any()));

        assertThat(response.getPosition()).isPositive();
        assertThat(response.getResults())
                .extracting(result -> result.getStream() + " " + result.getStreamRevision())
                .containsExactly(one + " 1", two + " 0");
        RecordedEvent first = only(one, ReadStreamOptions.get().maxCount(1));
        assertThat(first.getEventId()).isEqualTo(id);
        assertThat(first.getEventType()).isEqualTo("Raised");
        assertThat(first.getContentType()).isEqualTo("application/json");
        assertThat(first.getEventData()).isEqualTo(bytes("{\"a\":1}"));
        assertThat(new String(first.getUserMetadata(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"actor\":\"شخص\"")
                .contains("\"client\":\"api\"");
        RecordedEvent blob = only(two, ReadStreamOptions.get());
        assertThat(blob.getContentType()).isEqualTo("application/octet-stream");
        assertThat(blob.getPosition().getCommitUnsigned()).isEqualTo(response.getPosition());
    }

    @Test
    void if_one_stream_is_not_as_expected_nothing_is_appended() {
        String there = name();
        append(there, StreamState.noStream(), events(3));
        String fresh = name();

        WrongExpectedVersionException refused = catchThrowableOfType(
                WrongExpectedVersionException.class,
                () -> append(
                        new AppendStreamRequest(fresh, List.of(event("A")).iterator(), StreamState.noStream()),
                        new AppendStreamRequest(there, List.of(event("A")).iterator(), StreamState.streamRevision(0))));

        assertThat(refused.getStreamName()).isEqualTo(there);
        assertThat(refused.getExpectedState()).isEqualTo(StreamState.streamRevision(0));
        assertThat(refused.getActualState()).isEqualTo(StreamState.streamRevision(2));
        assertThatThrownBy(() -> revisions(fresh, ReadStreamOptions.get())).isInstanceOf(StreamNotFoundException.class);
        assertThat(revisions(there, ReadStreamOptions.get())).hasSize(3);
    }

    @Test
    void the_same_session_again_is_a_success_and_changes_nothing() {
        String one = name();
        String two = name();
        EventData first = event("A");
        EventData second = event("B");
        long position = 0;
        for (int i = 0; i < 2; i++) {
            MultiStreamAppendResponse response = append(
                    new AppendStreamRequest(one, List.of(first).iterator(), StreamState.noStream()),
                    new AppendStreamRequest(two, List.of(second).iterator(), StreamState.noStream()));
            assertThat(response.getPosition()).isGreaterThanOrEqualTo(position);
            position = response.getPosition();
        }

        assertThat(revisions(one, ReadStreamOptions.get())).containsExactly(0L);
        assertThat(revisions(two, ReadStreamOptions.get())).containsExactly(0L);
    }

    @Test
    void deleted_and_tombstoned_streams_are_told_apart() {
        String deleted = name();
        append(deleted, StreamState.noStream(), events(1));
        wait(client().deleteStream(deleted));
        String tombstoned = name();
        append(tombstoned, StreamState.noStream(), events(1));
        wait(client().tombstoneStream(tombstoned));

        assertThatThrownBy(() -> append(
                        new AppendStreamRequest(deleted, List.of(event("A")).iterator(), StreamState.streamExists())))
                .isInstanceOf(StreamDeletedException.class);
        assertThatThrownBy(() -> append(
                        new AppendStreamRequest(tombstoned, List.of(event("A")).iterator(), StreamState.any())))
                .isInstanceOf(StreamTombstonedException.class);
    }

    @Test
    void a_stream_named_twice_a_session_of_nothing_and_a_record_too_large_are_refused() {
        String stream = name();
        assertThatThrownBy(() -> append(
                        new AppendStreamRequest(stream, List.of(event("A")).iterator(), StreamState.any()),
                        new AppendStreamRequest(stream, List.of(event("B")).iterator(), StreamState.any())))
                .hasMessageContaining("ABORTED");
        assertThatThrownBy(this::append).hasMessageContaining("FAILED_PRECONDITION");
        assertThatThrownBy(() -> append(new AppendStreamRequest(
                        stream,
                        List.of(EventData.builderAsBinary("Blob", new byte[4 << 20])
                                        .build())
                                .iterator(),
                        StreamState.any())))
                .isInstanceOf(RecordSizeExceededException.class);
        assertThatThrownBy(() -> revisions(stream, ReadStreamOptions.get()))
                .isInstanceOf(StreamNotFoundException.class);
    }

    private MultiStreamAppendResponse append(AppendStreamRequest... requests) {
        return wait(client().multiStreamAppend(List.of(requests).iterator()));
    }
}
