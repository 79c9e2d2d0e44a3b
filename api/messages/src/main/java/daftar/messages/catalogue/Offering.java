package daftar.messages.catalogue;

import daftar.messages.Role;
import daftar.messages.catalogue.CatalogueEntry.Audience;
import daftar.messages.catalogue.CatalogueEntry.RequestType;
import daftar.messages.directory.Reference;
import java.util.Collection;
import java.util.Collections;

/** Whom a request type is for: the same for who lists the catalogue and for who raises by it. Pure. */
public final class Offering {

    private Offering() {}

    /** @param roles that the person has now */
    public static boolean isVisible(
            RequestType requestType, String person, Collection<Role> roles, Reference reference) {
        Audience audience = requestType.visibleTo();
        if (audience == null || audience.namesNobody() || !Collections.disjoint(audience.roles(), roles)) {
            return true;
        }
        Reference.Person known = reference.person(person);
        return known != null
                && (!Collections.disjoint(audience.departments(), reference.pathOf(known.department()))
                        || (known.post() != null && audience.posts().contains(known.post())));
    }
}
