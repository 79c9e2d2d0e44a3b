package daftar.projectors;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.embedded.elasticsearch.ElasticsearchForTests;
import daftar.messages.Recorded;
import daftar.projectors.Rebuild.Purpose;
import daftar.projectors.RebuildStatus.Compared;
import daftar.projectors.RebuildStatus.Phase;
import daftar.readmodel.ReadModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** New indexes beside the old, from a real log, while the live desk goes on. */
class RebuildIT {

    private static final int TICKETS = 60;
    private static final int EVENTS = 25;
    private static final int ARTICLES = 5;
    private static TestLog log;
    private static long position;

    private final TestCluster cluster = new TestCluster(ElasticsearchForTests.shared());
    private Projections projections;

    @BeforeAll
    static void fillLog() {
        log = new TestLog();
        for (int seed = 0; seed < TICKETS; seed++) {
            position = log.append(Stories.recorded(seed, EVENTS));
        }
        for (int n = 1; n <= ARTICLES; n++) {
            log.append(ArticleStories.article(n));
            position = log.append(ArticleStories.deflection(n, ArticleStories.id("article", n)));
        }
    }

    @AfterAll
    static void stopLog() {
        log.close();
    }

    @BeforeEach
    void start() throws InterruptedException {
        projections = cluster.projections(log, "node-1");
        projections.start();
        assertThat(projections.progress().awaitPosition(position, Duration.ofSeconds(30)))
                .isTrue();
    }

    @AfterEach
    void stop() {
        projections.close();
        cluster.close();
    }

    @Test
    void a_rebuild_gives_the_same_documents_and_takes_their_place() throws InterruptedException {
        projections.rebuild().start(Purpose.SWITCH_IF_EQUAL);
        RebuildStatus status = projections.rebuild().await();

        assertThat(status.message()).isNull();
        assertThat(status.phase()).isEqualTo(Phase.DONE);
        assertThat(status.tickets()).isEqualTo(TICKETS);
        assertThat(status.compared()).hasSize(ReadModel.values().length).allMatch(Compared::isEqual);
        assertThat(behind(ReadModel.TICKETS)).containsExactly(ReadModel.TICKETS.index(cluster.prefix, 2));
        assertThat(behind(ReadModel.ARTICLES)).containsExactly(ReadModel.ARTICLES.index(cluster.prefix, 2));
        assertThat(status.compared())
                .filteredOn(compared -> compared.readModel().equals("articles")
                        || compared.readModel().equals("deflections"))
                .hasSize(2)
                .allMatch(compared -> compared.newDocuments() == ARTICLES);
        // what is counted of readers is there again, from the log alone
        assertThat(cluster.get(ReadModel.ARTICLES, ArticleStories.id("article", 3))
                        .path("uses")
                        .asLong())
                .isEqualTo(16);
        assertThat(cluster.get(ReadModel.NUMBERS, "A-3").path("ticket").asString())
                .isEqualTo(ArticleStories.id("article", 3));
        assertThat(cluster.indexes.readVersions()).isEqualTo(new Indexes.Versions(2, List.of(2)));

        List<Recorded> later = Stories.recorded(900, 6);
        long next = log.append(later);
        assertThat(projections.progress().awaitPosition(next, Duration.ofSeconds(30)))
                .isTrue();
        assertThat(cluster.ticket(Stories.ticket(900)).revision()).isEqualTo(5);
        position = next;
        // the tests that come after begin with this ticket too
        extra++;
    }

    private static int extra;

    @Test
    void a_document_that_differs_from_the_log_is_found_and_nothing_is_switched() throws InterruptedException {
        cluster.elasticsearch.post(
                "/" + ReadModel.TICKETS.index(cluster.prefix, 1) + "/_update/" + Elasticsearch.part(Stories.ticket(3)),
                Map.of("doc", Map.of("priority", "LOW", "title", "altered")));

        projections.rebuild().start(Purpose.SWITCH_IF_EQUAL);
        RebuildStatus status = projections.rebuild().await();

        assertThat(status.phase()).isEqualTo(Phase.FAILED);
        assertThat(status.compared())
                .filteredOn(compared -> !compared.isEqual())
                .extracting(Compared::readModel)
                .containsExactly("tickets");
        assertThat(behind(ReadModel.TICKETS)).containsExactly(ReadModel.TICKETS.index(cluster.prefix, 1));

        // nothing explains the difference, so that only one who knows that the present ones are wrong takes the new
        // ones
        projections.rebuild().start(Purpose.SWITCH);
        RebuildStatus unexplained = projections.rebuild().await();
        assertThat(unexplained.phase()).isEqualTo(Phase.FAILED);
        assertThat(unexplained.message())
                .contains("not switched", "nothing explains", Stories.ticket(3) + " (priority, title)");
        assertThat(behind(ReadModel.TICKETS)).containsExactly(ReadModel.TICKETS.index(cluster.prefix, 1));

        projections.rebuild().start(Purpose.REPLACE);
        assertThat(projections.rebuild().await().phase()).isEqualTo(Phase.DONE);
        assertThat(cluster.ticket(Stories.ticket(3)).title()).isNotEqualTo("altered");
    }

    @Test
    void a_check_leaves_everything_as_it_was_and_a_stopped_one_is_taken_up_again() throws InterruptedException {
        projections.rebuild().start(Purpose.CHECK);
        projections.rebuild().stop();
        assertThat(projections.rebuild().await().phase()).isIn(Phase.STOPPED, Phase.DONE);

        projections.rebuild().start(Purpose.CHECK);
        RebuildStatus status = projections.rebuild().await();

        assertThat(status.message()).isNull();
        assertThat(status.phase()).isEqualTo(Phase.DONE);
        assertThat(status.tickets()).isEqualTo(TICKETS + extra);
        assertThat(cluster.elasticsearch
                        .get("/" + ReadModel.TICKETS.index(cluster.prefix, 2))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void documents_of_other_folds_may_differ() throws InterruptedException {
        cluster.elasticsearch.put(
                "/" + ReadModel.TICKETS.index(cluster.prefix, 1) + "/_mapping",
                Map.of("_meta", Map.of("stamp", "of an earlier version")));
        cluster.elasticsearch.post(
                "/" + ReadModel.TICKETS.index(cluster.prefix, 1) + "/_update/" + Elasticsearch.part(Stories.ticket(4)),
                Map.of("doc", Map.of("title", "as it was folded then")));

        projections.rebuild().start(Purpose.SWITCH);
        RebuildStatus status = projections.rebuild().await();

        assertThat(status.message()).isNull();
        assertThat(status.phase()).isEqualTo(Phase.DONE);
        assertThat(cluster.ticket(Stories.ticket(4)).title()).isNotEqualTo("as it was folded then");
    }

    private Iterable<String> behind(ReadModel model) {
        return cluster.elasticsearch
                .get("/_alias/" + model.alias(cluster.prefix))
                .body()
                .propertyNames();
    }
}
