package daftar.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.messages.Event;
import daftar.messages.Text;
import daftar.messages.outbox.OutboxEvent;
import daftar.messages.redaction.TextRedacted;
import daftar.messages.ticket.TicketEvent;
import daftar.messages.ticket.TicketEvent.CommentAdded;
import daftar.words.Words;
import java.io.StringReader;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class CourtReportTest {

    private static final ReportFonts SHIPPED = new ReportFonts(null, false);

    static List<Class<? extends Event>> events() {
        List<Class<? extends Event>> events = new ArrayList<>();
        for (Class<?> permitted : TicketEvent.class.getPermittedSubclasses()) {
            events.add(permitted.asSubclass(Event.class));
        }
        events.add(TextRedacted.class);
        return events;
    }

    static Stream<Arguments> eventsInAllLanguages() {
        return events().stream()
                .flatMap(type -> Words.LANGUAGES.stream().map(language -> Arguments.of(type, language)));
    }

    @ParameterizedTest
    @MethodSource("eventsInAllLanguages")
    void every_event_and_all_that_it_says_has_a_name_in_every_language(Class<? extends Event> type, String language) {
        Words words = Words.in(language, Labels.RESOURCE);
        String html = CourtPage.html(Samples.report(language, Samples.one(type)));

        assertThat(html).contains(words.of("event." + type.getSimpleName()));
        for (RecordComponent said : type.getRecordComponents()) {
            assertThat(html).contains(words.of("field." + said.getName()));
            if (said.getType() == Text.class) {
                assertThat(html).contains("said in " + said.getName());
            }
        }
        assertThat(html).doesNotContain("its-null", "{0}", "{1}", "{2}");
        assertWellFormed(html);
    }

    @Test
    void what_is_told_of_a_ticket_has_a_name_in_every_language() {
        for (String language : Words.LANGUAGES) {
            Words words = Words.in(language, Labels.RESOURCE);
            assertThat(words.names()).isEqualTo(Words.in("en", Labels.RESOURCE).names());
            for (Class<?> letter : OutboxEvent.class.getPermittedSubclasses()) {
                assertThat(words.of("event." + letter.getSimpleName())).isNotBlank();
            }
            CourtPage.STANDING.forEach(
                    name -> assertThat(words.of("field." + name)).as(language).isNotBlank());
        }
        assertThat(Values.fields(Samples.report("en").ticket()))
                .containsKeys(CourtPage.STANDING.toArray(String[]::new));
    }

    @Test
    void both_times_are_told_in_the_zone_with_the_distance_from_utc() {
        String english = CourtPage.html(Samples.report("en", comment("x")));
        assertThat(english).contains("March 21, 2026", "12:00:05.123", "12:01:05.123", "+03:30", "Asia/Tehran");
        assertThat(CourtPage.html(Samples.report("fa", comment("x"))))
                .as("the Persian day, and the Gregorian beside it")
                .contains("۱ فروردین ۱۴۰۵", "۱۲:۰۰:۰۵.۱۲۳", "2026-03-21 +03:30", "dir=\"rtl\"");
    }

    @Test
    void what_people_typed_is_text_and_keeps_its_direction_to_itself() {
        String html = CourtPage.html(Samples.titled("en", "<script>x</script> & \"y\" \u0000", comment("a\nb")));

        assertThat(html)
                .doesNotContain("<script", "<b>kaputt")
                .contains(
                        "&lt;script&gt;x&lt;/script&gt; &amp; &quot;y&quot; \uFFFD",
                        ">a</div><div dir=\"auto\" class=\"t\">b</div>")
                .contains("<div dir=\"auto\" class=\"t\">", "<bdi>گزارش \u202egnp.exe</bdi>")
                .doesNotContain("src=", "href=", "@import", "url(");
        assertWellFormed(html);
    }

    @Test
    void what_was_made_unreadable_is_shown_as_such() {
        String html =
                CourtPage.html(Samples.titled("en", null, new CommentAdded(new Text.Sealed("key", "c2VhbGVk"), true)));

        assertThat(html)
                .contains("made unreadable (redacted)", "Some texts of this request were made unreadable for ever")
                .doesNotContain("c2VhbGVk");
        assertThat(CourtPage.html(Samples.report("en", comment("x")))).doesNotContain("made unreadable");
    }

    @Test
    void files_changes_and_the_ledgers_head_are_told_in_full() {
        String html = CourtPage.html(Samples.report("en", comment("x"), comment("y")));

        assertThat(html)
                .contains(Samples.SHA, "4711", "removed; its content can no longer be read")
                .contains("Assigned", "12.50 EUR", "person-dan", "Дан", "Dispatcher", "رویا")
                .contains("ab".repeat(32), "c2lnbmF0dXJl", "0123456789abcdef", "a2V5")
                .contains("up to and including event 1")
                .contains("daftar-cli.jar verify");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fa", "ru"})
    void the_pdf_has_every_character_with_the_fonts_that_come_with_daftar(String language) throws Exception {
        byte[] pdf = new CourtPdf(SHIPPED).draw(Samples.report(language, comment(Samples.SPOKEN)));

        String text = text(pdf);
        Words words = Words.in(language, Labels.RESOURCE);
        assertThat(text).contains("Принтер не печатает", "<b>kaputt</b>", Samples.SHA.substring(0, 20));
        for (String key : List.of("report.history", "event.CommentAdded", "report.proof", "status.ASSIGNED")) {
            assertThat(text).as(key).contains(joined(words.of(key)));
        }
        assertThat(text).as("Persian letters in their order").contains("چاپگر").doesNotContain("#####");
        assertThat(text).as("what hides its own order is seen").contains("[U+202E]");
    }

    @Test
    void the_pdf_brings_all_its_fonts() throws Exception {
        try (PDDocument document = Loader.loadPDF(new CourtPdf(SHIPPED).draw(Samples.report("fa", comment("x"))))) {
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                }
            }
        }
    }

    @Test
    void characters_without_a_font_are_written_as_their_code_and_it_is_said() throws Exception {
        String text = text(new CourtPdf(SHIPPED).draw(Samples.report("en", comment("打印机 🖨"))));

        assertThat(text).contains("[U+6253][U+5370][U+673A]", "[U+1F5A8]", "there was no font");
        assertThat(CourtPage.html(Samples.report("en", comment("打印机 🖨")))).contains("打印机 🖨");
    }

    @Test
    void a_language_that_no_font_has_is_not_drawn() {
        assertThatThrownBy(() -> new CourtPdf(SHIPPED).draw(Samples.report("zh", comment("x"))))
                .isInstanceOf(NoFont.class);
    }

    private static CommentAdded comment(String text) {
        return new CommentAdded(Text.of(text), true);
    }

    /** The text of a page has no joiners, since they are not drawn. */
    private static String joined(String text) {
        return text.replace("\u200c", "");
    }

    private static String text(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return joined(new PDFTextStripper().getText(document)).replaceAll("\\s+", " ");
        }
    }

    private static void assertWellFormed(String html) {
        try {
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(html.substring(html.indexOf("<html")))));
        } catch (Exception broken) {
            throw new AssertionError("no well-formed page", broken);
        }
    }
}
