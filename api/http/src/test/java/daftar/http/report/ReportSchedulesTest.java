package daftar.http.report;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.messages.Refused;
import daftar.messages.reportschedule.LastPeriod;
import daftar.messages.reportschedule.ReportOrder;
import daftar.messages.reportschedule.ReportScheduleCommand;
import daftar.messages.reportschedule.ReportScheduleCommand.*;
import daftar.messages.reportschedule.Rhythm;
import daftar.messages.reportschedule.Rhythm.Every;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Schedules of reports over HTTP: made, changed, ended, shown. */
class ReportSchedulesTest {

    private static final String ALL = "/api/reports/schedules";
    private static final String ONE = ALL + "/" + TwoSchedules.ID;
    private static final String WISH = """
            {"report":"times","parameters":{"group":["team"],"compare":["previous"]},"period":"WEEK",
             "rhythm":{"every":"WEEK","weekday":"MONDAY","at":"07:30"},"zone":"Asia/Tehran","firstDay":"SATURDAY",
             "recipients":["person-manager","person-auditor"]}""";
    private static final String SHORT =
            "{\"report\":\"volume\",\"period\":\"DAY\",\"rhythm\":{\"every\":\"DAY\",\"at\":\"07:30\"}}";

    @BeforeEach
    void begin() {
        Api.COMMANDS.carryOut();
    }

    @Test
    void an_order_is_one_command_and_its_answer_says_that_there_is_no_mail_server() {
        Answer made = Api.post("manager", ALL, WISH);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).startsWith(ALL + "/report-");
        assertThat(made.header("ETag")).isNotBlank();
        assertThat(made.body().path("warning").asString()).contains("daftar.mail.host");
        ScheduleReport sent = (ScheduleReport) Api.COMMANDS.last().command();
        assertThat(sent.schedule()).isEqualTo(made.body().path("schedule").asString());
        assertThat(sent.order())
                .isEqualTo(new ReportOrder(
                        "times",
                        Map.of("group", List.of("team"), "compare", List.of("previous")),
                        LastPeriod.WEEK,
                        new Rhythm(Every.WEEK, DayOfWeek.MONDAY, null, LocalTime.of(7, 30)),
                        "Asia/Tehran",
                        DayOfWeek.SATURDAY,
                        List.of("person-manager", "person-auditor")));
        assertThat(Api.post("manager", ALL, SHORT).status()).isEqualTo(201);
        ReportOrder brief = ((ScheduleReport) Api.COMMANDS.last().command()).order();
        assertThat(brief.zone()).isNull();
        assertThat(brief.recipients()).isEmpty();
    }

    @Test
    void what_is_there_is_shown_with_what_was_sent_is_due_and_went_wrong() {
        Answer shown = Api.get("manager", ONE);

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.header("ETag")).isEqualTo("\"4\"");
        JsonNode body = shown.body();
        assertThat(body.path("report").asString()).isEqualTo("times");
        assertThat(body.at("/rhythm/dayOfMonth").asInt()).isEqualTo(2);
        assertThat(body.path("nextDueAt").asString()).isEqualTo("2026-12-02T07:00:00Z");
        assertThat(body.at("/lastSent/dueAt").asString()).isEqualTo(TwoSchedules.SENT.toString());
        assertThat(body.at("/lastProblem/skipped/0/reason").asString()).isEqualTo("LEFT");
        assertThat(Api.get("administrator", ALL).body().at("/entries/0/id").asString())
                .isEqualTo(TwoSchedules.ID);
        assertThat(Api.get("manager", ALL).body().path("total").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"change", "pause", "resume", "remove"})
    void every_action_is_a_command_that_takes_a_version(String action) {
        Answer answer =
                Api.post("manager", ONE + "/" + action, action.equals("change") ? WISH : "{}", "If-Match", "\"4\"");
        assertThat(answer.status()).isEqualTo(200);
        ReportScheduleCommand command =
                (ReportScheduleCommand) Api.COMMANDS.last().command();
        assertThat(command.schedule()).isEqualTo(TwoSchedules.ID);
        assertThat(command.getClass().getSimpleName()).isEqualToIgnoringCase(action + "ReportSchedule");
        assertThat(Api.COMMANDS.last().envelope().expectedVersion()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ALL + "|{\"report\":\"times\",\"period\":\"DAY\"}|required|rhythm",
                ALL + "|{\"report\":\"times\",\"period\":\"YEAR\",\"rhythm\":{\"every\":\"DAY\",\"at\":\"07:00\"}}"
                        + "|unknown-value|period",
                ALL + "|{\"report\":\"times\",\"period\":\"DAY\",\"rhythm\":{\"every\":\"DAY\",\"at\":\"7 o'clock\"}}"
                        + "|malformed-time|rhythm.at",
                ALL + "|{\"report\":\"times\",\"period\":\"DAY\",\"rhythm\":{\"every\":\"DAY\",\"at\":\"07:00\"},"
                        + "\"zone\":\"Mars\"}|unknown-zone|zone",
                ALL + "|{\"report\":\"times\",\"period\":\"DAY\",\"rhythm\":{\"every\":\"DAY\",\"at\":\"07:00\"},"
                        + "\"parameters\":{\"group\":\"team\"}}|wrong-type|parameters.group",
                ONE + "/change|{\"report\":\"times\",\"why\":1}|unknown-field|why",
                ONE + "/pause|{\"until\":1}|unknown-field|until",
            })
    void what_is_malformed_is_a_400_with_its_field(String path, String body, String problem, String field) {
        Answer answer = Api.post("manager", path, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.raw().body()).contains("\"" + field + "\"", problem);
        assertThat(Api.COMMANDS.sent()).isEmpty();
        assertThat(Api.post("manager", ALL, WISH, "If-Match", "\"0\"").problem())
                .isEqualTo("if-match-not-applicable");
    }

    @Test
    void others_do_not_learn_whether_there_is_one() {
        for (String path : List.of(ALL, ONE)) {
            assertThat(Api.get("requester", path).status()).as(path).isEqualTo(403);
            assertThat(Api.get("", path).status()).as(path).isEqualTo(401);
        }
        assertThat(Api.post("", ALL, WISH).status()).isEqualTo(401);
        assertThat(Api.get("manager", ALL + "/" + TwoSchedules.OF_AN_AUDITOR).status())
                .isEqualTo(404);
        assertThat(Api.get("administrator", ALL + "/" + TwoSchedules.OF_AN_AUDITOR)
                        .status())
                .isEqualTo(200);
        assertThat(Api.get("manager", ALL + "/report-x").status()).isEqualTo(404);
        assertThat(Api.get("manager", ALL + "/tickets").status()).isEqualTo(404);
        assertThat(Api.post("manager", ALL + "/ticket-x/remove", "{}").status()).isEqualTo(404);
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"FORBIDDEN,403", "NOT_FOUND,404", "CONFLICT,409", "STALE,412", "KEY_REUSED,422", "INVALID,400"})
    void what_the_command_side_refuses_is_told(Refused.Kind kind, int status) {
        Api.COMMANDS.refuse(() -> new Refused(kind, "some-rule", null, "No."));
        assertThat(Api.post("manager", ALL, WISH).status()).isEqualTo(status);
        assertThat(Api.post("manager", ONE + "/change", WISH).status()).isEqualTo(status);
        assertThat(Api.post("manager", ONE + "/remove", "{}").status()).isEqualTo(status);
    }
}
