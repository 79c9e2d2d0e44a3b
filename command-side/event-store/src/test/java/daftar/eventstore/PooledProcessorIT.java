package daftar.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Axon's pooled processors, several segments each and several at once, fed by live streams. */
@Timeout(60)
class PooledProcessorIT {

    private final ScheduledExecutorService workers = Executors.newScheduledThreadPool(4);
    private final List<PooledStreamingEventProcessor> processors = new ArrayList<>();
    private TestStore store;
    private EventStoreDbEventStore eventStore;

    /** What a processor's handler saw: each stream's sequence numbers, in the order in which they came. */
    private record Seen(ConcurrentHashMap<String, ConcurrentLinkedQueue<Long>> streams, AtomicInteger events) {

        void add(DomainEventMessage<?> event) {
            streams.computeIfAbsent(event.getAggregateIdentifier(), name -> new ConcurrentLinkedQueue<>())
                    .add(event.getSequenceNumber());
            events.incrementAndGet();
        }

        void await(int count) throws InterruptedException {
            while (events.get() < count) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
    }

    @BeforeEach
    void start() {
        store = new TestStore();
        eventStore = EventStoreDbEventStore.builder().engine(store.engine()).build();
    }

    @AfterEach
    void stop() {
        processors.forEach(PooledStreamingEventProcessor::shutDown);
        eventStore.shutDown();
        workers.shutdownNow();
        store.close();
    }

    private Seen process(String name) {
        var seen = new Seen(new ConcurrentHashMap<>(), new AtomicInteger());
        var processor = PooledStreamingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(new Handler(seen))
                        .sequencingPolicy(SequentialPerAggregatePolicy.instance())
                        .build())
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(eventStore)
                .tokenStore(new InMemoryTokenStore())
                .transactionManager(NoTransactionManager.instance())
                .coordinatorExecutor(workers)
                .workerExecutor(workers)
                .initialSegmentCount(4)
                .batchSize(128)
                .build();
        processor.start();
        processors.add(processor);
        return seen;
    }

    /** A handler as Axon calls it. */
    public static final class Handler {

        private final Seen seen;

        Handler(Seen seen) {
            this.seen = seen;
        }

        @org.axonframework.eventhandling.EventHandler
        public void on(TestEvents.Noted event, DomainEventMessage<?> message) {
            seen.add(message);
        }
    }

    @Test
    void each_processor_handles_every_event_once_and_each_stream_in_order_also_over_a_restart() throws Exception {
        for (int i = 0; i < 20; i++) {
            publish("early-" + i, 25);
        }
        Seen desk = process("desk");
        Seen rebuild = process("rebuild");
        desk.await(500);
        store.restart();
        for (int i = 0; i < 20; i++) {
            publish("late-" + i, 25);
        }
        desk.await(1_000);
        rebuild.await(1_000);
        TimeUnit.MILLISECONDS.sleep(200);
        for (Seen seen : List.of(desk, rebuild)) {
            assertThat(seen.events()).hasValue(1_000);
            assertThat(seen.streams()).hasSize(40);
            assertThat(seen.streams().values()).allSatisfy(sequence -> assertThat(List.copyOf(sequence))
                    .isEqualTo(LongStream.range(0, 25).boxed().toList()));
        }
    }

    @Test
    void an_idle_processor_is_woken_by_an_event_and_not_by_the_clock() throws Exception {
        Seen seen = process("desk");
        publish("first", 1);
        seen.await(1);
        var millis = new ArrayList<Long>();
        for (int i = 0; i < 10; i++) {
            TimeUnit.MILLISECONDS.sleep(50);
            long start = System.nanoTime();
            publish("next-" + i, 1);
            seen.await(2 + i);
            millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
        // without the callback the processor would look twice a second
        assertThat(millis.stream().sorted().toList().get(5)).isLessThan(150);
    }

    private void publish(String stream, int count) throws InterruptedException {
        var events = new ArrayList<DomainEventMessage<?>>();
        for (int i = 0; i < count; i++) {
            events.add(TestEvents.noted(stream, i));
        }
        while (true) {
            try {
                eventStore.publish(events);
                return;
            } catch (EventStoreUnavailable | AppendOutcomeUnknown away) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }
}
