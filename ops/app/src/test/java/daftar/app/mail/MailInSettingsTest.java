package daftar.app.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.mail.in.Mailbox;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** An organisation with more than one address of the desk. */
class MailInSettingsTest {

    private static final Map<String, String> TWO = Map.ofEntries(
            Map.entry("daftar.mail.in[0].host", "imap.example"),
            Map.entry("daftar.mail.in[0].user", "desk@house.example"),
            Map.entry("daftar.mail.in[0].password", "s3cret-one"),
            Map.entry("daftar.mail.in[1].host", "imap.example"),
            Map.entry("daftar.mail.in[1].user", "shared"),
            Map.entry("daftar.mail.in[1].name", "network"),
            Map.entry("daftar.mail.in[1].address", "network@house.example"),
            Map.entry("daftar.mail.in[1].tls", "starttls"),
            Map.entry("daftar.mail.in[1].oauth.token-uri", "https://login.example/token"),
            Map.entry("daftar.mail.in[1].oauth.client-id", "desk"),
            Map.entry("daftar.mail.in[1].oauth.client-secret", "s3cret-two"),
            Map.entry("daftar.mail.in[1].type", "incident"),
            Map.entry("daftar.mail.in[1].category", "network"),
            Map.entry("daftar.mail.in[1].service", "wlan"),
            Map.entry("daftar.mail.in[1].request-type", "report-a-fault"));

    private static List<Mailbox> mailboxes(Map<String, String> settings) {
        return MailIncoming.mailboxes(bound(settings), InstantSource.system());
    }

    private static MailInSettings bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bind("daftar.mail", MailInSettings.class)
                .get();
    }

    @Test
    void each_mailbox_has_a_login_and_tickets_of_its_own() throws Exception {
        List<Mailbox> mailboxes = mailboxes(TWO);
        Mailbox desk = mailboxes.get(0);
        assertThat(desk.name()).isEqualTo("desk@house.example");
        assertThat(desk.port()).isEqualTo(993);
        assertThat(desk.login().secret()).isEqualTo("s3cret-one");
        assertThat(desk.category()).isNull();
        Mailbox network = mailboxes.get(1);
        assertThat(network.name()).isEqualTo("network");
        assertThat(network.port()).isEqualTo(143);
        assertThat(network.login().isToken()).isTrue();
        assertThat(List.of(
                        String.valueOf(network.type()),
                        String.valueOf(network.category()),
                        String.valueOf(network.service()),
                        String.valueOf(network.requestType())))
                .containsExactly("incident", "network", "wlan", "report-a-fault");
    }

    @Test
    void mailboxes_that_cannot_be_told_apart_or_have_no_login_are_refused_by_name() {
        Map<String, String> same = new HashMap<>(TWO);
        same.put("daftar.mail.in[1].name", "desk@house.example");
        assertThatThrownBy(() -> mailboxes(same)).hasMessageContaining("two mailboxes are called desk@house.example");
        Map<String, String> without = new HashMap<>(TWO);
        without.remove("daftar.mail.in[0].password");
        assertThatThrownBy(() -> mailboxes(without))
                .hasMessageContaining("desk@house.example needs a password or oauth");
    }

    @Test
    void no_secret_is_in_what_settings_and_mailboxes_say_of_themselves() {
        assertThat(bound(TWO) + " " + mailboxes(TWO) + " "
                        + mailboxes(TWO).get(0).login() + mailboxes(TWO).get(1).login())
                .contains("desk@house.example")
                .doesNotContain("s3cret");
    }
}
