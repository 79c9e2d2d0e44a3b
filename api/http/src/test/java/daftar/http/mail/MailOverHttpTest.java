package daftar.http.mail;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.messages.Text;
import daftar.messages.mail.AsideMail;
import daftar.messages.mail.AsideMail.State;
import daftar.messages.mail.AsideReason;
import daftar.messages.mail.Bystanders;
import daftar.messages.mail.MailCommand.DiscardMail;
import daftar.messages.mail.MailCommand.RetryMail;
import daftar.messages.mail.MailCommand.SetMailPolicy;
import daftar.messages.mail.MailCommand.StopSenders;
import daftar.messages.mail.MailEvent.MailSetAside;
import daftar.messages.mail.Originals;
import daftar.messages.mail.UnknownSenders;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailOverHttpTest {

    private static final String FIRST = "mail-00000000000000000000000000000001";
    private static final String SECOND = "mail-00000000000000000000000000000002";

    @BeforeEach
    void two_mails() {
        Api.COMMANDS.carryOut();
        Api.MAILS.mails.put(FIRST, mail(FIRST, AsideReason.UNKNOWN_SENDER, "sha", State.RETRIED, null));
        Api.MAILS.mails.put(SECOND, mail(SECOND, AsideReason.TOO_LARGE, null, State.WAITING, null));
    }

    @AfterEach
    void none() {
        Api.MAILS.mails.clear();
        Api.MAILS.away = false;
    }

    private static AsideMail mail(
            String id, AsideReason reason, @Nullable String raw, State state, @Nullable String ticket) {
        MailSetAside aside =
                new MailSetAside("desk", reason, null, Text.of("x@y.example"), Text.of("Hilfe"), 10, raw, null, false);
        return new AsideMail(id, 3, state, aside, Api.NOW, Api.NOW, 1, ticket);
    }

    @Test
    void what_waits_is_listed_in_pages_and_by_reason() {
        Answer page = Api.get("dispatcher", "/api/mail/aside?limit=1");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body().path("total").asInt()).isEqualTo(2);
        assertThat(page.body().at("/entries/0/id").asString()).isEqualTo(FIRST);
        assertThat(page.body().at("/entries/0/sender").asString()).isEqualTo("x@y.example");
        Answer next = Api.get(
                "dispatcher",
                "/api/mail/aside?limit=1&after=" + page.body().path("next").asString());
        assertThat(next.body().at("/entries/0/id").asString()).isEqualTo(SECOND);
        assertThat(Api.get("dispatcher", "/api/mail/aside?reason=TOO_LARGE")
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(Api.get("dispatcher", "/api/mail/aside?reason=odd").status()).isEqualTo(400);
        assertThat(Api.get("dispatcher", "/api/mail/aside?page=2").status()).isEqualTo(400);
        assertThat(Api.get("requester", "/api/mail/aside").status()).isEqualTo(403);
        assertThat(Api.get("", "/api/mail/aside").status()).isEqualTo(401);
    }

    @Test
    void one_is_looked_at_and_saved_but_never_shown() {
        assertThat(Api.get("dispatcher", "/api/mail/aside/" + FIRST).header("ETag"))
                .isEqualTo("\"3\"");
        Answer raw = Api.get("dispatcher", "/api/mail/aside/" + FIRST + "/raw");
        assertThat(raw.raw().body()).isEqualTo("From: <script>");
        assertThat(raw.header("Content-Disposition")).startsWith("attachment");
        assertThat(raw.header("Content-Type")).startsWith("application/octet-stream");
        assertThat(Api.get("dispatcher", "/api/mail/aside/" + SECOND + "/raw").status())
                .isEqualTo(409);
        assertThat(Api.get("requester", "/api/mail/aside/" + FIRST + "/raw").status())
                .isEqualTo(403);
        for (String id : List.of("mail-0", "mail-policy", "ticket-1", FIRST.replace("1", "9"))) {
            assertThat(Api.get("dispatcher", "/api/mail/aside/" + id).status())
                    .as(id)
                    .isEqualTo(404);
        }
        Api.MAILS.away = true;
        assertThat(Api.get("dispatcher", "/api/mail/aside/" + FIRST + "/raw").status())
                .isEqualTo(503);
    }

    @Test
    void a_retry_says_what_became_of_it() {
        Api.MAILS.retried = before -> mail(FIRST, AsideReason.UNKNOWN_SENDER, "sha", State.TAKEN, Api.ID);
        Answer taken = Api.post(
                "dispatcher", "/api/mail/aside/" + FIRST + "/retry", "{\"person\":\"person-a\",\"anyway\":true}");
        assertThat(taken.status()).as(taken.body().toString()).isEqualTo(200);
        assertThat(taken.body().path("state").asString()).isEqualTo("TAKEN");
        assertThat(taken.body().path("ticket").asString()).isEqualTo(Api.ID);
        assertThat(Api.COMMANDS.last().command()).isEqualTo(new RetryMail(FIRST, "person-a", true));
        assertThat(Api.post("dispatcher", "/api/mail/aside/" + SECOND + "/retry", "{}")
                        .status())
                .isEqualTo(409);
        assertThat(Api.post("dispatcher", "/api/mail/aside/" + FIRST + "/retry", "{\"force\":true}")
                        .status())
                .isEqualTo(400);
        assertThat(Api.post("requester", "/api/mail/aside/" + FIRST + "/retry", "{}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_mail_is_discarded_with_a_reason() {
        Answer answer = Api.post("dispatcher", "/api/mail/aside/" + FIRST + "/discard", "{\"reason\":\"spam\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Api.COMMANDS.last().command()).isEqualTo(new DiscardMail(FIRST, Text.of("spam")));
        assertThat(Api.post("dispatcher", "/api/mail/aside/mail-policy/discard", "{}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void policy_and_stop_list_are_read_and_set() {
        Answer policy = Api.get("administrator", "/api/mail/policy");
        assertThat(policy.body().path("unknownSenders").asString()).isEqualTo("SET_ASIDE");
        assertThat(policy.header("ETag")).isEqualTo("\"-1\"");
        Answer set = Api.post(
                "administrator",
                "/api/mail/policy",
                "{\"unknownSenders\":\"REGISTER\",\"bystanders\":\"NEW_TICKET\",\"originals\":\"NEVER\"}");
        assertThat(set.status()).as(set.body().toString()).isEqualTo(200);
        assertThat(Api.COMMANDS.last().command())
                .isEqualTo(new SetMailPolicy(
                        UnknownSenders.REGISTER, Bystanders.NEW_TICKET, Originals.NEVER, null, List.of(), null));
        assertThat(Api.post("administrator", "/api/mail/policy", "{\"unknownSenders\":\"MAYBE\"}")
                        .status())
                .isEqualTo(400);
        assertThat(Api.post("dispatcher", "/api/mail/stop-list/stop", "{\"senders\":[\"ads.example\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(Api.COMMANDS.last().command()).isEqualTo(new StopSenders(List.of(Text.of("ads.example"))));
        assertThat(Api.get("dispatcher", "/api/mail/stop-list")
                        .body()
                        .path("senders")
                        .size())
                .isZero();
        assertThat(Api.get("requester", "/api/mail/stop-list").status()).isEqualTo(403);
    }
}
