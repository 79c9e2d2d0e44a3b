package daftar.http.directory;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.http.DaftarPosition;
import daftar.messages.Command;
import daftar.messages.LocalizedText;
import daftar.messages.Refused;
import daftar.messages.Refused.Kind;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryCommand.*;
import daftar.messages.directory.Line;
import daftar.messages.directory.Shift;
import java.net.http.HttpRequest;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DirectoryTest {

    private static final String PERSON =
            "{\"person\":\"person-x\",\"name\":\"李雷\",\"mail\":\"l@x.cn\",\"telephone\":\"1\",\"department\":\"department-it\",\"supervisor\":\"person-a\",\"roles\":[\"REQUESTER\",\"SPECIALIST\"],\"language\":\"zh\",\"zone\":\"Asia/Shanghai\"}";

    @BeforeEach
    void carry_out() {
        Api.COMMANDS.carryOut();
    }

    static Stream<Arguments> commands() {
        LocalizedText name = LocalizedText.of("en", "N");
        return Stream.of(
                Arguments.of(
                        "people",
                        PERSON,
                        new RegisterPerson(
                                "person-x",
                                Text.of("李雷"),
                                Text.of("l@x.cn"),
                                Text.of("1"),
                                "department-it",
                                "person-a",
                                Set.of(Role.REQUESTER, Role.SPECIALIST),
                                "zh",
                                "Asia/Shanghai",
                                false)),
                Arguments.of(
                        "departments",
                        "{\"department\":\"department-x\",\"name\":{\"en\":\"N\"},\"parent\":\"department-it\",\"manager\":\"person-a\"}",
                        new FoundDepartment("department-x", name, "department-it", "person-a")),
                Arguments.of(
                        "teams",
                        "{\"team\":\"team-x\",\"name\":{\"en\":\"N\"},\"lead\":\"person-a\",\"members\":[\"person-a\"]}",
                        new FormTeam("team-x", name, "person-a", List.of("person-a"))),
                Arguments.of(
                        "categories",
                        "{\"category\":\"print-1\",\"name\":{\"en\":\"N\"},\"parent\":\"printing\",\"team\":\"team-x\"}",
                        new DefineCategory("print-1", name, "printing", "team-x")),
                Arguments.of(
                        "teams/team-x/members", "{\"person\":\"person-a\"}", new AddTeamMember("team-x", "person-a")),
                Arguments.of(
                        "people/person-x/supervisor",
                        "{\"supervisor\":\"person-a\"}",
                        new SetSupervisor("person-x", "person-a")),
                Arguments.of(
                        "people/person-x/details",
                        "{\"name\":\"李雷\",\"language\":\"zh\",\"zone\":\"Asia/Shanghai\"}",
                        new ChangePersonalDetails("person-x", Text.of("李雷"), null, null, "zh", "Asia/Shanghai")),
                Arguments.of(
                        "people/person-x/identity",
                        "{\"userName\":\"lei@x.cn\",\"externalId\":\"00u1\"}",
                        new LinkIdentity("person-x", Text.of("lei@x.cn"), Text.of("00u1"))),
                Arguments.of(
                        "people/person-x/move",
                        "{\"department\":\"department-it\",\"post\":\"post-head\"}",
                        new MovePerson("person-x", "department-it", "post-head")),
                Arguments.of(
                        "people/person-x/grant-role",
                        "{\"role\":\"SPECIALIST\"}",
                        new GrantRole("person-x", Role.SPECIALIST)),
                Arguments.of(
                        "people/person-x/revoke-role",
                        "{\"role\":\"SPECIALIST\"}",
                        new RevokeRole("person-x", Role.SPECIALIST)),
                Arguments.of("people/person-x/deactivate", "", new DeactivatePerson("person-x")),
                Arguments.of("people/person-x/reactivate", "", new ReactivatePerson("person-x")),
                Arguments.of(
                        "people/person-x/delegate",
                        "{\"delegation\":\"summer\",\"substitute\":\"person-a\",\"from\":\"2026-12-01T00:00:00Z\",\"until\":\"2026-12-24T00:00:00Z\"}",
                        new SetDelegation(
                                "person-x",
                                "summer",
                                "person-a",
                                Instant.parse("2026-12-01T00:00:00Z"),
                                Instant.parse("2026-12-24T00:00:00Z"))),
                Arguments.of(
                        "people/person-x/end-delegation",
                        "{\"delegation\":\"summer\"}",
                        new EndDelegation("person-x", "summer")),
                Arguments.of(
                        "people/person-x/replace-substitute",
                        "{\"delegation\":\"summer\",\"substitute\":\"person-b\"}",
                        new ReplaceSubstitute("person-x", "summer", "person-b")),
                Arguments.of(
                        "departments/department-x/rename",
                        "{\"name\":{\"en\":\"N\"}}",
                        new RenameDepartment("department-x", name)),
                Arguments.of(
                        "departments/department-x/move", "{\"parent\":null}", new MoveDepartment("department-x", null)),
                Arguments.of(
                        "departments/department-x/manager",
                        "{\"manager\":\"person-a\"}",
                        new AppointManager("department-x", "person-a")),
                Arguments.of(
                        "posts",
                        "{\"post\":\"post-x\",\"name\":{\"en\":\"N\"},\"department\":\"department-it\"}",
                        new CreatePost("post-x", name, "department-it")),
                Arguments.of("teams/team-x/rename", "{\"name\":{\"en\":\"N\"}}", new RenameTeam("team-x", name)),
                Arguments.of(
                        "teams/team-x/remove-member",
                        "{\"person\":\"person-a\"}",
                        new RemoveTeamMember("team-x", "person-a")),
                Arguments.of(
                        "teams/team-x/leads",
                        "{\"leads\":[\"person-a\"]}",
                        new SetTeamLeads("team-x", List.of("person-a"))),
                Arguments.of("teams/team-x/line", "{\"line\":\"SECOND\"}", new SetTeamLine("team-x", Line.SECOND)),
                Arguments.of(
                        "teams/team-x/shifts",
                        "{\"zone\":\"Asia/Tehran\",\"shifts\":[{\"days\":[\"SATURDAY\"],\"from\":\"08:00\",\"until\":\"16:30\",\"people\":[\"person-a\"],\"lead\":\"person-a\"}]}",
                        new SetTeamShifts(
                                "team-x",
                                "Asia/Tehran",
                                List.of(new Shift(
                                        List.of(DayOfWeek.SATURDAY),
                                        LocalTime.of(8, 0),
                                        LocalTime.of(16, 30),
                                        List.of("person-a"),
                                        "person-a")))),
                Arguments.of(
                        "categories/printing/owner",
                        "{\"team\":\"team-x\"}",
                        new SetCategoryOwner("printing", "team-x")),
                Arguments.of(
                        "categories/printing/rename",
                        "{\"name\":{\"en\":\"N\"}}",
                        new RenameCategory("printing", name)),
                Arguments.of(
                        "categories/printing/move", "{\"parent\":\"office\"}", new MoveCategory("printing", "office")),
                Arguments.of("categories/printing/retire", "", new RetireCategory("printing")),
                Arguments.of("categories/printing/restore", "", new RestoreCategory("printing")),
                Arguments.of(
                        "vendors",
                        "{\"vendor\":\"vendor-x\",\"name\":{\"en\":\"N\"},\"contacts\":[\"person-a\"]}",
                        new RegisterVendor("vendor-x", name, List.of("person-a"))),
                Arguments.of(
                        "vendors/vendor-x/contacts", "{\"contacts\":[]}", new SetVendorContacts("vendor-x", List.of())),
                Arguments.of("vendors/vendor-x/deactivate", "", new DeactivateVendor("vendor-x")),
                Arguments.of("vendors/vendor-x/reactivate", "", new ReactivateVendor("vendor-x")),
                Arguments.of(
                        "people/person-x/supervisor", "{\"supervisor\":null}", new SetSupervisor("person-x", null)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void each_request_becomes_its_command(String path, String body, Command command) {
        Answer answer = Api.post("administrator", "/api/directory/" + path, body);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(Api.COMMANDS.last().command()).isEqualTo(command);
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(DaftarPosition.decode(answer.header("Daftar-Position")).stream())
                .isEqualTo(command.stream());
        assertThat(answer.body().path("id").asString()).isEqualTo(command.stream());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void each_refusal_has_its_status(String path, String body, Command command) {
        for (Kind kind : Kind.values()) {
            Api.COMMANDS.refuse(() -> new Refused(kind, "some-rule", null, "d"));
            int status =
                    Api.post("administrator", "/api/directory/" + path, body).status();
            assertThat(status).isEqualTo(daftar.http.Problem.statusOf(kind)).isLessThan(500);
        }
        assertThat(Api.post("", "/api/directory/" + path, body).status()).isEqualTo(401);
    }

    @Test
    void an_id_is_made_up_where_there_is_none_and_a_retry_finds_it() {
        String body = "{\"name\":\"n\",\"language\":\"en\",\"zone\":\"UTC\"}";
        Api.post("administrator", "/api/directory/people", body, "Idempotency-Key", "k");
        Api.post("administrator", "/api/directory/people", body, "Idempotency-Key", "k");
        Api.post("administrator", "/api/directory/people", body);

        List<String> ids = Api.COMMANDS.sent().stream()
                .map(sent -> sent.command().stream())
                .toList();
        assertThat(ids).allMatch(id -> id.startsWith("person-"));
        assertThat(ids.get(1)).isEqualTo(ids.get(0)).isNotEqualTo(ids.get(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            people      | {"person":"ticket-1","name":"n","language":"en","zone":"UTC"}  | malformed-code   | person
            people      | {"person":"person-","name":"n","language":"en","zone":"UTC"}   | malformed-code   | person
            people      | {"person":"person-a b","name":"n","language":"en","zone":"UTC"} | malformed-code  | person
            people      | {"name":"n","language":"en","zone":"Mars/Base"}                | unknown-zone     | zone
            people      | {"name":"n","language":"en","zone":"+03:30"}                   | unknown-zone     | zone
            people      | {"name":"n","language":"qq","zone":"UTC"}                      | unknown-language | language
            people      | {"person":"person-A","name":"n","language":"en","zone":"UTC"}  | malformed-code   | person
            people      | {"name":"n","language":"en"}                                   | required         | zone
            people      | {"name":"n","language":"en","zone":"UTC","roles":["KING"]}     | unknown-value    | roles[0]
            people      | {"name":"n","language":"en","zone":"UTC","password":"x"}       | unknown-field    | password
            teams       | {"name":"n"}                                                   | wrong-type       | name
            teams       | {"name":{}}                                                    | wrong-type       | name
            teams       | {"name":{"en":null}}                                           | wrong-type       | name.en
            teams       | {"name":{"??":"x"}}                                            | unknown-language | name.??
            categories  | {"category":"$all","name":{"en":"x"}}                          | malformed-code   | category
            vendors     | {"vendor":"team-x","name":{"en":"x"}}                          | malformed-code   | vendor
            teams/team-x/shifts | {"zone":"UTC","shifts":[{"days":["MONDAY"],"from":"8","until":"16:00"}]}     | malformed-time | shifts[0].from
            teams/team-x/shifts | {"zone":"UTC","shifts":[{"days":["MONDAY"],"from":"25:00","until":"16:00"}]} | malformed-time | shifts[0].from
            teams/team-x/shifts | {"zone":"+01","shifts":[]}                             | unknown-zone     | zone
            teams/team-x/line | {"line":"FOURTH"}                                        | unknown-value    | line
            teams/team-x/members | {"team":"team-y","person":"person-a"}                 | unknown-field    | team
            """)
    void a_wrong_request_names_the_field(String path, String body, String problem, String field) {
        Answer answer = Api.post("administrator", "/api/directory/" + path, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.body().path("field").asString()).isEqualTo(field);
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void an_address_of_another_kind_reaches_no_other_stream() {
        assertThat(Api.post("administrator", "/api/directory/teams/person-x/members", "{\"person\":\"person-a\"}")
                        .status())
                .isEqualTo(404);
        assertThat(Api.post("administrator", "/api/directory/people/team-x/supervisor", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(Api.post("administrator", "/api/directory/categories/$all/owner", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(Api.post("administrator", "/api/directory/people/person-x/delete", "{}")
                        .problem())
                .isEqualTo("unknown-action");
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void lists_come_in_pages() {
        Answer first = Api.get("dispatcher", "/api/directory/people?limit=2");
        Answer second = Api.get(
                "dispatcher",
                "/api/directory/people?limit=2&after="
                        + first.body().path("next").asString());

        assertThat(first.body().path("total").asInt()).isEqualTo(3);
        assertThat(first.body().path("entries").size()).isEqualTo(2);
        assertThat(second.body().path("entries").path(0).path("id").asString()).isEqualTo("person-requester");
        assertThat(second.body().has("next")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"limit=0", "limit=501", "limit=x", "limit=-1"})
    void a_wrong_limit_is_refused(String query) {
        Answer answer = Api.get("dispatcher", "/api/directory/teams?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("field").asString()).isEqualTo("limit");
    }

    @ParameterizedTest
    @CsvSource({
        "people/person-a",
        "departments",
        "departments/department-it",
        "teams",
        "teams/team-desk",
        "categories",
        "categories/printing"
    })
    void everybody_reads_the_directory(String path) {
        assertThat(Api.get("requester", "/api/directory/" + path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"people/person-z", "departments/x", "teams/x", "categories/x"})
    void what_is_not_there_is_not_found(String path) {
        Answer answer = Api.get("requester", "/api/directory/" + path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).startsWith("unknown-");
    }

    @Test
    void requesters_see_their_own_addresses_only() {
        assertThat(Api.get("requester", "/api/directory/people/person-a").body().has("mail"))
                .isFalse();
        assertThat(Api.get("requester", "/api/directory/people/person-requester")
                        .body()
                        .has("mail"))
                .isTrue();
        assertThat(Api.get("dispatcher", "/api/directory/people/person-a")
                        .body()
                        .has("mail"))
                .isTrue();
    }

    @Test
    void workflows_are_shown_with_their_stages_durations_and_rules() {
        Answer answer = Api.get("requester", "/api/workflows/incident");

        assertThat(answer.body().path("stages").path(0).path("due").asString()).isEqualTo("PT30M");
        assertThat(answer.body()
                        .path("stages")
                        .path(0)
                        .path("holder")
                        .path("team")
                        .asString())
                .isEqualTo("team-desk");
        assertThat(Api.get("requester", "/api/workflows").body().path("entries").size())
                .isEqualTo(1);
        assertThat(Api.get("requester", "/api/workflows/incident?version=2").status())
                .isEqualTo(200);
        assertThat(Api.get("requester", "/api/workflows/incident?version=3").status())
                .isEqualTo(404);
        assertThat(Api.get("requester", "/api/workflows/none").status()).isEqualTo(404);
    }

    @Test
    void an_answer_that_is_older_than_asked_for_says_so() {
        assertThat(stale(new DaftarPosition(999, "person-a", 0))).isEmpty();
        assertThat(stale(new DaftarPosition(1_000, "person-a", 0))).isEqualTo("true");
    }

    private static String stale(DaftarPosition position) {
        HttpRequest request = Api.request("requester", "/api/directory/people")
                .header("Daftar-Position", position.encode())
                .GET()
                .build();
        return Api.send(request).header("Daftar-Stale");
    }
}
