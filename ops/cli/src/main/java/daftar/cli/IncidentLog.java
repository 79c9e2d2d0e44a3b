package daftar.cli;

import daftar.cli.LogMapping.Column;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads another desk's log: the rows of each ticket, in their order. */
final class IncidentLog {

    private IncidentLog() {}

    /**
     * @return ticket → its rows in order, tickets as they come in the file
     * @throws IllegalArgumentException if a column that the mapping names is not in the file
     */
    static Map<String, List<LogRow>> read(Path file, LogMapping mapping) throws IOException {
        Map<String, List<LogRow>> tickets = new LinkedHashMap<>();
        Map<String, String> seen = new HashMap<>();
        try (CSVParser parser = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            for (String column : mapping.columns().values()) {
                if (!parser.getHeaderMap().containsKey(column)) {
                    throw new IllegalArgumentException(
                            file + " has no column " + column + " that the mapping " + mapping.name() + " names");
                }
            }
            for (CSVRecord line : parser) {
                LogRow row = row(line, parser.getCurrentLineNumber(), mapping, seen);
                tickets.computeIfAbsent(row.required(Column.TICKET), ticket -> new ArrayList<>())
                        .add(row);
            }
        }
        Comparator<LogRow> order = Comparator.comparingLong(row -> Long.parseLong(row.required(Column.ORDER)));
        tickets.values().forEach(rows -> rows.sort(order));
        return tickets;
    }

    private static LogRow row(CSVRecord line, long number, LogMapping mapping, Map<String, String> seen) {
        Map<Column, String> values = new EnumMap<>(Column.class);
        mapping.columns().forEach((column, name) -> {
            String value = line.get(name).strip();
            if (!value.isEmpty() && !value.equals(mapping.missing())) {
                // the same few words stand in a hundred thousand rows
                values.put(column, seen.computeIfAbsent(value, same -> same));
            }
        });
        Map<String, String> fields = new LinkedHashMap<>();
        mapping.fields().forEach((field, name) -> {
            String value = line.get(name).strip();
            if (!value.isEmpty() && !value.equals(mapping.missing())) {
                fields.put(field, seen.computeIfAbsent(value, same -> same));
            }
        });
        return new LogRow(number, values, fields);
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
    }
}
