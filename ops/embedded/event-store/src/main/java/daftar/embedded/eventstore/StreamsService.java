package daftar.embedded.eventstore;

import daftar.embedded.eventstore.WriteOutcome.Appended;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.kurrent.dbclient.proto.shared.Shared;
import io.kurrent.dbclient.proto.streams.StreamsGrpc;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.AppendReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.AppendResp;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.DeleteReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.DeleteResp;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.TombstoneReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.TombstoneResp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The protocol's streams service, but for BatchAppend, which is neither offered nor used. */
final class StreamsService extends StreamsGrpc.StreamsImplBase {
    /** A client takes no message above 4 MiB, and what it cannot read it should not have written. */
    static final int MAX_EVENT_BYTES = (4 << 20) - (64 << 10);

    static final int MAX_APPEND_BYTES = 64 << 20;

    private final EventWriter writer;
    private final Reads reads;
    private final Subscriptions subscriptions;
    private final ReadCall.Running running;

    StreamsService(EventWriter writer, Reads reads, Subscriptions subscriptions, ReadCall.Running running) {
        this.writer = writer;
        this.reads = reads;
        this.subscriptions = subscriptions;
        this.running = running;
    }

    @Override
    public void read(ReadReq request, StreamObserver<ReadResp> client) {
        ReadReq.Options options = request.getOptions();
        boolean subscription = options.hasSubscription();
        running.start((ServerCallStreamObserver<ReadResp>) client, call -> {
            if (options.hasAll() && subscription) {
                subscriptions.all(options, call);
            } else if (options.hasAll()) {
                reads.all(options, call);
            } else if (subscription) {
                subscriptions.stream(options, call);
            } else {
                reads.stream(options, call);
            }
        });
    }

    @Override
    public StreamObserver<AppendReq> append(StreamObserver<AppendResp> client) {
        return new AppendCall((ServerCallStreamObserver<AppendResp>) client);
    }

    @Override
    public void delete(DeleteReq request, StreamObserver<DeleteResp> client) {
        DeleteReq.Options options = request.getOptions();
        ExpectedRevision expected = expected(
                options.hasNoStream(), options.hasStreamExists(), options.hasRevision(), options.getRevision());
        change(
                client,
                () -> new WriteRequest.SoftDelete(Wire.writableName(options.getStreamIdentifier()), expected),
                done -> DeleteResp.newBuilder()
                        .setPosition(DeleteResp.Position.newBuilder()
                                .setCommitPosition(done.position())
                                .setPreparePosition(done.position()))
                        .build());
    }

    @Override
    public void tombstone(TombstoneReq request, StreamObserver<TombstoneResp> client) {
        TombstoneReq.Options options = request.getOptions();
        ExpectedRevision expected = expected(
                options.hasNoStream(), options.hasStreamExists(), options.hasRevision(), options.getRevision());
        change(
                client,
                () -> new WriteRequest.Tombstone(Wire.writableName(options.getStreamIdentifier()), expected),
                done -> TombstoneResp.newBuilder()
                        .setPosition(TombstoneResp.Position.newBuilder()
                                .setCommitPosition(done.position())
                                .setPreparePosition(done.position()))
                        .build());
    }

    private <T> void change(
            StreamObserver<T> client,
            java.util.function.Supplier<WriteRequest.Work> work,
            java.util.function.Function<Appended, T> response) {
        ServerCallStreamObserver<T> call = (ServerCallStreamObserver<T>) client;
        try {
            writer.submit(new WriteRequest(work.get(), call::isCancelled, outcome -> {
                if (outcome instanceof WriteOutcome.Written written) {
                    answer(call, response.apply(written.last()));
                } else {
                    call.onError(error(outcome));
                }
            }));
        } catch (IllegalArgumentException e) {
            call.onError(invalid(e));
        }
    }

    static <T> void answer(StreamObserver<T> client, T response) {
        client.onNext(response);
        client.onCompleted();
    }

    private static StatusRuntimeException error(WriteOutcome outcome) {
        return switch (outcome) {
            case WriteOutcome.WrongRevision wrong -> Wire.wrongRevision(wrong);
            case WriteOutcome.Deleted(String stream, boolean forGood) -> Wire.streamDeleted(stream);
            case WriteOutcome.Failed(Throwable cause) -> Wire.failed(cause);
            case WriteOutcome.NamedTwice twice -> throw new IllegalStateException(twice.toString());
            case WriteOutcome.Written written -> throw new IllegalStateException(written.toString());
        };
    }

    static StatusRuntimeException invalid(IllegalArgumentException reason) {
        return Status.INVALID_ARGUMENT.withDescription(reason.getMessage()).asRuntimeException();
    }

    /** Gathers one append: its options, then its events. */
    private final class AppendCall implements StreamObserver<AppendReq>, Consumer<WriteOutcome> {
        private final ServerCallStreamObserver<AppendResp> client;
        private final List<ProposedEvent> events = new ArrayList<>(4);
        private AppendReq.@Nullable Options options;
        private long bytes;
        private boolean refused;

