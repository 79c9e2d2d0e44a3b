package daftar.http.directory.handover;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.http.directory.LiveDirectory;
import daftar.http.directory.handover.HandOverAnswer.Outcome;
import daftar.http.directory.handover.OpenTickets.OpenTicket;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.LocalizedText;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryCommand;
import daftar.messages.directory.DirectoryCommand.*;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.HandOverTicket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over HTTP with a command side that records, and against the directory's own rules. */
class HandOverTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Actor ADMINISTRATOR =
            new Actor("person-admin", Set.of(Role.ADMINISTRATOR, Role.MANAGER), "api", null);
    private static final String PATH = "/api/directory/people/person-a/";

    private final LiveDirectory directory = new LiveDirectory();
    private final List<HandOverTicket> tickets = new ArrayList<>();
    private final List<UUID> ids = new ArrayList<>();

    private final Commands commands = (command, envelope) -> {
        ids.add(envelope.commandId());
        return switch (command) {
            case HandOverTicket over -> {
                if (over.ticket().endsWith("2")) {
                    throw Refused.conflict("already-asked", "no");
                }
                tickets.add(over);
                yield new Receipt(over.ticket(), "T-1", 1, 1, false);
            }
            default -> directory.send(command, envelope);
        };
    };

    @BeforeEach
    void open_tickets() {
        Api.COMMANDS.carryOut();
        Api.OPEN.put(
                "person-a",
                List.of(
                        new OpenTicket(Api.ID, "T-1", Status.IN_PROGRESS, false, true, false),
                        new OpenTicket(Api.OTHER, "T-2", Status.AWAITING_APPROVAL, true, false, false)));
    }

    @AfterEach
    void no_open_tickets() {
        Api.OPEN.clear();
    }

    // ---- over HTTP

    @Test
    void what_is_open_is_listed_and_counted_for_administrators_and_the_person_only() {
        Answer answer = Api.get("administrator", PATH + "open");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().path("total").asInt()).isEqualTo(2);
        assertThat(answer.body().at("/counts/APPROVALS").asInt()).isEqualTo(1);
        assertThat(answer.body().at("/tickets/0/number").asString()).isEqualTo("T-1");
        assertThat(Api.get("requester", PATH + "open").status()).isEqualTo(403);
        assertThat(Api.get("requester", "/api/directory/people/person-requester/open")
                        .status())
                .isEqualTo(200);
        assertThat(Api.get("administrator", "/api/directory/people/person-z/open")
                        .problem())
                .isEqualTo("unknown-person");
    }

    @Test
    void each_ticket_has_its_own_command_with_an_id_that_a_retry_gives_again() {
        String body = "{\"to\":\"person-b\",\"reason\":\"leaves\"}";
        Answer answer = Api.post("administrator", PATH + "hand-over", body, "Idempotency-Key", "k");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().path("done").asInt()).isEqualTo(2);
        assertThat(answer.body().at("/outcomes/1/kind").asString()).isEqualTo("APPROVALS");
        Api.post("administrator", PATH + "hand-over", body, "Idempotency-Key", "k");
        assertThat(Api.COMMANDS.sent())
                .extracting(sent -> (Object) sent.command())
                .startsWith(
                        new HandOverTicket(Api.ID, "person-a", "person-b", Text.of("leaves")),
                        new HandOverTicket(Api.OTHER, "person-a", "person-b", Text.of("leaves")));
        List<UUID> sent = Api.COMMANDS.sent().stream()
                .map(one -> one.envelope().commandId())
                .toList();
        assertThat(sent.subList(2, 4)).isEqualTo(sent.subList(0, 2)).doesNotHaveDuplicates();
    }

    @Test
    void a_refused_ticket_is_told_and_the_rest_goes_on() {
        Api.COMMANDS.refuse(() -> Refused.conflict("already-asked", "no"));
        Answer answer = Api.post("administrator", PATH + "hand-over", "{\"to\":\"person-b\",\"reason\":\"leaves\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("refused").asInt()).isEqualTo(2);
        assertThat(answer.body().at("/outcomes/0/problem").asString()).isEqualTo("already-asked");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"to":"person-z","reason":"r"}                                  | unknown-person | to
            {"to":"person-a","reason":"r"}                                  | same-person    | to
            {"reason":"r"}                                                  | nobody-named   | to
            {"to":"person-b"}                                               | required       | reason
            {"to":"person-b","reason":"r","perKind":{"CARS":"person-b"}}    | unknown-kind   | perKind.CARS
            {"to":"person-b","reason":"r","perKind":{"POSTS":"person-z"}}   | unknown-person | perKind.POSTS
            {"to":7,"reason":"r"}                                           | wrong-type     | to
            []                                                              | wrong-type     | body
            """)
    void a_wrong_successor_is_refused_before_anything_is_done(String body, String problem, String field) {
        Answer answer = Api.post("administrator", PATH + "hand-over", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.body().path("field").asString()).isEqualTo(field);
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void it_is_for_administrators_and_managers() {
        String body = "{\"to\":\"person-b\",\"reason\":\"r\"}";
        assertThat(Api.post("dispatcher", PATH + "hand-over", body).status()).isEqualTo(403);
        assertThat(Api.post("administrator", "/api/directory/people/person-z/hand-over", body)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void deactivating_somebody_tells_what_is_still_on_them() {
        Answer answer = Api.post("administrator", PATH + "deactivate", "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/open/TICKETS").asInt()).isEqualTo(1);
        assertThat(answer.body().at("/open/APPROVALS").asInt()).isEqualTo(1);
        assertThat(Api.post("administrator", PATH + "reactivate", "").body().has("open"))
                .isFalse();
    }

    // ---- with the directory's own rules

    private void send(DirectoryCommand... all) {
        for (DirectoryCommand command : all) {
            directory.send(command, Envelope.of(ADMINISTRATOR, UUID.randomUUID()));
        }
    }

    private static RegisterPerson person(String name, String supervisor, Role... roles) {
        return new RegisterPerson(
                "person-" + name,
                Text.of(name),
                null,
                null,
                "department-it",
                supervisor,
                Set.of(roles),
                "en",
                "UTC",
                false);
    }

    private void organisation() {
        LocalizedText name = LocalizedText.of("en", "n");
        send(new FoundDepartment("department-it", name, null, null));
        send(
                person("chief", null, Role.SUPERVISOR),
                person("leaver", "person-chief", Role.SUPERVISOR),
                person("heir", "person-leaver", Role.SUPERVISOR),
                person("other", "person-leaver", Role.REQUESTER),
                person("absent", null, Role.SUPERVISOR));
        send(
                new AppointManager("department-it", "person-leaver"),
                new FormTeam("team-x", name, "person-leaver", List.of("person-leaver", "person-other")),
                new SetTeamLeads("team-x", List.of("person-other", "person-leaver")),
                new CreatePost("post-head", name, "department-it"),
                new MovePerson("person-leaver", "department-it", "post-head"),
                new RegisterVendor("vendor-x", name, List.of("person-leaver")),
                new SetDelegation("person-absent", "summer", "person-leaver", NOW, NOW.plusSeconds(1_000_000)));
    }

    private OpenOnPerson open() {
        return new OpenWork(directory, (actor, person, most) -> new OpenTickets.Found(2, found()), () -> NOW)
                .on("person-leaver", ADMINISTRATOR);
    }

    private static List<OpenTicket> found() {
        return List.of(
                new OpenTicket("ticket-1", "T-1", Status.ASSIGNED, false, true, true),
                new OpenTicket("ticket-2", "T-2", Status.AWAITING_APPROVAL, true, false, false));
    }

    private List<Outcome> handOver(String to) {
        Map<OpenKind, String> successors = new EnumMap<>(OpenKind.class);
        for (OpenKind kind : OpenKind.values()) {
            successors.put(kind, to);
        }
        return new HandOver(
                        directory.reference().person("person-leaver"),
                        successors,
                        Text.of("leaves"),
                        directory,
                        commands,
                        (name, position) -> Envelope.of(
                                ADMINISTRATOR,
                                UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                .carryOut(open());
    }

    @Test
    void everything_of_the_directory_that_is_on_a_person_is_found() {
        organisation();
        assertThat(open().counts())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        OpenKind.TICKETS, 1L,
                        OpenKind.APPROVALS, 1L,
                        OpenKind.SUPERVISED, 2L,
                        OpenKind.DEPARTMENTS, 1L,
                        OpenKind.LEADS, 1L,
                        OpenKind.POSTS, 1L,
                        OpenKind.DELEGATIONS, 1L,
                        OpenKind.VENDORS, 1L));
    }

    @Test
    void everything_passes_and_what_was_refused_stays_open_for_the_next_request() {
        organisation();
        List<Outcome> outcomes = handOver("person-heir");
        assertThat(outcomes.stream().filter(one -> !one.done()))
                .extracting(Outcome::number)
                .containsExactly("T-2");
        assertThat(tickets).hasSize(1);
        var after = directory.reference();
        assertThat(after.person("person-heir").supervisor()).isEqualTo("person-chief");
        assertThat(after.person("person-other").supervisor()).isEqualTo("person-heir");
        assertThat(after.department("department-it").manager()).isEqualTo("person-heir");
        assertThat(after.team("team-x").leads()).containsExactly("person-other", "person-heir");
        assertThat(after.person("person-heir").post()).isEqualTo("post-head");
        assertThat(after.person("person-leaver").post()).isNull();
        assertThat(after.vendor("vendor-x").contacts()).containsExactly("person-heir");
        assertThat(after.person("person-absent").delegations())
                .singleElement()
                .satisfies(one -> assertThat(one.substitute()).isEqualTo("person-heir"));
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(open().counts().keySet()).containsExactlyInAnyOrder(OpenKind.TICKETS, OpenKind.APPROVALS);
        assertThat(handOver("person-heir")).hasSize(2);
    }

    @Test
    void of_one_person_several_delegations_pass_each_by_its_own_command() {
        organisation();
        send(new SetDelegation(
                "person-absent", "winter", "person-leaver", NOW.plusSeconds(2_000_000), NOW.plusSeconds(3_000_000)));
        handOver("person-heir");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(open().delegations()).isEmpty();
    }

    @Test
    void what_the_successor_may_not_have_is_refused_by_itself() {
        organisation();
        send(new CreatePost("post-clerk", LocalizedText.of("en", "n"), "department-it"));
        send(new MovePerson("person-other", "department-it", "post-clerk"));
        Map<OpenKind, String> refused = handOver("person-other").stream()
                .filter(one -> !one.done() && one.kind() != OpenKind.APPROVALS)
                .collect(Collectors.toMap(Outcome::kind, one -> String.valueOf(one.problem())));
        assertThat(refused)
                .containsEntry(OpenKind.POSTS, "has-another-post")
                .containsEntry(OpenKind.DELEGATIONS, "substitute-without-right")
                .hasSize(2);
        assertThat(open().delegations()).hasSize(1);
    }
}
