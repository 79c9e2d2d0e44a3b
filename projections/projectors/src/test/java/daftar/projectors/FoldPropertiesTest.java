package daftar.projectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.messages.Meta;
import daftar.messages.NothingChanged;
import daftar.messages.Recorded;
import daftar.readmodel.AssignmentDocument;
import daftar.readmodel.Derivation;
import daftar.readmodel.Document;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.TicketDocument;
import daftar.readmodel.TimelineEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What holds of every ticket's folds, tried on hundreds of made-up ones. */
class FoldPropertiesTest {

    private static final int TICKETS = 300;

    @Test
    void a_document_read_back_from_its_json_is_the_same() {
        each(events -> {
            Map<String, Document> documents = new HashMap<>();
            write(documents, null, events);
            documents.values().forEach(document -> {
                String json = DocumentJson.writer(document.getClass()).writeValueAsString(document);
                assertThat((Document) DocumentJson.reader(document.getClass()).readValue(json))
                        .isEqualTo(document);
            });
        });
    }

    @Test
    void a_document_of_an_older_make_is_read_and_goes_on() {
        each(events -> {
            TicketDocument ticket = write(new HashMap<>(), null, events);
            ObjectNode older = (ObjectNode) DocumentJson.mapper()
                    .readTree(DocumentJson.writer(TicketDocument.class).writeValueAsString(ticket));
            older.remove(List.of("departmentPath", "confidential", "namedPeople"));
            TicketDocument read = DocumentJson.reader(TicketDocument.class).readValue(older.toString());
            assertThat(read.departmentPath()).isEmpty();
            assertThat(read.confidential()).isFalse();
            assertThat(read.namedPeople()).isEmpty();
        });
    }

    @Test
    void folding_in_batches_with_redelivery_at_any_point_gives_what_one_go_gives() {
        each(events -> {
            Map<String, Document> once = new HashMap<>();
            TicketDocument whole = write(once, null, events);
            Map<String, Document> often = new HashMap<>();
            Random random = new Random(events.size());
            TicketDocument stored = null;
            for (int from = 0; from < events.size(); ) {
                int to = Math.min(events.size(), from + 1 + random.nextInt(6));
                TicketDocument written = write(often, stored, events.subList(from, to));
                // the crash comes before the ticket's own document, or before the token, or not at all
                int fate = random.nextInt(3);
                if (fate > 0) {
                    stored = through(written);
                }
                if (fate == 2) {
                    from = to;
                }
            }
            assertThat(often).isEqualTo(once);
            assertThat(stored).isEqualTo(whole);
        });
    }

    @Test
    void
            an_open_ticket_has_exactly_one_leading_interval_at_any_instant_and_a_settled_one_has_none_and_each_is_measured_once() {
        each(events -> {
            Map<String, Document> documents = new HashMap<>();
            Map<Instant, Boolean> openAt = new HashMap<>();
            TicketDocument ticket = null;
            for (Recorded event : events) {
                ticket = write(documents, ticket, List.of(event));
                openAt.put(ticket.intervalFrom(), ticket.status().isOpen());
            }
            openAt.keySet().forEach(instant -> assertThat(documents.values().stream()
                            .filter(AssignmentDocument.class::isInstance)
                            .map(AssignmentDocument.class::cast)
                            .filter(interval -> interval.measures() != null)
                            .filter(interval -> !interval.from().isAfter(instant)
                                    && (interval.to() == null || interval.to().isAfter(instant))))
                    .as("measured at %s", instant)
                    .hasSize(1));
            openAt.forEach((instant, open) -> assertThat(documents.values().stream()
                            .filter(AssignmentDocument.class::isInstance)
                            .map(AssignmentDocument.class::cast)
                            .filter(AssignmentDocument::leading)
                            .filter(interval -> !interval.from().isAfter(instant)
                                    && (interval.to() == null || interval.to().isAfter(instant))))
                    .as("at %s", instant)
                    .hasSize(open ? 1 : 0));
        });
    }

    @Test
    void a_gap_between_document_and_event_is_refused() {
        List<Recorded> events = Stories.recorded(1, 10);
        TicketDocument ticket = TicketDocument.evolve(null, events.getFirst());
        assertThatThrownBy(() -> TicketDocument.evolve(ticket, events.get(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("event 2")
                .hasMessageContaining("event 1 was due");
    }

    @Test
    void that_nothing_changed_shows_in_a_tickets_version_and_in_a_line_for_the_desk_alone() {
        List<Recorded> events = Stories.recorded(3, 20);
        TicketDocument before = null;
        for (Recorded event : events) {
            before = TicketDocument.evolve(before, event);
        }
        Recorded last = events.getLast();
        Recorded unchanged = new Recorded(
                last.stream(),
                last.revision() + 1,
                last.position() + 1,
                Stories.id(3, 20),
                last.recordedAt().plusSeconds(60),
                Map.of(Meta.ACTOR, "person-1"),
                new NothingChanged("AddObserver"));
        TicketDocument after = TicketDocument.evolve(before, unchanged);
        assertThat(after.revision()).isEqualTo(unchanged.revision());
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("revision", "position", "recordedAt")
                .isEqualTo(before);
        assertThat(Derivation.derive(before, unchanged, after))
                .singleElement()
                .isInstanceOfSatisfying(TimelineEntry.class, line -> {
                    assertThat(line.internal()).isTrue();
                    assertThat(line.facts()).isEqualTo(Map.of("command", "AddObserver"));
                    assertThat(line.changes()).isEmpty();
                });
    }

    private static void each(Consumer<List<Recorded>> claim) {
        for (int seed = 1; seed <= TICKETS; seed++) {
            claim.accept(Stories.recorded(seed, 5 + seed % 40));
        }
    }

    /** Writes as Elasticsearch does with external versions: an older or equal one changes nothing. */
    private static TicketDocument write(Map<String, Document> index, TicketDocument before, List<Recorded> events) {
        TicketDocument ticket = before;
        Map<String, Document> batch = new HashMap<>();
        for (Recorded event : events) {
            TicketDocument after = TicketDocument.evolve(ticket, event);
            Derivation.derive(ticket, event, after)
                    .forEach(document -> batch.put(document.readModel() + document.id(), document));
            ticket = after;
        }
        batch.forEach((id, document) ->
                index.merge(id, document, (old, next) -> next.version() > old.version() ? next : old));
        return ticket;
    }

    private static TicketDocument through(TicketDocument ticket) {
        String json = DocumentJson.writer(TicketDocument.class).writeValueAsString(ticket);
        return DocumentJson.reader(TicketDocument.class).readValue(json);
    }
}