        AppendCall(ServerCallStreamObserver<AppendResp> client) {
            this.client = client;
            // without a handler a client that leaves would make our answer throw
            client.setOnCancelHandler(() -> {});
        }

        @Override
        public void onNext(AppendReq request) {
            if (refused) {
                return;
            }
            try {
                if (request.hasOptions()) {
                    options = request.getOptions();
                } else if (request.hasProposedMessage()) {
                    add(request.getProposedMessage());
                }
            } catch (IllegalArgumentException e) {
                refuse(invalid(e));
            }
        }

        private void add(AppendReq.ProposedMessage message) {
            int size = message.getData().size() + message.getCustomMetadata().size();
            bytes += size;
            if (size > MAX_EVENT_BYTES || bytes > MAX_APPEND_BYTES) {
                refuse(Wire.tooLarge(size > MAX_EVENT_BYTES ? MAX_EVENT_BYTES : MAX_APPEND_BYTES));
                return;
            }
            String type = message.getMetadataOrDefault("type", "");
            if (type.isEmpty()) {
                throw new IllegalArgumentException("An event needs a type.");
            }
            events.add(new ProposedEvent(
                    Wire.uuid(message.getId()),
                    type,
                    Wire.JSON.equals(message.getMetadataOrDefault("content-type", Wire.JSON)),
                    Wire.bytes(message.getCustomMetadata()),
                    Wire.bytes(message.getData())));
        }

        private void refuse(StatusRuntimeException reason) {
            refused = true;
            client.onError(reason);
        }

        @Override
        public void onError(Throwable gone) {
            refused = true;
        }

        @Override
        public void onCompleted() {
            if (refused) {
                return;
            }
            try {
                if (options == null) {
                    throw new IllegalArgumentException("An append begins with its options.");
                }
                ExpectedRevision expected = expected(
                        options.hasNoStream(), options.hasStreamExists(), options.hasRevision(), options.getRevision());
                WriteRequest.StreamAppend append = new WriteRequest.StreamAppend(
                        Wire.writableName(options.getStreamIdentifier()), expected, events);
                writer.submit(new WriteRequest(new WriteRequest.Append(List.of(append)), client::isCancelled, this));
            } catch (IllegalArgumentException e) {
                refuse(invalid(e));
            }
        }

        @Override
        public void accept(WriteOutcome outcome) {
            switch (outcome) {
                case WriteOutcome.Written written -> answer(client, success(written.last()));
                case WriteOutcome.WrongRevision wrong -> answer(client, conflict(wrong));
                case WriteOutcome.Deleted _, WriteOutcome.NamedTwice _, WriteOutcome.Failed _ ->
                    client.onError(error(outcome));
            }
        }
    }

    /** Three kinds of requests have the same alternatives, each in a type of its own; none of them set means any. */
    private static ExpectedRevision expected(
            boolean noStream, boolean streamExists, boolean isRevision, long revision) {
        if (isRevision) {
            return new ExpectedRevision(Reads.clampUnsigned(revision));
        }
        if (noStream) {
            return ExpectedRevision.NO_STREAM;
        }
        return streamExists ? ExpectedRevision.STREAM_EXISTS : ExpectedRevision.ANY;
    }

    private static AppendResp success(Appended appended) {
        AppendResp.Success.Builder success = AppendResp.Success.newBuilder();
        if (appended.revision() < 0) {
            success.setNoStream(Wire.EMPTY);
        } else {
            success.setCurrentRevision(appended.revision());
        }
        if (appended.position() < 0) {
            success.setNoPosition(Wire.EMPTY);
        } else {
            success.setPosition(AppendResp.Position.newBuilder()
                    .setCommitPosition(appended.position())
                    .setPreparePosition(appended.position()));
        }
        return AppendResp.newBuilder().setSuccess(success).build();
    }

    private static AppendResp conflict(WriteOutcome.WrongRevision wrong) {
        AppendResp.WrongExpectedVersion.Builder conflict = AppendResp.WrongExpectedVersion.newBuilder();
        if (wrong.actual() < 0) {
            conflict.setCurrentNoStream(Shared.Empty.getDefaultInstance());
        } else {
            conflict.setCurrentRevision(wrong.actual());
        }
        if (wrong.expected().isAny()) {
            conflict.setExpectedAny(Wire.EMPTY);
        } else if (wrong.expected().isStreamExists()) {
            conflict.setExpectedStreamExists(Wire.EMPTY);
        } else if (wrong.expected().isNoStream()) {
            conflict.setExpectedNoStream(Wire.EMPTY);
        } else {
            conflict.setExpectedRevision(wrong.expected().value());
        }
        return AppendResp.newBuilder().setWrongExpectedVersion(conflict).build();
    }
}
