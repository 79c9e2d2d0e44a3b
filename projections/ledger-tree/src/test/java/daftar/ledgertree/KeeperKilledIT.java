package daftar.ledgertree;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.embedded.elasticsearch.ElasticsearchForTests;
import daftar.eventstore.RecordedEvent;
import daftar.ledger.Frontier;
import daftar.ledger.Leaf;
import daftar.projectors.ElasticsearchAway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who keeps the tree is a process that is really killed amid it. */
class KeeperKilledIT {

    private static final int EVENTS = 8_000;

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void a_kill_at_any_point_leaves_no_hole() throws Exception {
        try (Desk desk = new Desk(folder)) {
            for (int i = 0; i < EVENTS / 500; i++) {
                desk.append("ticket-" + i % 3, 500);
            }
            long reached = 0;
            for (long wanted : List.of(500L, 2_000L, 4_000L)) {
                Process keeper = start(desk);
                try {
                    while (size(desk) < wanted) {
                        assertThat(keeper.isAlive() || size(desk) >= wanted).isTrue();
                        Thread.onSpinWait();
                    }
                } finally {
                    keeper.destroyForcibly().waitFor();
                }
                long size = size(desk);
                assertThat(size).as("goes on where it was").isGreaterThanOrEqualTo(Math.max(wanted, reached));
                reached = size;
            }
            assertThat(reached).as("was killed amid it").isLessThan(EVENTS);

            LogTree.Grown grown = desk.tree.catchUp();

            Frontier frontier = Frontier.EMPTY;
            for (RecordedEvent event : desk.log.streamAll(null).toList()) {
                if (Leaf.isKept(event.stream())) {
                    frontier = frontier.with(LogTree.leafOf(event).hash(), (level, index, hash) -> {});
                }
            }
            assertThat(grown.size()).isEqualTo(EVENTS);
            assertThat(grown.root()).isEqualTo(frontier.root());
            // signing compares what is kept, tile by tile, with that
            assertThat(desk.signer.sign(grown)).isNotNull();
            assertThat(desk.ledger.leaves(7_500, 1_000).leaves()).hasSize(500);
        }
    }

    /** How far the keeper has come; asked again while the index that it has just made cannot be read yet. */
    private static long size(Desk desk) {
        while (true) {
            try {
                return desk.tiles.state().state().size();
            } catch (ElasticsearchAway beingMade) {
                Thread.onSpinWait();
            }
        }
    }

    private static Process start(Desk desk) throws IOException {
        ElasticsearchForTests server = ElasticsearchForTests.shared();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KeeperProcess.class.getName(),
                        desk.address(),
                        server.uri().toString(),
                        server.authorization(),
                        desk.prefix)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
