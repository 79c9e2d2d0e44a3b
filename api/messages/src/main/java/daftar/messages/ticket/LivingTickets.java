package daftar.messages.ticket;

import org.jspecify.annotations.Nullable;

/** Where what is meant for a ticket belongs, once tickets have been merged. */
public interface LivingTickets {

    /**
     * The ticket itself, or the one that it was merged into, and so on to the one that was not.
     *
     * @param ref a ticket's number or id
     * @return a ticket's id; null where there is no such ticket
     */
    @Nullable String ticketFor(String ref);
}
