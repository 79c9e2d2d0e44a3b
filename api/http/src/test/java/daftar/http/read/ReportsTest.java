package daftar.http.read;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.read.ReadApi.Got;
import daftar.messages.report.Report;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports and what-ifs over HTTP: their forms, and what is refused with which field. */
class ReportsTest {

    private static final String WHAT_IF = "/api/reports/sla/what-if";
    private static final String DRAFT = """
            {"from":"2026-01-01","to":"2026-06-30","group":"team",
             "policy":{"code":"draft","name":{"en":"Draft"},"levels":[
               {"code":"all","calendar":"draft","response":"PT1H","resolution":"PT8H","pauses":["REQUESTER"]}]},
             "calendar":{"code":"draft","name":{"fa":"پیش‌نویس"},"zone":"Asia/Tehran","firstDay":"SATURDAY",
               "week":[{"day":"SATURDAY","from":"08:00","until":"16:00"}],
               "holidays":[{"date":"1405-01-01"}]}}""";

    @AfterEach
    void usual() {
        ReadApi.REPORTS.names = List.of("Network");
        ReadApi.REPORTS.held = null;
    }

    @ParameterizedTest
    @EnumSource(Report.class)
    void every_report_is_there_as_json_and_as_csv_for_who_is_signed_in(Report report) {
        String path = "/api/reports/" + report.key();
        Got json = ReadApi.get("manager", path, "Accept", "application/json");
        assertThat(json.status()).as(json.raw().body()).isEqualTo(200);
        assertThat(json.body().path("report").asString()).isEqualTo(report.key());
        assertThat(json.body().at("/rows/0/figures/resolved/tickets").asString())
                .startsWith("/api/reports/");
        for (Got csv :
                List.of(ReadApi.get("manager", path, "Accept", "text/csv"), ReadApi.get("manager", path + ".csv"))) {
            assertThat(csv.status()).as(csv.raw().body()).isEqualTo(200);
            assertThat(csv.header("Content-Type")).isEqualToIgnoringCase("text/csv;charset=UTF-8");
            assertThat(csv.header("Content-Disposition"))
                    .isEqualTo("attachment; filename=\"" + report.key() + ".csv\"");
            assertThat(csv.raw().body().lines().findFirst()).hasValueSatisfying(header -> assertThat(header)
                    .endsWith(",name,resolved,resolutionMean.seconds,tickets"));
        }
        assertThat(ReadApi.get("", path).status()).isEqualTo(401);
        assertThat(ReadApi.get("", path + ".csv").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from=soon|from",
                "to=2026-13-01|to",
                "from=2026-02-01&to=2026-01-01|from",
                "from=2026-01-01&from=2026-02-01|from",
                "from=1066-01-01|from",
                "at=2027-01-01|at",
                "zone=Moon|zone",
                "firstDay=SOMEDAY|firstDay",
                "group=colour|group",
                "group=day&from=2020-01-01|group",
                "compare=before|compare",
                "compare=2026-02-01/2026-01-01|compare",
                "priority=EXTREME|priority",
                "colour=red|colour"
            })
    void what_is_not_understood_names_its_field_in_either_form(String query, String field) {
        for (String form : List.of("application/json", "text/csv")) {
            Got got = ReadApi.get(
                    "manager", "/api/reports/times?" + query, "Accept", form + ", application/problem+json");
            assertThat(got.status()).as(got.raw().body()).isEqualTo(400);
            assertThat(got.header("Content-Type")).startsWith("application/problem+json");
            assertThat(got.body().path("field").asString()).isEqualTo(field);
            assertThat(got.body().path("detail").asString()).isNotBlank();
        }
        // a spreadsheet asks for CSV alone
        Got file = ReadApi.get("manager", "/api/reports/times.csv?" + query, "Accept", "text/csv");
        assertThat(file.status()).as(file.raw().body()).isEqualTo(400);
    }

    @Test
    void there_is_no_other_report() {
        assertThat(ReadApi.get("manager", "/api/reports/weather").status()).isEqualTo(404);
        assertThat(ReadApi.get("manager", "/api/reports/weather.csv").status()).isEqualTo(404);
        assertThat(ReadApi.get("manager", "/api/reports?group=team")
                        .body()
                        .path("field")
                        .asString())
                .isEqualTo("group");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+49 30 1", "-1", "@SUM(A1)", " =1+1", "\t=1+1", "\r=1", "|cmd", "%0A=1"})
    void what_a_spreadsheet_would_reckon_is_text(String name) {
        ReadApi.REPORTS.names = List.of(name, "say \"hi\", you", "چاپگر");
        String csv = ReadApi.get("manager", "/api/reports/times.csv").raw().body();
        assertThat(csv).contains("'" + name).doesNotContain("," + name).doesNotContain("\"" + name);
        List<String> lines = csv.lines().toList();
        assertThat(lines).anySatisfy(line -> assertThat(line)
                .startsWith("\"say \"\"hi\"\", you\",\"say \"\"hi\"\", you\",-3,90.500,"));
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("چاپگر,چاپگر,-3,90.500,"));
    }

