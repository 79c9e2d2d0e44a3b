package daftar.http.write;

import org.jspecify.annotations.Nullable;

/** Leads from what people call a ticket to its id. Given by the application. */
public interface TicketRefs {

    /**
     * The id of the ticket that is called so. Asked for numbers, and for the tickets that links and merges name; not for an
     * id in an address, since the command side finds out by itself whether it exists.
     *
     * @param ref a number such as {@code T-1042}, or an id, which comes back if the ticket exists
     * @return {@code ticket-<uuid>}, or null where there is no such ticket
     */
    @Nullable String idOf(String ref);

    /** Told of each ticket that is raised here: whoever got its number may use it before any read model has it. */
    void raised(String number, String id);
}
