package daftar.projectors;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.embedded.elasticsearch.ElasticsearchForTests;
import daftar.embedded.elasticsearch.EmbeddedElasticsearch;
import daftar.projectors.Rebuild.Purpose;
import daftar.projectors.RebuildStatus.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Elasticsearch is killed under the desk, with SIGKILL, and comes back by itself. */
class ElasticsearchKilledIT {

    private static final int TICKETS = 120;

    @Test
    void the_desk_waits_goes_on_by_itself_and_all_documents_equal_those_of_a_fresh_rebuild() throws Exception {
        Path folder = Files.createTempDirectory("daftar-killed-");
        Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var log = new TestLog();
                var server = EmbeddedElasticsearch.start(EmbeddedElasticsearch.Settings.in(folder)
                        .withQuickStart()
                        .withHeapMegabytes(384))) {
            var cluster =
                    new TestCluster(new ElasticsearchForTests(server.uri(), server.username(), server.password()));
            Projections projections = cluster.projections(log, "node-1");
            projections.start();
            long position = -1;
            for (int seed = 0; seed < TICKETS; seed++) {
                var story = Stories.recorded(seed, 24);
                log.append(story.subList(0, 12));
                position = log.append(story.subList(12, 24));
                if (seed == TICKETS / 2) {
                    ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
                }
            }

            assertThat(projections.progress().awaitPosition(position, Duration.ofSeconds(120)))
                    .isTrue();
            projections.rebuild().start(Purpose.CHECK);
            RebuildStatus status = projections.rebuild().await();

            assertThat(status.message()).isNull();
            assertThat(status.phase()).isEqualTo(Phase.DONE);
            assertThat(status.tickets()).isEqualTo(TICKETS);
            assertThat(projections.deadLetters().list()).isEmpty();
            projections.close();
        }
    }
}
