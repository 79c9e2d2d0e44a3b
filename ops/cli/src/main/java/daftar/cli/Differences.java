package daftar.cli;

import daftar.cli.LogMapping.Column;
import daftar.cli.LogMapping.State;
import daftar.cli.LogMapping.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rows of one ticket into the commands that lead from each to the next. Pure: the same rows give the same
 * commands, so that a second run repeats the first and adds nothing.
 */
final class Differences {

    private final LogMapping mapping;

    /** Times that went backwards and were set to the row's before. */
    private int clamped;

    private Instant last = Instant.MIN;

    /** What the desk's side looks like so far. */
    private Status status = Status.NEW;

    private @Nullable String holdReason;

    /** What was sent last: a value that the log leaves out for a while and names again is no change. */
    private Map<String, Object> held = Map.of();

    private final Map<String, String> classified = new HashMap<>();
    private boolean started;

    private Differences(LogMapping mapping) {
        this.mapping = mapping;
    }

    /** @param clamped how many times went backwards within the ticket */
    record Result(List<Call> calls, int clamped) {}

    /** @param rows of one ticket, in their order; not empty */
    static Result of(List<LogRow> rows, LogMapping mapping) {
        Differences differences = new Differences(mapping);
        List<Call> calls = new ArrayList<>();
        LogRow before = rows.getFirst();
        calls.add(differences.raise(before));
        differences.moveTo(differences.stateOf(before), before, calls);
        for (LogRow row : rows.subList(1, rows.size())) {
            differences.step(before, row, calls);
            before = row;
        }
        return new Result(calls, differences.clamped);
    }

    /** The codes of category and subcategory, the finer one where there is one. */
    static @Nullable String category(LogRow row) {
        String category = row.get(Column.CATEGORY);
        String subcategory = row.get(Column.SUBCATEGORY);
        if (category == null) {
            return null;
        }
        return subcategory == null ? Ids.category(category) : Ids.category(category) + "-" + Ids.category(subcategory);
    }

    private Call raise(LogRow row) {
        String raisedAt = row.get(Column.RAISED_AT);
        Instant at = time(raisedAt == null ? row.required(Column.TIME) : raisedAt);
        Map<String, Object> body = new LinkedHashMap<>();
        String requester = row.get(Column.REQUESTER);
        if (requester != null) {
            body.put("requester", Ids.person(requester));
        }
        String channel = row.get(Column.CHANNEL);
        body.put("channel", channel == null ? "OTHER" : mapping.channels().getOrDefault(channel, "OTHER"));
        body.put("type", mapping.type());
        putChanged(body, "category", category(row));
        putChanged(body, "symptom", word(row, Column.SYMPTOM));
        putChanged(body, "location", word(row, Column.LOCATION));
        body.put("title", title(row));
        body.put("language", mapping.language());
        String item = row.get(Column.ITEM);
        if (item != null) {
            body.put("affectedItems", List.of(item));
        }
        if (!row.fields().isEmpty()) {
            body.put("fields", row.fields());
        }
        body.put("externalRef", row.required(Column.TICKET));
        Map<String, Object> triage = new LinkedHashMap<>();
        triage.put("impact", impact(row));
        triage.put("urgency", urgency(row));
        body.put("triage", triage);
        held = holder(row);
        if (!held.isEmpty()) {
            body.put("assign", held);
        }
        return new Call("raise", body, at, row.line());
    }

    private void step(LogRow before, LogRow row, List<Call> calls) {
        int size = calls.size();
        State from = stateOf(before);
        State to = stateOf(row);
        boolean reopens = (from.status() == Status.RESOLVED || from.status() == Status.CLOSED)
                && to.status() != Status.RESOLVED
                && to.status() != Status.CLOSED;
        if (reopens && to.status() != Status.UNKNOWN) {
            reopen(row, calls);
        }
        if (!Objects.equals(impact(before), impact(row)) || !Objects.equals(urgency(before), urgency(row))) {
            calls.add(call("prioritise", row, Map.of("impact", impact(row), "urgency", urgency(row))));
        }
        Map<String, Object> classification = new LinkedHashMap<>();
        putChanged(classification, "category", category(row));
        putChanged(classification, "symptom", word(row, Column.SYMPTOM));
        putChanged(classification, "location", word(row, Column.LOCATION));
        if (!classification.isEmpty()) {
            calls.add(call("reclassify", row, classification));
        }
        Map<String, Object> holds = holder(row);
        if (!holds.equals(held) && !holds.isEmpty()) {
            calls.add(hand(row, held, holds));
            held = holds;
            // in Daftar whoever gets a ticket starts work on it anew
            started = false;
            if (status == Status.IN_PROGRESS) {
                status = Status.NEW;
            }
        }
        moveTo(to, row, calls);
        if (calls.size() == size) {
            calls.add(call("note", row, Map.of("text", "updated")));
        }
    }

