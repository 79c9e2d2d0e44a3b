package daftar.embedded.eventstore;

import static daftar.embedded.eventstore.RecordingListener.take;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamMetadata;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.SubscribeToAllOptions;
import io.kurrent.dbclient.SubscribeToStreamOptions;
import io.kurrent.dbclient.Subscription;
import io.kurrent.dbclient.SubscriptionFilter;
import io.kurrent.dbclient.SubscriptionFilterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SubscriptionIT extends RunningEventStore {

    @Test
    void a_stream_is_followed_from_its_start_into_what_is_appended_later() {
        String stream = name();
        append(stream, StreamState.noStream(), events(3));
        RecordingListener listener = new RecordingListener();

        Subscription subscription = follow(stream, listener, SubscribeToStreamOptions.get());

        assertThat(listener.takeRevisions(3)).containsExactly(0L, 1L, 2L);
        assertThat(take(listener.caughtUp)).isEqualTo(new RecordingListener.CaughtUp(2L, null));
        append(stream, StreamState.any(), events(2));
        append(name(), StreamState.any(), events(2));
        append(stream, StreamState.any(), events(1));
        assertThat(listener.takeRevisions(3)).containsExactly(3L, 4L, 5L);
        subscription.stop();
    }

    @Test
    void a_stream_is_followed_after_a_revision() {
        String stream = name();
        append(stream, StreamState.noStream(), events(4));
        RecordingListener listener = new RecordingListener();

        follow(stream, listener, SubscribeToStreamOptions.get().fromRevision(1));

        append(stream, StreamState.any(), events(1));
        assertThat(listener.takeRevisions(3)).containsExactly(2L, 3L, 4L);
    }

    @Test
    void a_stream_is_followed_from_its_end() {
        String stream = name();
        append(stream, StreamState.noStream(), events(4));
        RecordingListener listener = new RecordingListener();

        follow(stream, listener, SubscribeToStreamOptions.get().fromEnd());

        append(stream, StreamState.any(), events(2));
        assertThat(listener.takeRevisions(2)).containsExactly(4L, 5L);
    }

    @Test
    void a_stream_may_be_followed_before_it_is_there() {
        String stream = name();
        RecordingListener listener = new RecordingListener();

        follow(stream, listener, SubscribeToStreamOptions.get());

        assertThat(take(listener.caughtUp)).isEqualTo(new RecordingListener.CaughtUp(null, null));
        append(stream, StreamState.noStream(), events(2));
        assertThat(listener.takeRevisions(2)).containsExactly(0L, 1L);
    }

    @Test
    void a_truncated_stream_is_followed_from_the_first_event_that_is_left() {
        String stream = name();
        append(stream, StreamState.noStream(), events(5));
        StreamMetadata metadata = new StreamMetadata();
        metadata.setTruncateBefore(3L);
        wait(client().setStreamMetadata(stream, metadata));
        RecordingListener listener = new RecordingListener();

        follow(stream, listener, SubscribeToStreamOptions.get());

        assertThat(listener.takeRevisions(2)).containsExactly(3L, 4L);
    }

    @Test
    void a_tombstone_ends_the_subscription_to_its_stream() throws Exception {
        String stream = name();
        append(stream, StreamState.noStream(), events(1));
        RecordingListener listener = new RecordingListener();
        follow(stream, listener, SubscribeToStreamOptions.get());
        take(listener.caughtUp);

        wait(client().tombstoneStream(stream));

        assertStatus(listener.ended.get(20, TimeUnit.SECONDS), Status.Code.FAILED_PRECONDITION);
        RecordingListener late = new RecordingListener();
        client().subscribeToStream(stream, late);
        assertStatus(late.ended.get(20, TimeUnit.SECONDS), Status.Code.FAILED_PRECONDITION);
    }

    @Test
    void all_is_followed_after_a_position_in_the_order_of_the_log() {
        String one = name();
        String two = name();
        Position after = append(one, StreamState.noStream(), events(1)).getLogPosition();
        append(two, StreamState.noStream(), events(2));
        RecordingListener listener = new RecordingListener();

        followAll(listener, SubscribeToAllOptions.get().fromPosition(after));

        append(one, StreamState.any(), events(1));
        List<RecordedEvent> events = listener.take(3);
        assertThat(events).extracting(RecordedEvent::getStreamId).containsExactly(two, two, one);
        assertThat(events)
                .extracting(RecordedEvent::getPosition)
                .isSorted()
                .doesNotHaveDuplicates()
                .doesNotContain(after);
    }

    @Test
    void all_is_followed_from_its_start_and_told_when_it_has_caught_up() {
        Position last = append(name(), StreamState.noStream(), events(3)).getLogPosition();
        RecordingListener listener = new RecordingListener();

        followAll(listener, SubscribeToAllOptions.get().fromStart());

        RecordingListener.CaughtUp caughtUp = take(listener.caughtUp);
        assertThat(caughtUp.position()).isGreaterThanOrEqualTo(last);
        assertThat(caughtUp.revision()).isNull();
        assertThat(listener.events)
                .extracting(RecordedEvent::getPosition)
                .contains(last)
                .isSorted();
    }

    @Test
    void all_is_followed_from_its_end() {
        append(name(), StreamState.noStream(), events(3));
        RecordingListener listener = new RecordingListener();
        followAll(listener, SubscribeToAllOptions.get().fromEnd());

        String stream = name();
        append(stream, StreamState.noStream(), event("A"));

        assertThat(listener.take(1)).extracting(RecordedEvent::getStreamId).containsExactly(stream);
    }

    @Test
    void a_filter_lets_through_what_matches_before_and_after_catching_up() {
        String mark = UUID.randomUUID().toString().substring(0, 8);
        for (SubscriptionFilterBuilder filter : List.of(
                SubscriptionFilter.newBuilder().addStreamNamePrefix("in" + mark),
                SubscriptionFilter.newBuilder().withStreamNameRegularExpression("^in" + mark),
                SubscriptionFilter.newBuilder().addEventTypePrefix("In" + mark),
                SubscriptionFilter.newBuilder().withEventTypeRegularExpression("^In" + mark + ".$"))) {
            String in = "in" + mark + "-" + UUID.randomUUID();
            Position start = append(name(), StreamState.any(), event("Before")).getLogPosition();
            append(in, StreamState.noStream(), event("In" + mark + "1"));
            append("out-" + mark, StreamState.any(), event("Out" + mark));
            RecordingListener listener = new RecordingListener();

            followAll(listener, SubscribeToAllOptions.get().fromPosition(start).filter(filter.build()));

            take(listener.caughtUp);
            append("out-" + mark, StreamState.any(), event("Out" + mark));
            append(in, StreamState.any(), event("In" + mark + "2"));
            assertThat(listener.take(2)).extracting(RecordedEvent::getStreamId).containsExactly(in, in);
            assertThat(listener.events).isEmpty();
        }
    }

    @Test
    void system_events_can_be_filtered_out() {
        Position start = append(name(), StreamState.any(), event("Before")).getLogPosition();
        String stream = name();
        append(stream, StreamState.any(), event("A"));
        wait(client().setStreamMetadata(stream, new StreamMetadata()));
        append("snap-1", StreamState.any(), event("Snapshot"));
        append(stream, StreamState.any(), event("B"));
        RecordingListener listener = new RecordingListener();

        followAll(
                listener,
                SubscribeToAllOptions.get()
                        .fromPosition(start)
                        .filter(SubscriptionFilter.newBuilder()
                                .withStreamNameRegularExpression("^(?!\\$|snap-)")
                                .build()));

        assertThat(listener.take(2)).extracting(RecordedEvent::getEventType).containsExactly("A", "B");
    }

    @Test
    void a_filtering_client_is_told_how_far_it_has_come() {
        Position start = append(name(), StreamState.any(), event("Before")).getLogPosition();
        append(name(), StreamState.noStream(), events(100));
        RecordingListener listener = new RecordingListener();

        followAll(
                listener,
                SubscribeToAllOptions.get()
                        .fromPosition(start)
                        .filter(SubscriptionFilter.newBuilder()
                                .addEventTypePrefix("never-" + name())
                                .withMaxWindow(10)
                                .withCheckpointer(listener, 2)
                                .build()));

        Position caughtUp = take(listener.caughtUp).position();
        Position checkpoint = take(listener.checkpoints);
        assertThat(checkpoint).isGreaterThan(start);
        // and live: every 2 x 10 events that it did not want
        Position last = append(name(), StreamState.noStream(), events(45)).getLogPosition();
        List<Position> live = new ArrayList<>();
        while (live.size() < 2) {
            Position next = take(listener.checkpoints);
            if (next.compareTo(caughtUp) > 0) {
                live.add(next);
            }
        }
        assertThat(live).isSorted().allMatch(position -> position.compareTo(last) <= 0);
        assertThat(listener.events).isEmpty();
    }

    @Test
    void an_expression_that_is_none_is_refused() throws Exception {
        RecordingListener listener = new RecordingListener();

        client().subscribeToAll(
                        listener,
                        SubscribeToAllOptions.get()
                                .filter(SubscriptionFilter.newBuilder()
                                        .addEventTypePrefix("(")
                                        .build()));

        assertStatus(listener.ended.get(20, TimeUnit.SECONDS), Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void who_falls_behind_reads_on_from_the_database_and_misses_nothing() {
        int count = 20_000;
        String stream = name();
        CountDownLatch release = new CountDownLatch(1);
        RecordingListener ofStream = new BlockedListener(release);
        RecordingListener ofAll = new BlockedListener(release);
        Position start = append(name(), StreamState.any(), event("Before")).getLogPosition();
        follow(stream, ofStream, SubscribeToStreamOptions.get());
        followAll(ofAll, SubscribeToAllOptions.get().fromPosition(start));
        take(ofStream.caughtUp);
        take(ofAll.caughtUp);

        for (int i = 0; i < count; i += 500) {
            append(stream, StreamState.any(), events(500));
        }
        release.countDown();

        for (RecordingListener listener : List.of(ofStream, ofAll)) {
            assertThat(listener.takeRevisions(count)).isEqualTo(range(0, count));
            assertThat(listener.fellBehind).isNotEmpty();
            assertThat(take(listener.caughtUp)).as("caught up again").isNotNull();
            assertThat(listener.events).isEmpty();
        }
    }

    /** Takes nothing until it is released, as a slow client. */
    private static final class BlockedListener extends RecordingListener {
        private final CountDownLatch release;

        BlockedListener(CountDownLatch release) {
            this.release = release;
        }

        @Override
        public void onEvent(Subscription subscription, ResolvedEvent event) {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            super.onEvent(subscription, event);
        }
    }

    @Test
    void what_is_appended_while_subscribing_comes_once_and_in_order() throws Exception {
        String stream = name();
        int count = 3_000;
        CompletableFuture<Void> appending = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < count; i += 10) {
                append(stream, StreamState.any(), events(10));
            }
        });
        List<RecordingListener> listeners = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            RecordingListener listener = new RecordingListener();
            listeners.add(listener);
            follow(stream, listener, SubscribeToStreamOptions.get());
            Thread.sleep(10);
        }
        appending.get(60, TimeUnit.SECONDS);

        for (RecordingListener listener : listeners) {
            assertThat(listener.takeRevisions(count)).isEqualTo(range(0, count));
            assertThat(listener.events).isEmpty();
        }
    }

    @Test
    void stopping_a_subscription_is_not_an_error() throws Exception {
        RecordingListener listener = new RecordingListener();
        Subscription subscription =
                followAll(listener, SubscribeToAllOptions.get().fromEnd());

        subscription.stop();

        append(name(), StreamState.any(), event("A"));
        assertThat(listener.ended).isNotCompletedExceptionally();
        assertThat(listener.ended.getNow(null)).isNull();
    }

    @Test
    void links_are_resolved_for_a_subscriber_who_asks() {
        String source = name();
        append(source, StreamState.noStream(), event("Original"));
        String links = name();
        append(
                links,
                StreamState.noStream(),
                EventData.builderAsBinary("$>", bytes("0@" + source)).build());
        List<String> types = new ArrayList<>();
        RecordingListener listener = new RecordingListener() {
            @Override
            public void onEvent(Subscription subscription, ResolvedEvent event) {
                types.add(event.getEvent().getEventType());
                super.onEvent(subscription, event);
            }
        };

        follow(links, listener, SubscribeToStreamOptions.get().resolveLinkTos());

        listener.take(1);
        assertThat(types).containsExactly("Original");
    }

    private Subscription follow(String stream, RecordingListener listener, SubscribeToStreamOptions options) {
        return wait(client().subscribeToStream(stream, listener, options));
    }

    private Subscription followAll(RecordingListener listener, SubscribeToAllOptions options) {
        return wait(client().subscribeToAll(listener, options));
    }

    private static void assertStatus(Throwable ended, Status.Code code) {
        assertThat(ended).isInstanceOfSatisfying(StatusRuntimeException.class, status -> assertThat(
                        status.getStatus().getCode())
                .isEqualTo(code));
    }
}
