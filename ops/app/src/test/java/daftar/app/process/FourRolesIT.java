package daftar.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Each role in a process of its own; each is killed in turn during an import. Then the clock of two is. */
class FourRolesIT {

    private static final int INCIDENTS = 150;

    /** How soon another node is the clock. */
    private static final Duration TAKEOVER = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final String installationKey = Installation.newKey();
    private Installation installation;

    @BeforeEach
    void install() {
        installation = new Installation(folder);
    }

    @Test
    @Timeout(value = 12, unit = TimeUnit.MINUTES)
    void each_role_may_be_killed_during_an_import() throws Exception {
        Path log = folder.resolve("log.csv");
        Map<String, GeneratedLog.Outcome> expected = GeneratedLog.write(log, INCIDENTS);
        Path logins = Logins.write(folder);
        try (Node servers = installation.servers();
                Node command = node("command", logins);
                Node projection = node("projection", logins);
                Node query = node("query", logins);
                Node another = node("another", "command", logins)) {
            try {
                servers.start().awaitReady();
                List.of(command, projection, query).forEach(Node::start);
                List.of(command, projection, query).forEach(Node::awaitReady);
                run(log, expected, servers, command, projection, query);
                anotherNodeIsTheClock(command, another, query);
            } catch (AssertionError failed) {
                Node.show(failed, servers, command, projection, query, another);
                throw failed;
            }
        }
    }

    private void run(
            Path log,
            Map<String, GeneratedLog.Outcome> expected,
            Node servers,
            Node command,
            Node projection,
            Node query)
            throws Exception {
        demoPeopleDoNotExist(command, query);
        try (Register register = installation.register();
                ImportProcess imports = ImportProcess.start(log, command, 4)) {
            register.awaitTicketEvents(100);
            projection.kill();
            assertThat(imports.isAlive()).isTrue();

            register.awaitTicketEvents(250);
            query.kill();
            projection.start();
            assertThat(imports.isAlive()).isTrue();

            register.awaitTicketEvents(400);
            command.kill();
            query.start();
            assertThat(imports.isAlive()).isTrue();
            command.start().awaitReady();
            projection.awaitReady();
            query.awaitReady();

            register.awaitTicketEvents(600);
            servers.kill();
            assertThat(imports.isAlive()).isTrue();
            for (Node node : List.of(command, projection, query)) {
                node.awaitReadiness(503, Duration.ofSeconds(15));
            }
            servers.start();
            for (Node node : List.of(servers, command, projection, query)) {
                node.awaitReady();
            }

            JsonNode imported = imports.awaitDone(Duration.ofMinutes(2));
            DeskChecks.everyCommandIsInTheRegisterOnce(imported, INCIDENTS, register);
            DeskChecks.importingAgainAddsNothing(log, command, imported, register);
            DeskChecks.projectionsAreLevel(projection.as("admin"));
            DeskChecks.documentsEqualThoseOfARebuild(projection.as("admin"));
            // after it, as it has the indexes refreshed: a search alone may be a second behind
            DeskChecks.ticketsStandAsTheLogEnds(query.as("auditor"), expected);
        }
    }

    /**
     * Holds that end at one moment, and more a little later: the clock is killed as soon as it has ended one of them. Another
     * node ends the others, and none is ended twice.
     */
    private void anotherNodeIsTheClock(Node clock, Node another, Node query) {
        another.start().awaitReady();
        List<String> tickets = new ArrayList<>();
        query.as("auditor")
                .get("/api/tickets?size=40&status=IN_PROGRESS")
                .expect(200)
                .at("/tickets")
                .forEach(ticket -> tickets.add(ticket.path("id").asString()));
        assertThat(tickets).hasSizeGreaterThan(10);
        Instant first = Instant.now().plusSeconds(8);
        for (int i = 0; i < tickets.size(); i++) {
            Instant until = i % 2 == 0 ? first : first.plusSeconds(4);
            another.as("importer")
                    .post(
                            "/api/tickets/" + tickets.get(i) + "/hold",
                            Map.of("reason", "PARTS", "until", until.toString()))
                    .expect(200);
        }
        try (Register register = installation.register()) {
            List<String> before = resumed(register, tickets);
            Waiting.until(
                    "the clock ends the first hold",
                    Duration.ofSeconds(30),
                    () -> resumed(register, tickets).size() > before.size());
            clock.kill();
            List<String> byTheFirst = resumed(register, tickets);
            Waiting.until(
                    "another node ends holds",
                    TAKEOVER,
                    () -> resumed(register, tickets).size() > byTheFirst.size());
            List<String> all = new ArrayList<>(before);
            all.addAll(tickets);
            Waiting.until(
                    "all holds are ended",
                    Duration.ofSeconds(30),
                    () -> resumed(register, tickets).size() >= all.size());
            assertThat(resumed(register, tickets)).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    private static List<String> resumed(Register register, List<String> tickets) {
        return register.ticketsWith("WorkResumed").stream()
                .filter(tickets::contains)
                .toList();
    }

    /** The password of the demo people would open every installation. */
    private static void demoPeopleDoNotExist(Node command, Node query) {
        command.as("requester").post("/api/tickets", Map.of("title", "x")).expect(401);
        query.as("requester").get("/api/tickets").expect(401);
    }

    private Node node(String role, Path logins) {
        return node(role, role, logins);
    }

    private Node node(String name, String role, Path logins) {
        return installation
                .desk(name, role)
                .with("daftar.logins", logins)
                .withSecret("DAFTAR_INSTALLATION_KEY", installationKey);
    }
}
