package daftar.app.command;

import daftar.automations.Errands;
import daftar.messages.catalogue.PriorityRules;
import daftar.messages.directory.Reference;
import daftar.messages.sla.BusinessCalendar;
import daftar.messages.sla.PromiseRegister;
import daftar.messages.sla.ServiceLevels;
import daftar.messages.sla.SlaFacts;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.ApplyServiceLevels;
import daftar.query.Elastic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The open tickets that are promised something else than service levels and calendars say now. They are gone through once
 * when a clock starts, and again whenever one of these changed, a page at a time.
 */
final class OutdatedPromises implements Errands {

    private static final int PAGE = 1_000;

    /** What another node decided a moment before it heard of the change, and what was not sent, is found by looking again. */
    private static final Duration ONCE_MORE = Duration.ofSeconds(60);

    /** And first of all what the index showed a moment too late. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final List<String> OPEN = Arrays.stream(Status.values())
            .filter(Status::isOpen)
            .map(Status::name)
            .toList();
    private static final List<String> FIELDS = List.of(
            "id",
            "revision",
            "updatedAt",
            "recordedAt",
            "requester",
            "type",
            "service",
            "priority",
            "departmentPath",
            "targetPolicy",
            "sla.calendar",
            "sla.terms.policyVersion",
            "sla.terms.level",
            "sla.terms.calendarVersion");

    private final Elastic elastic;
    private final String tickets;
    private final Reference reference;

    private @Nullable PromiseRegister promises;
    private @Nullable PriorityRules priorities;
    /** The id of the last ticket that was looked at; null before the first, and once all were. */
    private @Nullable String after;

    private boolean going;
    private boolean found;
    /** Whether some are being brought in, and looked at again once they are there. */
    private boolean left;

    private boolean changed;
    private Instant again = Instant.MAX;

    OutdatedPromises(Elastic elastic, String tickets, Reference reference) {
        this.elastic = elastic;
        this.tickets = tickets;
        this.reference = reference;
    }

    @Override
    public List<Errand> due(Instant now, int most) {
        PromiseRegister present = reference.promises();
        PriorityRules rules = reference.catalogue().priorities();
        if (present != promises || !rules.equals(priorities)) {
            promises = present;
            priorities = rules;
            begin();
            changed = true;
        } else if (!going && !now.isBefore(again)) {
            begin();
        }
        if (!going) {
            return List.of();
        }
        List<Errand> due = page(now, present, rules, most);
        found |= !due.isEmpty();
        if (!going) {
            // after a change soon, then once more, and for as long as there is something
            again = changed ? now.plus(SOON) : found || left ? now.plus(ONCE_MORE) : Instant.MAX;
            found = changed;
            changed = false;
        }
        return due;
    }

    private void begin() {
        going = true;
        left = false;
        after = null;
    }

    private List<Errand> page(Instant now, PromiseRegister present, PriorityRules rules, int most) {
        int size = Math.min(PAGE, Math.max(1, most));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("size", size);
        body.put("_source", FIELDS);
        body.put("track_total_hits", false);
        body.put("sort", List.of(Map.of("id", "asc")));
        body.put("query", Map.of("terms", Map.of("status", OPEN)));
        if (after != null) {
            body.put("search_after", List.of(after));
        }
        JsonNode hits = elastic.search(tickets, "clock", body).path("hits").path("hits");
        List<Errand> due = new ArrayList<>();
        for (JsonNode hit : hits) {
            JsonNode ticket = hit.path("_source");
            String id = ticket.path("id").asString();
            after = id;
            String wanted = wanted(ticket, present, rules);
            if (!wanted.equals(present(ticket))) {
                if (BroughtIn.is(ticket, now)) {
                    left = true;
                } else {
                    // what is wanted may have been so before, and have been sent then
                    String key =
                            "promises " + id + "@" + ticket.path("revision").asLong() + " " + wanted;
                    due.add(new Errand(key, new ApplyServiceLevels(id)));
                }
            }
        }
        going = hits.size() == size;
        return due;
    }

    private String wanted(JsonNode ticket, PromiseRegister present, PriorityRules rules) {
        List<String> departments = new ArrayList<>();
        ticket.path("departmentPath").forEach(each -> departments.add(each.asString()));
        String priority = text(ticket.path("priority"));
        ServiceLevels.Found found = present.levels()
                .find(new SlaFacts(
                        ticket.path("type").asString(),
                        text(ticket.path("service")),
                        priority == null ? null : Priority.valueOf(priority),
                        departments,
                        rules.isVip(ticket.path("requester").asString(), reference)));
        if (found == null) {
            return said(null, 0, null, null, 0);
        }
        BusinessCalendar calendar = present.get(found.level().calendar());
        return said(found.policy(), found.version(), found.level().code(), calendar.code(), calendar.version());
    }

    private static String present(JsonNode ticket) {
        JsonNode terms = ticket.path("sla").path("terms");
        return said(
                text(ticket.path("targetPolicy")),
                terms.path("policyVersion").asInt(0),
                text(terms.path("level")),
                text(ticket.path("sla").path("calendar")),
                terms.path("calendarVersion").asInt(0));
    }

    private static String said(
            @Nullable String policy,
            int policyVersion,
            @Nullable String level,
            @Nullable String calendar,
            int calendarVersion) {
        return policy == null
                ? "nothing"
                : policy + "-" + policyVersion + "/" + Objects.requireNonNullElse(level, "") + "/"
                        + Objects.requireNonNullElse(calendar, "") + "-" + calendarVersion;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }
}
