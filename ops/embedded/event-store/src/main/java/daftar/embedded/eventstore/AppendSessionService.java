package daftar.embedded.eventstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.Any;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import daftar.embedded.eventstore.WriteOutcome.Appended;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.kurrentdb.protocol.v2.streams.AppendRecord;
import io.kurrentdb.protocol.v2.streams.AppendRequest;
import io.kurrentdb.protocol.v2.streams.AppendResponse;
import io.kurrentdb.protocol.v2.streams.AppendSessionResponse;
import io.kurrentdb.protocol.v2.streams.SchemaFormat;
import io.kurrentdb.protocol.v2.streams.StreamsServiceGrpc;
import io.kurrentdb.protocol.v2.streams.errors.AppendRecordSizeExceededErrorDetails;
import io.kurrentdb.protocol.v2.streams.errors.AppendTransactionSizeExceededErrorDetails;
import io.kurrentdb.protocol.v2.streams.errors.StreamAlreadyInAppendSessionErrorDetails;
import io.kurrentdb.protocol.v2.streams.errors.StreamDeletedErrorDetails;
import io.kurrentdb.protocol.v2.streams.errors.StreamRevisionConflictErrorDetails;
import io.kurrentdb.protocol.v2.streams.errors.StreamTombstonedErrorDetails;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Appends to several streams at once: all of it, or nothing. */
final class AppendSessionService extends StreamsServiceGrpc.StreamsServiceImplBase {
    private static final JsonMapper JSON = new JsonMapper();

    private final EventWriter writer;

    AppendSessionService(EventWriter writer) {
        this.writer = writer;
    }

    @Override
    public StreamObserver<AppendRequest> appendSession(StreamObserver<AppendSessionResponse> client) {
        return new Session((ServerCallStreamObserver<AppendSessionResponse>) client);
    }

    private final class Session implements StreamObserver<AppendRequest>, Consumer<WriteOutcome> {
        private final ServerCallStreamObserver<AppendSessionResponse> client;
        private final List<WriteRequest.StreamAppend> appends = new ArrayList<>();
        private long bytes;
        private boolean refused;

        Session(ServerCallStreamObserver<AppendSessionResponse> client) {
            this.client = client;
            client.setOnCancelHandler(() -> {});
        }

        @Override
        public void onNext(AppendRequest request) {
            if (refused) {
                return;
            }
            try {
                List<ProposedEvent> events = new ArrayList<>(request.getRecordsCount());
                for (AppendRecord record : request.getRecordsList()) {
                    events.add(event(request.getStream(), record));
                }
                if (events.isEmpty()) {
                    throw new IllegalArgumentException("Nothing to append to '" + request.getStream() + "'.");
                }
                appends.add(new WriteRequest.StreamAppend(
                        Wire.writableName(request.getStream()), expected(request), events));
            } catch (IllegalArgumentException e) {
                refuse(StreamsService.invalid(e));
            } catch (StatusRuntimeException e) {
                refuse(e);
            }
        }

        private ProposedEvent event(String stream, AppendRecord record) {
            ProposedEvent event = new ProposedEvent(
                    record.hasRecordId() ? UUID.fromString(record.getRecordId()) : UUID.randomUUID(),
                    record.getSchema().getName(),
                    record.getSchema().getFormat() == SchemaFormat.SCHEMA_FORMAT_JSON,
                    metadata(record.getPropertiesMap()),
                    Wire.bytes(record.getData()));
            if (event.type().isEmpty()) {
                throw new IllegalArgumentException("A record needs the name of its schema.");
            }
            int size = event.metadata().length + event.data().length;
            bytes += size;
            if (size > StreamsService.MAX_EVENT_BYTES) {
                throw status(
                        Status.Code.INVALID_ARGUMENT,
                        "A record of stream '" + stream + "' is too large.",
                        AppendRecordSizeExceededErrorDetails.newBuilder()
                                .setStream(stream)
                                .setRecordId(event.id().toString())
                                .setSize(size)
                                .setMaxSize(StreamsService.MAX_EVENT_BYTES)
                                .build());
            }
            if (bytes > StreamsService.MAX_APPEND_BYTES) {
                throw status(
                        Status.Code.ABORTED,
                        "The session is too large.",
                        AppendTransactionSizeExceededErrorDetails.newBuilder()
                                .setSize((int) bytes)
                                .setMaxSize(StreamsService.MAX_APPEND_BYTES)
                                .build());
            }
            return event;
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
            if (appends.isEmpty()) {
                refuse(Status.FAILED_PRECONDITION
                        .withDescription("The session has nothing to append.")
                        .asRuntimeException());
                return;
            }
            writer.submit(new WriteRequest(new WriteRequest.Append(appends), client::isCancelled, this));
        }

