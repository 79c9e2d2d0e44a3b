package daftar.mail.in;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Mon, 3 Nov 2026 at 10:15, Desk <desk@desk.example> wrote:\n> old",
                "On Mon, 3 Nov 2026 at 10:15, Desk With A Very Long Name Indeed\n<desk@desk.example> wrote:\n\n> old\n> older",
                "Am 03.11.2026 um 10:15 schrieb Desk <desk@desk.example>:\n> alt",
                "пн, 3 нояб. 2026 г. в 10:15, Desk <desk@desk.example> пишет:\n> старое",
                "3 ноября 2026 г., 10:15, Анна написал(а):\n\n> старое",
                "在 2026年11月3日，10:15，Desk <desk@desk.example> 写道：\n> 旧的",
                "در دوشنبه ۳ نوامبر ۲۰۲۶ میز خدمت نوشت:\n> قدیمی",
                "-----Original Message-----\nFrom: Desk\nSent: Monday\n\nold",
                "-----Ursprüngliche Nachricht-----\nalt",
                "-------- Исходное сообщение --------\nстарое",
                "------------------ 原始邮件 ------------------\n旧的",
                "________________________________\nFrom: Desk <desk@desk.example>\nSent: Monday, 3 November\nTo: Ann\nSubject: x\n\nold",
                "Von: Desk\nGesendet: Montag\nAn: Ann\nBetreff: x\n\nalt",
                "От: Desk\nОтправлено: 3 ноября\nКому: Анна\nТема: x\n\nстарое",
                "发件人: Desk\n发送时间: 2026年11月3日\n收件人: Ann\n主题: x\n\n旧的",
                "> old\n> older",
                "-- \nAnn\nAccounting",
                "Sent from my iPhone",
                "Отправлено с iPhone",
                "Von meinem iPhone gesendet",
                "发自我的iPhone"
            })
    void what_is_below_the_answer_is_cut_off(String below) {
        assertThat(Quotes.answer("It is still broken.\nPlease come.\n\n" + below))
                .isEqualTo("It is still broken.\nPlease come.");
    }

    @Test
    void answers_between_the_quoted_lines_stay_with_them() {
        String between = "On Mon, 3 Nov 2026, Desk wrote:\n> Is it on?\nYes.\n> Is it plugged in?\nNo.";
        assertThat(Quotes.answer(between)).isEqualTo(between);
    }

    @Test
    void words_that_only_look_like_a_quote_stay() {
        String text = "From: what I can tell it is broken.\nOn Monday my colleague wrote:\nnothing at all";
        assertThat(Quotes.answer(text)).isEqualTo(text);
        assertThat(Quotes.answer("5 > 3\nfine")).isEqualTo("5 > 3\nfine");
    }
}
