package daftar.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.app.process.Api.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import tools.jackson.databind.JsonNode;

/**
 * From an empty installation to a first own ticket: the one-time token makes an administrator, {@code daftar-cli init} brings
 * the starter catalogue, and a request type of it raises a ticket that is found by what its form says.
 */
class FirstTicketIT {

    /** What is asked: ten minutes, of which a person needs the most. */
    private static final Duration ASKED = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    private Installation installation;

    @BeforeEach
    void install() {
        installation = new Installation(folder);
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void a_first_own_ticket_is_raised_on_an_empty_installation_well_within_ten_minutes() throws Exception {
        long began = System.nanoTime();
        try (Node servers = installation.servers();
                Node desk =
                        installation.desk("desk", "command,projection,query").fromJar()) {
            try {
                servers.start().awaitReady();
                desk.start().awaitReady();
                Duration started = since(began);
                Api ada = administrator(desk);
                JsonNode first = init(desk);
                Duration initialised = since(began);
                Answer raised = raise(ada);
                Duration took = since(began);
                System.out.printf(
                        "From an empty installation to a first own ticket: %.1f s (servers ready after %.1f s, catalogue"
                                + " after %.1f s)%n",
                        seconds(took), seconds(started), seconds(initialised));
                assertThat(took).isLessThan(ASKED);

                found(ada.after(raised));
                runAgain(desk, first);
            } catch (AssertionError failed) {
                Node.show(failed, servers, desk);
                throw failed;
            }
        }
    }

    private Api administrator(Node desk) throws Exception {
        String token = Files.readString(folder.resolve("desk/first-administrator.token"))
                .strip();
        Api nobody = new Api(desk, "ada", "long enough");
        Answer made = nobody.anonymously()
                .post(
                        "/api/access/first-administrator",
                        Map.of(
                                "token",
                                token,
                                "person",
                                "person-ada",
                                "name",
                                "Ada",
                                "login",
                                Map.of(
                                        "name",
                                        "ada",
                                        "passwordHash",
                                        new BCryptPasswordEncoder(10).encode("long enough"))))
                .expect(201);
        return nobody.after(made);
    }

    private JsonNode init(Node desk) throws Exception {
        try (ImportProcess init = ImportProcess.init(folder, desk, "ada:long enough")) {
            JsonNode done = init.awaitDone(Duration.ofMinutes(3));
            assertThat(init.said())
                    .contains("made       services workplace")
                    .contains("made       request-types new-computer")
                    .contains("made       reply-texts solved")
                    .contains("was there  workflow incident");
            assertThat(done.path("made").asInt()).isGreaterThan(60);
            return done;
        }
    }

    /** What she sees she may raise, she raises. */
    private static Answer raise(Api ada) {
        Answer catalogue = ada.get("/api/catalogue?language=fa").expect(200);
        assertThat(catalogue.body().path("requestTypes"))
                .extracting(one -> one.path("name").asString())
                .contains("چیزی کار نمی‌کند");
        ada.post("/api/tickets", Map.of("channel", "PORTAL", "title", "x", "requestType", "password"))
                .expect(400);
        return ada.post(
                        "/api/tickets",
                        Map.of(
                                "channel",
                                "PORTAL",
                                "title",
                                "The printer is out of order",
                                "requestType",
                                "report-a-fault",
                                "fields",
                                Map.of("device", "PRN-0312", "affects", "team", "since", "2026-11-20")))
                .expect(201);
    }

    private static void found(Api ada) {
        Answer page = ada.get("/api/tickets?requestType=report-a-fault&field=affects:team&field=since:2026-11-01..")
                .expect(200);
        assertThat(page.at("/tickets/0/title").asString()).isEqualTo("The printer is out of order");
        assertThat(page.at("/tickets/0/priority").asString()).isEqualTo("LOW");
        JsonNode view = ada.get("/api/tickets/" + page.at("/tickets/0/number").asString())
                .expect(200)
                .body();
        assertThat(view.at("/requestType/name").asString()).isEqualTo("Something does not work");
        assertThat(view.path("form"))
                .extracting(one ->
                        one.path("label").asString() + " " + one.path("name").asString(""))
                .contains("Who is affected? My team");
        assertThat(view.at("/type/name").asString()).isEqualTo("Incident");
    }

    private void runAgain(Node desk, JsonNode first) throws Exception {
        try (ImportProcess again = ImportProcess.init(folder, desk, "ada:long enough")) {
            JsonNode done = again.awaitDone(Duration.ofMinutes(3));
            assertThat(done.path("made").asInt())
                    .as("a second run adds nothing")
                    .isZero();
            assertThat(done.path("there").asInt())
                    .isEqualTo(first.path("made").asInt() + first.path("there").asInt());
        }
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
