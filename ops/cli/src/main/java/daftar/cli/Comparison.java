package daftar.cli;

import daftar.cli.LogMapping.Column;
import daftar.cli.LogMapping.State;
import daftar.cli.LogMapping.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares a ticket as Daftar shows it with the last row that the old desk's log has of it. */
final class Comparison {

    private Comparison() {}

    /**
     * What differs in status, holder or priority, in words; empty where all is the same. A holder is compared where the log
     * names one: a log that ends with nobody says nothing of who had the work.
     */
    static List<String> differences(LogRow last, JsonNode ticket, LogMapping mapping) {
        List<String> differences = new ArrayList<>();
        String state = last.get(Column.STATE);
        State known = state == null ? null : mapping.states().get(state);
        String status = ticket.path("status").asString("");
        if (known != null && !fits(known.status(), status)) {
            differences.add("status " + status + " instead of " + state);
        }
        String priority = last.get(Column.PRIORITY);
        compare(
                "priority",
                priority == null ? null : mapping.priorities().get(priority),
                ticket.path("priority"),
                differences);
        String assignee = last.get(Column.ASSIGNEE);
        String team = last.get(Column.TEAM);
        JsonNode desk = ticket.path("desk");
        compare(
                "assignee",
                assignee == null ? null : Ids.person(assignee),
                desk.path("people").path(0).path("id"),
                differences);
        compare("team", team == null ? null : Ids.team(team), desk.path("team").path("id"), differences);
        return differences;
    }

    private static void compare(String what, @Nullable String expected, JsonNode actual, List<String> differences) {
        if (expected != null && !expected.equals(actual.asString(""))) {
            differences.add(what + " " + actual.asString("nobody") + " instead of " + expected);
        }
    }

    private static boolean fits(Status logged, String status) {
        return switch (logged) {
            // the log's NEW is before work; a ticket that was triaged is ASSIGNED then
            case NEW -> status.equals("NEW") || status.equals("ASSIGNED");
            case UNKNOWN -> true;
            case IN_PROGRESS, ON_HOLD, RESOLVED, CLOSED -> status.equals(logged.name());
        };
    }
}
