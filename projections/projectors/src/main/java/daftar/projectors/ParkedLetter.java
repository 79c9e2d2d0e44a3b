package daftar.projectors;

import java.time.Instant;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter that is in Elasticsearch.
 *
 * @param id of the letter
 * @param sequence that it belongs to
 * @param reason why it could not be processed; null for one that waits behind such a one
 */
record ParkedLetter<M extends EventMessage<?>>(
        String id,
        String sequence,
        M message,
        @Nullable Cause reason,
        Instant enqueuedAt,
        Instant lastTouched,
        MetaData diagnostics)
        implements DeadLetter<M> {

    @Override
    public Optional<Cause> cause() {
        return Optional.ofNullable(reason);
    }

    @Override
    public DeadLetter<M> markTouched() {
        return new ParkedLetter<>(
                id, sequence, message, reason, enqueuedAt, GenericDeadLetter.clock.instant(), diagnostics);
    }

    @Override
    public DeadLetter<M> withCause(@Nullable Throwable cause) {
        Cause next = cause == null ? reason : ThrowableCause.asCause(cause);
        return new ParkedLetter<>(
                id, sequence, message, next, enqueuedAt, GenericDeadLetter.clock.instant(), diagnostics);
    }

    @Override
    public DeadLetter<M> withDiagnostics(MetaData next) {
        return new ParkedLetter<>(id, sequence, message, reason, enqueuedAt, lastTouched, next);
    }
}
