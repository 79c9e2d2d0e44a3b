package daftar.messages.bulk;

import daftar.messages.Event;
import java.util.List;

/** What happened to a bulk. What came of each ticket is in the ticket's own stream, with the bulk's correlation id. */
public sealed interface BulkEvent extends Event {

    /** @param tickets ids, or numbers as somebody named them */
    record BulkBegun(String action, List<String> tickets) implements BulkEvent {
        public BulkBegun {
            tickets = tickets == null ? List.of() : List.copyOf(tickets);
        }
    }
}
