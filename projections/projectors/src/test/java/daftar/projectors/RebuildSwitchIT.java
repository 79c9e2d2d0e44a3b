package daftar.projectors;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.embedded.elasticsearch.ElasticsearchForTests;
import daftar.messages.Recorded;
import daftar.projectors.Rebuild.Purpose;
import daftar.projectors.Rebuild.Step;
import daftar.projectors.RebuildStatus.Phase;
import daftar.readmodel.ReadModel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rebuild that is cut off at any step of its switch, stopped, or pressed by writers. */
class RebuildSwitchIT {

    private static final int TICKETS = 20;
    private static final int EVENTS = 24;

    private final TestLog log = new TestLog();
    private final TestCluster cluster = new TestCluster(ElasticsearchForTests.shared());
    private final Map<Integer, List<Recorded>> stories = new HashMap<>();
    private Projections node;
    private long position;

    @BeforeEach
    void start() throws InterruptedException {
        for (int seed = 0; seed < TICKETS; seed++) {
            stories.put(seed, Stories.recorded(seed, EVENTS));
            append(seed, 0, 10);
        }
        node = cluster.projections(log, "node-1");
        node.start();
        awaitLive();
    }

    @AfterEach
    void stop() {
        node.close();
        cluster.close();
        log.close();
    }

    private void append(int seed, int from, int to) {
        position = log.append(stories.get(seed).subList(from, to));
    }

    private void awaitLive() throws InterruptedException {
        assertThat(node.progress().awaitPosition(position, Duration.ofSeconds(30)))
                .isTrue();
    }

