package daftar.http.read;

import daftar.json.DaftarJson;
import daftar.messages.query.KnowledgePage;
import daftar.messages.query.Named;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

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
        private static final String FORMULA = "=+-@\t\r";
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
                        safe(entry.title()),
                        safe(entry.description()),
                        safe(entry.solution()),
                        safe(entry.solutionCode()),
                        safe(entry.cause()),
                        entry.fix(),
                        id(entry.type()),
                        id(entry.category()),
                        safe(entry.service()),
                        entry.at());
            }
            printer.flush();
        }

        private static @Nullable String id(@Nullable Named named) {
            return named == null ? null : named.id();
        }

        private static @Nullable String safe(@Nullable String cell) {
            return cell == null || cell.isEmpty() || FORMULA.indexOf(cell.charAt(0)) < 0 ? cell : "'" + cell;
        }

        @Override
        public void close() throws IOException {
            printer.close(true);
        }
    }
}
