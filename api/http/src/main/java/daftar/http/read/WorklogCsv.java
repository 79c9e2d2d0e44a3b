package daftar.http.read;

import daftar.messages.Money;
import daftar.messages.query.WorkView;
import daftar.messages.query.WorklogPage;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Work entries as CSV, RFC 4180. A cell that a spreadsheet would take for a formula is led by an apostrophe. */
final class WorklogCsv implements AutoCloseable {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader(
                    "ticket",
                    "number",
                    "entry",
                    "performer",
                    "performerName",
                    "performedAt",
                    "loggedAt",
                    "minutes",
                    "activity",
                    "stage",
                    "team",
                    "department",
                    "category",
                    "service",
                    "type",
                    "labour",
                    "costs",
                    "approval",
                    "struckOut",
                    "corrections",
                    "note")
            .get();

    private final CSVPrinter printer;

    WorklogCsv(Writer out) throws IOException {
        printer = new CSVPrinter(out, FORMAT);
    }

    void write(List<WorklogPage.Entry> entries) throws IOException {
        for (WorklogPage.Entry entry : entries) {
            WorkView work = entry.work();
            printer.printRecord(
                    entry.ticket(),
                    entry.number(),
                    Cells.safe(work.entry()),
                    work.performer().id(),
                    Cells.safe(work.performer().name()),
                    work.performedAt(),
                    work.loggedAt(),
                    work.minutes(),
                    Cells.safe(work.activity()),
                    Cells.safe(work.stage()),
                    Cells.id(work.team()),
                    Cells.id(entry.department()),
                    Cells.id(entry.category()),
                    Cells.safe(entry.service()),
                    entry.type().id(),
                    work.labour() == null ? null : shown(work.labour()),
                    work.costs().stream()
                            .map(line -> line.kind() + " " + shown(line.cost()))
                            .collect(Collectors.joining("; ")),
                    work.approval().state(),
                    work.struckOut(),
                    work.corrections().size(),
                    Cells.safe(work.note()));
        }
        printer.flush();
    }

    private static String shown(Money money) {
        return money.amount().toPlainString() + " " + money.currency();
    }

    @Override
    public void close() throws IOException {
        printer.close(true);
    }
}