    /** The end of a process: what it was about to do is not done, and nothing of it is tidied up. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void a_node_that_dies_at_any_step_of_the_switch_leaves_what_another_completes(Step step)
            throws InterruptedException {
        node.rebuild().steps = at -> {
            // tickets go on while the switch is being made
            append(at.ordinal(), 10, 14);
            if (at == step) {
                Thread.currentThread().setUncaughtExceptionHandler((thread, killed) -> {});
                throw new Killed();
            }
        };
        node.rebuild().start(Purpose.SWITCH);
        node.rebuild().await();
        node.close();
        append(12, 10, 16);

        node = cluster.projections(log, "node-2");
        node.start();
        if (step == Step.WRITTEN_BOTH) {
            assertThat(node.rebuild().status().phase()).isEqualTo(Phase.STOPPED);
            node.rebuild().start(Purpose.SWITCH);
        }
        RebuildStatus status = node.rebuild().await();

        assertThat(status.message()).isNull();
        assertThat(status.phase()).isEqualTo(Phase.DONE);
        append(13, 10, 24);
        awaitLive();
        assertThatOnlyVersionTwoIsThereWithAll();
    }

    @Test
    void a_rebuild_that_is_stopped_is_taken_up_by_another_node_and_ends_while_tickets_go_on()
            throws InterruptedException {
        node.rebuild().steps = at -> node.rebuild().stop();
        node.rebuild().start(Purpose.SWITCH);
        RebuildStatus stopped = node.rebuild().await();
        assertThat(stopped.phase()).isEqualTo(Phase.STOPPED);
        assertThat(cluster.indexes.readVersions()).isEqualTo(new Indexes.Versions(1, List.of(1)));
        node.close();
        node = cluster.projections(log, "node-2");
        node.start();
        assertThat(node.rebuild().status().phase()).isEqualTo(Phase.STOPPED);
        assertThat(node.rebuild().status().position()).isEqualTo(stopped.position());

        AtomicBoolean done = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int at = 10; at < EVENTS && !done.get(); at++) {
                for (int seed = 0; seed < TICKETS; seed++) {
                    append(seed, at, at + 1);
                }
            }
            for (int seed = 1_000; !done.get(); seed++) {
                stories.put(seed, Stories.recorded(seed, EVENTS));
                append(seed, 0, EVENTS);
                // at a pace that the live desk can follow on a busy machine
                LockSupport.parkNanos(50_000_000);
            }
        });
        node.rebuild().start(Purpose.SWITCH);
        RebuildStatus status = node.rebuild().await();
        boolean stillWriting = writer.isAlive();
        done.set(true);
        writer.join();

        assertThat(status.message()).isNull();
        assertThat(status.phase()).isEqualTo(Phase.DONE);
        assertThat(stillWriting).isTrue();
        awaitLive();
        assertThatOnlyVersionTwoIsThereWithAll();
    }

    @Test
    void a_ticket_that_was_given_up_is_whole_again_after_a_rebuild() throws InterruptedException {
        // as if its events had been parked and discarded: the document stands still, the next event finds a gap
        append(5, 10, 12);
        awaitLive();
        String path =
                "/" + ReadModel.TICKETS.index(cluster.prefix, 1) + "/_doc/" + Elasticsearch.part(Stories.ticket(5));
        cluster.elasticsearch.delete(path + "?version=13&version_type=external");
        node.close();
        node = cluster.projections(log, "node-2");
        node.start();
        append(5, 12, 14);
        awaitLive();
        assertThat(node.deadLetters().find(Stories.ticket(5))).isNotNull();
        assertThat(node.deadLetters().discard(Stories.ticket(5))).isTrue();
        append(5, 14, 15);
        awaitLive();
        assertThat(node.deadLetters().find(Stories.ticket(5))).isNotNull();

        node.rebuild().start(Purpose.SWITCH);
        RebuildStatus status = node.rebuild().await();

        assertThat(status.message()).isNull();
        assertThat(status.phase()).isEqualTo(Phase.DONE);
        assertThat(node.deadLetters().list()).isEmpty();
        append(5, 15, 20);
        awaitLive();
        assertThatOnlyVersionTwoIsThereWithAll();
    }

    @Test
    void a_field_that_lines_have_by_now_is_made_of_old_history_and_no_search_fails_meanwhile()
            throws InterruptedException {
        // as an earlier make left them: without the priority
        String timeline = ReadModel.TIMELINE.index(cluster.prefix, 1);
        cluster.elasticsearch.put(
                "/" + timeline + "/_mapping", Map.of("_meta", Map.of("stamp", "of an earlier version")));
        StringBuilder bulk = new StringBuilder();
        for (int seed = 0; seed < TICKETS; seed++) {
            for (int revision = 0; revision < 10; revision++) {
                bulk.append("{\"update\":{\"_index\":\"" + timeline + "\",\"_id\":\"" + Stories.ticket(seed) + "/"
                        + revision + "\"}}\n{\"doc\":{\"priority\":null}}\n");
            }
        }
        byte[] lines = bulk.toString().getBytes(StandardCharsets.UTF_8);
        Indexes.demand(cluster.elasticsearch.bulk(lines, lines.length));
        // what the searchers below must find is there to be found before they start
        for (ReadModel model : List.of(ReadModel.TIMELINE, ReadModel.TICKETS)) {
            cluster.elasticsearch.post("/" + model.alias(cluster.prefix) + "/_refresh", null);
        }
        assertThat(withPriority()).isZero();

        AtomicBoolean done = new AtomicBoolean();
        List<String> failures = new CopyOnWriteArrayList<>();
        AtomicLong searches = new AtomicLong();
        List<Thread> searchers = new ArrayList<>();
        for (ReadModel model : List.of(ReadModel.TIMELINE, ReadModel.TICKETS)) {
            searchers.add(Thread.ofPlatform().start(() -> {
                while (!done.get()) {
                    Elasticsearch.Answer answer = cluster.elasticsearch.post(
                            "/" + model.alias(cluster.prefix) + "/_search", Map.of("size", 5));
                    long found = answer.body().at("/hits/total/value").asLong(-1);
                    if (!answer.ok() || found < (model == ReadModel.TICKETS ? TICKETS : TICKETS * 10)) {
                        failures.add(answer.status() + ", found " + found);
                    }
                    searches.incrementAndGet();
                }
            }));
        }
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int at = 10; at < EVENTS && !done.get(); at++) {
                for (int seed = 0; seed < TICKETS; seed++) {
                    append(seed, at, at + 1);
                }
                LockSupport.parkNanos(20_000_000);
            }
        });
        node.rebuild().start(Purpose.SWITCH);
        RebuildStatus status = node.rebuild().await();
        done.set(true);
        writer.join();
        for (Thread searcher : searchers) {
            searcher.join();
        }

        assertThat(status.message()).isNull();
        assertThat(status.phase()).isEqualTo(Phase.DONE);
        assertThat(failures).isEmpty();
        assertThat(searches.get()).isGreaterThan(10);
        awaitLive();
        for (int seed = 0; seed < TICKETS; seed++) {
            for (int revision = 0; revision < 10; revision++) {
                var priority =
                        DeskIT.fold(stories.get(seed).subList(0, revision + 1)).priority();
                assertThat(cluster.get(ReadModel.TIMELINE, Stories.ticket(seed) + "/" + revision)
                                .path("priority")
                                .asString(null))
                        .isEqualTo(priority == null ? null : priority.name());
            }
        }
        assertThat(withPriority()).isPositive();
        assertThatOnlyVersionTwoIsThereWithAll();
    }

    private long withPriority() {
        return cluster.elasticsearch
                .post(
                        "/" + ReadModel.TIMELINE.alias(cluster.prefix) + "/_count",
                        Map.of("query", Map.of("exists", Map.of("field", "priority"))))
                .body()
                .path("count")
                .asLong();
    }

    private void assertThatOnlyVersionTwoIsThereWithAll() {
        assertThat(cluster.indexes.readVersions()).isEqualTo(new Indexes.Versions(2, List.of(2)));
        assertThat(cluster.indexes.rebuild()).isNull();
        for (ReadModel model : ReadModel.values()) {
            List<String> behind = new ArrayList<>(cluster.elasticsearch
                    .get("/_alias/" + model.alias(cluster.prefix))
                    .body()
                    .propertyNames());
            assertThat(behind).containsExactly(model.index(cluster.prefix, 2));
            assertThat(cluster.elasticsearch
                            .get("/" + model.index(cluster.prefix, 1))
                            .status())
                    .isEqualTo(404);
        }
        stories.forEach((seed, story) -> {
            long events = log.log.read(Stories.ticket(seed), 0, 100).size();
            if (events == 0) {
                return;
            }
            assertThat(cluster.ticket(Stories.ticket(seed)))
                    .as("ticket %s", seed)
                    .usingRecursiveComparison()
                    .ignoringFields("position", "recordedAt")
                    .isEqualTo(DeskIT.fold(story.subList(0, (int) events)));
            assertThat(cluster.count(ReadModel.TIMELINE, Stories.ticket(seed))).isEqualTo(events);
        });
    }
}
