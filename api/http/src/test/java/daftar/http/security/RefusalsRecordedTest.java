package daftar.http.security;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;

/** What of a refusal is told on to be recorded, and what never is. */
class RefusalsRecordedTest {

    private static final String ID = "ticket-0193a5b0-0000-7000-8000-000000000001";
    private static final Refused FORBIDDEN = Refused.forbidden("not-yours", "no");
    private static final Refused UNKNOWN = Refused.notFound("unknown-ticket", "none");

    private final List<String> told = new ArrayList<>();
    private final RefusalsRecorded recorded = new RefusalsRecorded(
            (actor, what, reason) -> told.add("administrative " + what + " " + reason),
            (actor, what, subject, status, reason) ->
                    told.add(actor.person() + " " + what + " " + subject + " " + status + " " + reason));

    private void refused(String method, String path, String pattern, Map<String, String> variables, Exception refusal) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setServletPath(path);
        request.setAttribute(CallerFilter.ACTOR, new Actor("person-a", Set.of(Role.REQUESTER), "api", null));
        if (pattern != null) {
            request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, pattern);
            request.setAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, variables);
        }
        assertThat(recorded.resolveException(request, new MockHttpServletResponse(), null, refusal))
                .isNull();
    }

    @Test
    void a_ticket_that_may_not_be_seen_is_told_by_its_id_and_an_act_by_its_name() {
        refused("GET", "/api/tickets/T-7", "/api/tickets/{ref}", Map.of("ref", "T-7"), UNKNOWN);
        refused(
                "POST",
                "/api/tickets/" + ID + "/assign",
                "/api/tickets/{ref}/{action}",
                Map.of("ref", ID, "action", "assign"),
                FORBIDDEN);

        assertThat(told)
                .containsExactly(
                        "person-a GET /api/tickets/{ref} T-7 404 unknown-ticket",
                        "person-a POST /api/tickets/{ref}/assign " + ID + " 403 not-yours");
    }

    @Test
    void what_was_typed_into_an_address_is_never_told() {
        String typed = "my-password-is-geheim";
        refused("GET", "/api/tickets/" + typed, "/api/tickets/{ref}", Map.of("ref", typed), UNKNOWN);
        refused("POST", "/api/tickets/T-1/" + typed, "/api/tickets/{ref}/{action}", Map.of("action", typed), UNKNOWN);
        refused("GET", "/api/nothing/" + typed + "/x", null, Map.of(), UNKNOWN);

        assertThat(told)
                .containsExactly(
                        "person-a GET /api/tickets/{ref} null 404 unknown-ticket",
                        "person-a POST /api/tickets/{ref}/{action} null 404 unknown-ticket",
                        "person-a GET /api/nothing null 404 unknown-ticket");
    }

    @Test
    void administrative_acts_go_where_they_went_and_other_refusals_are_no_denials() {
        refused("POST", "/api/rights", "/api/rights", Map.of(), FORBIDDEN);
        refused("POST", "/api/tickets/T-1/start", null, Map.of(), Refused.conflict("wrong-status", "closed"));
        refused("GET", "/api/tickets", "/api/tickets", Map.of(), new IllegalStateException("a fault"));

        assertThat(told).containsExactly("administrative POST /api/rights not-yours");
    }
}
