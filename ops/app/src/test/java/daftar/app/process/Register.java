package daftar.app.process;

import daftar.eventstore.EventLog;
import daftar.eventstore.EventStoreConnection;
import daftar.eventstore.EventStoreDbLog;
import daftar.eventstore.RecordedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The event store, looked at without Daftar. */
final class Register implements AutoCloseable {

    private final EventStoreConnection connection;
    private final EventLog log;
    private final AtomicLong ticketEvents = new AtomicLong();
    private final EventLog.Subscription subscription;

    Register(int port) {
        connection = EventStoreConnection.to("esdb://127.0.0.1:" + port + "?tls=false");
        log = new EventStoreDbLog(connection);
        // goes on by itself after the store was away
        subscription = log.subscribe(null, event -> {
            if (isOfTicket(event)) {
                ticketEvents.incrementAndGet();
            }
        });
    }

    /** Waits until so many events of tickets have been appended. */
    void awaitTicketEvents(long count) {
        Waiting.until(
                count + " events of tickets are in the log, not " + ticketEvents,
                Duration.ofSeconds(150),
                () -> ticketEvents.get() >= count);
    }

    /** What the register holds, without the blocks of numbers that nodes reserve when they start, and the ledger's heads. */
    List<String> entries() {
        try (var all = log.streamAll(null)) {
            return all.filter(event -> !event.stream().startsWith("numbers-")
                            && !event.stream().equals("ledger"))
                    .map(event -> event.stream() + "@" + event.revision() + " " + event.type() + " "
                            + event.metadata().getOrDefault("commandId", ""))
                    .toList();
        }
    }

    /** The streams of the tickets in which there is an event of this type, one for each of them. */
    List<String> ticketsWith(String type) {
        try (var all = log.streamAll(null)) {
            return all.filter(event -> isOfTicket(event) && event.type().equals(type))
                    .map(RecordedEvent::stream)
                    .toList();
        }
    }

    /** The commands whose events are in the register, of each ticket in the order in which they came, one for each append. */
    Map<String, List<String>> commandsOfTickets() {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        try (var all = log.streamAll(null)) {
            all.filter(Register::isOfTicket).forEach(event -> {
                List<String> ofTicket = commands.computeIfAbsent(event.stream(), stream -> new ArrayList<>());
                String command = String.valueOf(event.metadata().get("commandId"));
                if (ofTicket.isEmpty() || !ofTicket.getLast().equals(command)) {
                    ofTicket.add(command);
                }
            });
        }
        return commands;
    }

    private static boolean isOfTicket(RecordedEvent event) {
        return event.stream().startsWith("ticket-");
    }

    @Override
    public void close() {
        subscription.close();
        connection.close();
    }
}
