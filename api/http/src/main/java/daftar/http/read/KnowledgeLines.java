package daftar.http.read;

import daftar.json.DaftarJson;
import daftar.messages.query.KnowledgePage;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** What a search of the knowledge base found, a line for each. */
interface KnowledgeLines extends AutoCloseable {

    void write(List<KnowledgePage.Entry> entries) throws IOException;

    @Override
    void close() throws IOException;

    static KnowledgeLines of(boolean csv, Writer out) throws IOException {
        return csv ? new Csv(out) : new Json(out);
    }

    /** JSON lines: the entries as GET /api/knowledge shows them. */
    record Json(Writer out) implements KnowledgeLines {
        @Override
        public void write(List<KnowledgePage.Entry> entries) throws IOException {
            for (KnowledgePage.Entry entry : entries) {
                out.write(DaftarJson.web().writeValueAsString(entry));
                out.write('\n');
            }
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** CSV, RFC 4180. A cell that a spreadsheet would take for a formula is led by an apostrophe. */
    final class Csv implements KnowledgeLines {
        private static final CSVFormat FORMAT = CSVFormat.RFC4180
                .builder()
                .setHeader(
                        "kind",
                        "id",
                        "number",
                        "language",
                        "title",
                        "description",
                        "solution",
                        "solutionCode",
                        "cause",
                        "fix",
                        "type",
                        "category",
                        "service",
                        "at")
                .get();

        private final CSVPrinter printer;

        Csv(Writer out) throws IOException {
            printer = new CSVPrinter(out, FORMAT);
        }

        @Override
        public void write(List<KnowledgePage.Entry> entries) throws IOException {
            for (KnowledgePage.Entry entry : entries) {
                printer.printRecord(
                        entry.kind(),
                        entry.id(),
                        entry.number(),
                        entry.language(),
                        Cells.safe(entry.title()),
                        Cells.safe(entry.description()),
                        Cells.safe(entry.solution()),
                        Cells.safe(entry.solutionCode()),
                        Cells.safe(entry.cause()),
                        entry.fix(),
                        Cells.id(entry.type()),
                        Cells.id(entry.category()),
                        Cells.safe(entry.service()),
                        entry.at());
            }
            printer.flush();
        }

        @Override
        public void close() throws IOException {
            printer.close(true);
        }
    }
}
