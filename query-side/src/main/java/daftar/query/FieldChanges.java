package daftar.query;

import daftar.messages.Money;
import daftar.messages.audit.TicketHistory.Change;
import daftar.messages.query.Named;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.TicketDocument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What differs between two states of a ticket, field by field and in full. It compares the documents as they are stored, so no
 * field can be forgotten: what is left out is named here. Pure.
 */
final class FieldChanges {

    /** Says where the document stands in the log, or repeats in another form what other fields say; of no use to a reader. */
    static final Set<String> LEFT_OUT = Set.of(
            "id",
            "revision",
            "position",
            "recordedAt",
            "updatedAt",
            "stepFrom",
            "stageFrom",
            "intervalFrom",
            "heldMillis",
            "course",
            "sla.history",
            "sla.nextPointAt",
            "satisfaction.lot");

    /** Fields whose names say too little by themselves. */
    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("visibleTo", "Who may see it without a role"),
            Map.entry("namedPeople", "Who may see it although it is confidential"),
            Map.entry("raisedBy", "Registered by"),
            Map.entry("owner", "Who answers to the requester"),
            Map.entry("publicTexts", "What the requester may read"),
            Map.entry("internalTexts", "What only the desk may read"),
            Map.entry("deskPeople", "Who of the desk has it or had it last"),
            Map.entry("deskTeam", "Team that has it or had it last"),
            Map.entry("overdueAt", "Overdue from"),
            Map.entry("stageDueAt", "Stage falls due at"),
            Map.entry("responseDueAt", "Response falls due at"),
            Map.entry("resolutionDueAt", "Resolution falls due at"),
            Map.entry("targetPolicy", "Service level"),
            Map.entry("fix", "Permanent or workaround"),
            Map.entry("form", "What was filled into the form"),
            Map.entry("redacted", "Whether something is no longer readable"),
            Map.entry("sla.broken", "Promises that were broken"),
            Map.entry("sla.pausedSince", "Promises stand still since"),
            Map.entry("sla.nextWordDueAt", "Next word to the requester falls due at"),
            Map.entry("sla.calendar", "Calendar of the promises"));

    private final Naming naming;

    FieldChanges(Naming naming) {
        this.naming = naming;
    }

    /** @param before null before the first event */
    List<Change> between(@Nullable TicketDocument before, TicketDocument after) {
        List<Change> changes = new ArrayList<>();
        compare("", tree(before), tree(after), changes);
        return changes;
    }

    private static JsonNode tree(@Nullable TicketDocument ticket) {
        return ticket == null
                ? MissingNode.getInstance()
                : DocumentJson.mapper().valueToTree(ticket);
    }

    private void compare(String path, JsonNode before, JsonNode after, List<Change> changes) {
        if (LEFT_OUT.contains(path) || before.equals(after)) {
            return;
        }
        if (isTree(before) || isTree(after)) {
            Set<String> names = new LinkedHashSet<>(before.propertyNames());
            names.addAll(after.propertyNames());
            for (String name : names) {
                compare(path.isEmpty() ? name : path + "." + name, before.path(name), after.path(name), changes);
            }
            return;
        }
        Object was = value(before);
        Object is = value(after);
        if (was instanceof List<?> || is instanceof List<?>) {
            List<?> old = was instanceof List<?> list ? list : List.of();
            List<?> now = is instanceof List<?> list ? list : List.of();
            List<Object> went = without(old, now);
            List<Object> came = without(now, old);
            if (!went.isEmpty() || !came.isEmpty()) {
                was = went.isEmpty() ? null : went;
                is = came.isEmpty() ? null : came;
            }
        }
        if (!Objects.equals(was, is) && !(isNothing(was) && isNothing(is))) {
            changes.add(new Change(path, label(path), was, is));
        }
    }

    /** How a field begins: nobody says of a new ticket that it is not confidential. */
    private static boolean isNothing(@Nullable Object value) {
        return value == null
                || Boolean.FALSE.equals(value)
                || (value instanceof Number number && number.longValue() == 0);
    }

    /** Money is one value, not two. */
    private static boolean isTree(JsonNode node) {
        return node.isObject() && !isCost(node);
    }

    private static boolean isCost(JsonNode node) {
        return node.has("currency") && node.has("amount") && node.size() <= 3;
    }

    /** What of a list is not in the other, each as often as it is there too often. */
    private static List<Object> without(List<?> list, List<?> other) {
        List<Object> left = new ArrayList<>(list);
        other.forEach(left::remove);
        return left;
    }

    /** As plain values; null for what is empty. */
    private @Nullable Object value(JsonNode node) {
        if (node.isMissingNode() || node.isNull() || (node.isArray() && node.isEmpty())) {
            return null;
        }
        if (node.isArray()) {
            return node.valueStream().map(this::value).toList();
        }
        if (isCost(node)) {
            return new Money(
                    new BigDecimal(node.path("amount").asString()),
                    node.path("currency").asString());
        }
        if (node.isObject()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                Object value = value(field.getValue());
                if (value != null) {
                    fields.put(field.getKey(), value);
                }
            }
            return fields;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        return named(node.asString());
    }

    private Object named(String text) {
        if (text.startsWith("person-")) {
            return naming.person(text);
        }
        Named team = text.startsWith("team-") ? naming.team(text) : null;
        return team == null ? text : team;
    }

    /** {@code resolutionDueAt} → {@code Resolution due at}. */
    static String label(String path) {
        String known = LABELS.get(path);
        if (known != null) {
            return known;
        }
        StringBuilder words = new StringBuilder();
        for (char c : path.toCharArray()) {
            if (c == '.') {
                words.append(": ");
            } else if (Character.isUpperCase(c)) {
                words.append(' ').append(Character.toLowerCase(c));
            } else {
                words.append(c);
            }
        }
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
