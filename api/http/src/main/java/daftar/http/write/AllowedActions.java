package daftar.http.write;

import daftar.messages.Actor;
import daftar.messages.query.ActionsView;

/** Tells what somebody may do with a ticket as it stands. Given by the application, over the register itself. */
public interface AllowedActions {

    /**
     * @param ticket the ticket's id
     * @throws daftar.messages.Refused NOT_FOUND where there is none that the actor may know of
     */
    ActionsView of(Actor actor, String ticket);
}
