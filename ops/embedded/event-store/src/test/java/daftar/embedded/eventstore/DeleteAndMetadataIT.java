package daftar.embedded.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kurrent.dbclient.Acl;
import io.kurrent.dbclient.Acls;
import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.DeleteResult;
import io.kurrent.dbclient.DeleteStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.ReadResult;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamDeletedException;
import io.kurrent.dbclient.StreamMetadata;
import io.kurrent.dbclient.StreamNotFoundException;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.WriteResult;
import io.kurrent.dbclient.WrongExpectedVersionException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeleteAndMetadataIT extends RunningEventStore {

    @Test
    void metadata_are_read_as_they_were_set() {
        String stream = name();
        Acl acl = Acls.newStreamAcl().addReadRoles("desk").addWriteRoles("desk");
        StreamMetadata metadata = new StreamMetadata();
        metadata.setMaxAge(2L);
        metadata.setTruncateBefore(1L);
        metadata.setCacheControl(15L);
        metadata.setAcl(acl);
        metadata.setMaxCount(12L);
        metadata.setCustomProperties(Map.of("owner", "desk"));

        wait(client().setStreamMetadata(stream, metadata));

        assertThat(wait(client().getStreamMetadata(stream)))
                .usingRecursiveComparison()
                .isEqualTo(metadata);
    }

    @Test
    void a_stream_without_metadata_has_empty_ones() {
        assertThat(wait(client().getStreamMetadata(name())))
                .usingRecursiveComparison()
                .isEqualTo(new StreamMetadata());
    }

    @Test
    void the_latest_metadata_count() {
        String stream = name();
        for (long count = 1; count <= 3; count++) {
            maxCount(stream, count);
        }

        assertThat(wait(client().getStreamMetadata(stream)).getMaxCount()).isEqualTo(3);
        assertThat(revisions("$$" + stream, ReadStreamOptions.get())).containsExactly(2L);
    }

    @Test
    void metadata_obey_an_expected_revision() {
        String stream = name();
        wait(client().setStreamMetadata(
                        stream, AppendToStreamOptions.get().streamState(StreamState.noStream()), new StreamMetadata()));

        assertThatThrownBy(() -> wait(client().setStreamMetadata(
                                stream,
                                AppendToStreamOptions.get().streamState(StreamState.noStream()),
                                new StreamMetadata())))
                .isInstanceOf(WrongExpectedVersionException.class);
    }

    @Test
    void of_a_stream_with_a_greatest_count_the_newest_events_are_read() {
        String stream = name();
        append(stream, StreamState.noStream(), events(5));
        maxCount(stream, 2);

        assertThat(revisions(stream, ReadStreamOptions.get())).containsExactly(3L, 4L);
        assertThat(revisions(stream, ReadStreamOptions.get().backwards().fromEnd()))
                .containsExactly(4L, 3L);
        append(stream, StreamState.streamRevision(4), event("X"));
        assertThat(revisions(stream, ReadStreamOptions.get())).containsExactly(4L, 5L);
        ReadResult read = wait(client().readStream(stream, ReadStreamOptions.get()));
        assertThat(read.getFirstStreamPosition()).isEqualTo(4);
    }

    @Test
    void of_a_truncated_stream_the_rest_is_read() {
        String stream = name();
        append(stream, StreamState.noStream(), events(5));
        StreamMetadata metadata = new StreamMetadata();
        metadata.setTruncateBefore(3L);
        wait(client().setStreamMetadata(stream, metadata));

        assertThat(revisions(stream, ReadStreamOptions.get())).containsExactly(3L, 4L);
        assertThat(revisions(stream, ReadStreamOptions.get().backwards().fromRevision(2)))
                .isEmpty();
        metadata.setTruncateBefore(100L);
        wait(client().setStreamMetadata(stream, metadata));
        assertThat(revisions(stream, ReadStreamOptions.get())).isEmpty();
        append(stream, StreamState.streamRevision(4), event("X"));
    }

    @Test
    void events_older_than_the_greatest_age_are_not_read() {
        String stream = name();
        append(stream, StreamState.noStream(), events(3));
        StreamMetadata metadata = new StreamMetadata();
        metadata.setMaxAge(3_600L);
        wait(client().setStreamMetadata(stream, metadata));
        assertThat(revisions(stream, ReadStreamOptions.get())).isEqualTo(range(0, 3));

        clock.forwards(Duration.ofMinutes(61));
        append(stream, StreamState.streamRevision(2), event("X"));

        assertThat(revisions(stream, ReadStreamOptions.get())).containsExactly(3L);
        assertThat(revisions(stream, ReadStreamOptions.get().backwards().fromEnd()))
                .containsExactly(3L);
    }

    @Test
    void a_deleted_stream_is_not_found_but_still_in_all() {
        String stream = name();
        Position position = append(stream, StreamState.noStream(), events(2)).getLogPosition();

        DeleteResult deleted = wait(client().deleteStream(stream));

        assertThat(deleted.getPosition()).isGreaterThan(position);
        assertThatThrownBy(() -> revisions(stream, ReadStreamOptions.get()))
                .isInstanceOf(StreamNotFoundException.class);
        assertThat(all(ReadAllOptions.get().fromPosition(position).maxCount(1))).containsExactly(position);
    }

    @Test
    void a_deleted_stream_lives_again_with_the_next_append() {
        for (StreamState expected : List.of(StreamState.any(), StreamState.noStream(), StreamState.streamRevision(1))) {
            String stream = name();
            StreamMetadata metadata = new StreamMetadata();
            metadata.setCacheControl(7L);
            append(stream, StreamState.noStream(), events(2));
            wait(client().setStreamMetadata(stream, metadata));
            wait(client().deleteStream(stream));

            WriteResult written = append(stream, expected, events(3));

            assertThat(written.getNextExpectedRevision()).isEqualTo(StreamState.streamRevision(4));
            assertThat(revisions(stream, ReadStreamOptions.get())).containsExactly(2L, 3L, 4L);
            StreamMetadata now = wait(client().getStreamMetadata(stream));
            assertThat(now.getTruncateBefore()).isEqualTo(2);
            assertThat(now.getCacheControl()).isEqualTo(7);
        }
    }

    @Test
    void a_deleted_stream_is_created_again_once_only() {
        String stream = name();
        append(stream, StreamState.noStream(), events(2));
        wait(client().deleteStream(stream));
        EventData[] again = events(1);
        append(stream, StreamState.noStream(), again);

        assertThatThrownBy(() -> append(stream, StreamState.noStream(), events(1)))
                .isInstanceOf(WrongExpectedVersionException.class);
        assertThat(append(stream, StreamState.noStream(), again).getNextExpectedRevision())
                .as("the very same append again")
                .isEqualTo(StreamState.streamRevision(2));
        assertThat(revisions(stream, ReadStreamOptions.get())).containsExactly(2L);
    }

    @Test
    void a_deleted_stream_does_not_exist_for_who_expects_it_to() {
        String stream = name();
        append(stream, StreamState.noStream(), events(2));
        wait(client().deleteStream(stream));

        assertThatThrownBy(() -> append(stream, StreamState.streamExists(), event("X")))
                .isInstanceOf(StreamDeletedException.class);
    }

    @Test
    void metadata_bring_a_deleted_stream_back_without_what_was_deleted() {
        String stream = name();
        append(stream, StreamState.noStream(), events(2));
        wait(client().deleteStream(stream));

        maxCount(stream, 100);

        assertThat(revisions(stream, ReadStreamOptions.get())).isEmpty();
        StreamMetadata now = wait(client().getStreamMetadata(stream));
        assertThat(now.getTruncateBefore()).isEqualTo(2);
        assertThat(now.getMaxCount()).isEqualTo(100);
        append(stream, StreamState.streamRevision(1), event("X"));
        assertThat(revisions(stream, ReadStreamOptions.get())).containsExactly(2L);
    }

    @Test
    void deleting_obeys_an_expected_revision() {
        String stream = name();
        append(stream, StreamState.noStream(), events(2));

        WrongExpectedVersionException refused = catchThrowableOfType(
                WrongExpectedVersionException.class,
                () -> wait(client().deleteStream(
                                stream, DeleteStreamOptions.get().streamState(StreamState.streamRevision(0)))));

        assertThat(refused.getStreamName()).isEqualTo(stream);
        assertThat(refused.getExpectedState()).isEqualTo(StreamState.streamRevision(0));
        assertThat(refused.getActualState()).isEqualTo(StreamState.streamRevision(1));
        wait(client().deleteStream(stream, DeleteStreamOptions.get().streamState(StreamState.streamRevision(1))));
    }

    @Test
    void deleting_what_is_not_there_depends_on_what_is_expected() {
        for (StreamState fine : List.of(StreamState.any(), StreamState.noStream())) {
            wait(client().deleteStream(name(), DeleteStreamOptions.get().streamState(fine)));
            wait(client().tombstoneStream(name(), DeleteStreamOptions.get().streamState(fine)));
        }
        for (StreamState refused : List.of(StreamState.streamExists(), StreamState.streamRevision(3))) {
            DeleteStreamOptions options = DeleteStreamOptions.get().streamState(refused);
            assertThatThrownBy(() -> wait(client().deleteStream(name(), options)))
                    .isInstanceOf(WrongExpectedVersionException.class);
            assertThatThrownBy(() -> wait(client().tombstoneStream(name(), options)))
                    .isInstanceOf(WrongExpectedVersionException.class);
        }
    }

    @Test
    void a_tombstoned_stream_is_gone_for_good() {
        String stream = name();
        append(stream, StreamState.noStream(), events(2));

        Position position = wait(client().tombstoneStream(stream)).getPosition();

        assertThatThrownBy(() -> revisions(stream, ReadStreamOptions.get())).hasMessageContaining("is deleted");
        for (StreamState expected : List.of(
                StreamState.any(), StreamState.noStream(), StreamState.streamExists(), StreamState.streamRevision(1))) {
            StreamDeletedException gone =
                    catchThrowableOfType(StreamDeletedException.class, () -> append(stream, expected, event("X")));
            assertThat(gone.getStreamName()).isEqualTo(stream);
        }
        assertThatThrownBy(() -> wait(client().tombstoneStream(stream))).isInstanceOf(StreamDeletedException.class);
        assertThatThrownBy(() -> wait(client().deleteStream(stream))).isInstanceOf(StreamDeletedException.class);
        assertThatThrownBy(() -> maxCount(stream, 1)).isInstanceOf(StreamDeletedException.class);
        ResolvedEvent tombstone = wait(client().readAll(
                                ReadAllOptions.get().fromPosition(position).maxCount(1)))
                .getEvents()
                .getFirst();
        assertThat(tombstone.getEvent().getEventType()).isEqualTo("$streamDeleted");
        assertThat(tombstone.getEvent().getStreamId()).isEqualTo(stream);
    }

    @Test
    void a_deleted_stream_can_be_tombstoned() {
        String stream = name();
        append(stream, StreamState.noStream(), events(2));
        wait(client().deleteStream(stream));

        wait(client().tombstoneStream(stream));

        assertThatThrownBy(() -> append(stream, StreamState.any(), event("X")))
                .isInstanceOf(StreamDeletedException.class);
    }

    private void maxCount(String stream, long count) {
        StreamMetadata metadata = new StreamMetadata();
        metadata.setMaxCount(count);
        wait(client().setStreamMetadata(stream, metadata));
    }
}
