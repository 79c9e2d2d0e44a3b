package daftar.http.security;

import daftar.messages.Actor;

/** Remembers who was refused what only an administrative right allows. Given by the application. */
@FunctionalInterface
public interface AdministrativeRefusals {

    /**
     * Never throws: the refusal itself is answered in any case.
     *
     * @param what method and address
     * @param reason the refusal's stable code
     */
    void refused(Actor actor, String what, String reason);
}
