package daftar.http.security;

import daftar.messages.Actor;

/** Finds the person behind a login. Given by the application. */
@FunctionalInterface
public interface Actors {

    /**
     * The actor of a principal who has been authenticated.
     *
     * @param principal the name that was authenticated
     * @throws daftar.messages.Refused FORBIDDEN where the directory does not know who that is
     */
    Actor actorOf(String principal);
}