    @Test
    void a_byte_order_mark_comes_where_it_is_asked_for() {
        assertThat(ReadApi.get("manager", "/api/reports/times.csv").raw().body())
                .startsWith("none,name,");
        assertThat(ReadApi.get("manager", "/api/reports/times.csv?bom=true")
                        .raw()
                        .body())
                .startsWith("\uFEFFnone,name,");
        assertThat(ReadApi.get("manager", "/api/reports/times.csv?bom=maybe").status())
                .isEqualTo(400);
        // it is no parameter of the other form
        assertThat(ReadApi.get("manager", "/api/reports/times?bom=true", "Accept", "application/json")
                        .body()
                        .path("field")
                        .asString())
                .isEqualTo("bom");
    }

    @Test
    void a_what_if_takes_drafts_that_nobody_published() {
        Got got = whatIf("manager", DRAFT);
        assertThat(got.status()).as(got.raw().body()).isEqualTo(200);
        assertThat(got.body().at("/total/response.met.other").asInt()).isEqualTo(2);
        var asked = Objects.requireNonNull(ReadApi.REPORTS.asked);
        assertThat(Objects.requireNonNull(asked.policy()).levels().getFirst().resolution())
                .isEqualTo(Duration.ofHours(8));
        assertThat(Objects.requireNonNull(asked.calendar())
                        .holidays()
                        .getFirst()
                        .date())
                .isEqualTo(LocalDate.parse("2026-03-21"));
        assertThat(whatIf("", DRAFT).status()).isEqualTo(401);
        assertThat(ReadApi.get("manager", WHAT_IF).status()).isIn(404, 405);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|from",
                "{\"from\":\"2026-01-01\"}|to",
                "{\"from\":1,\"to\":\"2026-02-01\"}|from",
                "{\"from\":\"2026-01-01\",\"to\":\"2026-02-01\",\"policyVersion\":\"x\"}|policyVersion",
                "{\"from\":\"2026-01-01\",\"to\":\"2026-02-01\",\"policy\":{\"code\":\"a\",\"name\":{\"en\":\"a\"},"
                        + "\"levels\":[{\"code\":\"b\",\"calendar\":\"c\",\"response\":\"soon\"}]}}"
                        + "|policy.levels[0].response",
                "{\"from\":\"2026-01-01\",\"to\":\"2026-02-01\",\"calendar\":{\"code\":\"a\"}}|calendar.zone",
                "{\"from\":\"2026-01-01\",\"to\":\"2026-02-01\",\"colour\":\"red\"}|colour"
            })
    void a_what_if_that_is_malformed_names_the_field(String body, String field) {
        Got got = whatIf("manager", body);
        assertThat(got.status()).as(got.raw().body()).isEqualTo(400);
        assertThat(got.body().toString()).contains("\"field\":\"" + field + "\"");
    }

    @Test
    void of_three_what_ifs_at_once_the_third_is_told_when_to_come_again_and_others_are_not_kept_waiting()
            throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        ReadApi.REPORTS.held = hold;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Got>> two = List.of(
                    threads.submit(() -> whatIf("manager", DRAFT)), threads.submit(() -> whatIf("manager", DRAFT)));
            ReadApi.REPORTS.begun.acquire(2);
            Got third = whatIf("auditor", DRAFT);
            assertThat(third.status()).isEqualTo(429);
            assertThat(third.problem()).isEqualTo("what-if-busy");
            assertThat(third.header("Retry-After")).isEqualTo("5");
            assertThat(ReadApi.get("manager", "/api/reports/times").status()).isEqualTo(200);
            hold.countDown();
            for (Future<Got> one : two) {
                assertThat(one.get().status()).isEqualTo(200);
            }
        }
        ReadApi.REPORTS.held = null;
        assertThat(whatIf("auditor", DRAFT).status()).isEqualTo(200);
    }

    private static Got whatIf(String user, String body) {
        return ReadApi.send(ReadApi.request(user, WHAT_IF, "Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }
}
