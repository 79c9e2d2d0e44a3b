package daftar.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.kurrent.dbclient.proto.serverfeatures.ServerFeaturesGrpc;
import io.kurrent.dbclient.proto.serverfeatures.Serverfeatures.SupportedMethods;
import io.kurrent.dbclient.proto.shared.Shared;
import io.kurrent.dbclient.proto.streams.StreamsGrpc;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.AppendReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.AppendResp;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that ends calls in ways which the client, left alone, does not notice. */
@Timeout(30)
class EndedByServerIT {

    private volatile Consumer<StreamObserver<?>> end = StreamObserver::onCompleted;
    private Server server;
    private EventStoreConnection connection;
    private EventLog log;

    @BeforeEach
    void start() throws Exception {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new Features())
                .addService(new OneEventThenTheEnd())
                .build()
                .start();
        connection = EventStoreConnection.to("esdb://127.0.0.1:" + server.getPort() + "?tls=false");
        log = new EventStoreDbLog(connection);
    }

    @AfterEach
    void stop() {
        connection.close();
        server.shutdownNow();
    }

    @Test
    void a_subscription_that_the_server_completes_is_taken_up_after_its_last_event() throws Exception {
        subscriptionGoesOn();
    }

    @Test
    void a_subscription_that_the_server_cancels_is_taken_up_after_its_last_event() throws Exception {
        end = observer -> observer.onError(Status.CANCELLED.asRuntimeException());
        subscriptionGoesOn();
    }

    private void subscriptionGoesOn() throws InterruptedException {
        BlockingQueue<Long> positions = new LinkedBlockingQueue<>();
        try (var subscription = log.subscribe(null, event -> positions.add(event.position()))) {
            for (long position = 0; position < 4; position++) {
                assertThat(positions.poll(10, TimeUnit.SECONDS)).isEqualTo(position);
            }
        }
    }

    @Test
    void a_read_that_the_server_cancels_fails_at_once() {
        end = observer -> observer.onError(Status.CANCELLED.asRuntimeException());
        long start = System.nanoTime();
        assertThatThrownBy(() -> log.read("ticket-1", 0, 10)).isInstanceOf(EventStoreUnavailable.class);
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(8));
    }

    @Test
    void an_append_that_the_server_breaks_off_has_an_unknown_outcome() {
        end = observer -> observer.onError(Status.UNAVAILABLE.asRuntimeException());
        assertThatThrownBy(() -> log.append("ticket-1", ExpectedRevision.any(), List.of(TestEvents.raw("Noted", "{}"))))
                .isInstanceOf(AppendOutcomeUnknown.class);
    }

    @Test
    void an_append_that_the_server_refuses_is_no_unknown_outcome() {
        end = observer -> observer.onError(Status.INVALID_ARGUMENT.asRuntimeException());
        assertThatThrownBy(() -> log.append("ticket-1", ExpectedRevision.any(), List.of(TestEvents.raw("Noted", "{}"))))
                .isNotInstanceOf(AppendOutcomeUnknown.class)
                .hasMessageContaining("refused");
    }

    private static final class Features extends ServerFeaturesGrpc.ServerFeaturesImplBase {

        @Override
        public void getSupportedMethods(Shared.Empty request, StreamObserver<SupportedMethods> client) {
            client.onNext(SupportedMethods.newBuilder()
                    .setEventStoreServerVersion("24.10.0")
                    .build());
            client.onCompleted();
        }
    }

    /** Each subscription gets the event after its position; then, as every call, it ends. */
    private final class OneEventThenTheEnd extends StreamsGrpc.StreamsImplBase {

        @Override
        public void read(ReadReq request, StreamObserver<ReadResp> client) {
            if (request.getOptions().hasSubscription()) {
                client.onNext(ReadResp.newBuilder()
                        .setConfirmation(
                                ReadResp.SubscriptionConfirmation.newBuilder().setSubscriptionId("one"))
                        .build());
                var all = request.getOptions().getAll();
                client.onNext(event(all.hasPosition() ? all.getPosition().getCommitPosition() + 1 : 0));
            }
            end.accept(client);
        }

        private ReadResp event(long position) {
            var event = ReadResp.ReadEvent.RecordedEvent.newBuilder()
                    .setId(Shared.UUID.newBuilder().setString("00000000-0000-0000-0000-000000000001"))
                    .setStreamIdentifier(
                            Shared.StreamIdentifier.newBuilder().setStreamName(ByteString.copyFromUtf8("ticket-1")))
                    .setStreamRevision(position)
                    .setCommitPosition(position)
                    .setPreparePosition(position)
                    .putMetadata("type", "Noted")
                    .putMetadata("content-type", "application/json")
                    .putMetadata("created", "0");
            return ReadResp.newBuilder()
                    .setEvent(ReadResp.ReadEvent.newBuilder().setEvent(event))
                    .build();
        }

        @Override
        public StreamObserver<AppendReq> append(StreamObserver<AppendResp> client) {
            return new StreamObserver<>() {
                @Override
                public void onNext(AppendReq request) {
                    // whatever it is, the end comes when all is there
                }

                @Override
                public void onError(Throwable cause) {
                    // the client has gone
                }

                @Override
                public void onCompleted() {
                    end.accept(client);
                }
            };
        }
    }
}
