package daftar.projectors;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.embedded.elasticsearch.ElasticsearchForTests;
import daftar.projectors.BulkWriter.Refusal;
import daftar.readmodel.Document;
import daftar.readmodel.NumberDocument;
import daftar.readmodel.ReadModel;
import daftar.readmodel.WorkDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BulkWriterIT {

    private static final int WRITERS = 8;
    private static final int EACH = 20;
    private static final int ROUNDS = 10;

    private final TestCluster cluster = new TestCluster(ElasticsearchForTests.shared());

    @BeforeEach
    void prepare() {
        cluster.indexes.ensure();
    }

    @AfterEach
    void clean() {
        cluster.close();
    }

    @Test
    void of_many_who_write_at_once_each_learns_of_its_own_refusals_alone() throws Exception {
        BulkWriter writer = new BulkWriter(cluster.elasticsearch);
        Indexes.Targets targets = cluster.indexes.current();
        CountDownLatch together = new CountDownLatch(WRITERS);
        List<Callable<List<Refusal>>> writers = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
            int own = w;
            writers.add(() -> {
                together.countDown();
                together.await();
                List<Refusal> refused = new ArrayList<>();
                for (int round = 0; round < ROUNDS; round++) {
                    refused.addAll(writer.write(documents(own, round), targets));
                }
                return refused;
            });
        }
        List<Future<List<Refusal>>> outcomes;
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            outcomes = threads.invokeAll(writers);
        }

        for (int w = 0; w < WRITERS; w++) {
            List<String> refused = outcomes.get(w).get().stream()
                    .map(refusal -> refusal.document().id())
                    .toList();
            switch (w) {
                case 3 -> assertThat(refused).hasSize(ROUNDS).allMatch(id -> id.startsWith("unindexable-"));
                case 5 -> assertThat(refused).hasSize(ROUNDS).allMatch(id -> id.length() > 512);
                default -> assertThat(refused).isEmpty();
            }
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(cluster.get(ReadModel.NUMBERS, "n-" + w + "-" + round + "-0")
                                .path("ticket")
                                .asString())
                        .isEqualTo("ticket-" + w);
                assertThat(cluster.get(ReadModel.NUMBERS, "n-" + w + "-" + round + "-" + (EACH - 1))
                                .path("ticket")
                                .asString())
                        .isEqualTo("ticket-" + w);
            }
        }
    }

    /** The fourth writer has a value that no index can hold, the sixth an id that spoils a whole request. */
    private static List<Document> documents(int writer, int round) {
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            documents.add(new NumberDocument("n-" + writer + "-" + round + "-" + i, "ticket-" + writer, 1));
        }
        if (writer == 3) {
            documents.add(EACH / 2, unindexable(round));
        }
        if (writer == 5) {
            documents.add(EACH / 2, new NumberDocument("x".repeat(600) + round, "ticket-5", 1));
        }
        return documents;
    }

    /** Its ticket is longer than Lucene's longest term. */
    private static WorkDocument unindexable(int round) {
        return new WorkDocument(
                "unindexable-" + round,
                1,
                "t".repeat(40_000),
                "T-1",
                "entry",
                "person",
                Instant.EPOCH,
                Instant.EPOCH,
                "person",
                1,
                "diagnosis",
                null,
                null,
                null,
                List.of(),
                false,
                List.of(),
                null,
                null,
                "incident",
                null,
                List.of(),
                List.of(),
                false,
                0,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
