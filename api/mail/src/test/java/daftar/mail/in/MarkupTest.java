package daftar.mail.in;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Mails of HTML alone, as programs and newsletters write them: what a person at the desk reads of them. */
class MarkupTest {

    @Test
    void lists_keep_their_marks_numbers_and_depth() {
        assertThat(Markup.text("""
                <p>Steps:</p><ol start="3"><li>Open <b>Outlook</b></li><li><p>Press Send</p>
                <ul><li>once</li><li><div>or twice</div></li></ul></li><li>Wait</li></ol><p>Thanks</p>""")).isEqualTo("""
                        Steps:

                        3. Open Outlook
                        4. Press Send

                          - once
                          - or twice
                        5. Wait
                        Thanks""");
    }

    @Test
    void links_tell_where_they_lead_unless_their_words_do() {
        assertThat(Markup.text("""
                See <a href="https://house.example/wiki?id=7">the page</a>,
                <a href="https://house.example/x">https://house.example/x</a>,
                <a href="mailto:anna@house.example">Anna</a>,
                <a href="mailto:ben@house.example">ben@house.example</a>,
                <a href="javascript:alert(1)">run</a> or <a href="https://ads.example/"><img src="x.png"></a>."""))
                .isEqualTo("See the page <https://house.example/wiki?id=7>, https://house.example/x,"
                        + " Anna <anna@house.example>, ben@house.example, run or .");
    }

    @Test
    void a_table_is_read_row_by_row_also_as_outlook_writes_it() {
        assertThat(Markup.text("""
                <table><thead><tr><th>Device</th><th>Room</th></tr></thead><tbody>
                <tr><td><p class="MsoNormal">PRN-0312</p></td><td><p class="MsoNormal">3.12</p></td></tr>
                <tr><td>PRN-0417</td><td></td></tr></tbody></table><p>Both are dark.</p>""")).isEqualTo("Device\tRoom\nPRN-0312\t3.12\nPRN-0417\nBoth are dark.");
    }

    @Test
    void a_layout_of_tables_reads_like_text() {
        assertThat(Markup.text("""
                <table><tr><td style="font-size:0"><table><tr><td style="font-size:14px"><p>Dear desk,</p><p>the VPN
                drops.</p></td></tr></table></td></tr></table>""")).isEqualTo("Dear desk,\n\nthe VPN drops.");
    }

    @Test
    void what_nobody_sees_is_left_out() {
        assertThat(Markup.text("""
                <div style="display:none">preview 1</div><div hidden>preview 2</div>
                <span style="font-size:0px">preview 3</span><span style="mso-hide:all">preview 4</span>
                <div style="max-height:0;overflow:hidden">preview 5</div><span style="opacity:0">preview 6</span>
                <div style="VISIBILITY: hidden">preview 7</div><style>p{}</style><script>x()</script>
                <p style="font-size:0.9em;opacity:0.8">It is broken.</p>
                <img src="https://spy.example/1.gif" width="1" height="1" alt="spy">
                <img src="https://spy.example/2.gif" style="width:1px;height:1px" alt="spy">
                <img src="https://spy.example/3.gif">""")).isEqualTo("It is broken.");
    }

    @Test
    void a_picture_in_the_text_is_named_in_its_place_and_attached() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3};
        IncomingMail mail = MailParser.parse(Raw.from("Ann <ann@example.org>")
                .line("Message-ID: <cid@example.org>")
                .line("Subject: screen")
                .line("MIME-Version: 1.0")
                .line("Content-Type: multipart/related; boundary=b")
                .line("")
                .line("--b")
                .line("Content-Type: text/html; charset=utf-8")
                .line("")
                .line("<p>It says:</p><p><img src='cid:shot@x' alt='error 0x80070035' width='640'></p><p>Why?</p>")
                .line("--b")
                .line("Content-Type: image/png; name=shot.png")
                .line("Content-ID: <shot@x>")
                .line("Content-Disposition: inline; filename=shot.png")
                .line("Content-Transfer-Encoding: base64")
                .line("")
                .line(Base64.getEncoder().encodeToString(png))
                .line("--b--")
                .bytes());
        assertThat(mail.text()).isEqualTo("It says:\n\n[error 0x80070035]\n\nWhy?");
        assertThat(mail.attachments()).singleElement().satisfies(attached -> {
            assertThat(attached.name()).isEqualTo("shot.png");
            assertThat(attached.mediaType()).isEqualTo("image/png");
            assertThat(attached.content()).isEqualTo(png);
        });
    }

    @Test
    void persian_and_chinese_come_through_with_their_joiners() {
        assertThat(Markup.text("<div dir=rtl>چاپگر نمی‌کند&zwnj;</div><ul><li>打印机<br>坏了</li></ul>"))
                .startsWith("چاپگر نمی\u200cکند")
                .endsWith("- 打印机\n坏了");
    }
}
