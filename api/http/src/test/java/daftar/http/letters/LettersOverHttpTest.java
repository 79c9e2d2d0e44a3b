package daftar.http.letters;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.outbox.LetterChannel;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.LetterTextCommand.ResetLetterText;
import daftar.messages.outbox.LetterTextCommand.SetLetterText;
import daftar.messages.outbox.PreferenceCommand.SetPreferences;
import daftar.messages.outbox.Preferences.Digest;
import daftar.messages.outbox.Preferences.QuietHours;
import java.net.http.HttpRequest;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LettersOverHttpTest {

    private static final String TEMPLATE = "/api/mail/templates/SOLVED/fa";

    @BeforeEach
    void carry_out() {
        Api.COMMANDS.carryOut();
    }

    private static Answer put(String user, String path, String body) {
        return Api.send(Api.request(user, path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void everybody_sees_and_sets_what_they_get() {
        Answer mine = Api.get("importer", "/api/me/notifications");
        assertThat(mine.status()).as(mine.raw().body()).isEqualTo(200);
        assertThat(mine.body().at("/kinds/SOLVED").asBoolean()).isTrue();
        assertThat(mine.body().at("/kinds/PROGRESS").asBoolean()).isFalse();
        assertThat(mine.body().path("kinds").has("LEDGER_HEAD"))
                .as("that goes to addresses of a setting")
                .isFalse();
        String person = mine.body().path("person").asString();
        Answer set = Api.post(
                "importer",
                "/api/me/notifications",
                "{\"kinds\":{\"PROGRESS\":true},\"digest\":\"DAILY\",\"digestAt\":\"17:30\","
                        + "\"quiet\":{\"from\":\"20:00\",\"until\":\"07:00\"}}");
        assertThat(set.status()).as(set.raw().body()).isEqualTo(200);
        assertThat(set.header("ETag")).isEqualTo("\"7\"");
        assertThat(Api.COMMANDS.last().command())
                .isEqualTo(new SetPreferences(
                        person,
                        Map.of("PROGRESS", true),
                        Digest.DAILY,
                        LocalTime.of(17, 30),
                        new QuietHours(LocalTime.of(20, 0), LocalTime.of(7, 0)),
                        null));
        assertThat(Api.post(
                                "administrator",
                                "/api/directory/people/" + person + "/notifications",
                                "{\"channel\":\"MESSENGER\"}")
                        .status())
                .isEqualTo(200);
        assertThat(Api.COMMANDS.last().command())
                .isEqualTo(new SetPreferences(person, Map.of(), null, null, null, LetterChannel.MESSENGER));
    }

    @Test
    void what_is_wrong_with_it_is_named_and_nothing_is_sent() {
        Answer wrong = Api.post(
                "importer",
                "/api/me/notifications",
                "{\"digest\":\"WEEKLY\",\"digestAt\":\"25:00\",\"kinds\":{\"SOLVED\":\"yes\"},\"zone\":\"UTC\"}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body().path("errors"))
                .extracting(error -> error.path("field").asString())
                .containsExactlyInAnyOrder("digest", "digestAt", "kinds.SOLVED", "zone");
        assertThat(Api.COMMANDS.sent()).isEmpty();
        assertThat(Api.post("", "/api/me/notifications", "{}").status()).isEqualTo(401);
        assertThat(Api.get("dispatcher", "/api/directory/people/person-nobody/notifications")
                        .status())
                .isEqualTo(403);
        assertThat(Api.get("administrator", "/api/directory/people/person-nobody/notifications")
                        .status())
                .isEqualTo(404);
        Api.COMMANDS.refuse(() -> Refused.forbidden("not-allowed", "no"));
        assertThat(Api.post("dispatcher", "/api/directory/people/person-x/notifications", "{}")
                        .status())
                .isEqualTo(403);
        Api.COMMANDS.refuse(() -> Refused.stale("letters", 3, 4));
        assertThat(Api.post("importer", "/api/me/notifications", "{}", "If-Match", "\"3\"")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void letters_are_worded_tried_and_reset() {
        Answer all = Api.get("administrator", "/api/mail/templates");
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.body().path("templates")).hasSize(44); // 22 kinds, two languages
        Answer one = Api.get("administrator", TEMPLATE);
        assertThat(one.body().path("own").asBoolean()).isFalse();
        assertThat(one.body().path("placeholders"))
                .extracting(each -> each.asString())
                .contains("number", "confirm", "reject")
                .doesNotContain("approve");
        String body = "{\"subject\":\"حل شد {{number}}\",\"text\":\"{{#title}}{{title}}{{/title}}\"}";
        assertThat(put("administrator", TEMPLATE, body).status()).isEqualTo(200);
        assertThat(Api.COMMANDS.last().command())
                .isEqualTo(new SetLetterText(
                        LetterKind.SOLVED,
                        "fa",
                        Text.of("حل شد {{number}}"),
                        Text.of("{{#title}}{{title}}{{/title}}"),
                        null));
        assertThat(Api.post("administrator", TEMPLATE + "/reset", "{}").status())
                .isEqualTo(200);
        assertThat(Api.COMMANDS.last().command()).isEqualTo(new ResetLetterText(LetterKind.SOLVED, "fa"));
        int sent = Api.COMMANDS.sent().size();
        Answer preview = Api.post("administrator", TEMPLATE + "/preview", body);
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.body().path("html").asString()).isEqualTo("<p>fa</p>");
        Answer wrong = Api.post(
                "administrator", TEMPLATE + "/preview", "{\"subject\":\"x\",\"text\":\"{{approve}} {{{title}}}\"}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.problem()).isEqualTo("wrong-template");
        assertThat(wrong.body().path("detail").asString()).contains("{{approve}} is not known here");
        assertThat(Api.COMMANDS.sent()).hasSize(sent);
    }

    @Test
    void there_is_no_template_of_what_does_not_exist_and_not_everybody_sees_them() {
        assertThat(Api.get("administrator", "/api/mail/templates/NOTHING/fa").status())
                .isEqualTo(404);
        assertThat(Api.get("administrator", "/api/mail/templates/SOLVED/FARSI").status())
                .isEqualTo(404);
        assertThat(put("administrator", "/api/mail/templates/NOTHING/fa", "{\"subject\":\"x\",\"text\":\"y\"}")
                        .status())
                .isEqualTo(404);
        assertThat(put("administrator", TEMPLATE, "{\"subject\":\"x\"}").status())
                .isEqualTo(400);
        assertThat(Api.get("requester", "/api/mail/templates").status()).isEqualTo(403);
        assertThat(Api.get("", "/api/mail/templates").status()).isEqualTo(401);
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void a_signed_link_needs_no_login_and_looking_at_it_does_nothing() {
        Answer page = Api.get("", "/api/links/abc.def");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.header("Content-Language")).isEqualTo("fa");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.raw().headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none';"
                        + " frame-ancestors 'none'");
        assertThat(Api.get("", "/api/links/unknown").status()).isEqualTo(404);
        Answer done = Api.send(Api.request("", "/api/links/abc.def")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                .build());
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.raw().body()).contains("abc.def {List-Unsubscribe=One-Click}");
        for (String other : List.of("/api/links", "/api/links/a/b")) {
            assertThat(Api.get("", other).status()).as(other).isEqualTo(401);
        }
    }
}
