package daftar.projectors;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.embedded.elasticsearch.ElasticsearchForTests;
import daftar.json.TextSeal;
import daftar.messages.Event;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.redaction.RedactedText;
import daftar.messages.redaction.TextRedacted;
import daftar.messages.ticket.TicketEvent.WorkNoteAdded;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.ReadModel;
import daftar.readmodel.TicketDocument;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The desk through Axon's processor, from a real event store into a real Elasticsearch. */
class DeskIT {

    private static TestLog log;

    private final TestCluster cluster = new TestCluster(ElasticsearchForTests.shared());
    private Projections projections;

    @BeforeAll
    static void startLog() {
        log = new TestLog();
    }

    @AfterAll
    static void stopLog() {
        log.close();
    }

    @BeforeEach
    void start() {
        projections = cluster.projections(log, "node-1");
        projections.start();
    }

    @AfterEach
    void stop() {
        projections.close();
        cluster.close();
    }

    @Test
    void tickets_become_documents_that_equal_their_folds() throws InterruptedException {
        long position = -1;
        for (int seed = 100; seed < 130; seed++) {
            List<Recorded> story = Stories.recorded(seed, 30);
            log.append(story.subList(0, 10));
            position = log.append(story.subList(10, story.size()));
        }

        assertThat(projections.progress().awaitPosition(position, Duration.ofSeconds(30)))
                .isTrue();

        for (int seed = 100; seed < 130; seed++) {
            TicketDocument expected = fold(Stories.recorded(seed, 30));
            TicketDocument found = cluster.ticket(Stories.ticket(seed));
            assertThat(found)
                    .usingRecursiveComparison()
                    .ignoringFields("position", "recordedAt")
                    .isEqualTo(expected);
            assertThat(cluster.count(ReadModel.TIMELINE, Stories.ticket(seed))).isEqualTo(30);
        }
        JsonNode number = cluster.get(ReadModel.NUMBERS, "T-1100");
        assertThat(number.path("ticket").asString()).isEqualTo(Stories.ticket(100));
        assertThat(cluster.get(ReadModel.NUMBERS, "ext:INC100").path("ticket").asString())
                .isEqualTo(Stories.ticket(100));
    }

    @Test
    void what_one_node_wrote_another_writes_again_without_harm_and_goes_on_from_there() throws InterruptedException {
        List<Recorded> story = Stories.recorded(200, 40);
        long position = log.append(story.subList(0, 20));
        projections.progress().awaitPosition(position, Duration.ofSeconds(30));
        projections.close();
        cluster.forgetTokens();
        projections = cluster.projections(log, "node-2");
        projections.start();

        position = log.append(story.subList(20, 40));

        assertThat(projections.progress().awaitPosition(position, Duration.ofSeconds(30)))
                .isTrue();
        assertThat(cluster.ticket(Stories.ticket(200)))
                .usingRecursiveComparison()
                .ignoringFields("position", "recordedAt")
                .isEqualTo(fold(story));
    }

    @Test
    void a_ticket_that_cannot_be_projected_is_parked_alone_and_can_be_retried_and_discarded()
            throws InterruptedException {
        List<Recorded> story = Stories.recorded(300, 12);
        log.append(story.subList(0, 5));
        byte[] broken = "{\"broken\":true}".getBytes(StandardCharsets.UTF_8);
        log.appendRaw(Stories.ticket(300), 5, "NobodyKnowsThis", broken, story.get(5));
        log.appendRaw(Stories.ticket(300), 6, "WorkStarted", "{\"assignee\":\"person-1\"}".getBytes(), story.get(6));
        long position = log.append(Stories.recorded(301, 8));

        assertThat(projections.progress().awaitPosition(position, Duration.ofSeconds(30)))
                .isTrue();

        assertThat(cluster.ticket(Stories.ticket(301)).revision()).isEqualTo(7);
        assertThat(cluster.ticket(Stories.ticket(300)).revision()).isEqualTo(4);
        assertThat(projections.deadLetters().list()).singleElement().satisfies(parked -> {
            assertThat(parked.ticket()).isEqualTo(Stories.ticket(300));
            assertThat(parked.events()).isEqualTo(2);
            assertThat(parked.firstRevision()).isEqualTo(5);
        });
        assertThat(projections.deadLetters().find(Stories.ticket(301))).isNull();

        DeadLetters.Retried retried = projections.deadLetters().retry(Stories.ticket(300));
        assertThat(retried.parked()).isNotNull();
        assertThat(retried.parked().lastTried()).isAfter(retried.parked().since());

        assertThat(projections.deadLetters().discard(Stories.ticket(300))).isTrue();
        assertThat(projections.deadLetters().list()).isEmpty();
    }

    @Test
    void a_redacted_text_is_in_no_document_any_more_and_what_comes_after_it_goes_on() throws InterruptedException {
        List<Recorded> story = new ArrayList<>(Stories.recorded(400, 12));
        Recorded last = story.getLast();
        story.add(after(last, new WorkNoteAdded(Text.of("Zugang: Quittenbrot"))));
        long position = log.append(story);
        assertThat(projections.progress().awaitPosition(position, Duration.ofSeconds(30)))
                .isTrue();
        assertThat(cluster.get(ReadModel.TICKETS, last.stream()).toString()).contains("Quittenbrot");
        assertThat(cluster.timeline(last.stream())).contains("Quittenbrot");

        Recorded note = log.last(last.stream());
        String key = TextSeal.keyNames(note.event()).getFirst();
        Recorded redaction = after(
                story.getLast(), new TextRedacted("redaction-1", 0, List.of(new RedactedText(note.revision(), key))));
        Recorded later = after(redaction, new WorkNoteAdded(Text.of("Stachelbeere")));
        log.append(List.of(redaction));
        position = log.append(List.of(later));

        assertThat(projections.progress().awaitPosition(position, Duration.ofSeconds(30)))
                .isTrue();
        assertThat(cluster.get(ReadModel.TICKETS, last.stream()).toString())
                .contains("Stachelbeere")
                .doesNotContain("Quittenbrot");
        assertThat(cluster.timeline(last.stream())).contains("Stachelbeere").doesNotContain("Quittenbrot");
        TicketDocument ticket = cluster.ticket(last.stream());
        assertThat(ticket.redacted()).isTrue();
        assertThat(ticket.revision()).isEqualTo(later.revision());
        assertThat(cluster.count(ReadModel.TIMELINE, last.stream())).isEqualTo(15);
    }

    private static Recorded after(Recorded before, Event event) {
        return new Recorded(
                before.stream(),
                before.revision() + 1,
                -1,
                UUID.randomUUID(),
                before.recordedAt(),
                before.metadata(),
                event);
    }

    static TicketDocument fold(List<Recorded> events) {
        TicketDocument ticket = null;
        for (Recorded event : events) {
            ticket = TicketDocument.evolve(ticket, event);
        }
        String json = DocumentJson.writer(TicketDocument.class).writeValueAsString(ticket);
        return DocumentJson.reader(TicketDocument.class).readValue(json);
    }
}
