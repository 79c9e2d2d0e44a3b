package daftar.app.command;

import daftar.automations.Errands;
import daftar.messages.directory.Reference;
import daftar.messages.survey.SurveyCommand.GrantSurvey;
import daftar.messages.survey.SurveyGrant;
import daftar.messages.survey.SurveyPolicy;
import daftar.messages.survey.Surveys;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.AskSurvey;
import daftar.query.Elastic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Who is to be asked how content they are. First the person's own stream grants it, which is where two nodes, or two
 * tickets, cannot both get it; once that is known here the ticket's requester is asked. Whoever stops between the two goes
 * on with the second.
 */
final class DueSurveys implements Errands {

    private static final Duration EVERY = Duration.ofSeconds(20);
    private static final int PAGE = 1_000;

    private final Elastic elastic;
    private final String tickets;
    private final Reference reference;
    private Instant next = Instant.MIN;

    DueSurveys(Elastic elastic, String tickets, Reference reference) {
        this.elastic = elastic;
        this.tickets = tickets;
        this.reference = reference;
    }

    @Override
    public List<Errand> due(Instant now, int most) {
        Surveys surveys = reference.surveys();
        if (now.isBefore(next) || surveys.policy().percent() == 0) {
            return List.of();
        }
        next = now.plus(EVERY);
        List<Errand> due = new ArrayList<>();
        Set<String> chosen = new HashSet<>();
        JsonNode after = null;
        do {
            JsonNode hits = find(surveys.policy(), now, after).path("hits").path("hits");
            after = null;
            for (JsonNode hit : hits) {
                if (due.size() >= most) {
                    return due;
                }
                JsonNode source = hit.path("_source");
                Errand errand = errand(
                        source.path("id").asString(), source.path("requester").asString(), surveys, now, chosen);
                if (errand != null) {
                    due.add(errand);
                }
                after = hit.path("sort");
            }
            if (hits.size() < PAGE) {
                return due;
            }
        } while (after != null);
        return due;
    }

    private static @Nullable Errand errand(
            String ticket, String requester, Surveys surveys, Instant now, Set<String> chosen) {
        SurveyGrant grant = surveys.of(requester);
        if (grant != null && grant.ticket().equals(ticket)) {
            return grant.holdsAt(now) ? new Errand("survey:" + ticket, new AskSurvey(ticket)) : null;
        }
        boolean free = grant == null || surveys.policy().isQuietOver(grant, now);
        return free && chosen.add(requester)
                ? new Errand("survey-grant:" + ticket, new GrantSurvey(requester, ticket))
                : null;
    }

    private JsonNode find(SurveyPolicy policy, Instant now, @Nullable JsonNode after) {
        Instant latest = now.minus(policy.waitAfterClosing());
        List<Map<String, ?>> filter = new ArrayList<>();
        filter.add(Map.of("term", Map.of("status", Status.CLOSED.name())));
        filter.add(BroughtIn.not("closedAt", now));
        filter.add(Map.of("exists", Map.of("field", "resolvedAt")));
        filter.add(Map.of("range", Map.of("satisfaction.lot", Map.of("lt", policy.lotsBelow()))));
        filter.add(Map.of(
                "range",
                Map.of(
                        "closedAt",
                        Map.of("gt", latest.minus(SurveyPolicy.LATEST).toString(), "lte", latest.toString()))));
        if (!policy.types().isEmpty()) {
            filter.add(Map.of("terms", Map.of("type", policy.types())));
        }
        if (!policy.channels().isEmpty()) {
            filter.add(Map.of(
                    "terms",
                    Map.of("channel", policy.channels().stream().map(Enum::name).toList())));
        }
        List<Map<String, ?>> not = List.of(
                Map.of("exists", Map.of("field", "rating")),
                Map.of("exists", Map.of("field", "mergedInto")),
                Map.of("exists", Map.of("field", "satisfaction.askedAt")));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("size", PAGE);
        body.put("_source", List.of("id", "requester"));
        body.put("track_total_hits", false);
        body.put("query", Map.of("bool", Map.of("filter", filter, "must_not", not)));
        body.put("sort", List.of(Map.of("closedAt", "asc"), Map.of("id", "asc")));
        if (after != null) {
            body.put("search_after", after);
        }
        return elastic.search(tickets, "clock", body);
    }
}
