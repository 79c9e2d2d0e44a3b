package daftar.embedded.eventstore;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Work for the writer.
 *
 * @param work what to write
 * @param abandoned whether the caller has gone: such a request is not begun
 * @param answer told the outcome once it is durable, on a thread that is not the writer's
 */
record WriteRequest(Work work, BooleanSupplier abandoned, Consumer<WriteOutcome> answer) {

    sealed interface Work {}

    /** One stream, or several atomically. */
    record Append(List<StreamAppend> streams) implements Work {}

    record StreamAppend(String stream, ExpectedRevision expected, List<ProposedEvent> events) {}

    record SoftDelete(String stream, ExpectedRevision expected) implements Work {}

    record Tombstone(String stream, ExpectedRevision expected) implements Work {}

    /** Something that must run between two batches, on the writer's thread and outside of a transaction. */
    record Maintenance(Runnable action) implements Work {}
}
