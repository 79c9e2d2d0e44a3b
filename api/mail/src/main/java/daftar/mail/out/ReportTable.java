package daftar.mail.out;

import daftar.messages.Money;
import daftar.messages.report.Grouping;
import daftar.messages.report.ReportView;
import daftar.messages.report.ReportView.Column;
import daftar.messages.report.ReportView.Figure;
import daftar.messages.report.ReportView.Row;
import daftar.messages.report.ReportView.Unit;
import daftar.messages.report.ReportWish;
import daftar.words.Words;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A report's figures as somebody reads them who speaks a language. As text each row is a paragraph and each figure a line:
 * columns of spaces would not stand under each other in letters that are set in a proportional face, wrapped, or written
 * from right to left.
 */
final class ReportTable {

    private static final String NOTHING = "–";
    private static final String LINE = "border-bottom:1px solid #d0d4da;";

    /** Figures whose names are made from another's: {@code responseP90}, {@code firstContactShare}, {@code days3To7}. */
    private static final List<Pattern> MADE = List.of(
            Pattern.compile("(?<of>[a-zA-Z]+)P(?<a>\\d+)"),
            Pattern.compile("(?<of>[a-z][a-zA-Z]+)(?<word>Mean|Most|Sum|Share|Met|Breached|Pending|Compliance)"),
            Pattern.compile("(?<word>rated)(?<a>\\d)"),
            Pattern.compile("(?<word>days)(?<a>\\d+)To(?<b>\\d+)"),
            Pattern.compile("(?<word>daysFrom)(?<a>\\d+)"),
            Pattern.compile("(?<word>costs)\\.(?<a>[A-Z]+)"));

    private final ReportView view;
    private final Words words;
    private final Locale locale;
    private final boolean rightToLeft;
    private final int most;

    /** @param language BCP 47 @param most rows that are shown */
    ReportTable(ReportView view, String language, int most) {
        this.view = view;
        this.words = Words.in(language);
        this.locale = Locale.forLanguageTag(Words.shipped(language));
        this.rightToLeft = Words.direction(language).equals("rtl");
        this.most = most;
    }

    /** What the report is called. */
    String title() {
        return words.of("report." + view.report());
    }

    String text() {
        StringBuilder text = new StringBuilder();
        paragraph(text, words.of("row.total"), view.total());
        for (Row row : shown()) {
            text.append("\n\n");
            paragraph(text, nameOf(row), row);
        }
        return text.toString();
    }

    private void paragraph(StringBuilder text, String name, Row row) {
        text.append(name);
        for (Column column : view.columns()) {
            text.append("\n  ")
                    .append(nameOf(column))
                    .append(": ")
                    .append(valueOf(column, row.figures().get(column.key())));
        }
    }

    String html() {
        String start = rightToLeft ? "right" : "left";
        String end = rightToLeft ? "left" : "right";
        StringBuilder html =
                new StringBuilder("<div style=\"overflow-x:auto\">\n<table style=\"border-collapse:collapse;"
                        + "font-size:14px;margin:0 0 16px\">\n<tr>");
        html.append(cell("th", start, words.of("group." + view.group())));
        for (Column column : view.columns()) {
            html.append(cell("th", end, nameOf(column)));
        }
        html.append("</tr>\n");
        for (Row row : shown()) {
            html.append(line(nameOf(row), row, "td", start, end));
        }
        html.append(line(words.of("row.total"), view.total(), "th", start, end));
        return html.append("</table>\n</div>\n").toString();
    }

    private String line(String name, Row row, String tag, String start, String end) {
        StringBuilder line = new StringBuilder("<tr>").append(cell(tag, start, name));
        for (Column column : view.columns()) {
            line.append(cell(tag, end, valueOf(column, row.figures().get(column.key()))));
        }
        return line.append("</tr>\n").toString();
    }

    private static String cell(String tag, String align, String text) {
        return "<" + tag + " dir=\"auto\" style=\"padding:4px 8px;" + LINE + "text-align:" + align + "\">"
                + Bodies.escaped(text) + "</" + tag + ">";
    }

    private List<Row> shown() {
        return view.rows().subList(0, Math.min(view.rows().size(), most));
    }

    /** What a figure is called, with its unit; its key where there is no word for it. */
    private String nameOf(Column column) {
        String name = nameOf(column.key());
        String unit = words.ofNullable("unit." + column.unit());
        return words.digits(unit == null ? name : name + " (" + unit + ")");
    }

    private String nameOf(String figure) {
        String known = words.ofNullable("figure." + figure);
        if (known != null) {
            return known;
        }
        for (Pattern pattern : MADE) {
            Matcher made = pattern.matcher(figure);
            if (made.matches()) {
                String word = groupOf(made, "word");
                String of = groupOf(made, "of");
                return words.of(
                        "figure.made." + (word == null ? "percentile" : word),
                        of == null ? groupOf(made, "a") : nameOf(of),
                        of == null ? groupOf(made, "b") : groupOf(made, "a"));
            }
        }
        return figure;
    }

    private static @Nullable String groupOf(Matcher matcher, String name) {
        return matcher.namedGroups().containsKey(name) ? matcher.group(name) : null;
    }

    private String nameOf(Row row) {
        String key = row.key();
        if (key.equals(ReportWish.WITHOUT)) {
            return words.of("row.none");
        }
        String name = row.name();
        if (name != null) {
            return name;
        }
        Grouping group = Grouping.of(view.group());
        return switch (group == null ? Grouping.NONE : group) {
            case MONTH -> DateTimeFormatter.ofPattern("LLLL yyyy", locale).format(YearMonth.parse(key));
            case WEEK, DAY -> words.day(LocalDate.parse(key));
            case WEEKDAY -> weekday(key);
            case HOUR -> words.digits(key + ":00");
            case WEEK_HOUR ->
                weekday(key.substring(0, key.indexOf('-'))) + " "
                        + words.digits(key.substring(key.indexOf('-') + 1) + ":00");
            case STATUS, PRIORITY, CHANNEL -> {
                String word = words.ofNullable(view.group() + "." + key);
                yield word == null ? key : word;
            }
            default -> key;
        };
    }

    private String weekday(String key) {
        return DayOfWeek.valueOf(key).getDisplayName(TextStyle.FULL_STANDALONE, locale);
    }

    /** A figure, and in brackets the one beside it. */
    private String valueOf(Column column, @Nullable Figure figure) {
        String value = words.digits(written(column.unit(), figure == null ? null : figure.value()));
        if (view.compared() == null && view.comparedAt() == null) {
            return value;
        }
        Figure compared = figure == null ? null : figure.compared();
        return value + " (" + words.digits(written(column.unit(), compared == null ? null : compared.value())) + ")";
    }

    private String written(Unit unit, @Nullable Object value) {
        return switch (value) {
            case null -> NOTHING;
            case Duration duration -> number(0, duration.toHours()) + ":" + "%02d".formatted(duration.toMinutesPart());
            case Money money -> number(Math.max(0, money.amount().scale()), money.amount());
            case Number number
            when unit == Unit.SHARE -> {
                NumberFormat percent = NumberFormat.getPercentInstance(locale);
                percent.setMaximumFractionDigits(1);
                yield percent.format(number);
            }
            case Double number -> number(unit == Unit.COUNT ? 0 : 2, BigDecimal.valueOf(number));
            case Number number -> number(0, number);
            default -> value.toString();
        };
    }

    private String number(int decimals, Number number) {
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(decimals);
        format.setMinimumFractionDigits(number instanceof BigDecimal ? decimals : 0);
        return format.format(number);
    }
}
