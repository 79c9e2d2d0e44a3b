package daftar.http.read;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.read.ReadApi.Got;
import daftar.messages.audit.AuditQuery.FindActs;
import daftar.messages.audit.AuditQuery.SearchLog;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What auditors ask the register itself, over HTTP. */
class AuditTest {

    @Test
    void a_history_tells_values_as_they_are() {
        Got got = ReadApi.get("auditor", "/api/audit/tickets/T-1/history?from=0&size=5");

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body().at("/events/0/cause/kind").asString()).isEqualTo("clock");
        assertThat(got.body().at("/events/0/changes/0/label").asString()).isEqualTo("Assignees");
        assertThat(got.body().at("/events/0/changes/0/after/0/name").asString()).isEqualTo("Dan");
        assertThat(ReadApi.get("auditor", "/api/audit/tickets/T-404/history").status())
                .isEqualTo(404);
    }

    @Test
    void a_search_of_the_log_hands_on_all_that_was_asked() {
        Got got = ReadApi.get(
                "auditor",
                "/api/audit/log?type=TicketRaised,TeamFormed&actor=person-a&stream=team-*&occurredFrom=2026-01-01T00:00:00Z"
                        + "&recordedTo=2026-02-01T00:00:00Z&commandId=c&correlation=d&client=mail&q=coffee&size=7&cursor=x");

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body().path("next").asString()).isEqualTo("more");
        assertThat(got.body().at("/progress/head").asInt()).isEqualTo(9);
        SearchLog asked = (SearchLog) ReadApi.ANSWERS.lastAudit;
        assertThat(asked.filter().types()).isEqualTo(Set.of("TicketRaised", "TeamFormed"));
        assertThat(asked.filter().actor()).isEqualTo("person-a");
        assertThat(asked.filter().stream()).isEqualTo("team-*");
        assertThat(asked.filter().occurredFrom()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(asked.filter().recordedTo()).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(asked.filter().commandId()).isEqualTo("c");
        assertThat(asked.filter().correlation()).isEqualTo("d");
        assertThat(asked.filter().client()).isEqualTo("mail");
        assertThat(asked.filter().words()).isEqualTo("coffee");
        assertThat(asked.size()).isEqualTo(7);
        assertThat(asked.cursor()).isEqualTo("x");
    }

    @Test
    void the_acts_of_a_person_are_asked_by_id() {
        Got got = ReadApi.get("auditor", "/api/audit/people/person-a/acts?occurredTo=2026-02-01T00:00:00Z");

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body().path("next").isMissingNode()).isTrue();
        FindActs asked = (FindActs) ReadApi.ANSWERS.lastAudit;
        assertThat(asked.person()).isEqualTo("person-a");
        assertThat(asked.period().occurredTo()).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(ReadApi.get("auditor", "/api/audit/people/person-404/acts").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/audit/tickets/T-1/history",
                "/api/audit/log",
                "/api/audit/people/person-a/acts"
            })
    void they_are_for_auditors_with_a_login(String path) {
        assertThat(ReadApi.get("", path).status()).isEqualTo(401);
        for (String user : new String[] {"requester", "manager", "administrator"}) {
            Got refused = ReadApi.get(user, path);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.problem()).isEqualTo("not-allowed");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/audit/tickets/T-1/history?from=x, wrong-parameter, from",
        "/api/audit/tickets/T-1/history?at=x, unknown-parameter, at",
        "/api/audit/log?occurredFrom=yesterday, wrong-parameter, occurredFrom",
        "/api/audit/log?recordedTo=2026-02-30T00:00:00Z, wrong-parameter, recordedTo",
        "/api/audit/log?size=many, wrong-parameter, size",
        "/api/audit/log?actr=person-a, unknown-parameter, actr",
        "/api/audit/people/person-a/acts?recordedFrom=x, wrong-parameter, recordedFrom",
        "/api/audit/people/person-a/acts?type=x, unknown-parameter, type"
    })
    void what_is_not_understood_is_refused_by_name(String path, String problem, String field) {
        Got refused = ReadApi.get("auditor", path);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo(problem);
        assertThat(refused.body().path("field").asString()).isEqualTo(field);
    }
}
