package daftar.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.domain.ticket.Loads.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Decisions do not wait for a read model that does not answer. */
@Timeout(20)
class DeskLoadsTest {

    private static final List<String> TEAM = List.of("person-dan", "person-eva");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AtomicInteger asked = new AtomicInteger();
    private volatile CountDownLatch answering = new CountDownLatch(0);
    private volatile boolean away;
    private volatile int queued = 1;
    private volatile Instant now = Instant.parse("2026-11-22T08:00:00Z");
    private final DeskLoads loads = new DeskLoads(this::search, "tickets", "assignments", () -> now);

    @AfterEach
    void let_go() {
        answering.countDown();
    }

    @Test
    void what_is_not_known_yet_is_waited_for() {
        assertThat(loads.of(TEAM)).containsEntry("person-dan", new Load(30, null));
    }

    @Test
    void a_read_model_that_hangs_is_waited_for_once_and_asked_once() {
        answering = new CountDownLatch(1);
        for (int i = 0; i < 20; i++) {
            assertThat(loads.of(TEAM)).containsEntry("person-dan", new Load(0, null));
        }
        now = now.plusSeconds(11);
        assertThat(loads.of(TEAM)).hasSize(2);
        assertThat(asked).hasValue(1);
        loads.given("person-dan", null, now);
        assertThat(loads.of(TEAM).get("person-dan").queuedMinutes()).isEqualTo(30);
    }

    @Test
    void what_is_known_is_answered_at_once_while_it_is_renewed() throws Exception {
        loads.of(TEAM);
        now = now.plusSeconds(3);
        queued = 5;
        answering = new CountDownLatch(1);
        assertThat(loads.of(TEAM)).containsEntry("person-dan", new Load(30, null));
        answering.countDown();
        Instant end = Instant.now().plus(Duration.ofSeconds(10));
        while (loads.of(TEAM).get("person-dan").queuedMinutes() != 150
                && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        assertThat(loads.of(TEAM)).containsEntry("person-dan", new Load(150, null));
    }

    @Test
    void a_read_model_that_is_away_is_left_alone_from_the_time_it_failed() {
        away = true;
        loads.of(TEAM);
        assertThat(asked).hasValue(1);
        // it failed half a minute after it was asked, and counts from there
        now = now.plusSeconds(9);
        loads.of(TEAM);
        loads.of(List.of("person-eva"));
        assertThat(asked).hasValue(1);
        now = now.plusSeconds(2);
        away = false;
        assertThat(loads.of(TEAM)).containsEntry("person-dan", new Load(30, null));
    }

    private JsonNode search(String index, java.util.Map<String, ?> body) {
        asked.incrementAndGet();
        try {
            answering.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (away) {
            now = now.plusSeconds(30);
            throw new IllegalStateException("away");
        }
        if (index.equals("tickets")) {
            return JSON.readTree("{}");
        }
        return JSON.readTree("""
                {"aggregations":{"people":{"buckets":[
                  {"key":"person-dan","open":{"categories":{"buckets":[{"key":"","doc_count":%d}]}}}]}}}
                """.formatted(queued));
    }
}
