package daftar.mail.out;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.mail.out.Bodies.Frame;
import daftar.mail.out.Wordings.Worded;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.LetterLink;
import daftar.messages.outbox.LetterTexts;
import daftar.messages.outbox.LetterTexts.Wording;
import daftar.messages.outbox.LinkPurpose;
import daftar.messages.outbox.Placeholders;
import daftar.words.Words;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WordingsTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    static Stream<Arguments> all() {
        return Arrays.stream(LetterKind.values())
                .flatMap(kind -> Words.LANGUAGES.stream().map(language -> Arguments.of(kind, language)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_shipped_wording_names_only_what_there_is_and_is_filled_without_rest(LetterKind kind, String language) {
        Wording wording = Wordings.shipped(kind, language);
        assertThat(Placeholders.wrongIn(kind, wording.subject())).isEmpty();
        assertThat(Placeholders.wrongIn(kind, wording.text())).isEmpty();
        // with all there can be, and with nothing but what is always there
        Worded full = Wordings.example(kind, wording, language, NOW, ZoneOffset.UTC);
        Worded bare = Wordings.word(
                new Letter(
                        kind,
                        "person-x",
                        Map.of(
                                "number", "T-1", "report", "T-1", "size", "T-1", "team", "A", "status", "B", "amount",
                                "C"),
                        List.of()),
                wording,
                language,
                ZoneOffset.UTC);
        for (Worded worded : List.of(full, bare)) {
            assertThat(worded.subject()).isNotBlank().doesNotContain("{{", "}}", "\n", "  ");
            assertThat(worded.text()).isNotBlank().doesNotContain("{{", "}}", "\n\n\n", "> \n");
        }
        assertThat(bare.text()).contains("T-1").doesNotContain("[[", ">");
    }

    @ParameterizedTest
    @MethodSource("all")
    void the_languages_are_written_in_their_own_letters(LetterKind kind, String language) {
        String text = Wordings.shipped(kind, language).text().replaceAll("\\{\\{.*?}}", "");
        String script =
                switch (language) {
                    case "fa" -> "\\p{IsArabic}";
                    case "ru" -> "\\p{IsCyrillic}";
                    case "zh" -> "\\p{IsHan}";
                    default -> "[A-Za-zäöüß]";
                };
        assertThat(text.chars().filter(Character::isLetter).count()).isPositive();
        assertThat(text.codePoints()
                        .filter(Character::isLetter)
                        .mapToObj(Character::toString)
                        .filter(letter -> !letter.matches(script)))
                .isEmpty();
    }

    @Test
    void every_language_has_the_same_words() {
        Words english = Words.in("en");
        for (String language : Words.LANGUAGES) {
            for (LinkPurpose purpose : LinkPurpose.values()) {
                assertThat(Words.in(language).of("button." + purpose)).isNotBlank();
                assertThat(Words.in(language).of("page.ask." + purpose, "T-1")).isNotBlank();
            }
            for (daftar.messages.ticket.Status status : daftar.messages.ticket.Status.values()) {
                assertThat(Words.in(language).of("status." + status)).isNotBlank();
            }
        }
        assertThat(english.of("digest.subject", 3)).contains("3");
        assertThat(Words.direction("fa-IR")).isEqualTo("rtl");
    }

    @Test
    void what_people_typed_is_escaped_and_cannot_stand_for_a_link() {
        Worded worded = Wordings.word(
                new Letter(
                        LetterKind.SOLVED,
                        "person-x",
                        Map.of("number", "T-1", "title", "<script>", "text", "see [[CONFIRM]]\n<img src=x>"),
                        List.of(new LetterLink(LinkPurpose.CONFIRM, "confirmation@1"))),
                Wordings.shipped(LetterKind.SOLVED, "en"),
                "en",
                ZoneOffset.UTC);
        assertThat(worded.text().split("\\[\\[CONFIRM]]", -1)).hasSize(2);
        Frame frame = new Frame(
                "en",
                Map.of(LinkPurpose.CONFIRM, URI.create("https://desk.example/api/links/a.b")),
                false,
                true,
                null,
                URI.create("https://desk.example/api/links/u.v"));
        String html = Bodies.html(worded.subject(), worded.text(), null, frame);
        assertThat(html)
                .contains("&lt;script&gt;", "&lt;img src=x&gt;", "<blockquote", "https://desk.example/api/links/a.b")
                .doesNotContain("<script>", "<img", "[[");
        assertThat(Bodies.text(worded.text(), frame))
                .contains("> see [CONFIRM]\n> <img src=x>", "https://desk.example/api/links/a.b", "u.v");
        Worded own = Wordings.word(
                new Letter(LetterKind.SOLVED, "person-x", Map.of("number", "T-1", "text", "<b>\nx"), List.of()),
                new Wording("{{number}}", "{{text}}", "<p>{{text}}</p>"),
                "en",
                ZoneOffset.UTC);
        assertThat(own.html()).isEqualTo("<p>&lt;b&gt;<br>\nx</p>");
    }

    /** Nowruz of 1405 begins in Tehran while it is the day before in Berlin. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fa    | Asia/Tehran   | ۱ فروردین ۱۴۰۵، ساعت ۰:۰۵
            fa-IR | Europe/Berlin | ۲۹ اسفند ۱۴۰۴، ساعت ۲۱:۳۵
            de    | Europe/Berlin | 20. März 2026, 21:35
            en-GB | Europe/London | 20 March 2026, 20:35
            en    | UTC           | March 20, 2026, 8:35 PM
            ru    | Europe/Moscow | 20 марта 2026 г., 23:35
            zh    | Asia/Shanghai | 2026年3月21日 04:35
            fr    | Europe/Paris  | March 20, 2026, 9:35 PM
            """)
    void a_moment_is_written_as_its_reader_writes_it_where_they_are(String language, String zone, String written) {
        Letter letter = new Letter(
                LetterKind.RECEIVED,
                "person-x",
                Map.of("number", "T-1", "due", Instant.parse("2026-03-20T20:35:00Z")),
                List.of());
        assertThat(Wordings.word(letter, Wordings.shipped(LetterKind.RECEIVED, language), language, ZoneId.of(zone))
                        .text()
                        .replace('\u202f', ' '))
                .contains(written);
    }

    @Test
    void persian_is_written_from_right_to_left() {
        assertThat(Bodies.html("s", "متن", null, new Frame("fa", Map.of(), false, false, null, null)))
                .contains("<html lang=\"fa\" dir=\"rtl\">");
    }

    @Test
    void where_nothing_is_to_be_said_below_a_letter_no_line_is_drawn_for_it() {
        Frame bare = new Frame("en", Map.of(), false, false, null, null);
        assertThat(Bodies.text("Solved.", bare)).isEqualTo("Solved.\n");
        assertThat(Bodies.html("s", "Solved.", null, bare)).doesNotContain("<hr");
        Frame open = new Frame("en", Map.of(), false, false, "https://desk.example/T-1", null);
        assertThat(Bodies.text("Solved.", open)).contains("\n\n-- \n").endsWith("https://desk.example/T-1\n");
        assertThat(Bodies.html("s", "Solved.", null, open)).contains("<hr").contains("https://desk.example/T-1");
    }

    @Test
    void a_wording_of_ones_own_goes_before_the_shipped_one_also_for_dialects() {
        LetterTexts own = new LetterTexts(
                Map.of(new LetterTexts.Of(LetterKind.SOLVED, "de"), new Wording("Fertig", "Fertig: {{number}}", null)));
        assertThat(Wordings.of(LetterKind.SOLVED, "de-AT", own).subject()).isEqualTo("Fertig");
        assertThat(Wordings.of(LetterKind.SOLVED, "en", own).subject()).startsWith("Solved");
        assertThat(Wordings.of(LetterKind.SOLVED, "fr", own)).isEqualTo(Wordings.shipped(LetterKind.SOLVED, "en"));
    }

    @Test
    void nothing_of_mustache_is_taken_that_leaves_text_unescaped_or_reaches_further() {
        for (String wrong : List.of(
                "{{{title}}}",
                "{{&title}}",
                "{{>other}}",
                "{{=<% %>=}}",
                "{{title.length}}",
                "{{#title}}",
                "{{/title}}",
                "{{nothing}}",
                "{{",
                "}}",
                "{{#title}}{{#text}}{{/title}}{{/text}}")) {
            assertThat(Placeholders.wrongIn(LetterKind.SOLVED, wrong)).as(wrong).isNotEmpty();
        }
        assertThat(Placeholders.wrongIn(LetterKind.SOLVED, "{{#title}}a {{ title }}{{/title}}{{^title}}b{{/title}}"))
                .isEmpty();
    }
}
