package daftar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.messages.Money;
import daftar.messages.Text;
import daftar.messages.ticket.TicketCommand.AddComment;
import daftar.messages.ticket.TicketCommand.LogContact;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class WebJsonTest {

    @Test
    void a_text_is_a_plain_string_on_the_web() {
        AddComment comment = DaftarJson.web().readValue("{\"ticket\":\"ticket-1\",\"text\":\"打印机\"}", AddComment.class);
        assertThat(comment).isEqualTo(new AddComment("ticket-1", Text.of("打印机")));
        assertThat(DaftarJson.web().writeValueAsString(comment)).contains("\"text\":\"打印机\"");
    }

    @Test
    void money_keeps_its_decimals_as_written() {
        Money money = DaftarJson.web().readValue("{\"amount\":\"12.50\",\"currency\":\"EUR\"}", Money.class);
        assertThat(money.amount()).isEqualTo(new BigDecimal("12.50"));
        assertThat(DaftarJson.web().writeValueAsString(money)).isEqualTo("{\"amount\":\"12.50\",\"currency\":\"EUR\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ticket\":\"t\",\"text\":5}",
                "{\"ticket\":\"t\",\"text\":true}",
                "{\"ticket\":\"t\",\"text\":{\"key\":\"k\",\"sealed\":\"s\"}}",
                "{\"ticket\":7,\"text\":\"x\"}",
                "{\"ticket\":\"t\",\"text\":\"x\",\"more\":1}",
                "{\"ticket\":\"t\",\"text\":\"x\",\"text\":\"y\"}",
                "{\"ticket\":\"t\",\"text\":\"x\"} trailing",
                "{\"ticket\":\"t\",\"text\":[\"x\"]}",
                "[]",
                "\"text\""
            })
    void what_is_not_of_the_shape_is_refused(String json) {
        assertThatThrownBy(() -> DaftarJson.web().readValue(json, AddComment.class))
                .isInstanceOf(JacksonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"5\"", "5.5", "null", "99999999999", "true"})
    void a_whole_number_is_a_whole_number(String minutes) {
        String json = "{\"ticket\":\"t\",\"direction\":\"INBOUND\",\"channel\":\"MAIL\",\"reached\":true,\"minutes\":"
                + minutes + "}";
        assertThatThrownBy(() -> DaftarJson.web().readValue(json, LogContact.class))
                .isInstanceOf(JacksonException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\":12.5,\"currency\":\"EUR\"}",
                "{\"amount\":\"1e9\",\"currency\":\"EUR\"}",
                "{\"amount\":\"twelve\",\"currency\":\"EUR\"}",
                "{\"currency\":\"EUR\"}",
                "\"12.50 EUR\""
            })
    void an_amount_is_a_decimal_in_a_string(String json) {
        assertThatThrownBy(() -> DaftarJson.web().readValue(json, Money.class)).isInstanceOf(JacksonException.class);
    }
}
