package daftar.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.embedded.eventstore.EmbeddedEventStore;
import daftar.eventstore.EventStoreConnection;
import daftar.eventstore.EventStoreDbLog;
import daftar.eventstore.RecordedEvent;
import daftar.json.EventJson;
import daftar.messages.Actor;
import daftar.messages.Meta;
import daftar.messages.Role;
import daftar.messages.access.AccessEvent.AccessDenied;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people were denied, in a real store. */
class DeniedLogTest {

    @TempDir
    Path folder;

    private EmbeddedEventStore store;
    private EventStoreConnection connection;
    private EventStoreDbLog log;
    private DeniedLog denied;
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    @BeforeEach
    void start() {
        store = EmbeddedEventStore.start(folder, 0);
        connection = EventStoreConnection.to(store.connectionString());
        log = new EventStoreDbLog(connection);
        denied = new DeniedLog(log, () -> now, new SimpleMeterRegistry());
    }

    @AfterEach
    void stop() {
        connection.close();
        store.close();
    }

    private static Actor person(String id) {
        return new Actor(id, Set.of(Role.REQUESTER), "api", null);
    }

    private List<AccessDenied> of(String person) {
        return log.read(DeniedLog.PREFIX + person, 0, 1_000).stream()
                .map(event -> (AccessDenied) EventJson.read(event.type(), event.data()))
                .toList();
    }

    @Test
    void what_is_denied_again_and_again_is_one_event_that_counts() {
        for (int i = 0; i < 1_000; i++) {
            denied.denied(person("person-a"), "GET /api/tickets/{ref}", "T-7", 404, "unknown-ticket");
            now = now.plusMillis(10);
        }
        denied.denied(person("person-b"), "POST /api/tickets/{ref}/assign", "T-7", 403, "not-yours");
        denied.settle();

        AccessDenied once = of("person-a").getFirst();
        assertThat(of("person-a")).hasSize(1);
        assertThat(once.denials()).hasSize(1);
        assertThat(once.denials().getFirst().times()).isEqualTo(1_000);
        assertThat(once.denials().getFirst().firstAt()).isEqualTo(Instant.parse("2026-11-22T12:00:00Z"));
        assertThat(once.denials().getFirst().lastAt()).isEqualTo(Instant.parse("2026-11-22T12:00:09.990Z"));
        assertThat(once.others()).isZero();
        assertThat(of("person-b").getFirst().denials().getFirst().what()).isEqualTo("POST /api/tickets/{ref}/assign");
        RecordedEvent stored = log.read(DeniedLog.PREFIX + "person-b", 0, 1).getFirst();
        assertThat(stored.metadata()).containsEntry(Meta.ACTOR, "person-b");
    }

    @Test
    void whoever_tries_every_door_fills_nothing() {
        for (int i = 0; i < 5_000; i++) {
            denied.denied(person("person-a"), "GET /api/tickets/{ref}", "T-" + (i + 1), 404, "unknown-ticket");
        }
        for (int i = 0; i < 2 * DeniedLog.PEOPLE; i++) {
            denied.denied(person("person-x" + i), "GET /api/inbox", null, 403, "not-allowed");
        }
        denied.settle();

        AccessDenied event = of("person-a").getFirst();
        assertThat(event.denials()).hasSize(DeniedLog.KINDS);
        assertThat(event.others()).isEqualTo(5_000 - DeniedLog.KINDS);
        assertThat(log.readAll(null, 5_000).events()).hasSize(DeniedLog.PEOPLE);
    }

    @Test
    void a_person_is_written_of_once_a_minute_unless_somebody_asks() {
        denied.denied(person("person-a"), "GET /api/inbox", null, 403, "not-allowed");
        denied.write(false);
        denied.denied(person("person-a"), "GET /api/inbox", null, 403, "not-allowed");
        denied.write(false);
        assertThat(of("person-a")).hasSize(1);
        now = now.plus(DeniedLog.APART);
        denied.write(false);
        assertThat(of("person-a")).hasSize(2);
        denied.denied(person("person-a"), "GET /api/inbox", null, 403, "not-allowed");
        denied.settle();
        assertThat(of("person-a")).hasSize(3);
    }
}
