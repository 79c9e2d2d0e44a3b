package daftar.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Each role in a process of its own; each is killed in turn during an import. */
class FourRolesIT {

    private static final int INCIDENTS = 150;

    @TempDir
    Path folder;

    private final String installationKey = Installation.newKey();
    private Installation installation;

    @BeforeEach
    void install() {
        installation = new Installation(folder);
    }

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void each_role_may_be_killed_during_an_import() throws Exception {
        Path log = folder.resolve("log.csv");
        Map<String, GeneratedLog.Outcome> expected = GeneratedLog.write(log, INCIDENTS);
        Path logins = Logins.write(folder);
        try (Node servers = installation.servers();
                Node command = node("command", logins);
                Node projection = node("projection", logins);
                Node query = node("query", logins)) {
            try {
                servers.start().awaitReady();
                List.of(command, projection, query).forEach(Node::start);
                List.of(command, projection, query).forEach(Node::awaitReady);
                run(log, expected, servers, command, projection, query);
            } catch (AssertionError failed) {
                Node.show(failed, servers, command, projection, query);
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

    /** The password of the demo people would open every installation. */
    private static void demoPeopleDoNotExist(Node command, Node query) {
        command.as("requester").post("/api/tickets", Map.of("title", "x")).expect(401);
        query.as("requester").get("/api/tickets").expect(401);
    }

    private Node node(String role, Path logins) {
        return installation
                .desk(role, role)
                .with("daftar.logins", logins)
                .withSecret("DAFTAR_INSTALLATION_KEY", installationKey);
    }
}
