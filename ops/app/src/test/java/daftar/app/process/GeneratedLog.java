package daftar.app.process;

import daftar.messages.ticket.Impact;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Urgency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * An incident log of the form that the mapping {@code servicenow-incidents} reads: with holds, referrals, resolutions from
 * hold, incidents that begin resolved, reopenings before and after closing. Always the same but for the day.
 */
final class GeneratedLog {

    private static final String HEADER = "number,incident_state,sys_mod_count,caller_id,opened_by,opened_at,"
            + "sys_updated_at,contact_type,location,category,subcategory,u_symptom,cmdb_ci,impact,urgency,priority,"
            + "assignment_group,assigned_to,closed_code";
    /** So recent that nothing has been resolved for so long that the clock would close it, nor lies in the future. */
    private static final LocalDateTime BEGIN = LocalDateTime.now(ZoneOffset.UTC).minusDays(5);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d/M/yyyy HH:mm", Locale.ROOT);

    /** The states that incidents go through; each gets some rows more in between. */
    private static final List<List<String>> COURSES = List.of(
            List.of("New", "Active", "Resolved", "Closed"),
            List.of("New", "Active", "Awaiting User Info", "Active", "Resolved", "Closed"),
            List.of("New", "Awaiting Vendor", "Active", "Resolved", "Active", "Resolved", "Closed"),
            List.of("Resolved", "Closed"),
            List.of("New", "Active", "Awaiting Problem", "Resolved", "Closed"),
            List.of("New", "Active", "Awaiting Evidence"),
            List.of("New", "Active"),
            List.of("New", "Active", "Resolved", "Active"),
            List.of("Active", "Resolved", "Closed", "Active"),
            List.of("Active", "Resolved", "Closed", "Active", "Resolved", "Closed"),
            List.of("New", "Active", "Resolved"));

    private static final Map<String, String> STATUS = Map.of(
            "Active", "IN_PROGRESS",
            "Awaiting User Info", "ON_HOLD",
            "Awaiting Vendor", "ON_HOLD",
            "Awaiting Problem", "ON_HOLD",
            "Awaiting Evidence", "ON_HOLD",
            "Resolved", "RESOLVED",
            "Closed", "CLOSED");

    private final Random random = new Random(20251122);
    private final List<String> lines = new ArrayList<>(List.of(HEADER));
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

    private GeneratedLog() {}

    /**
     * How an incident must stand in the end, by its last row.
     *
     * @param assignee null where the desk's work is done, and nobody has it
     */
    record Outcome(
            String status,
            String priority,
            @Nullable String team,
            @Nullable String assignee) {}

    /** @return what must come of each incident, by its number */
    static Map<String, Outcome> write(Path file, int incidents) throws IOException {
        GeneratedLog log = new GeneratedLog();
        for (int i = 0; i < incidents; i++) {
            log.incident(i);
        }
        Files.write(file, log.lines);
        return log.outcomes;
    }

    private void incident(int index) {
        List<String> course = COURSES.get(index % COURSES.size());
        Row row = new Row(String.format(Locale.ROOT, "INC%07d", index));
        for (String state : course) {
            row.state = state;
            row.change(random.nextInt(4) == 0);
            boolean working = !state.equals("Closed") && !state.equals("Resolved");
            for (int more = working ? 1 + random.nextInt(3) : 0; more > 0; more--) {
                row.change(random.nextInt(3) > 0);
            }
        }
        boolean open = !row.state.equals("Closed") && !row.state.equals("Resolved");
        outcomes.put(
                row.number,
                new Outcome(
                        String.valueOf(STATUS.get(row.state)),
                        Priority.of(Impact.values()[row.impact], Urgency.values()[row.urgency])
                                .name(),
                        open ? "team-group-" + row.team : null,
                        open ? "person-resolver-" + row.team + row.assignee : null));
    }

    /** An incident as it stands; each change writes it down. */
    private final class Row {
        final String number;
        final int caller = random.nextInt(30);
        LocalDateTime at = BEGIN.plusMinutes(random.nextInt(1_000));
        final String openedAt = at.format(TIME);
        String state = "New";
        int team = random.nextInt(5);
        int assignee = random.nextInt(3);
        int impact = random.nextInt(3);
        int urgency = random.nextInt(3);
        int category = random.nextInt(6);
        int change;

        Row(String number) {
            this.number = number;
        }

        void change(boolean more) {
            if (more && !state.equals("Resolved") && !state.equals("Closed")) {
                switch (random.nextInt(4)) {
                    case 0 -> assignee = (assignee + 1) % 3;
                    case 1 -> team = (team + 1) % 5;
                    case 2 -> urgency = (urgency + 1) % 3;
                    default -> category = (category + 1) % 6;
                }
            }
            at = at.plusMinutes(1 + random.nextInt(60));
            lines.add(String.join(
                    ",",
                    number,
                    state,
                    Integer.toString(change++),
                    "Caller " + caller,
                    "Opened by 1",
                    openedAt,
                    at.format(TIME),
                    "Phone",
                    "Location " + caller % 4,
                    "Category " + category,
                    "Subcategory " + category,
                    "Symptom 1",
                    "?",
                    List.of("1 - High", "2 - Medium", "3 - Low").get(impact),
                    List.of("1 - High", "2 - Medium", "3 - Low").get(urgency),
                    "?",
                    "Group " + team,
                    "Resolver " + team + assignee,
                    "code 1"));
        }
    }
}
