package daftar.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import daftar.automations.DueTickets.Due;
import daftar.automations.DueTickets.DueTicket;
import daftar.embedded.elasticsearch.ElasticsearchForTests;
import daftar.messages.Event;
import daftar.messages.LocalizedText;
import daftar.messages.Recorded;
import daftar.messages.directory.DirectoryEvent.DepartmentFounded;
import daftar.messages.directory.DirectoryEvent.DepartmentMoved;
import daftar.messages.ticket.Status;
import daftar.query.Elastic;
import daftar.readmodel.ReadModel;
import daftar.reference.ReferenceState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which tickets have a place in the tree pinned that is theirs no more: over a real index and a real directory. */
class MovedDepartmentsIT {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final ElasticsearchForTests server = ElasticsearchForTests.shared();
    private final String index = ReadModel.TICKETS.index(server.newPrefix(), 1);
    private ReferenceState directory = ReferenceState.EMPTY;
    private Rest5Client client;

    @BeforeEach
    void a_house_with_sales_and_below_it_export() throws IOException {
        client = Rest5Client.builder(server.uri())
                .setDefaultHeaders(new Header[] {new BasicHeader("Authorization", server.authorization())})
                .build();
        send("PUT", "", ReadModel.TICKETS.definition(0));
        happened(new DepartmentFounded("department-house", name(), null, null));
        happened(new DepartmentFounded("department-it", name(), "department-house", null));
        happened(new DepartmentFounded("department-sales", name(), "department-house", null));
        happened(new DepartmentFounded("department-export", name(), "department-sales", null));
        ticket("ticket-sales", "department-sales", Status.NEW, "department-house", "department-sales");
        ticket("ticket-export", "department-export", Status.ON_HOLD, exportBelow("department-sales"));
        ticket("ticket-resolved", "department-export", Status.RESOLVED, exportBelow("department-sales"));
        ticket("ticket-closed", "department-export", Status.CLOSED, exportBelow("department-sales"));
        ticket("ticket-it", "department-it", Status.NEW, "department-house", "department-it");
        ticket("ticket-nowhere", null, Status.NEW);
        refresh();
    }

    @AfterEach
    void nothing_is_left() throws IOException {
        client.performRequest(new Request("DELETE", "/" + index));
        client.close();
    }

    @Test
    void while_every_ticket_stands_where_its_department_does_none_is_due() {
        assertThat(moved().find(NOW, 100)).isEmpty();
    }

    @Test
    void who_moves_takes_the_living_tickets_of_all_below_along_and_no_others() {
        happened(new DepartmentMoved("department-sales", "department-it"));

        List<DueTicket> due = moved().find(NOW, 100);

        assertThat(due)
                .extracting(DueTicket::ticket)
                .containsExactlyInAnyOrder("ticket-sales", "ticket-export", "ticket-resolved");
        assertThat(due).extracting(DueTicket::what).containsOnly(Due.DEPARTMENT);
    }

    @Test
    void a_department_that_now_stands_higher_is_noticed_by_what_its_tickets_have_too_much() {
        happened(new DepartmentMoved("department-export", "department-house"));

        assertThat(moved().find(NOW, 100))
                .extracting(DueTicket::ticket)
                .containsExactlyInAnyOrder("ticket-export", "ticket-resolved");
    }

    @Test
    void tickets_that_were_given_their_new_place_already_are_not_due_again() throws IOException {
        happened(new DepartmentMoved("department-export", "department-it"));
        ticket("ticket-export", "department-export", Status.ON_HOLD, exportBelow("department-it"));
        refresh();

        assertThat(moved().find(NOW, 100)).extracting(DueTicket::ticket).containsExactly("ticket-resolved");
        ticket("ticket-resolved", "department-export", Status.RESOLVED, exportBelow("department-it"));
        refresh();
        assertThat(moved().find(NOW, 100)).isEmpty();
    }

    @Test
    void no_more_are_told_than_were_asked_for_and_the_rest_follows_at_once() {
        happened(new DepartmentMoved("department-sales", "department-it"));
        MovedDepartments moved = moved();

        assertThat(moved.find(NOW, 2)).hasSize(2);
        assertThat(moved.find(NOW, 100)).hasSize(3);
    }

    @Test
    void where_there_was_nothing_it_is_looked_again_after_half_a_minute() throws IOException {
        MovedDepartments moved = moved();
        assertThat(moved.find(NOW, 100)).isEmpty();
        ticket("ticket-it", "department-it", Status.NEW, "department-it");
        refresh();

        assertThat(moved.find(NOW.plus(Duration.ofSeconds(29)), 100)).isEmpty();
        assertThat(moved.find(NOW.plus(Duration.ofSeconds(30)), 100))
                .extracting(DueTicket::ticket)
                .containsExactly("ticket-it");
    }

    private MovedDepartments moved() {
        return new MovedDepartments(new Elastic(client), index, directory);
    }

    private void happened(Event event) {
        directory = ReferenceState.evolve(
                directory, new Recorded("department-x", 0, 0, UUID.randomUUID(), NOW, Map.of(), event));
    }

    private static LocalizedText name() {
        return LocalizedText.of("en", "x");
    }

    private static String[] exportBelow(String parent) {
        return parent.equals("department-sales")
                ? new String[] {"department-house", "department-sales", "department-export"}
                : new String[] {"department-house", parent, "department-export"};
    }

    private void ticket(String id, @Nullable String department, Status status, String... path) throws IOException {
        String where = department == null
                ? ""
                : ",\"department\":\"" + department + "\",\"departmentPath\":[\"" + String.join("\",\"", path) + "\"]";
        send(
                "PUT",
                "/_doc/" + id,
                "{\"id\":\"" + id + "\",\"status\":\"" + status + "\",\"updatedAt\":\"" + NOW + "\"" + where + "}");
    }

    private void refresh() throws IOException {
        client.performRequest(new Request("POST", "/" + index + "/_refresh"));
    }

    private void send(String method, String path, String body) throws IOException {
        Request request = new Request(method, "/" + index + path);
        request.setEntity(new StringEntity(body, ContentType.create("application/json", StandardCharsets.UTF_8)));
        client.performRequest(request);
    }
}
