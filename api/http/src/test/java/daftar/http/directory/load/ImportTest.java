package daftar.http.directory.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daftar.http.InvalidRequest;
import daftar.http.directory.LiveDirectory;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.Line;
import daftar.messages.directory.Reference;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ImportTest {

    private static final Actor ADMIN = new Actor("person-admin", Set.of(Role.ADMINISTRATOR), "api", null);
    private static final String DEPARTMENTS = """
            department,name.en,name.fa,parent,manager
            department-net,Networks,شبکه,department-it,
            department-it,IT,فناوری,,
            """;
    private static final String PEOPLE = """
            person,name,mail,department,supervisor,roles,language,zone,userName,active
            person-anna,"Kovács, Anna",anna@example.org,department-it,person-chief,REQUESTER;SPECIALIST,hu,Europe/Budapest,anna,true
            person-chief,زهرا کریمی,,department-it,,SUPERVISOR,fa,Asia/Tehran,zahra,
            person-gone,Gone,,,,,,,,false
            """;
    private static final String TEAMS = """
            team,name.en,members,leads,line
            team-net,Networks,person-anna;person-chief,person-chief,second
            """;

    private final LiveDirectory directory = new LiveDirectory();

    @Test
    void an_organisation_comes_in_and_coming_in_again_changes_nothing() {
        for (String file : List.of(DEPARTMENTS, PEOPLE, TEAMS)) {
            ImportReport report = load(file, false);
            assertThat(report.refused()).isEmpty();
            assertThat(report.changed()).isEqualTo(report.rows());
        }
        Reference.Person anna = directory.reference().person("person-anna");
        assertThat(anna.name()).isEqualTo("Kovács, Anna");
        assertThat(anna.supervisor()).isEqualTo("person-chief");
        assertThat(anna.roles()).containsExactlyInAnyOrder(Role.REQUESTER, Role.SPECIALIST);
        assertThat(directory.reference().personOfUserName("ZAHRA").id()).isEqualTo("person-chief");
        assertThat(directory.reference().person("person-gone").active()).isFalse();
        assertThat(directory.reference().department("department-net").parent()).isEqualTo("department-it");
        assertThat(directory.reference().team("team-net").line()).isEqualTo(Line.SECOND);
        assertThat(directory.reference().team("team-net").leads()).containsExactly("person-chief");

        int events = directory.happened().size();
        for (String file : List.of(DEPARTMENTS, PEOPLE, TEAMS)) {
            ImportReport again = load(file, false);
            assertThat(again.unchanged()).isEqualTo(again.rows());
            assertThat(again.commands()).isZero();
        }
        assertThat(directory.happened()).hasSize(events);
    }

    @Test
    void what_differs_is_changed_and_columns_that_are_not_there_are_left() {
        load(DEPARTMENTS, false);
        load(PEOPLE, false);
        int events = directory.happened().size();
        ImportReport report =
                load("person,mail,roles\nperson-anna,,REQUESTER;DISPATCHER\nperson-chief,,SUPERVISOR\n", false);

        assertThat(report.changed()).isEqualTo(1);
        assertThat(directory.happened().subList(events, directory.happened().size()))
                .containsExactly("PersonalDetailsChanged", "RoleGranted", "RoleRevoked");
        assertThat(directory.reference().person("person-anna").mail()).isNull();
        assertThat(directory.reference().person("person-anna").userName()).isEqualTo("anna");
    }

    @Test
    void a_refused_row_is_reported_with_its_line_and_column_and_the_others_are_carried_out() {
        load(DEPARTMENTS, false);
        ImportReport report = load("""
                person,name,department,supervisor,zone,roles
                person-a,"A
                B",department-it,,UTC,
                person-b,B,department-none,,UTC,
                person-c,C,,person-c,UTC,
                person-d,,,,UTC,
                person-e,E,,,Mars/Base,
                person-f,F,,person-nobody,UTC,
                Person G,G,,,UTC,
                person-h,H,,,UTC,KING
                person-i,I,,,UTC,
                """, false);

        assertThat(report.refused())
                .extracting(ImportReport.RefusedRow::line, ImportReport.RefusedRow::column)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(4L, "department"),
                        org.assertj.core.groups.Tuple.tuple(5L, "supervisor"),
                        org.assertj.core.groups.Tuple.tuple(6L, "name"),
                        org.assertj.core.groups.Tuple.tuple(7L, "zone"),
                        org.assertj.core.groups.Tuple.tuple(8L, "supervisor"),
                        org.assertj.core.groups.Tuple.tuple(9L, "person"),
                        org.assertj.core.groups.Tuple.tuple(10L, "roles"));
        assertThat(report.changed()).isEqualTo(2);
        assertThat(directory.reference().person("person-i")).isNotNull();
    }

    @Test
    void a_ring_of_supervisors_is_refused_by_name() {
        ImportReport report = load("person,name,supervisor\nperson-a,A,person-b\nperson-b,B,person-a\n", false);

        assertThat(report.refused()).singleElement().satisfies(row -> {
            assertThat(row.code()).isEqualTo("supervisor-cycle");
            assertThat(row.reason()).contains("person-a → person-b → person-a");
        });
    }

    @Test
    void a_dry_run_says_the_same_and_records_nothing() {
        ImportReport report = load(PEOPLE, true);

        assertThat(report.dryRun()).isTrue();
        assertThat(report.refused()).extracting(ImportReport.RefusedRow::column).containsOnly("department");
        assertThat(report.refused()).hasSize(2);
        assertThat(directory.happened()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shoe,size                          | unknown-header
            person,size                        | unknown-column
            team,name                          | unknown-column
            person,person                      | malformed-csv
            'person,name#person-a'             | malformed-csv
            'person,name#"person-a,x'          | malformed-csv
            """)
    void a_file_that_is_not_one_is_refused_whole(String file, String code) {
        Refused refused = catchThrowableOfType(Refused.class, () -> load(file.replace('#', '\n'), false));

        assertThat(refused.code()).isEqualTo(code);
        assertThat(directory.happened()).isEmpty();
    }

    @Test
    void only_csv_in_utf_8_from_who_may_is_taken() {
        assertThat(catchThrowableOfType(InvalidRequest.class, () -> controller()
                                .load(ADMIN, false, request("{}", "application/json")))
                        .problem()
                        .status())
                .isEqualTo(415);
        MockHttpServletRequest latin = request("", "text/csv");
        latin.setContent("person,name\nperson-a,Jörg\n".getBytes(Charset.forName("ISO-8859-1")));
        assertThat(catchThrowableOfType(Refused.class, () -> controller().load(ADMIN, false, latin))
                        .code())
                .isEqualTo("malformed-csv");
        Actor other = new Actor("person-x", Set.of(Role.MANAGER), "api", null);
        assertThat(catchThrowableOfType(
                                Refused.class, () -> controller().load(other, true, request(PEOPLE, "text/csv")))
                        .kind())
                .isEqualTo(Refused.Kind.FORBIDDEN);
    }

    private ImportReport load(String file, boolean dryRun) {
        return controller()
                .load(ADMIN, dryRun, request(file, "text/csv; charset=utf-8"))
                .getBody();
    }

    private ImportController controller() {
        return new ImportController(directory, directory, directory::copy);
    }

    private static MockHttpServletRequest request(String body, String type) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/directory/import");
        request.setContentType(type);
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        return request;
    }
}
