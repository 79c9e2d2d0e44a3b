package daftar.domain.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.domain.StreamOfCommand;
import daftar.domain.Unsealed;
import daftar.domain.ticket.Organisation;
import daftar.domain.ticket.Ticket;
import daftar.domain.ticket.TicketDesk;
import daftar.messages.Command;
import daftar.messages.Envelope;
import daftar.messages.Meta;
import daftar.messages.NothingChanged;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.TicketCommand.AddComment;
import daftar.messages.ticket.TicketCommand.AddObserver;
import daftar.messages.ticket.TicketCommand.AssignTicket;
import daftar.messages.ticket.TicketCommand.ChangeOwner;
import daftar.messages.ticket.TicketCommand.RaiseTicket;
import daftar.messages.ticket.TicketCommand.ReferTicket;
import daftar.messages.ticket.TicketCommand.RemoveObserver;
import daftar.messages.ticket.TicketEvent.CommentAdded;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.AxonTransientException;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The way of a command over Axon's bus to the real ticket, from one node and from two. */
@Timeout(60)
class CommandDispatchTest {

    private static final String TICKET = "ticket-0190b6f2-0000-7000-8000-000000000009";
    private static final CommandDispatch.Patience SHORT =
            new CommandDispatch.Patience(20, Duration.ofMillis(2), 3, Duration.ofMillis(1), Duration.ofMillis(4));

