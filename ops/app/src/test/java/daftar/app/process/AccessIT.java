package daftar.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.app.process.Api.Answer;
import daftar.embedded.eventstore.EmbeddedEventStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import tools.jackson.databind.JsonNode;

/** An installation of one's own, from nobody to a first administrator, a token, and what an auditor sees of it. */
class AccessIT {

    private static final String FEED = "/api/feed/stream";
    private static final String VIEWS = "/api/views/stream";
    private static final String FIRST = "/api/access/first-administrator";

    @TempDir
    Path folder;

    private Installation installation;
    private final Map<String, String> secrets = new HashMap<>();

    @BeforeEach
    void install() {
        installation = Installation.onSharedElasticsearch(folder);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void the_one_time_token_makes_the_first_administrator_and_nobody_else_is_there() throws Exception {
        try (EmbeddedEventStore _ = installation.store();
                Node desk = installation.desk("desk", "command,projection,query")) {
            try {
                desk.start().awaitReady();
                run(desk);
            } catch (AssertionError | ExecutionException failed) {
                Node.show(failed, desk);
                throw failed;
            }
        }
    }

    private void run(Node desk) throws Exception {
        Path file = folder.resolve("desk/first-administrator.token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String token = Files.readString(file).strip();
        assertThat(desk.output()).contains(file.toString()).doesNotContain(token);
        desk.stop();
        desk.start().awaitReady();
        assertThat(Files.readString(file).strip())
                .as("a second start makes no other")
                .isEqualTo(token);

        Api nobody = new Api(desk, "admin", "demo");
        nobody.get("/api/directory/people").expect(401);
        Map<String, Object> wish = new HashMap<>(Map.of(
                "token",
                token,
                "person",
                "person-ada",
                "name",
                "Ada",
                "login",
                Map.of("name", "ada", "passwordHash", new BCryptPasswordEncoder(10).encode("long enough"))));
        Map<String, Object> wrong = new HashMap<>(wish);
        wrong.put("token", "guessed");
        nobody.anonymously().post(FIRST, wrong).expect(403);
        Answer made = nobody.anonymously().post(FIRST, wish).expect(201);
        nobody.anonymously().post(FIRST, wish).expect(403);

        Api ada = new Api(desk, "ada", "long enough");
        JsonNode people =
                ada.after(made).get("/api/directory/people").expect(200).body();
        assertThat(people.path("total").asInt()).as("no demo people").isEqualTo(1);
        assertThat(people.at("/entries/0/id").asString()).isEqualTo("person-ada");
        tokens(desk, ada);
        streams(desk, ada);
    }

    private void tokens(Node desk, Api ada) {
        register(ada, "person-bot", "REQUESTER");
        Answer auditor = register(ada, "person-ruth", "AUDITOR");
        Answer created = ada.after(auditor)
                .post(
                        "/api/tokens",
                        Map.of(
                                "name",
                                "monitoring",
                                "person",
                                "person-bot",
                                "scopes",
                                List.of("tickets:write", "directory:write")))
                .expect(201);
        String id = created.at("/id").asString();
        ada.after(created).get("/api/tokens/" + id).expect(200);
        Api bot = Api.withToken(desk, created.at("/secret").asString());
        bot.post("/api/tickets", Map.of("channel", "MONITORING", "title", "Disk full"))
                .expect(201);
        bot.get("/api/directory/people").expect(403);
        bot.post("/api/directory/teams", Map.of("name", Map.of("en", "Mine"))).expect(403);
        Waiting.until("the token's use is seen", Duration.ofSeconds(20), () -> ada.get("/api/tokens/" + id)
                .body()
                .has("lastUsedAt"));
        ada.get("/api/audit/access").expect(403);
        ada.post("/api/tokens", Map.of("name", "x", "person", "person-ruth", "scopes", List.of("audit:read")))
                .expect(403);

        Answer revoked = ada.post("/api/tokens/" + id + "/revoke", Map.of()).expect(200);
        ada.after(revoked).get("/api/tokens/" + id).expect(200);
        bot.post("/api/tickets", Map.of("channel", "MONITORING", "title", "Disk full"))
                .expect(401);
        try (Register register = installation.register()) {
            assertThat(register.entries())
                    .anyMatch(entry -> entry.startsWith("audit-access@0 AdministrativeActRefused"))
                    .anyMatch(entry -> entry.startsWith("audit-access@1 AdministrativeActRefused"))
                    .anyMatch(entry -> entry.startsWith(id + "@1 TokenUsed"))
                    .anyMatch(entry -> entry.startsWith(id + "@2 TokenRevoked"));
        }
    }

    /** A stream lasts half an hour, and who may not come in any more reads on for seconds. */
    private void streams(Node desk, Api ada) throws Exception {
        String revoked = token(ada, "person-rita");
        String deactivated = token(ada, "person-dora");
        String staying = token(ada, "person-stan");
        ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<Long>> ending = List.of(
                    listening(desk, revoked, FEED, readers),
                    listening(desk, revoked, VIEWS, readers),
                    listening(desk, deactivated, FEED, readers),
                    listening(desk, deactivated, VIEWS, readers));
            List<Future<Long>> lasting =
                    List.of(listening(desk, staying, FEED, readers), listening(desk, staying, VIEWS, readers));
            ada.post("/api/tokens/" + revoked + "/revoke", Map.of()).expect(200);
            ada.post("/api/directory/people/person-dora/deactivate", Map.of()).expect(200);
            for (Future<Long> ended : ending) {
                assertThat(ended.get(60, TimeUnit.SECONDS)).isGreaterThan(0);
            }
            assertThat(lasting).noneMatch(Future::isDone);
        } finally {
            readers.shutdownNow();
        }
    }

    private String token(Api ada, String person) {
        Answer registered = register(ada, person, "REQUESTER");
        Answer created = ada.after(registered)
                .post("/api/tokens", Map.of("name", "feed", "person", person, "scopes", List.of("tickets:read")))
                .expect(201);
        String id = created.at("/id").asString();
        ada.after(created).get("/api/tokens/" + id).expect(200);
        secrets.put(id, created.at("/secret").asString());
        return id;
    }

    /** How many lines there were, once the stream is at its end. */
    private Future<Long> listening(Node desk, String token, String stream, ExecutorService readers) throws Exception {
        CountDownLatch alive = new CountDownLatch(1);
        Future<Long> ended = readers.submit(() -> {
            try (Stream<String> lines = Api.withToken(desk, secrets.get(token)).lines(stream)) {
                return lines.peek(line -> alive.countDown()).count();
            }
        });
        assertThat(alive.await(30, TimeUnit.SECONDS)).as("the stream is open").isTrue();
        return ended;
    }

    private static Answer register(Api ada, String person, String role) {
        return ada.post(
                        "/api/directory/people",
                        Map.of(
                                "person",
                                person,
                                "name",
                                person,
                                "roles",
                                List.of(role),
                                "language",
                                "en",
                                "zone",
                                "UTC"))
                .expect(200);
    }
}
