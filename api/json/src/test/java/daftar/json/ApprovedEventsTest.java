package daftar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.messages.Event;
import daftar.messages.Text;
import daftar.messages.ticket.TicketEvent.CommentAdded;
import daftar.messages.ticket.TicketEvent.MajorIncidentDeclared;
import daftar.messages.ticket.TicketEvent.PriorityChanged;
import daftar.messages.ticket.TicketEvent.TicketRaised;
import daftar.messages.ticket.TicketEvent.TicketTriaged;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Stored events are for ever. One approved file per event and revision; a file that has landed is never edited. A new event
 * or revision gets a new file: run once with {@code -Ddaftar.approve=true} and read what it wrote.
 */
class ApprovedEventsTest {

    private static final Path FOLDER = Path.of("src/test/resources/approved");

    static List<Class<? extends Event>> events() {
        return EventNames.all();
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_written_as_it_was_approved(Class<? extends Event> type) throws IOException {
        String file = EventNames.nameOf(type) + "." + EventNames.revisionOf(type) + ".json";
        JsonNode written = DaftarJson.events().readTree(EventJson.write(Samples.of(type)));
        if (Boolean.getBoolean("daftar.approve") && Files.notExists(FOLDER.resolve(file))) {
            Files.createDirectories(FOLDER);
            Files.writeString(
                    FOLDER.resolve(file),
                    DaftarJson.events().writerWithDefaultPrettyPrinter().writeValueAsString(written) + "\n");
        }
        assertThat(written).isEqualTo(DaftarJson.events().readTree(approved(file)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_approved_event_is_read_back_as_it_was(Class<? extends Event> type) throws IOException {
        String name = EventNames.nameOf(type);
        assertThat(EventJson.read(name, approved(name + "." + EventNames.revisionOf(type) + ".json")))
                .isEqualTo(Samples.of(type));
    }

    @Test
    void an_event_of_an_older_revision_is_still_read() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replaceAll("\\.\\d+\\.json$", "");
                String revision = file.getFileName().toString().replaceAll("^.*\\.(\\d+)\\.json$", "$1");
                Event event = EventJson.read(name, revision, Files.readAllBytes(file));
                assertThat(event).as(file.toString()).isNotNull();
                assertThat(EventNames.nameOf(event.getClass())).isEqualTo(name);
            }
        }
    }

    @Test
    void every_approved_file_belongs_to_an_event() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            Set<String> names = files.map(file -> file.getFileName().toString().replaceAll("\\.\\d+\\.json$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(names)
                    .isEqualTo(
                            events().stream().map(EventNames::nameOf).collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void a_ticket_raised_before_it_knew_its_departments_place_is_still_read() throws IOException {
        TicketRaised raised = (TicketRaised) EventJson.read("TicketRaised", approved("TicketRaised.1.json"));
        assertThat(raised.department()).isEqualTo("a-department");
        assertThat(raised.departmentPath()).isEmpty();
        assertThat(raised.confidentialTo()).isNull();
    }

    @Test
    void what_was_raised_and_prioritised_before_there_was_a_catalogue_is_still_read() throws IOException {
        TicketRaised raised = (TicketRaised) EventJson.read("TicketRaised", approved("TicketRaised.2.json"));
        assertThat(raised.confidentialTo()).isNotNull();
        assertThat(raised.form()).isNull();
        assertThat(((TicketTriaged) EventJson.read("TicketTriaged", approved("TicketTriaged.1.json"))).basis())
                .isNull();
        assertThat(((PriorityChanged) EventJson.read("PriorityChanged", approved("PriorityChanged.1.json"))).basis())
                .isNull();
    }

    @Test
    void a_major_incident_declared_with_minutes_is_read_with_a_duration() throws IOException {
        byte[] old = approved("MajorIncidentDeclared.1.json");

        MajorIncidentDeclared declared = (MajorIncidentDeclared) EventJson.read("MajorIncidentDeclared", "1", old);

        assertThat(declared.updateEvery()).isEqualTo(Duration.ofMinutes(3));
        // without metadata that tell, it is the first
        assertThat(EventJson.read("MajorIncidentDeclared", null, old)).isEqualTo(declared);
        // and all else as it was
        JsonNode again = DaftarJson.events().readTree(EventJson.write(declared));
        JsonNode before = DaftarJson.events().readTree(old);
        for (String field : List.of("reason", "title", "nextUpdateDueAt", "departments", "services")) {
            assertThat(again.path(field)).as(field).isEqualTo(before.path(field));
        }
        assertThat(again.path("updateEvery").asString()).isEqualTo("PT3M");
        assertThat(again.has("updateEveryMinutes")).isFalse();
    }

    @Test
    void only_what_is_old_is_changed() {
        assertThat(Upcasters.isOld("MajorIncidentDeclared", "1")).isTrue();
        assertThat(Upcasters.isOld("MajorIncidentDeclared", "2")).isFalse();
        assertThat(Upcasters.isOld("TicketRaised", "1")).isFalse();
        assertThat(Upcasters.isOld("NumbersReserved", null)).isFalse();
    }

    @Test
    void a_field_of_a_newer_revision_does_not_hinder_reading() {
        byte[] newer = "{\"person\":\"person-1\",\"since\":\"2040-01-01\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(EventJson.read("ObserverAdded", newer))
                .isEqualTo(new daftar.messages.ticket.TicketEvent.ObserverAdded("person-1"));
    }

    @Test
    void a_plain_text_never_reaches_the_log() {
        assertThatThrownBy(() -> EventJson.write(new CommentAdded(Text.of("my password is 1234"), false)))
                .hasMessageContaining("must be sealed")
                .hasMessageNotContaining("1234");
    }

    @Test
    void an_unknown_name_is_refused() {
        assertThatThrownBy(() -> EventJson.read("TicketUpdated", new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] approved(String file) throws IOException {
        try (InputStream in = ApprovedEventsTest.class.getResourceAsStream("/approved/" + file)) {
            if (in == null) {
                return Files.readAllBytes(FOLDER.resolve(file));
            }
            return in.readAllBytes();
        }
    }
}
