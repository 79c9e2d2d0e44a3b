package daftar.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReplyTokensTest {

    private final ReplyTokens tokens = new ReplyTokens(key("one installation's own 32 bytes."));

    @Test
    void a_token_leads_to_its_ticket_out_of_a_subject_or_an_address_in_any_case() {
        String token = tokens.of("T-1042");

        assertThat(tokens.ticketIn("Re: Принтер не печатает [" + token + "]")).isEqualTo("T-1042");
        assertThat(tokens.ticketIn("desk+" + token.toUpperCase() + "@example.org"))
                .isEqualTo("T-1042");
    }

    @Test
    void a_number_alone_and_a_token_of_another_ticket_or_installation_lead_nowhere() {
        String other = new ReplyTokens(key("another installation's 32 bytes.")).of("T-1042");
        String moved = "T-1043" + tokens.of("T-1042").substring("T-1042".length());

        assertThat(tokens.ticketIn("Re: T-1042")).isNull();
        assertThat(tokens.ticketIn("Re: [" + other + "]")).isNull();
        assertThat(tokens.ticketIn("Re: [" + moved + "]")).isNull();
        assertThat(tokens.ticketIn(null)).isNull();
    }

    @Test
    void a_true_token_is_found_behind_a_false_one() {
        String other = new ReplyTokens(key("another installation's 32 bytes.")).of("T-7");

        assertThat(tokens.ticketIn(other + " " + tokens.of("T-1042"))).isEqualTo("T-1042");
    }

    @Test
    void a_subject_is_shown_without_its_token() {
        assertThat(ReplyTokens.withoutToken("Re: Drucker druckt nicht [" + tokens.of("T-1042") + "]"))
                .isEqualTo("Re: Drucker druckt nicht");
    }

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
