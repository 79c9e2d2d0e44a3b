package daftar.http.read;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.read.ReadApi.Got;
import daftar.messages.query.Query.FindTimers;
import daftar.messages.query.Query.SearchWorklog;
import daftar.messages.query.WorklogFilter;
import daftar.messages.ticket.CostApproval;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorklogTest {

    @Test
    void the_worklog_is_asked_with_all_that_the_address_says() {
        Got got = ReadApi.get(
                "manager",
                "/api/worklog?person=me,person-dan&team=team-a&activity=travel&currency=EUR&state=WAITING,DECLINED"
                        + "&ticket=T-1&from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z&size=10&cursor=second");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body().at("/sums/costs/0/amount").asString()).isEqualTo("12.50");
        assertThat(got.body().at("/entries/0/work/approval/state").asString()).isEqualTo("WAITING");
        SearchWorklog asked = (SearchWorklog) ReadApi.ANSWERS.last;
        assertThat(asked.filter())
                .isEqualTo(new WorklogFilter(
                        Set.of("person-manager", "person-dan"),
                        Set.of("team-a"),
                        Set.of("travel"),
                        Set.of("EUR"),
                        Set.of(CostApproval.WAITING, CostApproval.DECLINED),
                        "T-1",
                        Instant.parse("2026-11-01T00:00:00Z"),
                        Instant.parse("2026-12-01T00:00:00Z")));
        assertThat(asked.size()).isEqualTo(10);
        assertThat(asked.cursor()).isEqualTo("second");
    }

    @Test
    void as_csv_all_pages_come_and_no_cell_is_taken_for_a_formula() {
        Got got = ReadApi.get("manager", "/api/worklog?team=team-a", "Accept", "text/csv");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("Content-Type")).startsWith("text/csv");
        assertThat(got.raw().body().lines()).hasSize(3);
        assertThat(got.raw().body())
                .startsWith("ticket,number,entry,performer,")
                .contains("entry-1,person-dan,\"Dan, \"\"the\"\" man\"")
                .contains(",'=entry-2,", ",12.50 EUR,MATERIAL 12.50 EUR,WAITING,false,0,'+1 cable");
    }

    @Test
    void everybody_has_a_list_of_their_own_timers() {
        Got got = ReadApi.get("manager", "/api/me/timers");
        assertThat(got.body().at("/timers/0/minutes").asInt()).isEqualTo(7);
        assertThat(((FindTimers) ReadApi.ANSWERS.last).caller().actor().person())
                .isEqualTo("person-manager");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/worklog?people=x, unknown-parameter, people",
        "/api/worklog?state=OPEN, wrong-parameter, state",
        "/api/worklog?from=yesterday, wrong-parameter, from",
        "/api/worklog?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z, empty-period, to",
        "/api/worklog?size=201, wrong-size, size",
        "/api/me/timers?person=x, unknown-parameter, person"
    })
    void what_is_wrong_is_named(String path, String problem, String field) {
        for (String accept : new String[] {"application/json", "text/csv"}) {
            if (accept.equals("text/csv") && (path.contains("size") || path.contains("timers"))) {
                continue;
            }
            Got got = ReadApi.get("manager", path, "Accept", accept);
            assertThat(got.status()).isEqualTo(400);
            assertThat(got.problem()).isEqualTo(problem);
            assertThat(got.body().path("field").asString()).isEqualTo(field);
        }
        assertThat(ReadApi.get("", path).status()).isEqualTo(401);
    }
}
