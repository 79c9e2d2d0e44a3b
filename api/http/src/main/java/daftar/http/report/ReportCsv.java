package daftar.http.report;

import daftar.messages.Money;
import daftar.messages.report.ReportView;
import daftar.messages.report.ReportView.Column;
import daftar.messages.report.ReportView.Figure;
import daftar.messages.report.ReportView.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * A report as CSV (RFC 4180, UTF-8): a header, the rows, and the total as the last row, whose key is empty. Durations are
 * seconds, money is its amount in the currency of its column. What is text and could be taken for a formula by a
 * spreadsheet begins with an apostrophe.
 */
public final class ReportCsv {

    /** What tells some spreadsheets that the text is UTF-8. */
    public static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final CSVFormat FORMAT = CSVFormat.RFC4180;
    private static final String FORMULA = "=+-@\t\r\n|%";

    private ReportCsv() {}

    /** The whole text. */
    public static String of(ReportView report) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter csv = new CSVPrinter(text, FORMAT)) {
            boolean beside = report.compared() != null || report.comparedAt() != null;
            csv.printRecord(header(report, beside));
            for (Row row : report.rows()) {
                csv.printRecord(cells(report.columns(), row, beside));
            }
            csv.printRecord(cells(report.columns(), report.total(), beside));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static List<String> header(ReportView report, boolean beside) {
        List<String> header = new ArrayList<>(List.of(report.group(), "name"));
        if (beside) {
            header.add("comparedKey");
        }
        for (Column column : report.columns()) {
            String name = column.key() + unit(column);
            header.add(name);
            if (beside) {
                header.add("compared." + name);
            }
        }
        header.add("tickets");
        return header;
    }

    private static String unit(Column column) {
        return switch (column.unit()) {
            case DURATION -> ".seconds";
            case COUNT, MINUTES, HOURS, DAYS, SHARE, NUMBER, MONEY -> "";
        };
    }

    private static List<String> cells(List<Column> columns, Row row, boolean beside) {
        List<String> cells = new ArrayList<>();
        cells.add(text(row.key()));
        cells.add(text(row.name()));
        if (beside) {
            cells.add(text(row.comparedKey()));
        }
        String tickets = "";
        for (Column column : columns) {
            Figure figure = row.figures().get(column.key());
            cells.add(figure == null ? "" : value(figure.value()));
            if (beside) {
                Figure other = figure == null ? null : figure.compared();
                cells.add(other == null ? "" : value(other.value()));
            }
            if (tickets.isEmpty() && figure != null) {
                tickets = figure.tickets();
            }
        }
        cells.add(tickets);
        return cells;
    }

    private static String value(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Duration duration -> BigDecimal.valueOf(duration.toMillis(), 3).toPlainString();
            case Money money -> money.amount().toPlainString();
            case Double number -> BigDecimal.valueOf(number).toPlainString();
            case Number number -> number.toString();
            default -> text(value.toString());
        };
    }

    /** A text that a spreadsheet reckons nothing from. */
    static String text(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return FORMULA.indexOf(
                                        text.stripLeading().isEmpty()
                                                ? text.charAt(0)
                                                : text.stripLeading().charAt(0))
                                >= 0
                        || FORMULA.indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : text;
    }
}