    private final Organisation house = Organisation.usual();
    private final StreamsInMemory store = new StreamsInMemory();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Long> awaited = new ArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger(1000);
    private final List<Configuration> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(Configuration::shutdown);
    }

    @Test
    void a_receipt_has_the_version_and_the_stores_own_position() {
        CommandDispatch node = node();
        Receipt raised = node.send(raise(null), as("requester"));
        assertThat(raised).isEqualTo(new Receipt(TICKET, "T-1001", 2, 30, false));
        Receipt comment = node.send(comment(), as("requester"));
        assertThat(comment).isEqualTo(new Receipt(TICKET, "T-1001", 3, 40, false));
        assertThat(meters.timer("daftar.commands", "command", "AddComment", "outcome", "done")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_repeated_request_gets_the_first_answer_on_any_node_and_a_reused_key_is_refused() {
        Envelope envelope = as("requester");
        Receipt first = node().send(raise(null), envelope);
        node().send(comment(), as("requester"));
        Receipt again = node().send(raise(null), envelope);
        assertThat(again).isEqualTo(new Receipt(TICKET, "T-1001", first.version(), first.position(), true));
        assertThat(store.stream(TICKET)).hasSize(4);
        Envelope other = new Envelope(
                envelope.actor(), envelope.commandId(), "another body", null, null, null, envelope.correlationId());
        assertThatThrownBy(() -> node().send(raise(null), other))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.KEY_REUSED));
    }

    @Test
    void a_request_that_found_nothing_to_do_is_remembered_and_does_nothing_later_either() {
        node().send(raise(null), as("requester"));
        node().send(new AddObserver(TICKET, "observer"), as("requester"));
        Envelope envelope = keyed("requester", "observe");
        Receipt first = node().send(new AddObserver(TICKET, "observer"), envelope);
        assertThat(first).isEqualTo(new Receipt(TICKET, "T-1001", 4, 50, false));
        assertThat(store.stream(TICKET).getLast()).satisfies(event -> {
            assertThat(event.getPayload()).isEqualTo(new NothingChanged("AddObserver"));
            assertThat(event.getMetaData())
                    .containsEntry(Meta.COMMAND_ID, envelope.commandId().toString())
                    .containsEntry(Meta.REQUEST_HASH, "hash")
                    .containsEntry(Meta.ACTOR, "requester");
        });

        node().send(new RemoveObserver(TICKET, "observer"), as("requester"));
        Receipt again = node().send(new AddObserver(TICKET, "observer"), envelope);
        assertThat(again).isEqualTo(new Receipt(TICKET, "T-1001", 4, 50, true));
        assertThat(store.stream(TICKET)).hasSize(6);
        Envelope other = new Envelope(
                envelope.actor(), envelope.commandId(), "another body", null, null, null, envelope.correlationId());
        assertThatThrownBy(() -> node().send(new AddObserver(TICKET, "stranger"), other))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.KEY_REUSED));
    }

    @Test
    void where_nobody_could_recognise_a_retry_nothing_is_appended_for_nothing() {
        CommandDispatch node = node();
        node.send(raise(null), as("requester"));
        Receipt observed = node.send(new AddObserver(TICKET, "observer"), as("requester"));
        // without a key; and as the clock makes its ids, from what is due
        UUID due = UUID.nameUUIDFromBytes("due".getBytes(StandardCharsets.UTF_8));
        for (UUID id : List.of(UUID.randomUUID(), due, due)) {
            assertThat(node.send(new AddObserver(TICKET, "observer"), Envelope.of(house.actor("requester"), id)))
                    .isEqualTo(observed);
        }
        assertThat(store.stream(TICKET)).hasSize(4);
    }

    @Test
    void an_import_that_is_run_again_adds_nothing_whatever_its_rows_changed() {
        List<Command> rows = List.of(
                raise("requester"),
                new AssignTicket(TICKET, List.of("specialist"), "team-network"),
                new AddObserver(TICKET, "observer"),
                new AddObserver(TICKET, "observer"),
                new ReferTicket(TICKET, "specialist", "team-network", null, Text.of("as the log says")),
                new RemoveObserver(TICKET, "observer"),
                new ReferTicket(TICKET, "specialist2", "team-network", null, Text.of("as the log says")));
        List<Receipt> first = imported(rows);
        assertThat(first).noneMatch(Receipt::repeated);
        List<?> register = payloads();
        assertThat(register.stream().filter(NothingChanged.class::isInstance).toList())
                .isEqualTo(List.of(new NothingChanged("AddObserver"), new NothingChanged("ReferTicket")));

        List<Receipt> second = imported(rows);
        assertThat(second)
                .allMatch(Receipt::repeated)
                .extracting(Receipt::version)
                .isEqualTo(first.stream().map(Receipt::version).toList());
        assertThat(payloads()).isEqualTo(register);
    }

    /** Each row under a key of its own, the same in every run. */
    private List<Receipt> imported(List<Command> rows) {
        CommandDispatch node = node();
        List<Receipt> receipts = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            receipts.add(node.send(rows.get(row), keyed("importer", "row " + row)));
        }
        return receipts;
    }

    private List<?> payloads() {
        return store.stream(TICKET).stream().map(DomainEventMessage::getPayload).toList();
    }

    @Test
    void a_refusal_comes_through_as_it_is_and_nothing_is_appended() {
        CommandDispatch node = node();
        assertThatThrownBy(() -> node.send(comment(), as("requester")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.NOT_FOUND));
        node.send(raise(null), as("requester"));
        assertThatThrownBy(() -> node.send(new ChangeOwner(TICKET, "owner", null), as("stranger")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.FORBIDDEN));
        assertThat(store.stream(TICKET)).hasSize(3);
        assertThat(meters.timer("daftar.commands", "command", "ChangeOwner", "outcome", "forbidden")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void the_version_that_the_client_has_seen_decides() {
        CommandDispatch node = node();
        node.send(raise(null), as("requester"));
        Envelope any = as("requester");
        Envelope stale = new Envelope(any.actor(), any.commandId(), "h", 1L, null, null, "c");
        assertThatThrownBy(() -> node.send(comment(), stale))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.STALE));
        Envelope newest = new Envelope(any.actor(), any.commandId(), "h", 2L, null, null, "c");
        assertThat(node.send(comment(), newest).version()).isEqualTo(3);
    }

    @Test
    void a_lost_race_is_run_again_and_in_the_end_a_conflict() {
        CommandDispatch node = node();
        node.send(raise(null), as("requester"));
        store.loseRaces(5);
        assertThat(node.send(comment(), as("requester")).version()).isEqualTo(3);
        assertThat(meters.counter("daftar.commands.retries", "reason", "race").count())
                .isEqualTo(5);
        store.loseRaces(Integer.MAX_VALUE);
        assertThatThrownBy(() -> node.send(comment(), as("requester")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("concurrent-change"));
    }

    @Test
    void an_append_whose_outcome_is_unknown_is_found_and_not_done_twice() {
        CommandDispatch node = node();
        node.send(raise(null), as("requester"));
        store.fail(1, true, () -> new EventStoreException("the connection broke"));
        assertThat(node.send(comment(), as("requester"))).isEqualTo(new Receipt(TICKET, "T-1001", 3, 40, false));
        assertThat(store.stream(TICKET)).hasSize(4);

        store.fail(1, false, () -> new EventStoreException("the connection broke"));
        assertThat(node.send(comment(), as("requester"))).isEqualTo(new Receipt(TICKET, "T-1001", 4, 50, false));
    }

    @Test
    void a_store_that_is_away_is_asked_again_for_a_while() {
        CommandDispatch node = node();
        store.fail(2, false, () -> new Away("no store"));
        node.send(raise(null), as("requester"));
        store.fail(Integer.MAX_VALUE, false, () -> new Away("no store"));
        assertThatThrownBy(() -> node.send(comment(), as("requester"))).isInstanceOf(Away.class);
    }

    @Test
    void a_command_waits_for_what_its_sender_has_seen() {
        Envelope any = as("requester");
        node().send(raise(null), new Envelope(any.actor(), any.commandId(), "h", null, null, 77L, "c"));
        assertThat(awaited).containsExactly(77L);
    }

    @Test
    void sixty_four_at_once_on_two_nodes_all_get_through_and_none_twice() throws Exception {
        List<CommandDispatch> both = List.of(node(), node());
        Envelope raise = as("requester");
        List<Future<Receipt>> raises = new ArrayList<>();
        List<Future<Receipt>> comments = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                CommandDispatch node = both.get(i % 2);
                raises.add(threads.submit(() -> node.send(raise(null), raise)));
            }
            for (Future<Receipt> raised : raises) {
                assertThat(raised.get().version()).isEqualTo(2);
            }
            assertThat(raises.stream().filter(raised -> !raised.resultNow().repeated()))
                    .hasSize(1);
            for (int i = 0; i < 64; i++) {
                CommandDispatch node = both.get(i % 2);
                comments.add(threads.submit(() -> node.send(comment(), as("requester"))));
            }
            for (Future<Receipt> comment : comments) {
                comment.get();
            }
        }
        assertThat(comments.stream().map(comment -> comment.resultNow().version()))
                .doesNotHaveDuplicates();
        assertThat(store.stream(TICKET)).hasSize(3 + 64);
        assertThat(store.stream(TICKET).stream().filter(event -> event.getPayload() instanceof CommentAdded))
                .hasSize(64);
    }

    private Envelope as(String person) {
        return new Envelope(
                house.actor(person),
                UUID.randomUUID(),
                "hash",
                null,
                null,
                null,
                UUID.randomUUID().toString());
    }

    /** With an Idempotency-Key: an id of version 5, the same for the same key. */
    private Envelope keyed(String person, String key) {
        UUID hash = UUID.nameUUIDFromBytes((person + "\n" + key).getBytes(StandardCharsets.UTF_8));
        UUID id = new UUID(hash.getMostSignificantBits() & ~0xF000L | 0x5000L, hash.getLeastSignificantBits());
        return new Envelope(house.actor(person), id, "hash", null, null, null, id.toString());
    }

    private static AddComment comment() {
        return new AddComment(TICKET, Text.of("Any news?"));
    }

    private static RaiseTicket raise(String requester) {
        return new RaiseTicket(
                TICKET,
                requester,
                Channel.PORTAL,
                null,
                null,
                null,
                null,
                null,
                Text.of("No network"),
                null,
                null,
                List.of(),
                List.of(),
                null,
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** A node of its own over the one store. */
    private CommandDispatch node() {
        TicketDesk desk = new TicketDesk(
                house,
                daftar.domain.ticket.Loads.NONE,
                () -> "T-" + numbers.incrementAndGet(),
                new Unsealed(),
                InstantSource.system(),
                new daftar.domain.ticket.RememberedFiles(),
                daftar.messages.file.FileLimits.USUAL);
        Configuration axon = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(
                        configuration -> Jackson3Serializer.builder().build())
                .configureEmbeddedEventStore(configuration -> store)
                .registerComponent(TicketDesk.class, configuration -> desk)
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Ticket.class)
                        .configureCommandTargetResolver(configuration -> new StreamOfCommand()))
                .start();
        nodes.add(axon);
        return new CommandDispatch(axon.commandBus(), store, awaited::add, meters, SHORT);
    }

    private static final class Away extends AxonTransientException {
        Away(String message) {
            super(message);
        }
    }
}
