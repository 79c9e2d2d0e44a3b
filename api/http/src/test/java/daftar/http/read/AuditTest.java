package daftar.http.read;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.read.ReadApi.Got;
import daftar.messages.audit.AsOf;
import daftar.messages.audit.AuditQuery.FindActs;
import daftar.messages.audit.AuditQuery.FindDeskAsOf;
import daftar.messages.audit.AuditQuery.FindInboxAsOf;
import daftar.messages.audit.AuditQuery.FindWorkloadAsOf;
import daftar.messages.audit.AuditQuery.SearchLog;
import daftar.messages.ticket.Status;
import java.time.Instant;
import java.util.List;
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
    void a_report_is_a_page_in_the_readers_language_that_runs_nothing() {
        Got got = ReadApi.get("auditor", "/api/audit/tickets/T-1/report?language=fa&zone=Asia/Tehran");

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(got.header("Content-Security-Policy")).contains("default-src 'none'", "sandbox");
        assertThat(got.raw().body()).contains("dir=\"rtl\"", "گزارش درخواست T-1", "Asia/Tehran", "+03:30", "Dan");
        assertThat(ReadApi.get("auditor", "/api/audit/tickets/T-1/report", "Accept-Language", "de-AT")
                        .raw()
                        .body())
                .contains("Bericht über die Anfrage T-1");
    }

    @Test
    void a_report_is_drawn_where_that_is_asked_for_or_accepted() {
        for (Got got : List.of(
                ReadApi.get("auditor", "/api/audit/tickets/T-1/report?format=pdf"),
                ReadApi.get("auditor", "/api/audit/tickets/T-1/report", "Accept", "application/pdf"))) {
            assertThat(got.status()).isEqualTo(200);
            assertThat(got.header("Content-Type")).isEqualTo("application/pdf");
            assertThat(got.header("Content-Disposition")).contains("T-1-en.pdf");
            assertThat(got.raw().body()).startsWith("%PDF-");
        }
    }

    @Test
    void a_report_is_of_a_ticket_that_there_is_and_of_no_other_kind() {
        assertThat(ReadApi.get("auditor", "/api/audit/tickets/T-404/report").status())
                .isEqualTo(404);
        Got json = ReadApi.get("auditor", "/api/audit/tickets/T-1/report", "Accept", "application/json");
        assertThat(json.status()).isEqualTo(406);
        assertThat(json.problem()).isEqualTo("not-acceptable");
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
                "/api/audit/tickets/T-1/report",
                "/api/audit/log",
                "/api/audit/people/person-a/acts",
                "/api/audit/desk",
                "/api/audit/people/person-a/inbox",
                "/api/audit/workload",
                "/api/audit/directory/people",
                "/api/audit/directory/people/person-a",
                "/api/audit/directory/departments/tree",
                "/api/audit/directory/teams",
                "/api/audit/directory/teams/team-desk",
                "/api/audit/directory/posts",
                "/api/audit/workflows",
                "/api/audit/workflows/incident",
                "/api/audit/workflows/choices"
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
        "/api/audit/tickets/T-1/report?language=tlh, unknown-language, language",
        "/api/audit/tickets/T-1/report?format=docx, wrong-parameter, format",
        "/api/audit/tickets/T-1/report?zone=Middle-Earth, wrong-parameter, zone",
        "/api/audit/tickets/T-1/report?lang=fa, unknown-parameter, lang",
        "/api/audit/log?occurredFrom=yesterday, wrong-parameter, occurredFrom",
        "/api/audit/log?recordedTo=2026-02-30T00:00:00Z, wrong-parameter, recordedTo",
        "/api/audit/log?size=many, wrong-parameter, size",
        "/api/audit/log?actr=person-a, unknown-parameter, actr",
        "/api/audit/people/person-a/acts?recordedFrom=x, wrong-parameter, recordedFrom",
        "/api/audit/people/person-a/acts?type=x, unknown-parameter, type",
        "/api/audit/desk?at=yesterday, wrong-parameter, at",
        "/api/audit/desk?status=OPEN, wrong-parameter, status",
        "/api/audit/people/person-a/inbox?recordedAt=2026-13-01T00:00:00Z, wrong-parameter, recordedAt",
        "/api/audit/people/person-a/inbox?because=LUCK, wrong-parameter, because",
        "/api/audit/workload?zone=Middle-Earth, wrong-parameter, zone",
        "/api/audit/directory/people?at=9999-01-01T00:00:00Z, future-instant, at",
        "/api/audit/directory/teams?recordedAt=9999-01-01T00:00:00Z, future-instant, recordedAt",
        "/api/audit/directory/teams?recordedAt=now, wrong-parameter, recordedAt",
        "/api/audit/directory/posts?limit=0, out-of-range, limit",
        "/api/audit/workflows?at=9999-01-01T00:00:00Z, future-instant, at",
        "/api/audit/workflows/incident?version=x, wrong-parameter, version",
        "/api/audit/workflows/choices?q=x, unknown-parameter, q"
    })
    void what_is_not_understood_is_refused_by_name(String path, String problem, String field) {
        Got refused = ReadApi.get("auditor", path);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo(problem);
        assertThat(refused.body().path("field").asString()).isEqualTo(field);
    }

    @Test
    void the_desk_an_inbox_and_the_workload_are_asked_as_of_both_times() {
        String times = "at=2026-01-01T00:00:00Z&recordedAt=2026-02-01T00:00:00.123456700Z";
        AsOf asOf = new AsOf(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00.123456700Z"));

        Got desk = ReadApi.get("auditor", "/api/audit/desk?status=NEW,ASSIGNED&size=20000&" + times);
        assertThat(desk.status()).isEqualTo(200);
        assertThat(desk.body().path("total").asInt()).isEqualTo(3);
        assertThat(desk.body().at("/asOf/recordedAt").asString()).isEqualTo("2026-02-01T00:00:00.123456700Z");
        FindDeskAsOf asked = (FindDeskAsOf) ReadApi.ANSWERS.lastAudit;
        assertThat(asked.asOf()).isEqualTo(asOf);
        assertThat(asked.statuses()).containsExactlyInAnyOrder(Status.NEW, Status.ASSIGNED);

        assertThat(ReadApi.get("auditor", "/api/audit/people/person-a/inbox?" + times)
                        .status())
                .isEqualTo(200);
        assertThat(((FindInboxAsOf) ReadApi.ANSWERS.lastAudit).asOf()).isEqualTo(asOf);
        assertThat(ReadApi.get("auditor", "/api/audit/people/person-404/inbox").status())
                .isEqualTo(404);

        Got workload = ReadApi.get("auditor", "/api/audit/workload?team=team-a&" + times);
        assertThat(workload.body().at("/workload/total/open").asInt()).isEqualTo(4);
        assertThat(((FindWorkloadAsOf) ReadApi.ANSWERS.lastAudit).teams()).containsExactly("team-a");
    }

    @Test
    void the_directory_and_the_workflows_are_answered_as_they_are_of_the_present() {
        ReadApi.PAST.clear();
        String at = "?at=2020-01-01T00:00:00Z";
        for (String path :
                List.of("/directory/people", "/directory/teams", "/directory/posts", "/directory/departments/tree")) {
            assertThat(ReadApi.get("auditor", "/api/audit" + path + at).status())
                    .as(path)
                    .isEqualTo(200);
        }
        assertThat(ReadApi.get("auditor", "/api/audit/workflows" + at)
                        .body()
                        .at("/entries/0/name")
                        .asString())
                .isEqualTo("incident");
        assertThat(ReadApi.get("auditor", "/api/audit/workflows/incident" + at)
                        .body()
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        assertThat(ReadApi.get("auditor", "/api/audit/workflows/choices" + at).status())
                .isEqualTo(200);
        assertThat(ReadApi.get("auditor", "/api/audit/workflows/none" + at).status())
                .isEqualTo(404);
        assertThat(ReadApi.get("auditor", "/api/audit/directory/people/person-none" + at)
                        .status())
                .isEqualTo(404);
        assertThat(ReadApi.get("auditor", "/api/audit/directory/teams/team-none" + at)
                        .status())
                .isEqualTo(404);
        assertThat(ReadApi.PAST)
                .hasSize(10)
                .allMatch(asked -> asked.equals(new AsOf(Instant.parse("2020-01-01T00:00:00Z"), null)));
    }
}
