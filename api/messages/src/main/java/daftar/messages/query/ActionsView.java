package daftar.messages.query;

import daftar.messages.ticket.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may do with a ticket as it stands. Straight from the register, so never stale.
 *
 * @param version of the ticket, for {@code If-Match}
 * @param parties what the caller is to the ticket
 * @param actions all there are, in the order of the table of rights
 */
public record ActionsView(
        String id, String number, long version, Status status, List<String> parties, List<Action> actions) {

    /**
     * @param name as in {@code POST /api/tickets/{ref}/{name}}
     * @param allowed whether status and party allow it; what is sent with it may still be refused
     * @param by the party that allows it; null where it is not allowed
     * @param because why not, by a stable name: {@code not-allowed}, {@code wrong-status}; null where it is allowed
     * @param detail the same as a sentence
     */
    public record Action(
            String name,
            boolean allowed,
            @Nullable String by,
            @Nullable String because,
            @Nullable String detail) {}
}
