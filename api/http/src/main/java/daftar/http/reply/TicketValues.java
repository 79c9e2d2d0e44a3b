package daftar.http.reply;

import daftar.messages.Actor;
import java.util.Map;

/** What a ticket has for the placeholders of a reply. Given by the application. */
@FunctionalInterface
public interface TicketValues {

    /**
     * The values by the names of {@link daftar.messages.reply.ReplyPlaceholders}; what the actor may not read is left out.
     *
     * @param ref the ticket's id or number
     * @param language of names, BCP 47
     * @throws daftar.messages.Refused NOT_FOUND where there is no ticket that the actor may know of
     */
    Map<String, String> of(Actor actor, String ref, String language);
}
