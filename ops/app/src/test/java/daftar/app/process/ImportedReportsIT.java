package daftar.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.app.process.Api.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Reports and what-ifs of a running desk over what was imported into it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ImportedReportsIT {

    private static final int INCIDENTS = 44;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String WHAT_IF = "/api/reports/sla/what-if";

    /** Promises that everybody keeps, in a calendar; neither is published. */
    private static final Map<String, Object> DRAFTS = Map.of(
            "policy",
            Map.of(
                    "code",
                    "draft",
                    "name",
                    Map.of("en", "Draft"),
                    "levels",
                    List.of(Map.of(
                            "code", "all", "calendar", "draft", "response", "PT2000H", "resolution", "PT4000H"))),
            "calendar",
            Map.of(
                    "code",
                    "draft",
                    "name",
                    Map.of("fa", "پیش‌نویس"),
                    "zone",
                    "Asia/Tehran",
                    "firstDay",
                    "SATURDAY",
                    "week",
                    List.of(Map.of("day", "SATURDAY", "from", "08:00", "until", "16:00")),
                    "holidays",
                    List.of(Map.of("date", "1405-01-01"))));

    @TempDir
    static Path folder;

    private static Node desk;
    private static int storePort;
    private static long closed;

    @BeforeAll
    static void import_a_log() throws Exception {
        Path log = folder.resolve("log.csv");
        closed = GeneratedLog.write(log, INCIDENTS).values().stream()
                .filter(outcome -> outcome.status().equals("CLOSED"))
                .count();
        storePort = Ports.free();
        desk = new Node("desk", folder, Ports.free())
                .with("daftar.data", folder.resolve("data"))
                .with("daftar.embedded.event-store-port", storePort)
                .start();
        desk.awaitReady();
        try (ImportProcess imports = ImportProcess.start(log, desk, 8)) {
            assertThat(imports.awaitDone(PATIENCE).path("rejected").asInt(-1)).isZero();
        }
        DeskChecks.projectionsAreLevel(desk.as("admin"));
    }

    @AfterAll
    static void end() {
        desk.close();
    }

    @Test
    void every_report_by_every_grouping_is_there_as_json_and_as_csv() {
        Api auditor = desk.as("auditor");
        JsonNode offers = auditor.get("/api/reports").expect(200).at("/reports");
        assertThat(offers.size()).isEqualTo(13);
        for (JsonNode offer : offers) {
            String path = "/api/reports/" + offer.path("report").asString();
            for (JsonNode group : offer.path("groups")) {
                Answer report = auditor.get(path + "?group=" + group.asString()).expect(200);
                Answer csv =
                        auditor.get(path + ".csv?group=" + group.asString()).expect(200);
                assertThat(csv.headers().firstValue("Content-Type"))
                        .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
                // a header, the rows, the total
                assertThat(csv.text().lines().count())
                        .isEqualTo(report.at("/rows").size() + 2L);
            }
            assertThat(desk.as("auditor").anonymously().get(path).status()).isEqualTo(401);
            for (String form : List.of("", ".csv", "/tickets")) {
                for (String login : List.of("requester", "dispatcher", "specialist", "admin")) {
                    desk.as(login)
                            .get(path + form + (form.equals("/tickets") ? "?figure=raised" : ""))
                            .expect(403);
                }
            }
        }
        Answer volume = auditor.get("/api/reports/volume?group=month").expect(200);
        assertThat(volume.at("/total/figures/raised/value").asInt()).isEqualTo(INCIDENTS);
        assertThat(auditor.get(volume.at("/total/figures/raised/tickets").asString())
                        .expect(200)
                        .at("/total")
                        .asInt())
                .isEqualTo(INCIDENTS);
    }

    @Test
    void what_is_wrong_is_named() {
        Map<String, String> wrong = new HashMap<>();
        wrong.put("from=soon", "from");
        wrong.put("to=2026-13-01", "to");
        wrong.put("at=2999-01-01", "at");
        wrong.put("zone=Moon", "zone");
        wrong.put("group=colour", "group");
        wrong.put("compare=before", "compare");
        wrong.put("status=LOST", "status");
        wrong.put("colour=red", "colour");
        wrong.forEach((query, field) -> {
            for (String form : List.of("", ".csv")) {
                Answer answer = desk.as("manager")
                        .get("/api/reports/times" + form + "?" + query)
                        .expect(400);
                assertThat(answer.at("/field").asString()).as(query).isEqualTo(field);
            }
        });
        desk.as("manager").get("/api/reports/weather").expect(404);
    }

    @Test
    void a_what_if_tells_imported_tickets_anew_under_drafts_and_touches_nothing() {
        Map<String, Object> asked = new HashMap<>(DRAFTS);
        asked.put("from", "2000-01-01");
        asked.put("to", "2029-01-01");
        asked.put("group", "team");
        Api manager = desk.as("manager");
        try (Register register = new Register(storePort)) {
            List<String> before = withoutTickets(register);
            JsonNode told = manager.post(WHAT_IF, asked).expect(200).body();
            assertThat(told.path("tickets").asLong()).as(told.toString()).isEqualTo(closed);
            JsonNode total = told.path("total");
            assertThat(total.path("response.met.other").asLong()).isEqualTo(closed);
            assertThat(total.path("response.compliance.other").asDouble()).isEqualTo(1);
            assertThat(total.path("resolution.breached.now").asLong())
                    .isPositive()
                    .isEqualTo(total.path("resolution.breached.onlyNow").asLong());
            asked.put("figure", "resolution.breached.onlyNow");
            JsonNode opened = manager.post(WHAT_IF, asked).expect(200).body().path("listed");
            assertThat(opened.path("total").asLong())
                    .isEqualTo(total.path("resolution.breached.onlyNow").asLong())
                    .isEqualTo(opened.path("tickets").size());
            assertThat(withoutTickets(register)).isEqualTo(before);
        }
        manager.get("/api/service-levels/draft").expect(404);
        manager.get("/api/calendars/draft").expect(404);
        desk.as("dispatcher").post(WHAT_IF, asked).expect(403);
        manager.anonymously().post(WHAT_IF, asked).expect(401);
        asked.remove("calendar");
        assertThat(manager.post(WHAT_IF, asked).expect(400).at("/field").asString())
                .isEqualTo("policy.levels[0].calendar");
    }

    /** The clock goes on with what is open all the while. */
    private static List<String> withoutTickets(Register register) {
        return register.entries().stream()
                .filter(entry -> !entry.matches("(ticket|keys|outbox)-.*"))
                .toList();
    }
}
