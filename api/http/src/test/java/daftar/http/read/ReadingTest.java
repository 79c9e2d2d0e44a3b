package daftar.http.read;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.DaftarPosition;
import daftar.http.read.ReadApi.Got;
import daftar.messages.query.AtLeast;
import daftar.messages.query.Facet;
import daftar.messages.query.FieldFilter;
import daftar.messages.query.InboxView;
import daftar.messages.query.Query.FindInbox;
import daftar.messages.query.Query.FindIncidents;
import daftar.messages.query.Query.FindTicket;
import daftar.messages.query.Query.FindTicketAsOf;
import daftar.messages.query.Query.FindWorkload;
import daftar.messages.query.Query.SearchTickets;
import daftar.messages.query.Query.SearchView;
import daftar.messages.query.TicketSort;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {

    @Test
    void a_search_is_asked_with_all_that_the_address_says() {
        Got got = ReadApi.get(
                "manager",
                "/api/tickets?q=drucker&status=new,on-hold&priority=HIGH,none&assignee=person-dan&assignee=person-eva"
                        + "&raisedFrom=2026-11-01T00:00:00Z&overdue=true&number=t-12&facets=status,holdReason"
                        + "&sort=-raisedAt&size=10&highlight=false");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body().path("total").asLong(-1)).isZero();
        SearchTickets asked = (SearchTickets) ReadApi.ANSWERS.last;
        assertThat(asked.caller().actor().person()).isEqualTo("person-manager");
        assertThat(asked.text()).isEqualTo("drucker");
        assertThat(asked.filter().values())
                .containsEntry(Facet.STATUS, Set.of("NEW", "ON_HOLD"))
                .containsEntry(Facet.PRIORITY, Set.of("HIGH", Facet.NONE))
                .containsEntry(Facet.ASSIGNEE, Set.of("person-dan", "person-eva"));
        assertThat(asked.filter().raisedFrom()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(asked.filter().overdue()).isTrue();
        assertThat(asked.filter().number()).isEqualTo("T-12");
        assertThat(asked.facets()).containsExactly(Facet.STATUS, Facet.HOLD_REASON);
        assertThat(asked.sort()).isEqualTo(new TicketSort(TicketSort.By.RAISED, true));
        assertThat(asked.size()).isEqualTo(10);
        assertThat(asked.highlight()).isFalse();
    }

    @Test
    void fields_of_forms_are_asked_by_value_and_range() {
        ReadApi.get(
                "manager",
                "/api/tickets?requestType=laptop&field=model:thin,thick&field=amount:1.50..&field=from:..2026-02-01");
        SearchTickets asked = (SearchTickets) ReadApi.ANSWERS.last;
        assertThat(asked.filter().values()).containsEntry(Facet.REQUEST_TYPE, Set.of("laptop"));
        assertThat(asked.filter().fields())
                .containsExactly(
                        new FieldFilter("amount", List.of(), new BigDecimal("1.50"), null, null, null),
                        new FieldFilter("from", List.of(), null, null, null, LocalDate.parse("2026-02-01")),
                        FieldFilter.of("model", List.of("thick", "thin")));
        for (String wrong : List.of("thin", "model:", "model", "Model:x", "from:2026-01-01..7", "from:2026-02-30..")) {
            Got refused = ReadApi.get("manager", "/api/tickets?field=" + wrong);
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.problem()).isEqualTo("malformed-field-filter");
            assertThat(refused.body().path("field").asString()).isEqualTo("field");
        }
    }

    @Test
    void a_search_without_words_shows_the_newest_change_and_the_usual_facets() {
        ReadApi.get("manager", "/api/tickets");
        SearchTickets asked = (SearchTickets) ReadApi.ANSWERS.last;
        assertThat(asked.sort()).isEqualTo(TicketSort.NEWEST_CHANGE);
        assertThat(asked.facets()).isEqualTo(Filters.USUAL);
        ReadApi.get("manager", "/api/tickets?facets=");
        assertThat(((SearchTickets) ReadApi.ANSWERS.last).facets()).isEmpty();
    }

    @Test
    void the_incidents_of_a_problem_are_a_page_with_counts() {
        Got got = ReadApi.get("manager", "/api/tickets/T-1/incidents?size=7");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body().at("/counts/NEW").asInt()).isEqualTo(3);
        assertThat(got.body().path("total").asInt()).isEqualTo(3);
        FindIncidents asked = (FindIncidents) ReadApi.ANSWERS.last;
        assertThat(asked.ref()).isEqualTo("T-1");
        assertThat(asked.size()).isEqualTo(7);
        assertThat(asked.cursor()).isNull();
        assertThat(ReadApi.get("manager", "/api/tickets/T-404/incidents").status())
                .isEqualTo(404);
        assertThat(ReadApi.get("manager", "/api/tickets/T-403/incidents").status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/tickets?statuss=NEW, unknown-parameter, statuss",
        "/api/tickets?status=OPEN, unknown-value, status",
        "/api/tickets?priority=P1, unknown-value, priority",
        "/api/tickets?sort=title, unknown-sort, sort",
        "/api/tickets?facets=colour, unknown-facet, facets",
        "/api/tickets?raisedFrom=yesterday, wrong-parameter, raisedFrom",
        "/api/tickets?overdue=perhaps, wrong-parameter, overdue",
        "/api/tickets?size=many, wrong-parameter, size",
        "/api/tickets?number=12, malformed-number, number",
        "/api/tickets?q=%00, control-character, q",
        "/api/tickets/T-1?at=2026-01-01T00:00:00Z, unknown-parameter, at",
        "/api/workload?at=now, wrong-parameter, at",
        "/api/workload?zone=Middle-Earth, wrong-parameter, zone",
        "/api/workload?firstDay=Someday, wrong-parameter, firstDay",
        "/api/tickets/T-1/incidents?size=x, wrong-parameter, size",
        "/api/tickets/T-1/incidents?status=NEW, unknown-parameter, status",
        "/api/inbox?because=LUCK, wrong-parameter, because",
        "/api/audit/tickets/T-1?at=2026-13-01T00:00:00Z, wrong-parameter, at",
        "/api/audit/tickets/T-1/events?from=x, wrong-parameter, from"
    })
    void what_is_not_understood_is_refused_by_name(String path, String problem, String field) {
        Got got = ReadApi.get("manager", path);
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.problem()).isEqualTo(problem);
        assertThat(got.body().path("field").asString()).isEqualTo(field);
        assertThat(got.body().path("detail").asString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/tickets",
                "/api/tickets/T-1",
                "/api/tickets/T-1/timeline",
                "/api/tickets/T-1/incidents",
                "/api/tickets/T-1/stream",
                "/api/inbox",
                "/api/workload",
                "/api/workload/stream",
                "/api/knowledge",
                "/api/audit/tickets/T-1",
                "/api/audit/tickets/T-1/events",
                "/api/operations/projections",
                "/api/operations/dead-letters",
                "/api/operations/rebuild"
            })
    void nothing_is_read_without_a_login(String path) {
        assertThat(ReadApi.get("", path).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/tickets/T-1/timeline",
                "/api/knowledge?q=x&facets=type",
                "/api/audit/tickets/T-1/events?from=3"
            })
    void the_other_views_are_answered(String path) {
        assertThat(ReadApi.get("auditor", path).status()).isEqualTo(200);
    }

    @Test
    void a_ticket_has_its_version_as_its_etag() {
        Got got = ReadApi.get("requester", "/api/tickets/T-1");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("ETag")).isEqualTo("\"7\"");
        assertThat(got.header("Daftar-Stale")).isEmpty();
        assertThat(got.body().path("version").asLong()).isEqualTo(7);
        assertThat(got.body().path("raisedAt").asString()).isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void a_position_and_a_language_are_handed_on() {
        String position = new DaftarPosition(42, ReadApi.ID, 3).encode();
        ReadApi.get("requester", "/api/tickets/T-1", "Daftar-Position", position, "Accept-Language", "fa-IR,en;q=0.5");
        FindTicket asked = (FindTicket) ReadApi.ANSWERS.last;
        assertThat(asked.caller().atLeast()).isEqualTo(new AtLeast(42, ReadApi.ID, 3));
        assertThat(asked.caller().language()).isEqualTo("fa");
        assertThat(ReadApi.get("requester", "/api/tickets/T-1", "Daftar-Position", "nonsense")
                        .status())
                .isEqualTo(400);
        assertThat(ReadApi.get("requester", "/api/tickets/T-1", "Accept-Language", ";;;,,==")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_stale_answer_says_so() {
        ReadApi.ANSWERS.stale = true;
        try {
            assertThat(ReadApi.get("manager", "/api/tickets").header("Daftar-Stale"))
                    .isEqualTo("true");
            assertThat(ReadApi.get("manager", "/api/tickets/T-1").header("Daftar-Stale"))
                    .isEqualTo("true");
        } finally {
            ReadApi.ANSWERS.stale = false;
        }
    }

    @Test
    void what_is_not_there_is_404_and_what_is_away_503() {
        assertThat(ReadApi.get("manager", "/api/tickets/T-404").problem()).isEqualTo("unknown-ticket");
        assertThat(ReadApi.get("manager", "/api/tickets/T-404").status()).isEqualTo(404);
        Got away = ReadApi.get("manager", "/api/tickets/T-503");
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isNotEmpty();
        assertThat(ReadApi.get("manager", "/api/tickets/T-404/stream").status()).isEqualTo(404);
    }

    @Test
    void workload_inbox_and_audit_are_asked_as_the_address_says() {
        ReadApi.get(
                "manager",
                "/api/workload?at=2026-11-01T00:00:00Z&zone=Asia/Tehran&firstDay=SATURDAY&team=team-a,team-b");
        FindWorkload workload = (FindWorkload) ReadApi.ANSWERS.last;
        assertThat(workload.at()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(workload.zone()).isEqualTo(ZoneId.of("Asia/Tehran"));
        assertThat(workload.firstDay()).isEqualTo(DayOfWeek.SATURDAY);
        assertThat(workload.teams()).containsExactlyInAnyOrder("team-a", "team-b");
        ReadApi.get("manager", "/api/inbox?because=APPROVAL,QUESTION");
        assertThat(((FindInbox) ReadApi.ANSWERS.last).because())
                .containsExactlyInAnyOrder(InboxView.Because.APPROVAL, InboxView.Because.QUESTION);
        Got asOf = ReadApi.get("auditor", "/api/audit/tickets/T-1?recordedAt=2026-11-01T00:00:00Z");
        assertThat(((FindTicketAsOf) ReadApi.ANSWERS.last).recordedAt())
                .isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(asOf.body().path("ticket").path("number").asString()).isEqualTo("T-1");
    }

    @Test
    void operations_are_for_administrators() {
        for (String path : List.of("projections", "dead-letters", "rebuild")) {
            assertThat(ReadApi.get("manager", "/api/operations/" + path).status())
                    .isEqualTo(403);
        }
        for (String path : List.of("rebuild", "rebuild/stop", "dead-letters/" + ReadApi.ID + "/retry")) {
            assertThat(ReadApi.post("auditor", "/api/operations/" + path).status())
                    .isEqualTo(403);
        }
        Got projections = ReadApi.get("administrator", "/api/operations/projections");
        assertThat(projections.body().at("/projections/0/lagEvents").asLong()).isEqualTo(3);
        assertThat(ReadApi.get("administrator", "/api/operations/dead-letters")
                        .body()
                        .at("/deadLetters/0/sequence")
                        .asString())
                .isEqualTo(ReadApi.ID);
        assertThat(ReadApi.get("administrator", "/api/operations/rebuild").status())
                .isEqualTo(404);
        assertThat(ReadApi.post("administrator", "/api/operations/rebuild").status())
                .isEqualTo(202);
        assertThat(ReadApi.post("administrator", "/api/operations/rebuild/stop").status())
                .isEqualTo(409);
        assertThat(ReadApi.post("administrator", "/api/operations/dead-letters/" + ReadApi.ID + "/retry")
                        .body()
                        .path("worked")
                        .asBoolean(false))
                .isTrue();
        assertThat(ReadApi.post("administrator", "/api/operations/dead-letters/ticket-x/discard")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_stream_tells_the_workload_again_when_it_has_changed() throws Exception {
        ReadApi.ANSWERS.open = 1;
        HttpResponse<Stream<String>> response = ReadApi.client()
                .send(ReadApi.request("manager", "/api/workload/stream").GET().build(), BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        try (Stream<String> lines = response.body()) {
            Iterator<String> events =
                    lines.filter(line -> line.startsWith("data:")).iterator();
            assertThat(events.next()).contains("\"open\":1");
            // news that change nothing are not told
            ReadApi.NEWS.told.add(new AtLeast(1, ReadApi.ID, 0));
            Thread.ofVirtual().start(() -> {
                while (!ReadApi.NEWS.told.isEmpty()) {
                    Thread.onSpinWait();
                }
                ReadApi.ANSWERS.open = 2;
                ReadApi.NEWS.told.add(new AtLeast(2, ReadApi.ID, 1));
            });
            assertThat(events.next()).contains("\"open\":2");
        }
    }

    @Test
    void saved_views_are_read_with_their_counts_and_their_version() {
        ReadApi.ANSWERS.open = 5;
        Got all = ReadApi.get("requester", "/api/views");
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.body().at("/views/0/tickets").asLong()).isEqualTo(5);
        assertThat(all.body().at("/views/0/filters/status/0").asString()).isEqualTo("NEW");
        Got one = ReadApi.get("requester", "/api/views/view-1");
        assertThat(one.header("ETag")).isEqualTo("\"3\"");
        assertThat(one.body().path("name").asString()).isEqualTo("Mine");
        assertThat(ReadApi.get("requester", "/api/views/view-404").status()).isEqualTo(404);
        ReadApi.get("requester", "/api/views/mine/tickets?size=7&facets=status&highlight=false");
        SearchView asked = (SearchView) ReadApi.ANSWERS.last;
        assertThat(asked.view()).isEqualTo("mine");
        assertThat(asked.size()).isEqualTo(7);
        assertThat(asked.facets()).containsExactly(Facet.STATUS);
        assertThat(asked.cursor()).isNull();
        assertThat(ReadApi.get("requester", "/api/views/mine/tickets?status=NEW")
                        .problem())
                .isEqualTo("unknown-parameter");
    }

    @Test
    void a_stream_tells_the_views_again_when_a_count_has_changed() throws Exception {
        ReadApi.ANSWERS.open = 1;
        HttpResponse<Stream<String>> response = ReadApi.client()
                .send(ReadApi.request("requester", "/api/views/stream").GET().build(), BodyHandlers.ofLines());
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        try (Stream<String> lines = response.body()) {
            Iterator<String> events =
                    lines.filter(line -> line.startsWith("data:")).iterator();
            assertThat(events.next()).contains("\"tickets\":1");
            ReadApi.NEWS.told.add(new AtLeast(1, ReadApi.ID, 0));
            Thread.ofVirtual().start(() -> {
                while (!ReadApi.NEWS.told.isEmpty()) {
                    Thread.onSpinWait();
                }
                ReadApi.ANSWERS.open = 2;
                ReadApi.NEWS.told.add(new AtLeast(2, ReadApi.ID, 1));
            });
            assertThat(events.next()).contains("\"tickets\":2");
        }
    }

    @Test
    void the_description_names_every_operation() {
        Got description = ReadApi.get("", "/v3/api-docs");
        assertThat(description.status()).isEqualTo(200);
        for (String path : List.of(
                "/api/tickets",
                "/api/tickets/{ref}",
                "/api/tickets/{ref}/timeline",
                "/api/inbox",
                "/api/workload",
                "/api/knowledge",
                "/api/views",
                "/api/views/{id}",
                "/api/views/{id}/tickets",
                "/api/audit/tickets/{ref}",
                "/api/audit/tickets/{ref}/events",
                "/api/operations/projections")) {
            assertThat(description.body().path("paths").has(path)).as(path).isTrue();
            assertThat(description
                            .body()
                            .path("paths")
                            .path(path)
                            .path("get")
                            .path("parameters")
                            .toString())
                    .doesNotContain("caller")
                    .doesNotContain("actor");
        }
    }
}
