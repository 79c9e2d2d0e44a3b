package daftar.messages.feed;

import daftar.messages.Refused;
import daftar.messages.ticket.TicketEvent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The kinds of events that the feed tells of: all of a ticket. */
public final class FeedTypes {

    /** Their stable names. */
    public static final Set<String> ALL = Arrays.stream(TicketEvent.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .collect(Collectors.toUnmodifiableSet());

    private FeedTypes() {}

    /** @param field that names them @throws Refused INVALID, with the field, for what is none */
    public static Set<String> check(Collection<String> types, String field) {
        for (String type : types) {
            if (!ALL.contains(type)) {
                throw Refused.invalid(
                        "unknown-type",
                        field,
                        "There is no event of the type " + echo(type) + "; the types are "
                                + String.join(", ", new TreeSet<>(ALL)) + ".");
            }
        }
        return Set.copyOf(types);
    }

    private static String echo(String type) {
        return type.length() <= 60 ? type : type.substring(0, 60) + "…";
    }
}
