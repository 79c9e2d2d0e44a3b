package daftar.mail.in;

import daftar.messages.Actor;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tickets, as mail asks for them: straight from the register, so never stale. Given by the application. */
public interface Tickets {

    /** The id of the ticket of this number; null for none. */
    @Nullable String idOf(String number);

    /**
     * A ticket as somebody sees it, or the one that it was merged into, however often; null where there is none of this id.
     */
    Known.@Nullable Target target(String ticket, Actor actor);

    /** The commands that a ticket has carried out, with the hash of what was asked; null where there is none of this id. */
    @Nullable Map<UUID, String> commandsOf(String ticket);

    /** Told of each ticket that is raised: whoever got its number may use it before any read model has it. */
    void raised(String number, String ticket);
}
