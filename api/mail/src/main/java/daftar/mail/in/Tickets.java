package daftar.mail.in;

import daftar.messages.Actor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tickets, as mail asks for them: straight from the register, so never stale. Given by the application. */
public interface Tickets {

    /** The id of the ticket of this number; null for none. */
    @Nullable String idOf(String number);

    /**
     * What a mail asks for.
     *
     * @param command the id of its command
     * @param contentHash of the mail
     */
    record Asked(UUID command, String contentHash) {}

    /**
     * A ticket as somebody sees it, or the one that it was merged into, however often; null where there is none of this id.
     */
    Known.@Nullable Target target(String ticket, Actor actor, Asked asked);

    /** Whether a ticket may have been raised by this, and not by another with its id; null where there is none of this id. */
    @Nullable Boolean isRaisedBy(String ticket, Asked asked);

    /** Told of each ticket that is raised: whoever got its number may use it before any read model has it. */
    void raised(String number, String ticket);
}
