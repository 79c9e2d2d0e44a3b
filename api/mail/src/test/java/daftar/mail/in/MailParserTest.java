package daftar.mail.in;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.mail.in.IncomingMail.Attachment;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailParserTest {

    private static final String RUSSIAN = "Принтер на третьем этаже не печатает.";
    private static final String PERSIAN = "چاپگر طبقه سوم کار نمی کند.";
    private static final String CHINESE = "三楼的打印机不能打印。";
    private static final String TRADITIONAL = "三樓的印表機不能列印。";

    private static String textIn(String charset) {
        return switch (charset) {
            case "windows-1251", "koi8-r", "iso-8859-5" -> RUSSIAN;
            case "gb18030", "gbk", "gb2312" -> CHINESE;
            case "big5" -> TRADITIONAL;
            case "windows-1256" -> "چاپگر طبقه سوم".replace('ی', 'ي');
            case "iso-8859-1", "windows-1252" -> "Der Drucker im dritten Stock geht nicht: größer, süß";
            default -> PERSIAN;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1251, base64",
        "windows-1251, 8bit",
        "koi8-r, quoted-printable",
        "iso-8859-5, base64",
        "gb18030, base64",
        "gbk, 8bit",
        "gb2312, quoted-printable",
        "big5, base64",
        "windows-1256, base64",
        "iso-8859-1, quoted-printable",
        "utf-8, 8bit",
        "utf-8, base64",
        "utf-8, quoted-printable"
    })
    void subject_and_text_are_read_in_any_charset(String charset, String encoding) {
        String text = textIn(charset);
        IncomingMail mail = MailParser.parse(Raw.from("Ann <ann@example.org>")
                .line("Subject: " + Raw.word(text, charset))
                .text(text + "\n" + text, charset, encoding)
                .bytes());
        assertThat(mail.subject()).isEqualTo(text);
        assertThat(mail.text()).isEqualTo(text + "\n" + text);
    }

    @Test
    void a_letter_that_is_split_between_two_encoded_words_is_whole_again() {
        byte[] utf8 = "Сервер".getBytes(StandardCharsets.UTF_8);
        String first = Base64.getEncoder().encodeToString(Arrays.copyOf(utf8, 3));
        String second = Base64.getEncoder().encodeToString(Arrays.copyOfRange(utf8, 3, utf8.length));
        IncomingMail mail = MailParser.parse(Raw.from("a@b.example")
                .line("Subject: =?UTF-8?B?" + first + "?=")
                .line(" =?UTF-8?B?" + second + "?= down")
                .text("x", "utf-8", "7bit")
                .bytes());
        assertThat(mail.subject()).isEqualTo("Сервер down");
    }

    @Test
    void headers_with_bytes_in_no_encoded_word_are_read_as_the_text_is() {
        IncomingMail mail = MailParser.parse(Raw.from("a@b.example")
                .raw("Subject: ".getBytes(StandardCharsets.US_ASCII))
                .raw("Не печатает".getBytes(Charset.forName("windows-1251")))
                .line("")
                .text(RUSSIAN, "windows-1251", "8bit")
                .bytes());
        assertThat(mail.subject()).isEqualTo("Не печатает");
    }

    @Test
    void bytes_of_which_nothing_is_said_are_told_by_their_look() {
        for (String charset : List.of("windows-1251", "koi8-r", "utf-8")) {
            IncomingMail mail = MailParser.parse(Raw.from("a@b.example")
                    .line("Subject: x")
                    .line("")
                    .raw(RUSSIAN.getBytes(Charset.forName(charset)))
                    .bytes());
            assertThat(mail.text()).as(charset).isEqualTo(RUSSIAN);
        }
    }

    @Test
    void the_sender_is_the_address_and_not_the_one_in_the_name() {
        assertThat(MailParser.parse(Raw.from("\"boss@example.org\" <ann@elsewhere.example>")
                                .line("")
                                .bytes())
                        .sender())
                .isEqualTo("ann@elsewhere.example");
        IncomingMail named = MailParser.parse(Raw.from(Raw.word("Анна Шмидт", "koi8-r") + " <ann@example.org>")
                .line("")
                .bytes());
        assertThat(named.senderName()).isEqualTo("Анна Шмидт");
        assertThat(MailParser.parse(Raw.from("nobody in particular").line("").bytes())
                        .sender())
                .isNull();
    }

    @Test
    void html_becomes_text_without_what_cannot_be_seen() {
        IncomingMail mail =
                MailParser.parse(html("<html><head><style>p{color:red}</style><script>alert(1)</script></head>"
                        + "<body><p>Hello&nbsp;desk,</p><ul><li>one<li>two</ul><div style='display:none'>secret</div>"
                        + "<p>see <a href='https://example.org/x'>this</a><br>bye</p></body></html>"));
        assertThat(mail.html()).isTrue();
        assertThat(mail.text()).isEqualTo("Hello desk,\n\n- one\n- two\nsee this <https://example.org/x>\nbye");
    }

    @Test
    void what_gmail_and_outlook_quote_in_html_is_cut_off() {
        assertThat(MailParser.parse(
                                html("<div>Still broken.</div><div class='gmail_quote'><div class='gmail_attr'>On Mon"
                                        + " wrote:</div><blockquote>old words</blockquote></div>"))
                        .answer())
                .isEqualTo("Still broken.");
        IncomingMail outlook = MailParser.parse(html("<p>Still broken.</p><div id='appendonsend'></div><hr>"
                + "<div id='divRplyFwdMsg'><b>From:</b> Desk<br><b>Sent:</b> Monday</div><p>old words</p>"));
        assertThat(outlook.answer()).isEqualTo("Still broken.");
        assertThat(outlook.text()).contains("old words");
    }

    @Test
    void attachments_nested_mails_and_inline_pictures_are_kept_and_tnef_is_left_out_with_a_note() {
        byte[] picture = {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3};
        IncomingMail mail = MailParser.parse(Raw.from("a@b.example")
                .line("Subject: files")
                .line("MIME-Version: 1.0")
                .line("Content-Type: multipart/mixed; boundary=\"B\"")
                .line("")
                .line("--B")
                .text("See below.", "utf-8", "7bit")
                .line("--B")
                .line("Content-Type: image/png; name=\"" + Raw.word("схема.png", "utf-8") + "\"")
                .line("Content-Disposition: inline; filename=\"" + Raw.word("схема.png", "utf-8") + "\"")
                .line("Content-Transfer-Encoding: base64")
                .line("")
                .line(Base64.getEncoder().encodeToString(picture))
                .line("--B")
                .line("Content-Type: message/rfc822")
                .line("")
                .line("From: c@d.example")
                .line("Subject: inner")
                .line("")
                .line("inner words")
                .line("--B")
                .line("Content-Type: application/ms-tnef; name=winmail.dat")
                .line("")
                .line("xxx")
                .line("--B")
                .line("Content-Type: text/plain; charset=utf-8")
                .line("Content-Disposition: attachment; filename*=utf-8''%D1%85.log")
                .line("")
                .line("a log")
                .line("--B--")
                .bytes());
        assertThat(mail.text()).isEqualTo("See below.");
        assertThat(mail.attachments()).extracting(Attachment::name).containsExactly("схема.png", "inner.eml", "х.log");
        assertThat(mail.attachments().getFirst().content()).isEqualTo(picture);
        assertThat(mail.notes()).anyMatch(note -> note.contains("winmail.dat"));
    }

    @Test
    void a_multipart_without_its_boundary_is_text() {
        IncomingMail mail = MailParser.parse(Raw.from("a@b.example")
                .line("Subject: broken")
                .line("Content-Type: multipart/mixed")
                .line("")
                .line("words all the same")
                .bytes());
        assertThat(mail.subject()).isEqualTo("broken");
        assertThat(mail.text()).contains("words all the same");
    }

    @Test
    void a_bounce_names_the_letter_that_came_back() {
        IncomingMail postfix = MailParser.parse(bounce("failed", "5.1.1", "smtp; 550 5.1.1 no such user"));
        assertThat(postfix.report()).isNotNull();
        assertThat(postfix.report().failed()).isTrue();
        assertThat(postfix.report().messageId()).isEqualTo("<letter@desk.example>");
        assertThat(postfix.report().said()).isEqualTo("5.1.1 550 5.1.1 no such user");
        assertThat(MailParser.parse(bounce("delayed", "4.4.1", "smtp; timed out"))
                        .report()
                        .failed())
                .isFalse();
        IncomingMail qmail = MailParser.parse(Raw.from("MAILER-DAEMON@mx.example")
                .line("Return-Path: <>")
                .line("Subject: failure notice")
                .line("")
                .line("Hi. This is the qmail-send program at mx.example.")
                .line("<ann@example.org>:")
                .line("550 5.7.1 rejected")
                .line("")
                .line("--- Below this line is a copy of the message.")
                .line("")
                .line("Message-ID: <letter@desk.example>")
                .line("Subject: [T-1]")
                .bytes());
        assertThat(qmail.report()).isNotNull();
        assertThat(qmail.report().messageId()).isEqualTo("<letter@desk.example>");
        IncomingMail ordinary =
                MailParser.parse(Raw.plain("a@b.example", "<1@x>", "hi", "Message-ID: <letter@desk.example>"));
        assertThat(ordinary.report()).isNull();
    }

    @Test
    void whatever_the_bytes_are_there_is_a_mail_and_something_becomes_of_it() {
        Random random = new Random(42);
        byte[][] seeds = {
            Raw.plain("Ann <ann@example.org>", "<1@example.org>", "Привет", RUSSIAN),
            html("<p>x</p><blockquote type=cite>y</blockquote>"),
            bounce("failed", "5.0.0", "x")
        };
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = seeds[i % seeds.length].clone();
            if (i % 4 == 3) {
                bytes = new byte[random.nextInt(400)];
                random.nextBytes(bytes);
            } else {
                for (int change = random.nextInt(30); change > 0; change--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            }
            IncomingMail mail = MailParser.parse(bytes);
            assertThat(mail.text()).doesNotContain("\u0000");
            assertThat(MailDecision.decide(mail, Knowing.nobody(mail))).isNotNull();
        }
    }

    @Test
    void each_delivery_of_a_mail_says_the_same_and_another_mail_something_else() {
        byte[] mail = Raw.plain("a@b.example", "<1@x>", "hi", "there");
        byte[] relayed = new Raw()
                .line("Received: from mx by desk; today")
                .line("Delivered-To: other@desk.example")
                .raw(mail)
                .bytes();
        assertThat(MailParser.parse(relayed).contentHash())
                .isEqualTo(MailParser.parse(mail).contentHash());
        assertThat(MailParser.parse(Raw.plain("a@b.example", "<1@x>", "hi", "elsewhere"))
                        .contentHash())
                .isNotEqualTo(MailParser.parse(mail).contentHash());
    }

    static byte[] html(String html) {
        return Raw.from("ann@example.org")
                .line("Message-ID: <html@example.org>")
                .line("Subject: html")
                .line("Content-Type: text/html; charset=utf-8")
                .line("")
                .line(html)
                .bytes();
    }

    static byte[] bounce(String action, String status, String diagnostic) {
        return Raw.from("Mail Delivery System <MAILER-DAEMON@mx.example>")
                .line("Return-Path: <>")
                .line("Message-ID: <bounce@mx.example>")
                .line("Auto-Submitted: auto-replied")
                .line("Subject: Undelivered Mail Returned to Sender")
                .line("MIME-Version: 1.0")
                .line("Content-Type: multipart/report; report-type=delivery-status; boundary=\"R\"")
                .line("")
                .line("--R")
                .text("I'm sorry to have to inform you", "us-ascii", "7bit")
                .line("--R")
                .line("Content-Type: message/delivery-status")
                .line("")
                .line("Reporting-MTA: dns; mx.example")
                .line("")
                .line("Final-Recipient: rfc822; ann@example.org")
                .line("Action: " + action)
                .line("Status: " + status)
                .line("Diagnostic-Code: " + diagnostic)
                .line("")
                .line("--R")
                .line("Content-Type: message/rfc822")
                .line("")
                .line("Message-ID: <letter@desk.example>")
                .line("Subject: your ticket")
                .line("")
                .line("words")
                .line("--R--")
                .bytes();
    }
}