        @Override
        public void accept(WriteOutcome outcome) {
            switch (outcome) {
                case WriteOutcome.Written(List<Appended> streams) -> StreamsService.answer(client, response(streams));
                case WriteOutcome.WrongRevision(String stream, ExpectedRevision expected, long actual) ->
                    client.onError(status(
                            Status.Code.FAILED_PRECONDITION,
                            "Stream '" + stream + "' is at revision " + actual + ", expected " + expected.value() + ".",
                            StreamRevisionConflictErrorDetails.newBuilder()
                                    .setStream(stream)
                                    .setExpectedRevision(expected.value())
                                    .setActualRevision(actual)
                                    .build()));
                case WriteOutcome.Deleted(String stream, boolean forGood) ->
                    client.onError(status(
                            Status.Code.FAILED_PRECONDITION,
                            "Stream '" + stream + "' is deleted.",
                            forGood
                                    ? StreamTombstonedErrorDetails.newBuilder()
                                            .setStream(stream)
                                            .build()
                                    : StreamDeletedErrorDetails.newBuilder()
                                            .setStream(stream)
                                            .build()));
                case WriteOutcome.NamedTwice(String stream) ->
                    client.onError(status(
                            Status.Code.ABORTED,
                            "Stream '" + stream + "' is in the session already.",
                            StreamAlreadyInAppendSessionErrorDetails.newBuilder()
                                    .setStream(stream)
                                    .build()));
                case WriteOutcome.Failed(Throwable cause) -> client.onError(Wire.failed(cause));
            }
        }
    }

    private static ExpectedRevision expected(AppendRequest request) {
        if (!request.hasExpectedRevision()) {
            return ExpectedRevision.ANY;
        }
        ExpectedRevision expected = new ExpectedRevision(request.getExpectedRevision());
        if (expected.value() < 0 && !expected.isAny() && !expected.isNoStream() && !expected.isStreamExists()) {
            throw new IllegalArgumentException("Not an expected revision: " + expected.value());
        }
        return expected;
    }

    private static AppendSessionResponse response(List<Appended> streams) {
        AppendSessionResponse.Builder response = AppendSessionResponse.newBuilder();
        long position = 0;
        for (Appended appended : streams) {
            response.addOutput(AppendResponse.newBuilder()
                    .setStream(appended.stream())
                    .setStreamRevision(appended.revision())
                    .setPosition(appended.position()));
            position = Math.max(position, appended.position());
        }
        return response.setPosition(position).build();
    }

    private static StatusRuntimeException status(Status.Code code, String message, Message details) {
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(code.value())
                .setMessage(message)
                .addDetails(Any.pack(details))
                .build());
    }

    /** Properties are kept as a JSON object, as which a reader of the other protocol gets an event's metadata. */
    private static byte[] metadata(Map<String, Value> properties) {
        if (properties.isEmpty()) {
            return ProposedEvent.NO_BYTES;
        }
        try {
            return JSON.writeValueAsBytes(object(properties));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The properties are not JSON.", e);
        }
    }

    private static Map<String, @Nullable Object> object(Map<String, Value> fields) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        fields.forEach((name, value) -> object.put(name, plain(value)));
        return object;
    }

    private static @Nullable Object plain(Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case NUMBER_VALUE -> number(value.getNumberValue());
            case STRUCT_VALUE -> object(structOf(value).getFieldsMap());
            case LIST_VALUE ->
                listOf(value).getValuesList().stream()
                        .map(AppendSessionService::plain)
                        .toList();
            case NULL_VALUE, KIND_NOT_SET -> null;
        };
    }

    private static Struct structOf(Value value) {
        return value.getStructValue();
    }

    private static ListValue listOf(Value value) {
        return value.getListValue();
    }

    private static Number number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1L << 53 ? (Number) (long) value : (Number) value;
    }
}
