package daftar.http.reply;

import daftar.messages.Actor;
import daftar.messages.query.AtLeast;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a ticket has for the placeholders of a reply. Given by the application. */
@FunctionalInterface
public interface TicketValues {

    /**
     * The values by the names of {@link daftar.messages.reply.ReplyPlaceholders}; what the actor may not read is left out.
     *
     * @param ref the ticket's id or number
     * @param language of names, BCP 47
     * @param seen what the values must be as new as at the least; null for any
     * @throws daftar.messages.Refused NOT_FOUND where there is no ticket that the actor may know of
     */
    Map<String, String> of(Actor actor, String ref, String language, @Nullable AtLeast seen);
}
