package daftar.messages.bulk;

import daftar.messages.Command;
import java.util.List;

/** What is asked of a bulk: one action on many tickets. {@code bulk} is its id and stream, {@code bulk-<uuid>}. */
public sealed interface BulkCommand extends Command {

    /**
     * Fixes which tickets it is about, before the first of them is touched: a retry goes on with the same ones, whatever a
     * search would find then.
     *
     * @param action as the API names it, such as {@code assign}
     * @param tickets ids, or numbers as somebody named them; at least one
     */
    record BeginBulk(String bulk, String action, List<String> tickets) implements BulkCommand {
        public BeginBulk {
            tickets = List.copyOf(tickets);
        }

        @Override
        public String stream() {
            return bulk;
        }
    }
}
