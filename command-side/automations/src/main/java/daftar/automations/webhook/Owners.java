package daftar.automations.webhook;

import daftar.messages.Actor;
import daftar.messages.directory.Reference;
import org.jspecify.annotations.Nullable;

/** The people whose sight of tickets decides what is sent. */
@FunctionalInterface
public interface Owners {

    /** The person with the roles that they have now; null where they are not at work here any more. */
    @Nullable Actor actorOf(String person);

    /** Those of the directory. */
    static Owners of(Reference reference) {
        return id -> {
            Reference.Person person = reference.person(id);
            return person == null || !person.active() ? null : new Actor(id, person.roles(), "api", null);
        };
    }
}
