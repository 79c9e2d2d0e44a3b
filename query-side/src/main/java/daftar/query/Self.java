package daftar.query;

import daftar.messages.query.Facet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whom {@link Facet#ME} stands for. */
record Self(String person, List<String> teams) {

    /** The values with the caller in the place of {@link Facet#ME}. */
    Set<String> in(Facet facet, Collection<String> values) {
        Set<String> meant = new TreeSet<>(values);
        if (facet.knowsMe() && meant.remove(Facet.ME)) {
            meant.addAll(facet == Facet.TEAM ? teams : List.of(person));
        }
        return meant;
    }
}
