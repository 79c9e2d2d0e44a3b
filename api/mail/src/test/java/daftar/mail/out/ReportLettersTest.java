package daftar.mail.out;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Money;
import daftar.messages.Text;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.LetterTexts;
import daftar.messages.outbox.LetterTexts.Wording;
import daftar.messages.outbox.OutboxCommand.QueueLetter;
import daftar.messages.outbox.Preferences;
import daftar.messages.outbox.Preferences.Digest;
import daftar.messages.report.Period;
import daftar.messages.report.Report;
import daftar.messages.report.ReportView;
import daftar.messages.report.ReportView.Column;
import daftar.messages.report.ReportView.Figure;
import daftar.messages.report.ReportView.Row;
import daftar.messages.report.ReportView.Unit;
import daftar.messages.reportschedule.LastPeriod;
import daftar.messages.reportschedule.ReportOrder;
import daftar.messages.reportschedule.ReportSchedule;
import daftar.messages.reportschedule.Rhythm;
import daftar.messages.reportschedule.Rhythm.Every;
import daftar.words.Words;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportLettersTest {

    private static final Instant DUE = Instant.parse("2026-11-02T07:00:00Z");
    private static final Map<String, List<String>> PARAMETERS = new LinkedHashMap<>();

    static {
        PARAMETERS.put("group", List.of("team"));
        PARAMETERS.put("category", List.of("e & f", "none"));
    }

    private final House house = new House();
    private final ReportSchedule schedule = new ReportSchedule(
            "report-1",
            0,
            "person-requester",
            new ReportOrder(
                    "times",
                    Map.of(),
                    LastPeriod.MONTH,
                    new Rhythm(Every.MONTH, null, 2, LocalTime.of(8, 0)),
                    "Europe/Berlin",
                    DayOfWeek.MONDAY,
                    List.of("person-specialist")),
            false,
            false,
            DUE,
            DUE,
            null,
            null);

    @Test
    void the_figures_stand_in_text_and_html_with_what_they_are_compared_with() {
        QueueLetter letter = letter("person-specialist", "https://desk.example");

        assertThat(letter.outbox()).isEqualTo("outbox-report-1-20261102T070000Z");
        assertThat(letter.key()).isEqualTo("person-specialist");
        assertThat(letter.kind()).isEqualTo(LetterKind.REPORT);
        assertThat(Text.read(letter.subject()))
                .isEqualTo("Time to respond and to resolve: October 1, 2026 – October 31, 2026");
        assertThat(Text.read(letter.text()))
                .contains(
                        "Hello Specialist,",
                        "Requester has ordered it for you.",
                        "In brackets: September 1, 2026 – September 30, 2026",
                        "Total\n  Responded to: 1,234 (7)\n  Time to respond, 90 % (h:mm): 27:05 (–)",
                        "\n\nFirst <line>\n  ",
                        "At first contact, share: 97.5%",
                        "Costs, EUR: 12.50",
                        "Without\n",
                        "https://desk.example/api/reports/times.csv?group=team&category=e+%26+f&category=none",
                        "https://desk.example/api/reports/times?group=team");
        assertThat(Text.read(letter.html()))
                .contains(
                        "<th dir=\"auto\" style=\"padding:4px 8px;border-bottom:1px solid #d0d4da;text-align:right\">"
                                + "1,234 (7)</th>",
                        "First &lt;line&gt;</td>",
                        "<a href=\"https://desk.example/api/reports/times.csv?group=team&amp;category=e+%26+f")
                .doesNotContain("<line>");
        assertThat(letter.notBefore()).isNull();
        assertThat(letter.digest()).isFalse();
    }

    @Test
    void a_persian_letter_is_written_from_right_to_left_in_persian_words() {
        QueueLetter letter = letter("person-requester", null);

        assertThat(letter.language()).isEqualTo("fa");
        assertThat(Text.read(letter.subject())).isEqualTo("زمان پاسخ و حل: ۹ مهر ۱۴۰۵ – ۹ آبان ۱۴۰۵");
        assertThat(Text.read(letter.text()))
                .contains("مجموع\n  پاسخ‌داده‌شده: ۱٬۲۳۴", "زمان پاسخ، ۹۰٪ (ساعت:دقیقه)")
                .as("one's own order needs no saying, and where nothing is linked to no address is given")
                .doesNotContain("سفارش", "/api/reports");
        assertThat(Text.read(letter.html())).contains("text-align:right\">تیم</th>", "text-align:left\">۱٬۲۳۴");
    }

    @Test
    void the_organisation_words_it_and_people_say_when_they_want_it() {
        house.texts = new LetterTexts(Map.of(
                new LetterTexts.Of(LetterKind.REPORT, "en"), new Wording("{{report}}!", "To {{recipient}}:", null)));
        house.preferences.put(
                "person-specialist",
                new Preferences(Map.of(), Digest.DAILY, LocalTime.of(18, 0), null, Preferences.USUAL.channel()));

        QueueLetter letter = letter("person-specialist", null);

        assertThat(Text.read(letter.subject())).isEqualTo("Time to respond and to resolve!");
        assertThat(Text.read(letter.text())).startsWith("To Specialist:\n\nIn brackets");
        assertThat(letter.digest()).isTrue();
        assertThat(letter.notBefore()).isEqualTo("2026-11-02T17:00:00Z");
    }

    @Test
    void a_long_report_is_cut_and_says_so() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            rows.add(row("k" + i, "Team number " + i));
        }
        QueueLetter letter = letter("person-specialist", null, rows);
        assertThat(Text.read(letter.text()))
                .contains("Team number 99", "There are more rows")
                .doesNotContain("Team number 100");
        assertThat(Text.read(letter.html())).contains("Team number 99", "There are more rows");
    }

    @Test
    void every_language_has_all_the_words_of_reports() {
        for (String language : Words.LANGUAGES) {
            Words words = Words.in(language);
            for (Report report : Report.values()) {
                assertThat(words.of("report." + report.key())).as(language).isNotBlank();
                report.groupings().forEach(group -> assertThat(words.of("group." + group.key()))
                        .as(language)
                        .isNotBlank());
            }
            Arrays.stream(daftar.messages.ticket.Priority.values())
                    .forEach(each -> assertThat(words.of("priority." + each)).isNotBlank());
            Arrays.stream(daftar.messages.ticket.Channel.values())
                    .forEach(each -> assertThat(words.of("channel." + each)).isNotBlank());
            assertThat(words.names()).as(language).isEqualTo(Words.in("en").names());
        }
    }

    private QueueLetter letter(String recipient, @Nullable String base) {
        return letter(recipient, base, List.of(row("team-first", "First <line>"), row("none", null)));
    }

    private QueueLetter letter(String recipient, @Nullable String base, List<Row> rows) {
        return new ReportLetters(house, "Desk", base == null ? null : URI.create(base))
                .of(schedule, DUE, house.people.get(recipient), view(rows), PARAMETERS, DUE.plusSeconds(3));
    }

    private static ReportView view(List<Row> rows) {
        return new ReportView(
                "times",
                DUE,
                Instant.parse("2026-09-30T22:00:00Z"),
                Instant.parse("2026-10-31T23:00:00Z"),
                new Period(Instant.parse("2026-08-31T22:00:00Z"), Instant.parse("2026-09-30T22:00:00Z")),
                null,
                "Europe/Berlin",
                DayOfWeek.MONDAY,
                "team",
                List.of(
                        new Column("responded", Unit.COUNT, null),
                        new Column("responseP90", Unit.DURATION, null),
                        new Column("firstContactShare", Unit.SHARE, null),
                        new Column("costs.EUR", Unit.MONEY, null)),
                row("", null),
                rows,
                false,
                false);
    }

    private static Row row(String key, @Nullable String name) {
        return new Row(
                key,
                name,
                null,
                Map.of(
                        "responded",
                        new Figure(1_234L, "/x", new Figure(7L, "/y", null)),
                        "responseP90",
                        new Figure(Duration.ofMinutes(27 * 60 + 5), "/x", new Figure(null, "/y", null)),
                        "firstContactShare",
                        new Figure(0.975, "/x", null),
                        "costs.EUR",
                        new Figure(new Money(new BigDecimal("12.50"), "EUR"), "/x", null)));
    }
}
