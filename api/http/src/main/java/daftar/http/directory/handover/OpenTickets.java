package daftar.http.directory.handover;

import daftar.messages.Actor;
import daftar.messages.ticket.Status;
import java.util.List;

/** Finds the tickets that are open on a person. Given by the application, over the read model: as new as that is. */
public interface OpenTickets {

    /**
     * @param total how many there are in all
     * @param tickets the longest waiting first
     */
    record Found(long total, List<OpenTicket> tickets) {}

    /**
     * @param ticket the ticket's id
     * @param asked whether they are asked for an approval in it
     * @param has whether they have it, or had the work last
     * @param answers whether they answer for it to the requester
     */
    record OpenTicket(String ticket, String number, Status status, boolean asked, boolean has, boolean answers) {}

    /**
     * Those that the actor may know of; of all of them an administrator is told the number, and no more than is here.
     *
     * @param most how many to name at most
     */
    Found of(Actor actor, String person, int most);
}
