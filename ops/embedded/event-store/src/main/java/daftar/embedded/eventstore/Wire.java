package daftar.embedded.eventstore;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kurrent.dbclient.proto.shared.Shared;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Between the protocol's messages and ours. */
final class Wire {
    static final String JSON = "application/json";
    static final String BINARY = "application/octet-stream";
    static final Shared.Empty EMPTY = Shared.Empty.getDefaultInstance();

    private Wire() {}

    static String name(Shared.StreamIdentifier identifier) {
        String name = identifier.getStreamName().toStringUtf8();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A stream needs a name.");
        }
        return name;
    }

    /** The name of a stream that may be written to. */
    static String writableName(Shared.StreamIdentifier identifier) {
        return writableName(name(identifier));
    }

    static String writableName(String name) {
        if (name.isEmpty() || name.equals("$all") || name.equals("$$") || name.startsWith("$$$$")) {
            throw new IllegalArgumentException("No stream can have the name '" + name + "'.");
        }
        return name;
    }

    static UUID uuid(Shared.UUID id) {
        if (id.hasStructured()) {
            Shared.UUID.Structured bits = id.getStructured();
            return new UUID(bits.getMostSignificantBits(), bits.getLeastSignificantBits());
        }
        return UUID.fromString(id.getString());
    }

    static Shared.UUID uuid(UUID id) {
        return Shared.UUID
                .newBuilder()
                .setStructured(Shared.UUID
                        .Structured
                        .newBuilder()
                        .setMostSignificantBits(id.getMostSignificantBits())
                        .setLeastSignificantBits(id.getLeastSignificantBits()))
                .build();
    }

    static byte[] bytes(ByteString bytes) {
        return bytes.isEmpty() ? ProposedEvent.NO_BYTES : bytes.toByteArray();
    }

    static ReadResp event(StoredEvent event) {
        return ReadResp.newBuilder()
                .setEvent(ReadResp.ReadEvent.newBuilder()
                        .setEvent(recorded(event))
                        .setCommitPosition(event.position()))
                .build();
    }

    /** @param target what the link leads to, null if it is not there any more */
    static ReadResp link(StoredEvent link, @Nullable StoredEvent target) {
        ReadResp.ReadEvent.Builder resolved =
                ReadResp.ReadEvent.newBuilder().setLink(recorded(link)).setCommitPosition(link.position());
        if (target != null) {
            resolved.setEvent(recorded(target));
        }
        return ReadResp.newBuilder().setEvent(resolved).build();
    }

    private static ReadResp.ReadEvent.RecordedEvent recorded(StoredEvent event) {
        return ReadResp.ReadEvent.RecordedEvent.newBuilder()
                .setId(uuid(event.id()))
                .setStreamIdentifier(identifier(event.stream()))
                .setStreamRevision(event.revision())
                .setCommitPosition(event.position())
                .setPreparePosition(event.position())
                .putMetadata("type", event.type())
                .putMetadata("content-type", event.json() ? JSON : BINARY)
                .putMetadata("created", Long.toString(event.created()))
                .setCustomMetadata(UnsafeByteOperations.unsafeWrap(event.metadata()))
                .setData(UnsafeByteOperations.unsafeWrap(event.data()))
                .build();
    }

    static Shared.StreamIdentifier identifier(String stream) {
        return Shared.StreamIdentifier.newBuilder()
                .setStreamName(ByteString.copyFromUtf8(stream))
                .build();
    }

    static ReadResp confirmation(UUID subscription) {
        return ReadResp.newBuilder()
                .setConfirmation(
                        ReadResp.SubscriptionConfirmation.newBuilder().setSubscriptionId(subscription.toString()))
                .build();
    }

    static ReadResp streamNotFound(String stream) {
        return ReadResp.newBuilder()
                .setStreamNotFound(ReadResp.StreamNotFound.newBuilder().setStreamIdentifier(identifier(stream)))
                .build();
    }

    static ReadResp checkpoint(long position, Instant now) {
        return ReadResp.newBuilder()
                .setCheckpoint(ReadResp.Checkpoint.newBuilder()
                        .setCommitPosition(position)
                        .setPreparePosition(position)
                        .setTimestamp(timestamp(now)))
                .build();
    }

    static ReadResp.Position position(long position) {
        return ReadResp.Position.newBuilder()
                .setCommitPosition(position)
                .setPreparePosition(position)
                .build();
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    static StatusRuntimeException streamDeleted(String stream) {
        Metadata trailers = exception("stream-deleted", stream);
        return Status.FAILED_PRECONDITION
                .withDescription("Event stream '" + stream + "' is deleted.")
                .asRuntimeException(trailers);
    }

    static StatusRuntimeException wrongRevision(WriteOutcome.WrongRevision wrong) {
        Metadata trailers = exception("wrong-expected-version", wrong.stream());
        trailers.put(ascii("expected-version"), Long.toString(wrong.expected().value()));
        trailers.put(ascii("actual-version"), Long.toString(wrong.actual()));
        return Status.FAILED_PRECONDITION
                .withDescription("Append failed due to WrongExpectedVersion. Stream: " + wrong.stream()
                        + ", expected version: " + wrong.expected().value() + ", actual version: " + wrong.actual())
                .asRuntimeException(trailers);
    }

    static StatusRuntimeException tooLarge(int maximum) {
        Metadata trailers = new Metadata();
        trailers.put(ascii("exception"), "maximum-append-size-exceeded");
        trailers.put(ascii("maximum-append-size"), Integer.toString(maximum));
        return Status.INVALID_ARGUMENT
                .withDescription("Maximum append size of " + maximum + " bytes exceeded.")
                .asRuntimeException(trailers);
    }

    static StatusRuntimeException failed(Throwable cause) {
        return Status.UNAVAILABLE
                .withDescription("The event store could not write: " + cause.getMessage())
                .asRuntimeException();
    }

    private static Metadata exception(String name, String stream) {
        Metadata trailers = new Metadata();
        trailers.put(ascii("exception"), name);
        // headers are printable ASCII; the caller knows the name anyway
        trailers.put(ascii("stream-name"), stream.replaceAll("[^ -~]", "?"));
        return trailers;
    }

    private static Metadata.Key<String> ascii(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
