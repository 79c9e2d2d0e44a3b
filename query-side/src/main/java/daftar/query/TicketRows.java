package daftar.query;

import static java.util.Objects.requireNonNull;

import daftar.messages.query.TicketRow;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Status;
import daftar.query.Visibility.Level;
import daftar.query.Visibility.Subject;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.TicketDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes rows of lists from what a search found, straight from its JSON. */
final class TicketRows {

    /** The fields of a ticket's document that a row is made of. */
    static final List<String> FIELDS = withRights(
            "id",
            "number",
            "externalRef",
            "revision",
            "channel",
            "requester",
            "department",
            "type",
            "category",
            "service",
            "priority",
            "title",
            "status",
            "stage",
            "holdReason",
            "raisedAt",
            "updatedAt",
            "resolutionDueAt",
            "resolvedAt",
            "overdueAt",
            "responseDueAt",
            "respondedAt",
            "closedAt",
            "targetPolicy",
            "sla.calendar",
            "sla.terms.policyVersion",
            "sla.terms.level",
            "sla.terms.calendarVersion",
            "sla.nextWordDueAt",
            "sla.pausedSince",
            "sla.broken");

    /** These fields, and those that decide who may see a ticket. */
    static List<String> withRights(String... fields) {
        List<String> all = new ArrayList<>(List.of(fields));
        all.addAll(List.of(
                "visibleTo",
                "owner",
                "departmentPath",
                "confidential",
                "namedPeople",
                "assignees",
                "team",
                "vendor",
                "deskPeople",
                "deskTeam",
                "ledger.approvers"));
        return List.copyOf(all);
    }

    private final Visibility visibility;
    private final Naming naming;
    private final Instant now;

    TicketRows(Visibility visibility, Naming naming, Instant now) {
        this.visibility = visibility;
        this.naming = naming;
        this.now = now;
    }

    /** How much the caller may know of the ticket that was found. */
    Level levelOf(JsonNode source) {
        return visibility.levelOfVisible(new Subject(
                Json.texts(source, "visibleTo"),
                source.path("requester").asString(),
                Json.text(source, "owner"),
                Json.texts(source, "departmentPath"),
                source.path("confidential").asBoolean(false),
                Json.texts(source, "namedPeople"),
                Json.texts(source, "assignees"),
                Json.text(source, "team"),
                Json.text(source, "vendor"),
                Json.texts(source, "deskPeople"),
                Json.text(source, "deskTeam"),
                requireNonNull(Json.constant(source, "status", Status.class)),
                source.hasNonNull("resolvedAt"),
                Json.texts(source.path("ledger"), "approvers")));
    }

    /** The row of a ticket that is in memory. */
    TicketRow row(TicketDocument ticket) {
        ObjectNode hit = JsonNodeFactory.instance.objectNode();
        hit.set("_source", DocumentJson.mapper().valueToTree(ticket));
        return row(hit);
    }

    TicketRow row(JsonNode hit) {
        JsonNode source = hit.path("_source");
        Level level = levelOf(source);
        boolean withPeople = level != Level.KNOWLEDGE;
        Instant overdueAt = Json.instant(source, "overdueAt");
        return new TicketRow(
                source.path("id").asString(),
                source.path("number").asString(),
                Json.text(source, "externalRef"),
                Json.text(source, "title"),
                naming.type(source.path("type").asString()),
                naming.category(Json.text(source, "category")),
                Json.text(source, "service"),
                requireNonNull(Json.constant(source, "status", Status.class)),
                Json.constant(source, "holdReason", HoldReason.class),
                Json.constant(source, "priority", Priority.class),
                requireNonNull(Json.constant(source, "channel", Channel.class)),
                withPeople ? naming.personOrNull(Json.text(source, "requester")) : null,
                naming.department(Json.text(source, "department")),
                naming.team(Json.text(source, "team")),
                withPeople ? naming.people(Json.texts(source, "assignees")) : List.of(),
                withPeople ? naming.personOrNull(Json.text(source, "owner")) : null,
                Json.text(source, "stage"),
                requireNonNull(Json.instant(source, "raisedAt")),
                requireNonNull(Json.instant(source, "updatedAt")),
                Json.instant(source, "resolutionDueAt"),
                overdueAt != null && !overdueAt.isAfter(now),
                source.path("revision").asLong(),
                highlights(hit, level),
                withPeople ? SlaViews.of(source, naming.names().promises(), now) : null);
    }

    /** The fragments of those fields that the caller may read in this ticket. */
    static Map<String, List<String>> highlights(JsonNode hit, Level level) {
        JsonNode found = hit.get("highlight");
        if (found == null) {
            return Map.of();
        }
        Map<String, List<String>> shown = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : found.properties()) {
            if (level.texts().contains(field.getKey())) {
                shown.put(
                        field.getKey(),
                        field.getValue().valueStream().map(JsonNode::asString).toList());
            }
        }
        return shown;
    }
}
