package daftar.http.security;

import daftar.messages.Actor;
import org.jspecify.annotations.Nullable;

/** Remembers what people were denied. Given by the application. */
@FunctionalInterface
public interface Denials {

    /**
     * Never throws and never waits: the refusal itself is answered in any case.
     *
     * @param what method and address, the address as the API describes it: what was typed into it is left out
     * @param subject the ticket, person or other entry that the address names, where its id tells nothing but itself; null
     *     for none
     * @param status of the answer: 403, or 404 for what there is not or they may not know of
     * @param reason the refusal's stable code
     */
    void denied(Actor actor, String what, @Nullable String subject, int status, String reason);
}
