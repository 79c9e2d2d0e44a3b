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
     *
     * @param contentHash of the mail
     */
    Known.@Nullable Target target(String ticket, Actor actor, String contentHash);

    /**
     * The commands that a ticket has carried out, each with whether it may have been asked for by this; null where there is no
     * ticket of this id.
     *
     * @param contentHash of the mail
     */
    @Nullable Map<UUID, Boolean> commandsOf(String ticket, String contentHash);

    /** Told of each ticket that is raised: whoever got its number may use it before any read model has it. */
    void raised(String number, String ticket);
}
