package daftar.app.command;

import daftar.messages.query.Named;
import daftar.messages.query.TicketView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a ticket has for the placeholders of a reply. Pure. What is not there, or not to be seen, is left out. */
final class ReplyValues {

    private ReplyValues() {}

    /** @param ticket as whoever replies sees it @param me how they are called; null where nobody knows */
    static Map<String, String> of(TicketView ticket, @Nullable String me) {
        Map<String, String> values = new HashMap<>();
        put(values, "number", ticket.number());
        put(values, "title", ticket.title());
        put(values, "requester", name(ticket.requester()));
        put(values, "owner", name(ticket.owner()));
        put(values, "me", me);
        put(values, "team", name(ticket.desk().team()));
        put(values, "category", name(ticket.category()));
        put(values, "service", ticket.service());
        put(values, "status", ticket.status().name());
        put(
                values,
                "priority",
                ticket.priority() == null ? null : ticket.priority().name());
        put(
                values,
                "resolutionDueAt",
                ticket.resolutionDueAt() == null
                        ? null
                        : ticket.resolutionDueAt().toString());
        put(values, "assignees", names(ticket.desk().people()));
        TicketView.Solved solution = ticket.solution();
        if (solution != null) {
            put(values, "solution", solution.text());
            put(values, "cause", solution.cause());
        }
        return values;
    }

    private static @Nullable String names(List<Named> people) {
        String all =
                people.stream().map(ReplyValues::name).filter(Objects::nonNull).collect(Collectors.joining(", "));
        return all.isEmpty() ? null : all;
    }

    private static @Nullable String name(@Nullable Named named) {
        return named == null ? null : named.name();
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
