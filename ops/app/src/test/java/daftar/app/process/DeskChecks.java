package daftar.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/** What must be so after an import during which processes were killed. */
final class DeskChecks {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private DeskChecks() {}

    /** Every command of the log was acknowledged, and each is in the register exactly once. */
    static void everyCommandIsInTheRegisterOnce(JsonNode imported, int tickets, Register register) {
        assertThat(imported.path("rejected").asInt(-1)).isZero();
        assertThat(imported.path("timesClamped").asInt(-1)).isZero();
        assertThat(imported.path("tickets").asInt()).isEqualTo(tickets);
        Map<String, List<String>> commands = register.commandsOfTickets();
        assertThat(commands).hasSize(tickets);
        commands.forEach((ticket, ofTicket) ->
                assertThat(new HashSet<>(ofTicket)).as(ticket).hasSameSizeAs(ofTicket));
        assertThat(commands.values().stream().mapToInt(List::size).sum())
                .isEqualTo(imported.path("commands").asInt());
    }

    /** All that was acknowledged is known, so that the same file adds nothing. */
    static void importingAgainAddsNothing(Path log, Node node, JsonNode imported, Register register) throws Exception {
        List<String> before = register.entries();
        try (ImportProcess again = ImportProcess.start(log, node, 16)) {
            JsonNode repeated = again.awaitDone(PATIENCE);
            assertThat(repeated.path("rejected").asInt(-1)).isZero();
            assertThat(repeated.path("answeredBefore").asInt())
                    .isEqualTo(imported.path("commands").asInt());
        }
        List<String> after = register.entries();
        // what was added is shown first: the whole register would bury it
        assertThat(after.subList(Math.min(before.size(), after.size()), after.size()))
                .isEmpty();
        assertThat(after).isEqualTo(before);
    }

    /** The read models are level with the log, and nothing is parked. */
    static void projectionsAreLevel(Api operations) {
        AtomicReference<JsonNode> last = new AtomicReference<>();
        try {
            Waiting.until("the projections are level", PATIENCE, () -> {
                JsonNode projections = operations
                        .get("/api/operations/projections")
                        .expect(200)
                        .body();
                last.set(projections);
                return projections.at("/projections/0/lagEvents").asLong(-1) == 0;
            });
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage() + ": " + last, late);
        }
        assertThat(operations
                        .get("/api/operations/dead-letters")
                        .expect(200)
                        .at("/deadLetters")
                        .size())
                .isZero();
    }

    /** The documents are those that a rebuild from the log gives. */
    static void documentsEqualThoseOfARebuild(Api operations) {
        operations.post("/api/operations/rebuild?purpose=CHECK", Map.of()).expect(202);
        AtomicReference<JsonNode> rebuild = new AtomicReference<>();
        Waiting.until("the rebuild for comparison ends", PATIENCE, () -> {
            rebuild.set(operations.get("/api/operations/rebuild").expect(200).body());
            return rebuild.get().hasNonNull("endedAt");
        });
        assertThat(rebuild.get().path("state").asString()).as("%s", rebuild).isEqualTo("DONE");
    }

    /** Every ticket stands as its last row says. */
    static void ticketsStandAsTheLogEnds(Api auditor, Map<String, GeneratedLog.Outcome> expected) {
        Map<String, GeneratedLog.Outcome> found = new HashMap<>();
        String next = "";
        do {
            JsonNode page = auditor.get("/api/tickets?size=200&sort=raisedAt"
                            + (next.isEmpty() ? "" : "&cursor=" + Api.encoded(next)))
                    .expect(200)
                    .body();
            for (JsonNode ticket : page.path("tickets")) {
                String status = ticket.path("status").asString();
                boolean open = !status.equals("RESOLVED") && !status.equals("CLOSED");
                found.put(
                        ticket.path("externalRef").asString(),
                        new GeneratedLog.Outcome(
                                status,
                                ticket.path("priority").asString(),
                                open ? ticket.at("/team/id").asString(null) : null,
                                open ? ticket.at("/assignees/0/id").asString(null) : null));
            }
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        assertThat(new TreeMap<>(found)).isEqualTo(new TreeMap<>(expected));
    }
}
