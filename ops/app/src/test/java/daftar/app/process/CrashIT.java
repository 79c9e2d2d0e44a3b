package daftar.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An import during which the application, Elasticsearch and the event store are killed. */
class CrashIT {

    private static final int INCIDENTS = 150;

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 12, unit = TimeUnit.MINUTES)
    void no_acknowledged_command_is_lost_or_applied_twice_when_processes_are_killed() throws Exception {
        Path log = folder.resolve("log.csv");
        Map<String, GeneratedLog.Outcome> expected = GeneratedLog.write(log, INCIDENTS);
        int storePort = Ports.free();
        Path logins = Logins.write(folder);
        try (Node store = new Node("store", folder, Ports.free())
                        .with("daftar.roles", "embedded")
                        .with("daftar.data", folder.resolve("store"))
                        .with("daftar.embedded.event-store-port", storePort)
                        .with("daftar.elasticsearch", "http://127.0.0.1:" + Ports.free());
                Node desk = new Node("desk", folder, Ports.free())
                        .with("daftar.data", folder.resolve("desk"))
                        .with("daftar.event-store", "esdb://127.0.0.1:" + storePort + "?tls=false")
                        .with("daftar.logins", logins)) {
            try {
                store.start();
                desk.start().awaitReady();
                run(log, expected, storePort, store, desk);
            } catch (AssertionError failed) {
                Node.show(failed, store, desk);
                throw failed;
            }
        }
    }

    private static void run(Path log, Map<String, GeneratedLog.Outcome> expected, int storePort, Node store, Node desk)
            throws Exception {
        try (Register register = new Register(storePort);
                ImportProcess imports = ImportProcess.start(log, desk, 4)) {
            register.awaitTicketEvents(150);
            assertThat(imports.isAlive()).isTrue();
            desk.kill();
            desk.start().awaitReady();

            register.awaitTicketEvents(400);
            assertThat(imports.isAlive()).isTrue();
            desk.elasticsearch().destroyForcibly();
            desk.awaitReadiness(503, Duration.ofSeconds(10));

            // commands go on without Elasticsearch
            register.awaitTicketEvents(600);
            assertThat(imports.isAlive()).isTrue();
            store.kill();
            desk.awaitReadiness(503, Duration.ofSeconds(10));
            store.start().awaitReady();
            desk.awaitReady();

            JsonNode imported = imports.awaitDone(Duration.ofMinutes(2));
            DeskChecks.everyCommandIsInTheRegisterOnce(imported, INCIDENTS, register);
            DeskChecks.importingAgainAddsNothing(log, desk, imported, register);
            DeskChecks.projectionsAreLevel(desk.as("admin"));
            DeskChecks.documentsEqualThoseOfARebuild(desk.as("admin"));
            // after it, as it has the indexes refreshed: a search alone may be a second behind
            DeskChecks.ticketsStandAsTheLogEnds(desk.as("auditor"), expected);
        }
    }
}
