package daftar.projectors;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.embedded.elasticsearch.ElasticsearchForTests;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueueTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/**
 * Axon's suite for dead-letter queues. Some of its cases allow a tenth of a second, so an index is not made for each: every
 * case has a group of its own.
 */
@Tag("alone")
class ElasticsearchDeadLetterQueueIT extends SequencedDeadLetterQueueTest<EventMessage<?>> {

    private static final int MAX_SEQUENCES = 24;
    private static final int MAX_SEQUENCE_SIZE = 24;

    private static final AtomicInteger CASES = new AtomicInteger();

    private static TestCluster cluster;

    @BeforeAll
    static void prepare() {
        cluster = new TestCluster(ElasticsearchForTests.shared());
        cluster.indexes.ensureControl();
    }

    @AfterAll
    static void clean() {
        cluster.close();
    }

    @Override
    protected SequencedDeadLetterQueue<EventMessage<?>> buildTestSubject() {
        return new ElasticsearchDeadLetterQueue<>(
                cluster.elasticsearch,
                cluster.indexes,
                "desk-" + CASES.incrementAndGet(),
                TestCluster.TOKENS,
                MAX_SEQUENCES,
                MAX_SEQUENCE_SIZE,
                Duration.ofSeconds(5));
    }

    @AfterEach
    void setClockRight() {
        GenericDeadLetter.clock = Clock.systemUTC();
    }

    @Override
    protected long maxSequences() {
        return MAX_SEQUENCES;
    }

    @Override
    protected long maxSequenceSize() {
        return MAX_SEQUENCE_SIZE;
    }

    @Override
    protected DeadLetter<EventMessage<?>> generateInitialLetter() {
        return new GenericDeadLetter<>("sequence", generateEvent(), generateThrowable());
    }

    @Override
    protected DeadLetter<EventMessage<?>> generateFollowUpLetter() {
        return new GenericDeadLetter<>("sequence", generateEvent());
    }

    @Override
    protected DeadLetter<EventMessage<?>> mapToQueueImplementation(DeadLetter<EventMessage<?>> letter) {
        return letter instanceof ParkedLetter<EventMessage<?>>
                ? letter
                : new ParkedLetter<>(
                        java.util.UUID.randomUUID().toString(),
                        "sequence",
                        letter.message(),
                        letter.cause().orElse(null),
                        letter.enqueuedAt(),
                        letter.lastTouched(),
                        letter.diagnostics());
    }

    @Override
    protected DeadLetter<EventMessage<?>> generateRequeuedLetter(
            DeadLetter<EventMessage<?>> original, Instant lastTouched, Throwable cause, MetaData diagnostics) {
        setAndGetTime(lastTouched);
        return original.withCause(cause).withDiagnostics(diagnostics).markTouched();
    }

    @Override
    protected void setClock(Clock clock) {
        GenericDeadLetter.clock = clock;
    }

    /** Messages come back from JSON as other objects that say the same. */
    @Override
    protected void assertLetter(
            DeadLetter<? extends EventMessage<?>> expected, DeadLetter<? extends EventMessage<?>> actual) {
        assertThat(actual.message().getIdentifier())
                .isEqualTo(expected.message().getIdentifier());
        assertThat(actual.message().getPayload()).isEqualTo(expected.message().getPayload());
        assertThat(actual.message().getMetaData()).isEqualTo(expected.message().getMetaData());
        assertThat(millis(actual.message().getTimestamp()))
                .isEqualTo(millis(expected.message().getTimestamp()));
        assertThat(actual.cause().map(c -> c.type() + c.message()))
                .isEqualTo(expected.cause().map(c -> c.type() + c.message()));
        assertThat(millis(actual.enqueuedAt())).isEqualTo(millis(expected.enqueuedAt()));
        assertThat(millis(actual.lastTouched())).isEqualTo(millis(expected.lastTouched()));
        assertThat(actual.diagnostics()).isEqualTo(expected.diagnostics());
    }

    private static Instant millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
