package daftar.http.write;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.messages.Event;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.announcement.AnnouncementBoard;
import daftar.messages.announcement.AnnouncementCommand.ChangeAnnouncement;
import daftar.messages.announcement.AnnouncementCommand.PublishAnnouncement;
import daftar.messages.announcement.AnnouncementCommand.WithdrawAnnouncement;
import daftar.messages.announcement.AnnouncementEvent.AnnouncementPublished;
import daftar.messages.announcement.AnnouncementEvent.AnnouncementWithdrawn;
import daftar.messages.announcement.Occasion;
import daftar.messages.announcement.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {

    private static final String ID = "announcement-0193a5b0-0000-7000-8000-000000000001";
    private static final String BODY =
            "{\"severity\":\"CRITICAL\",\"title\":{\"en\":\"Mail is down\",\"fa\":\"ایمیل قطع است\"},"
                    + "\"text\":{\"fa\":\"در دست بررسی\"},\"departments\":[\"department-it\"],\"services\":[\"mail\"],"
                    + "\"until\":\"2026-11-23T00:00:00Z\"}";

    @BeforeEach
    void carry_out() {
        Api.COMMANDS.carryOut();
        Api.board = AnnouncementBoard.EMPTY;
    }

    @AfterEach
    void nothing_announced() {
        Api.board = AnnouncementBoard.EMPTY;
    }

    @Test
    void an_announcement_is_published_under_an_id_of_its_own() {
        Answer answer = Api.post("dispatcher", "/api/announcements", BODY, "Idempotency-Key", "mail");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        PublishAnnouncement sent = (PublishAnnouncement) Api.COMMANDS.last().command();
        assertThat(answer.header("Location")).isEqualTo("/api/announcements/" + sent.announcement());
        assertThat(sent)
                .isEqualTo(new PublishAnnouncement(
                        sent.announcement(),
                        Severity.CRITICAL,
                        Map.of("en", Text.of("Mail is down"), "fa", Text.of("ایمیل قطع است")),
                        Map.of("fa", Text.of("در دست بررسی")),
                        List.of("department-it"),
                        List.of("mail"),
                        null,
                        Instant.parse("2026-11-23T00:00:00Z")));
        Api.post("dispatcher", "/api/announcements", BODY, "Idempotency-Key", "mail");
        assertThat(Api.COMMANDS.last().command()).isEqualTo(sent);
    }

    @Test
    void it_is_changed_and_withdrawn_by_its_id_and_the_version_that_was_seen() {
        assertThat(Api.post("dispatcher", "/api/announcements/" + ID + "/change", BODY, "If-Match", "\"3\"")
                        .status())
                .isEqualTo(200);
        assertThat(Api.COMMANDS.last().command()).isInstanceOf(ChangeAnnouncement.class);
        assertThat(Api.COMMANDS.last().envelope().expectedVersion()).isEqualTo(3);
        assertThat(Api.post("dispatcher", "/api/announcements/" + ID + "/withdraw", "{\"reason\":\"over\"}")
                        .status())
                .isEqualTo(200);
        assertThat(Api.COMMANDS.last().command()).isEqualTo(new WithdrawAnnouncement(ID, Text.of("over")));
    }

    @Test
    void what_is_wrong_is_named_and_nothing_is_sent() {
        Answer answer = Api.post("dispatcher", "/api/announcements", "{\"severity\":\"LOUD\",\"occasion\":{}}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors"))
                .extracting(error -> error.path("field").asString())
                .containsExactlyInAnyOrder("severity", "occasion");
        for (String path : List.of("", "/" + ID + "/change", "/" + ID + "/withdraw")) {
            assertThat(Api.post("", "/api/announcements" + path, BODY).status()).isEqualTo(401);
        }
        assertThat(Api.post("dispatcher", "/api/announcements/" + Api.ID + "/withdraw", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void a_refusal_of_the_rules_is_the_answer() {
        Map<Refused, Integer> statuses = Map.of(
                Refused.forbidden("not-allowed", "no"), 403,
                Refused.notFound("unknown-announcement", "no"), 404,
                Refused.conflict("withdrawn", "no"), 409,
                Refused.stale("announcement-x", 1, 2), 412,
                Refused.invalid("unknown-department", "departments[0]", "no"), 400);
        for (Map.Entry<Refused, Integer> each : statuses.entrySet()) {
            Api.COMMANDS.refuse(each::getKey);
            for (String path : List.of("", "/" + ID + "/change")) {
                Answer answer = Api.post("requester", "/api/announcements" + path, BODY);
                assertThat(answer.status()).isEqualTo(each.getValue());
                assertThat(answer.problem()).isEqualTo(each.getKey().code());
            }
            assertThat(Api.post("requester", "/api/announcements/" + ID + "/withdraw", "{}")
                            .status())
                    .isEqualTo(each.getValue());
        }
    }

    @Test
    void everybody_sees_what_concerns_their_department_and_nothing_of_the_others() {
        announce(1, Severity.INFORMATION, List.of(), List.of(), Api.NOW, null);
        announce(2, Severity.CRITICAL, List.of("department-it"), List.of("mail"), Api.NOW, null);
        announce(3, Severity.CRITICAL, List.of(), List.of(), Api.NOW.plusSeconds(60), null);
        announce(4, Severity.CRITICAL, List.of(), List.of(), Api.NOW, null);
        happened(4, 1, new AnnouncementWithdrawn(null));

        // in department-it
        assertThat(ids(Api.get("importer", "/api/announcements"))).containsExactly(id(2), id(1));
        // in none
        Answer seen = Api.get("requester", "/api/announcements");
        assertThat(ids(seen)).containsExactly(id(1));
        assertThat(seen.body().path("total").asInt()).isEqualTo(1);
        assertThat(seen.raw().body()).doesNotContain("department-it", "person-author", Api.ID, "withdrawn");
        assertThat(Api.get("requester", "/api/announcements/" + id(2)).status()).isEqualTo(404);
        assertThat(Api.get("requester", "/api/announcements/" + id(3)).status()).isEqualTo(404);
        assertThat(Api.get("requester", "/api/announcements/" + id(4)).status()).isEqualTo(404);
        assertThat(Api.get("importer", "/api/announcements/" + id(2)).header("ETag"))
                .isEqualTo("\"0\"");
        assertThat(ids(Api.get("importer", "/api/announcements?service=printing")))
                .containsExactly(id(1));
        assertThat(ids(Api.get("importer", "/api/announcements?service=mail"))).containsExactly(id(2), id(1));
    }

    @Test
    void all_of_them_are_for_those_who_make_them() {
        announce(1, Severity.INFORMATION, List.of(), List.of(), Api.NOW, null);
        announce(2, Severity.CRITICAL, List.of("department-it"), List.of(), Api.NOW.plusSeconds(9), null);
        announce(3, Severity.WARNING, List.of(), List.of(), Api.NOW, new Occasion(Api.ID, 2));
        Answer refused = Api.get("requester", "/api/announcements?all=true");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("not-allowed");
        Answer first = Api.get("dispatcher", "/api/announcements?all=true&limit=2");
        assertThat(ids(first)).containsExactly(id(2), id(3));
        assertThat(first.body().path("entries").get(1).path("incident").asString())
                .isEqualTo(Api.ID);
        assertThat(ids(Api.get(
                        "dispatcher",
                        "/api/announcements?all=true&limit=2&after="
                                + first.body().path("next").asString())))
                .containsExactly(id(1));
        assertThat(Api.get("dispatcher", "/api/announcements?limit=0").status()).isEqualTo(400);
        assertThat(Api.get("", "/api/announcements").status()).isEqualTo(401);
    }

    @Test
    void what_ended_long_ago_is_in_the_log_only() {
        announce(1, Severity.INFORMATION, List.of(), List.of(), Api.NOW.minus(Duration.ofDays(200)), null);
        announce(2, Severity.INFORMATION, List.of(), List.of(), Api.NOW.minus(Duration.ofDays(20)), null);
        assertThat(ids(Api.get("dispatcher", "/api/announcements?all=true"))).containsExactly(id(2));
    }

    private static List<String> ids(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body()
                .path("entries")
                .valueStream()
                .map(each -> each.path("id").asString())
                .toList();
    }

    private static String id(int n) {
        return "announcement-0193a5b0-0000-7000-8000-00000000000" + n;
    }

    private static void announce(
            int n,
            Severity severity,
            List<String> departments,
            List<String> services,
            Instant from,
            Occasion occasion) {
        happened(
                n,
                0,
                new AnnouncementPublished(
                        "person-author",
                        severity,
                        Map.of("en", Text.of("Announcement " + n)),
                        Map.of(),
                        departments,
                        services,
                        from,
                        from.plus(Duration.ofDays(7)),
                        occasion));
    }

    private static void happened(int n, long revision, Event event) {
        Api.board = Api.board.after(new Recorded(id(n), revision, revision, new UUID(0, n), Api.NOW, Map.of(), event));
    }
}
