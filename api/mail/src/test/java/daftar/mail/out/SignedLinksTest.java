package daftar.mail.out;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.mail.out.SignedLinks.Claim;
import daftar.messages.outbox.LinkPurpose;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignedLinksTest {

    private static final Claim CLAIM = new Claim(
            LinkPurpose.APPROVE, "person-a", "ticket-b", "approval@17", Instant.parse("2026-03-16T08:00:00Z"));
    private final SignedLinks links = new SignedLinks(new byte[32]);

    @Test
    void a_token_says_what_it_was_signed_for() {
        String token = links.sign(CLAIM);
        assertThat(token).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{22}");
        assertThat(links.read(token)).isEqualTo(CLAIM);
    }

    @Test
    void no_character_of_it_can_be_changed() {
        String token = links.sign(CLAIM);
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'Q' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            Claim read = links.read(changed);
            // the last character of each part has bits that mean nothing
            assertThat(read == null || read.equals(CLAIM)).as("character " + i).isTrue();
            if (i < token.indexOf('.') - 1) {
                assertThat(read).isNull();
            }
        }
        assertThat(links.read("")).isNull();
        assertThat(links.read("a.b")).isNull();
        assertThat(links.read(token.substring(0, token.indexOf('.')))).isNull();
        byte[] another = new byte[32];
        another[0] = 1;
        assertThat(new SignedLinks(another).read(token)).isNull();
    }

    @Test
    void the_command_that_it_causes_is_recognised_when_it_comes_again() {
        String token = links.sign(CLAIM);
        assertThat(SignedLinks.commandId(token)).isEqualTo(SignedLinks.commandId(token));
        assertThat(SignedLinks.commandId(token).version()).isEqualTo(5);
        assertThat(SignedLinks.commandId("other")).isNotEqualTo(SignedLinks.commandId(token));
    }
}
