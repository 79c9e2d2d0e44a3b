package daftar.messages.feed;

import daftar.messages.Refused;
import daftar.messages.ledger.LedgerEvent;
import daftar.messages.ticket.TicketEvent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of events that the feed tells of: all of a ticket; to webhooks that name them what the ledger says, too. */
public final class FeedTypes {

    private static final String TICKETS = "ticket-";

    /** Their stable names. */
    public static final Set<String> ALL = Arrays.stream(TicketEvent.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .collect(Collectors.toUnmodifiableSet());

    /** The stable names of what the ledger says. It is made to be published, and told to whoever names it only. */
    public static final Set<String> LEDGER = Arrays.stream(LedgerEvent.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> SENT =
            Stream.concat(ALL.stream(), LEDGER.stream()).collect(Collectors.toSet());

    private FeedTypes() {}

    /** Whether an event is told where these types are wanted. @param types empty for all of a ticket */
    public static boolean isTold(String stream, String type, Set<String> types) {
        return stream.equals(LedgerEvent.STREAM)
                ? LEDGER.contains(type) && types.contains(type)
                : stream.startsWith(TICKETS) && (types.isEmpty() ? ALL : types).contains(type);
    }

    /** @param field that names them @throws Refused INVALID, with the field, for what is none */
    public static Set<String> check(Collection<String> types, String field) {
        return check(types, ALL, field);
    }

    /** What a webhook may name. @param field that names them @throws Refused INVALID, with the field, for what is none */
    public static Set<String> checkSent(Collection<String> types, String field) {
        return check(types, SENT, field);
    }

    private static Set<String> check(Collection<String> types, Set<String> known, String field) {
        for (String type : types) {
            if (!known.contains(type)) {
                throw Refused.invalid(
                        "unknown-type",
                        field,
                        "There is no event of the type " + echo(type) + "; the types are "
                                + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
        return Set.copyOf(types);
    }

    private static String echo(String type) {
        return type.length() <= 60 ? type : type.substring(0, 60) + "…";
    }
}
