package daftar.app.access;

import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.Reference;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The people of the directory, as those who come in. Roles are the directory's; what else says is for whom it does not know. */
final class People {

    private final Reference reference;
    private final Supplier<Collection<Reference.Person>> all;
    /** Where an address was found last; looked at again each time, since people change theirs. */
    private final Map<String, String> foundByMail = new ConcurrentHashMap<>();

    People(Reference reference, Supplier<Collection<Reference.Person>> all) {
        this.reference = reference;
        this.all = all;
    }

    /**
     * @param otherwise the roles of a person whom the directory does not know; null where such a person may not come in
     * @throws Refused FORBIDDEN for who may not come in
     */
    Actor actor(String id, @Nullable Set<Role> otherwise) {
        Reference.Person person = reference.person(id);
        if (person != null) {
            if (!person.active()) {
                throw Refused.forbidden("person-deactivated", "You have been deactivated; ask an administrator.");
            }
            return new Actor(id, person.roles(), "api", null);
        }
        if (otherwise == null) {
            throw Refused.forbidden(
                    "unknown-person", "The directory does not know who this is; an administrator registers people.");
        }
        return new Actor(id, otherwise, "api", null);
    }

    /** The person who signs in by this name; null for nobody. */
    @Nullable String byUserName(String name) {
        Reference.Person person = reference.personOfUserName(name);
        return person == null ? null : person.id();
    }

    /** The person of this address; null for nobody. @throws Refused FORBIDDEN where several have it */
    @Nullable String byMail(String mail) {
        String last = foundByMail.get(mail);
        Reference.Person known = last == null ? null : reference.person(last);
        if (known != null && mail.equalsIgnoreCase(known.mail())) {
            return last;
        }
        String found = null;
        for (Reference.Person person : all.get()) {
            if (person.active() && mail.equalsIgnoreCase(person.mail())) {
                if (found != null) {
                    throw Refused.forbidden(
                            "ambiguous-person", "Several people of the directory have the address of this token.");
                }
                found = person.id();
            }
        }
        if (found != null) {
            foundByMail.put(mail, found);
        }
        return found;
    }
}
