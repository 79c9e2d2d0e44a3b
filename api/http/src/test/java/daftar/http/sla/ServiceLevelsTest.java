package daftar.http.sla;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.messages.Refused;
import daftar.messages.sla.SlaCommand.ChangeServiceLevels;
import daftar.messages.sla.SlaCommand.DefineCalendar;
import daftar.messages.sla.SlaCommand.DefineServiceLevels;
import daftar.messages.sla.SlaCommand.RestoreServiceLevels;
import daftar.messages.sla.SlaCommand.RetireCalendar;
import daftar.messages.sla.WarningAction;
import daftar.messages.sla.WarningPoint;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceLevelsTest {

    private static final String OFFICE = """
            {"code":"office","name":{"en":"Office","fa":"اداره"},"zone":"Asia/Tehran","firstDay":"SATURDAY",
             "week":[{"day":"SATURDAY","from":"08:00","until":"12:00"},{"day":"SATURDAY","from":"13:00","until":"00:00"}],
             "holidays":[{"date":"1405-01-01","name":{"fa":"نوروز"}},{"date":"2026-03-22"}],
             "exceptions":[{"date":"1404-12-29","hours":[{"from":"08:00","until":"10:00"}]},{"date":"1405-01-04"}]}""";
    private static final String POLICY = """
            {"code":"default","name":{"en":"Ours"},"levels":[
             {"code":"urgent","priorities":["CRITICAL"],"calendar":"around-the-clock","resolution":"PT2H",
              "pauses":["REQUESTER"],"points":[{"percent":80,"actions":["NOTIFY","RAISE_PRIORITY"]}]},
             {"code":"all","calendar":"around-the-clock","response":"PT1H","nextWord":"PT24H"}]}""";

    @BeforeEach
    void carry_out() {
        Api.COMMANDS.carryOut();
    }

    @Test
    void a_calendar_is_defined_with_days_of_either_calendar() {
        Answer answer = Api.post("administrator", "/api/calendars", OFFICE, "If-Match", "\"3\"");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        assertThat(answer.body().path("id").asString()).isEqualTo("calendar-office");
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(Api.COMMANDS.last().envelope().expectedVersion()).isEqualTo(3);
        var calendar = ((DefineCalendar) Api.COMMANDS.last().command()).calendar();
        assertThat(calendar.holidays())
                .extracting(holiday -> holiday.date())
                .containsExactly(LocalDate.parse("2026-03-21"), LocalDate.parse("2026-03-22"));
        assertThat(calendar.exceptions())
                .extracting(day -> day.date())
                .containsExactly(LocalDate.parse("2026-03-20"), LocalDate.parse("2026-03-24"));
        assertThat(calendar.week().getLast().until()).isEqualTo(LocalTime.MIDNIGHT);
        assertThat(calendar.exceptions().getLast().hours()).isEmpty();
    }

    @Test
    void a_policy_is_defined_changed_and_restored() {
        assertThat(Api.post("administrator", "/api/service-levels", POLICY).status())
                .isEqualTo(201);
        var policy = ((DefineServiceLevels) Api.COMMANDS.last().command()).policy();
        var urgent = policy.levels().getFirst();
        assertThat(urgent.resolution()).isEqualTo(Duration.ofHours(2));
        assertThat(urgent.response()).isNull();
        assertThat(urgent.points().getFirst().actions())
                .containsExactly(WarningAction.NOTIFY, WarningAction.RAISE_PRIORITY);
        assertThat(urgent.approvalPauses()).isFalse();
        // whoever names no points gets the usual ones
        assertThat(policy.levels().getLast().points()).isEqualTo(WarningPoint.USUAL);
        assertThat(Api.post("administrator", "/api/service-levels/default/change", POLICY)
                        .status())
                .isEqualTo(200);
        assertThat(Api.COMMANDS.last().command()).isInstanceOf(ChangeServiceLevels.class);
        Api.post("administrator", "/api/service-levels/default/restore", "{}");
        assertThat(Api.COMMANDS.last().command()).isEqualTo(new RestoreServiceLevels("default"));
        Api.post("administrator", "/api/calendars/office/retire", "{}");
        assertThat(Api.COMMANDS.last().command()).isEqualTo(new RetireCalendar("office"));
    }

    @Test
    void every_fault_is_named_by_its_place_and_nothing_is_sent() {
        int before = Api.COMMANDS.sent().size();
        Answer calendar = Api.post("administrator", "/api/calendars", """
                {"code":"Office","name":{},"zone":"Moon","firstDay":"SOMEDAY","week":[{"day":"SATURDAY","from":"8"}],
                 "holidays":[{"date":"1405-13-01"},{"date":"tomorrow"}],"open":true}""");
        assertThat(calendar.status()).isEqualTo(400);
        assertThat(calendar.body().path("errors"))
                .extracting(error -> error.path("field").asString())
                .containsExactlyInAnyOrder(
                        "code",
                        "name",
                        "zone",
                        "firstDay",
                        "week[0].from",
                        "week[0].until",
                        "holidays[0].date",
                        "holidays[1].date",
                        "open");
        Answer policy = Api.post("administrator", "/api/service-levels", """
                {"code":"hr","name":{"en":"HR"},"levels":[{"code":"all","priorities":["SOON"],"resolution":"4 hours",
                 "pauses":["LUNCH"],"points":[{"percent":"half","actions":["SHOUT"]}]}]}""");
        assertThat(policy.body().path("errors"))
                .extracting(error -> error.path("field").asString())
                .containsExactlyInAnyOrder(
                        "levels[0].priorities[0]",
                        "levels[0].calendar",
                        "levels[0].resolution",
                        "levels[0].pauses[0]",
                        "levels[0].points[0].percent",
                        "levels[0].points[0].actions[0]");
        assertThat(Api.post("administrator", "/api/calendars/other/change", OFFICE)
                        .body()
                        .path("field")
                        .asString())
                .isEqualTo("code");
        assertThat(Api.post("administrator", "/api/calendars/office/delete", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(Api.COMMANDS.sent()).hasSize(before);
    }

    @Test
    void what_the_rules_refuse_has_its_status() {
        Api.COMMANDS.refuse(() -> Refused.forbidden("not-yours", "no"));
        assertThat(Api.post("requester", "/api/calendars", OFFICE).status()).isEqualTo(403);
        Api.COMMANDS.refuse(() -> Refused.stale("calendar-x", 1, 2));
        assertThat(Api.post("administrator", "/api/service-levels", POLICY).status())
                .isEqualTo(412);
    }

    @Test
    void what_comes_with_daftar_is_read_in_its_version() {
        Answer policy = Api.get("dispatcher", "/api/service-levels/default");
        assertThat(policy.status()).isEqualTo(200);
        assertThat(policy.header("ETag")).isEmpty();
        assertThat(policy.body().path("version").asInt()).isOne();
        assertThat(policy.body()
                        .path("definition")
                        .path("levels")
                        .get(0)
                        .path("resolution")
                        .asString())
                .isEqualTo("PT1H");
        assertThat(Api.get("dispatcher", "/api/service-levels")
                        .body()
                        .path("entries")
                        .size())
                .isOne();
        assertThat(Api.get("dispatcher", "/api/calendars/around-the-clock/versions/1")
                        .status())
                .isEqualTo(200);
        assertThat(Api.get("dispatcher", "/api/calendars/around-the-clock/versions/2")
                        .status())
                .isEqualTo(404);
        assertThat(Api.get("dispatcher", "/api/calendars/around-the-clock/history")
                        .body()
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/calendars",
                "/api/calendars/around-the-clock",
                "/api/service-levels/default",
                "/api/service-levels/default/history",
                "/api/service-levels/default/versions/1"
            })
    void they_are_for_the_desk(String path) {
        assertThat(Api.get("requester", path).status()).isEqualTo(403);
        assertThat(Api.get("", path).status()).isEqualTo(401);
    }

    @Test
    void trying_tells_the_due_times_and_changes_nothing() {
        int before = Api.COMMANDS.sent().size();
        Answer urgent = Api.post(
                "dispatcher",
                "/api/service-levels/try",
                "{\"raisedAt\":\"2026-03-20T08:00:00Z\",\"type\":\"incident\",\"priority\":\"HIGH\"}");
        assertThat(urgent.status()).as(urgent.body().toString()).isEqualTo(200);
        assertThat(urgent.body().path("level").asString()).isEqualTo("urgent");
        assertThat(urgent.body().path("targets").get(1).toString())
                .isEqualTo("{\"target\":\"RESOLUTION\",\"promised\":\"PT1H\",\"dueAt\":\"2026-03-20T09:00:00Z\"}");
        assertThat(urgent.body().path("points").get(0).path("at").asString()).isEqualTo("2026-03-20T08:05:00Z");
        assertThat(Api.COMMANDS.sent()).hasSize(before);
    }

    @Test
    void a_draft_is_tried_before_anybody_publishes_it() {
        int before = Api.COMMANDS.sent().size();
        Answer tried = Api.post("dispatcher", "/api/service-levels/try", """
                {"type":"incident","raisedAt":"2026-03-18T06:30:00Z",
                 "draft":{"code":"draft","name":{"en":"Draft"},"levels":[
                   {"code":"all","calendar":"office","resolution":"PT8H"}]},
                 "draftCalendar":%s}""".formatted(OFFICE));
        assertThat(tried.status()).as(tried.body().toString()).isEqualTo(200);
        assertThat(tried.body().path("policy").asString()).isEqualTo("draft");
        assertThat(tried.body().path("calendar").asString()).isEqualTo("office");
        // two hours on the day before the new year, a Friday; the Saturday after it is a feast; six on the next
        assertThat(tried.body().at("/targets/0/dueAt").asString()).isEqualTo("2026-03-28T11:30:00Z");
        assertThat(Api.COMMANDS.sent()).hasSize(before);
        assertThat(Api.get("dispatcher", "/api/service-levels/draft").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"draft\":{\"code\":\"d\",\"name\":{\"en\":\"D\"},\"levels\":[]}|draft.levels",
                "\"draft\":{\"code\":\"d\",\"name\":{\"en\":\"D\"},\"levels\":[{\"code\":\"a\",\"calendar\":\"none\","
                        + "\"response\":\"PT1H\"}]}|draft.levels[0].calendar",
                "\"draft\":{\"code\":\"d\",\"name\":{\"en\":\"D\"},\"levels\":[{\"code\":\"a\",\"response\":\"PT0S\","
                        + "\"calendar\":\"around-the-clock\"}]}|draft.levels[0].response",
                "\"draft\":{\"code\":\"d\",\"name\":{\"en\":\"D\"},\"levels\":[{\"code\":\"a\",\"response\":\"PT1H\","
                        + "\"calendar\":\"around-the-clock\"}]},\"policy\":\"default\"|draft",
                "\"draftCalendar\":{\"code\":\"c\",\"name\":{\"en\":\"C\"},\"zone\":\"UTC\",\"firstDay\":\"MONDAY\","
                        + "\"week\":[]}|draftCalendar.week",
                "\"draftCalendar\":{\"code\":\"c\",\"name\":{\"en\":\"C\"},\"zone\":\"Moon\",\"firstDay\":\"MONDAY\","
                        + "\"week\":[{\"day\":\"MONDAY\",\"from\":\"08:00\",\"until\":\"09:00\"}]}|draftCalendar.zone",
                "\"draftCalendar\":{\"code\":\"c\",\"name\":{\"en\":\"C\"},\"zone\":\"UTC\",\"firstDay\":\"MONDAY\","
                        + "\"week\":[{\"day\":\"MONDAY\",\"from\":\"08:00\",\"until\":\"08:59\"}]}|draftCalendar.week"
            })
    void a_draft_is_held_to_what_publishing_it_would_be(String body, String field) {
        Answer answer = Api.post("dispatcher", "/api/service-levels/try", "{\"type\":\"incident\"," + body + "}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.body().path("field").asString()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|type",
                "{\"type\":\"incident\",\"priority\":\"SOON\"}|priority",
                "{\"type\":\"incident\",\"department\":\"nowhere\"}|department",
                "{\"type\":\"incident\",\"policy\":\"none\"}|policy",
                "{\"type\":\"incident\",\"policy\":\"default\",\"version\":9}|version",
                "{\"type\":\"incident\",\"version\":1}|version",
                "{\"type\":\"incident\",\"calendar\":\"none\"}|calendar",
                "{\"type\":\"incident\",\"raisedAt\":\"now\"}|raisedAt"
            })
    void a_trial_that_is_wrong_names_the_field(String body, String field) {
        Answer answer = Api.post("dispatcher", "/api/service-levels/try", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().toString()).contains("\"field\":\"" + field + "\"");
    }

    @Test
    void days_of_the_persian_calendar_are_exact_over_leap_years() {
        for (LocalDate day = LocalDate.of(2015, 1, 1); day.getYear() < 2045; day = day.plusDays(1)) {
            String persian = PersianDays.of(day);
            assertThat(PersianDays.iso(persian)).isEqualTo(day.toString());
        }
        assertThat(PersianDays.of(LocalDate.parse("2025-03-20"))).isEqualTo("1403-12-30");
        assertThat(PersianDays.iso("1404-12-30")).contains("no such day");
        assertThat(List.of(PersianDays.iso("2026-03-21"), PersianDays.iso("soon")))
                .containsExactly("2026-03-21", "soon");
    }
}
