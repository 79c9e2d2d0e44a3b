package daftar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.cli.LogMapping.Column;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferencesTest {

    private final LogMapping mapping = LogMapping.read("servicenow-incidents");
    private final List<LogRow> rows = new ArrayList<>();

    DifferencesTest() throws IOException {}

    @Test
    void the_first_row_raises_and_triages_and_assigns_in_one_request() {
        row("29/2/2016 01:23", "New", "Group 56", "Resolver 1");
        List<Call> calls = calls();
        assertThat(actions(calls)).containsExactly("raise");
        assertThat(calls.getFirst().body())
                .containsEntry("requester", "person-caller-1")
                .containsEntry("externalRef", "INC1")
                .containsEntry("channel", "TELEPHONE")
                .containsEntry("location", "location-143")
                .containsEntry("affectedItems", List.of("cmdb_ci 9"))
                .containsEntry("triage", Map.of("impact", "MEDIUM", "urgency", "MEDIUM"))
                .containsEntry("assign", Map.of("team", "team-group-56", "assignees", List.of("person-resolver-1")));
        assertThat(calls.getFirst().occurredAt()).isEqualTo(Instant.parse("2016-02-29T01:16:00Z"));
    }

    @Test
    void an_incident_that_starts_resolved_also_sends_its_state() {
        row("29/2/2016 01:23", "Resolved", "Group 56", null);
        row("5/3/2016 12:00", "Closed", "Group 56", null);
        assertThat(actions(calls())).containsExactly("raise", "resolve", "close");
    }

    @Test
    void another_group_is_a_referral_and_another_person_of_it_an_assignment() {
        row("29/2/2016 01:23", "New", "Group 56", null);
        row("29/2/2016 02:00", "New", "Group 57", "Resolver 2");
        row("29/2/2016 03:00", "New", "Group 57", "Resolver 3");
        assertThat(actions(calls())).containsExactly("raise", "refer", "assign");
    }

    @Test
    void a_hold_names_what_is_awaited_and_ends_before_another_begins() {
        row("29/2/2016 01:23", "Active", "Group 56", "Resolver 1");
        row("29/2/2016 02:00", "Awaiting User Info", "Group 56", "Resolver 1");
        row("29/2/2016 03:00", "Awaiting Vendor", "Group 56", "Resolver 1");
        row("29/2/2016 04:00", "Active", "Group 56", "Resolver 1");
        row("29/2/2016 05:00", "Resolved", "Group 56", "Resolver 1");
        List<Call> calls = calls();
        assertThat(actions(calls)).containsExactly("raise", "start", "hold", "resume", "hold", "resume", "resolve");
        assertThat(calls.get(2).body()).containsEntry("reason", "REQUESTER");
        assertThat(calls.get(4).body()).containsEntry("reason", "VENDOR");
    }

    @Test
    void a_row_that_changes_nothing_of_this_is_a_work_note() {
        row("29/2/2016 01:23", "New", "Group 56", null);
        row("29/2/2016 02:00", "New", "Group 56", null);
        List<Call> calls = calls();
        assertThat(actions(calls)).containsExactly("raise", "note");
        assertThat(calls.getLast().body()).containsEntry("text", "updated");
    }

    @Test
    void a_time_that_goes_backwards_is_set_to_the_one_before_and_counted() {
        row("29/2/2016 05:00", "New", "Group 56", null);
        row("29/2/2016 04:00", "New", "Group 57", null);
        row("29/2/2016 03:00", "New", "Group 57", null);
        Differences.Result result = Differences.of(rows, mapping);
        assertThat(result.clamped()).isEqualTo(1);
        assertThat(result.calls()).isSortedAccordingTo((a, b) -> a.occurredAt().compareTo(b.occurredAt()));
    }

    @Test
    void a_reopened_incident_goes_back_to_work_before_it_is_handed_on() {
        row("29/2/2016 01:23", "Active", "Group 56", "Resolver 1");
        row("29/2/2016 02:00", "Resolved", "Group 56", "Resolver 1");
        row("29/2/2016 03:00", "Active", "Group 57", "Resolver 2");
        assertThat(actions(calls())).containsExactly("raise", "start", "resolve", "reject", "refer", "start");
    }

    @Test
    void whoever_gets_an_incident_at_work_starts_on_it_anew() {
        row("29/2/2016 01:23", "Active", "Group 56", "Resolver 1");
        row("29/2/2016 02:00", "Active", "Group 56", "Resolver 2");
        row("29/2/2016 03:00", "Awaiting Vendor", "Group 57", "Resolver 2");
        row("29/2/2016 04:00", "Awaiting Vendor", "Group 58", "Resolver 3");
        row("29/2/2016 05:00", "Active", "Group 58", "Resolver 3");
        assertThat(actions(calls()))
                .containsExactly("raise", "start", "assign", "start", "refer", "hold", "refer", "resume", "start");
    }

    @Test
    void a_row_that_names_nobody_takes_the_incident_from_nobody() {
        row("29/2/2016 01:23", "Active", "Group 56", "Resolver 1");
        row("29/2/2016 02:00", "Active", null, null);
        row("29/2/2016 03:00", "Active", "Group 56", "Resolver 1");
        assertThat(actions(calls())).containsExactly("raise", "start", "note", "note");
    }

    @Test
    void a_holder_that_the_log_leaves_out_for_a_while_has_not_changed() {
        row("29/2/2016 01:23", "New", "Group 56", "Resolver 1");
        row("29/2/2016 02:00", "New", null, null);
        row("29/2/2016 03:00", "New", "Group 56", "Resolver 1");
        assertThat(actions(calls())).containsExactly("raise", "note", "note");
    }

    @Test
    void the_same_rows_give_the_same_commands_again() {
        row("29/2/2016 01:23", "Active", "Group 56", "Resolver 1");
        row("29/2/2016 02:00", "Resolved", "Group 57", "Resolver 1");
        assertThat(calls()).isEqualTo(calls());
    }

    private List<Call> calls() {
        return Differences.of(rows, mapping).calls();
    }

    private static List<String> actions(List<Call> calls) {
        return calls.stream().map(Call::action).toList();
    }

    private void row(String time, String state, String group, String person) {
        Map<Column, String> values = new EnumMap<>(Column.class);
        values.put(Column.TICKET, "INC1");
        values.put(Column.ORDER, String.valueOf(rows.size()));
        values.put(Column.RAISED_AT, "29/2/2016 01:16");
        values.put(Column.TIME, time);
        values.put(Column.STATE, state);
        values.put(Column.REQUESTER, "Caller 1");
        values.put(Column.CHANNEL, "Phone");
        values.put(Column.LOCATION, "Location 143");
        values.put(Column.CATEGORY, "Category 55");
        values.put(Column.ITEM, "cmdb_ci 9");
        values.put(Column.IMPACT, "2 - Medium");
        values.put(Column.URGENCY, "2 - Medium");
        if (group != null) {
            values.put(Column.TEAM, group);
        }
        if (person != null) {
            values.put(Column.ASSIGNEE, person);
        }
        rows.add(new LogRow(rows.size() + 2, values, Map.of()));
    }
}