    /** To another team is a referral; to somebody else of the same team, or for the first time, an assignment. */
    private Call hand(LogRow row, Map<String, Object> held, Map<String, Object> holds) {
        Object team = holds.get("team");
        if (held.get("team") != null && team != null && !team.equals(held.get("team"))) {
            Map<String, Object> body = new LinkedHashMap<>();
            String assignee = row.get(Column.ASSIGNEE);
            if (assignee != null) {
                body.put("person", Ids.person(assignee));
            }
            body.put("team", team);
            body.put("reason", "referred at the old desk");
            return call("refer", row, body);
        }
        return call("assign", row, holds);
    }

    private void moveTo(State to, LogRow row, List<Call> calls) {
        if (to.status() == Status.UNKNOWN) {
            return;
        }
        if (to.status() == status && Objects.equals(to.reason(), holdReason)) {
            return;
        }
        if ((status == Status.RESOLVED && to.status() != Status.CLOSED) || status == Status.CLOSED) {
            reopen(row, calls);
        } else if (status == Status.ON_HOLD && to.status() != Status.RESOLVED && to.status() != Status.CLOSED) {
            calls.add(call("resume", row, Map.of()));
            status = started ? Status.IN_PROGRESS : Status.NEW;
        }
        holdReason = null;
        switch (to.status()) {
            case NEW, UNKNOWN -> {}
            case IN_PROGRESS -> {
                if (status != Status.IN_PROGRESS) {
                    calls.add(call("start", row, Map.of()));
                    started = true;
                }
            }
            case ON_HOLD -> {
                calls.add(call("hold", row, Map.of("reason", Objects.requireNonNull(to.reason()))));
                holdReason = to.reason();
            }
            case RESOLVED -> calls.add(resolve(row));
            case CLOSED -> {
                if (status != Status.RESOLVED) {
                    calls.add(resolve(row));
                }
                calls.add(call("close", row, Map.of("reason", "UNCONFIRMED")));
            }
        }
        status = to.status();
    }

    /** Back to work, which then is started anew. */
    private void reopen(LogRow row, List<Call> calls) {
        calls.add(
                status == Status.RESOLVED
                        ? call("reject", row, Map.of("complaint", "reopened at the old desk"))
                        : call("reopen", row, Map.of("reason", "reopened at the old desk")));
        status = Status.NEW;
        started = false;
    }

    private Call resolve(LogRow row) {
        String code = row.get(Column.CLOSE_CODE);
        Map<String, Object> solution = new LinkedHashMap<>();
        solution.put("text", code == null ? "resolved at the old desk" : "resolved at the old desk with " + code);
        put(solution, "code", code == null ? null : Ids.slug(code));
        solution.put("fix", "PERMANENT");
        return call("resolve", row, Map.of("solution", solution));
    }

    private State stateOf(LogRow row) {
        String state = row.get(Column.STATE);
        State known = state == null ? null : mapping.states().get(state);
        return known == null ? new State(Status.UNKNOWN, null) : known;
    }

    private static Map<String, Object> holder(LogRow row) {
        Map<String, Object> holder = new LinkedHashMap<>();
        String assignee = row.get(Column.ASSIGNEE);
        String team = row.get(Column.TEAM);
        if (assignee != null) {
            holder.put("assignees", List.of(Ids.person(assignee)));
        }
        if (team != null) {
            holder.put("team", Ids.team(team));
        }
        return holder;
    }

    private Call call(String action, LogRow row, Map<String, Object> body) {
        return new Call(action, body, time(row.required(Column.TIME)), row.line());
    }

    private Instant time(String value) {
        Instant at = mapping.time(value);
        if (at.isBefore(last)) {
            clamped++;
            return last;
        }
        last = at;
        return at;
    }

    private String impact(LogRow row) {
        return mapping.impacts().getOrDefault(String.valueOf(row.get(Column.IMPACT)), "MEDIUM");
    }

    private String urgency(LogRow row) {
        return mapping.urgencies().getOrDefault(String.valueOf(row.get(Column.URGENCY)), "MEDIUM");
    }

    private static String title(LogRow row) {
        List<String> words = new ArrayList<>();
        for (Column column : List.of(Column.CATEGORY, Column.SUBCATEGORY, Column.SYMPTOM)) {
            String word = row.get(column);
            if (word != null) {
                words.add(word);
            }
        }
        return words.isEmpty() ? row.required(Column.TICKET) : String.join(", ", words);
    }

    private static @Nullable String word(LogRow row, Column column) {
        String value = row.get(column);
        return value == null ? null : Ids.slug(value);
    }

    private static void put(Map<String, Object> body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    private void putChanged(Map<String, Object> body, String name, @Nullable String value) {
        if (value != null && !value.equals(classified.put(name, value))) {
            body.put(name, value);
        }
    }
}
