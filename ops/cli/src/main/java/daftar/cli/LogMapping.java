package daftar.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what the columns and values of another desk's log mean; read from a JSON file.
 *
 * @param missing the value that stands for none
 * @param timeFormat a {@link DateTimeFormatter} pattern
 * @param zone the zone of the log's times
 * @param columns our word → the log's column, see {@link Column}
 * @param fields form field of the ticket → the log's column
 * @param type the tickets' type
 * @param language the tickets' language
 * @param states the log's state → status and reason of a hold
 * @param channels the log's channel → ours; others become OTHER
 */
record LogMapping(
        String name,
        String missing,
        String timeFormat,
        String zone,
        Map<Column, String> columns,
        Map<String, String> fields,
        String type,
        String language,
        Map<String, State> states,
        Map<String, String> channels,
        Map<String, String> impacts,
        Map<String, String> urgencies,
        Map<String, String> priorities) {

    /** What a column can mean. */
    enum Column {
        TICKET,
        ORDER,
        TIME,
        RAISED_AT,
        STATE,
        TEAM,
        ASSIGNEE,
        REQUESTER,
        CHANNEL,
        LOCATION,
        CATEGORY,
        SUBCATEGORY,
        SYMPTOM,
        ITEM,
        IMPACT,
        URGENCY,
        PRIORITY,
        CLOSE_CODE;

        /** The name in the mapping file: {@code raisedAt}. */
        static Column named(String camelCase) {
            try {
                return valueOf(camelCase.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                throw new IllegalArgumentException("The mapping names a column \"" + camelCase
                        + "\" that is not one of " + java.util.Arrays.toString(values()));
            }
        }
    }

    /** @param status NEW, IN_PROGRESS, ON_HOLD, RESOLVED, CLOSED, or UNKNOWN for a state that says nothing */
    record State(Status status, @Nullable String reason) {}

    /** What a state of the log amounts to. */
    enum Status {
        NEW,
        IN_PROGRESS,
        ON_HOLD,
        RESOLVED,
        CLOSED,
        UNKNOWN
    }

    /** A mapping file, or a shipped mapping by its name. */
    static LogMapping read(String nameOrFile) throws IOException {
        Path file = Path.of(nameOrFile);
        if (Files.isRegularFile(file)) {
            return parse(Files.readAllBytes(file));
        }
        try (InputStream shipped = LogMapping.class.getResourceAsStream("/mappings/" + nameOrFile + ".json")) {
            if (shipped == null) {
                throw new IllegalArgumentException("There is no mapping file " + nameOrFile
                        + " and none of this name is shipped; shipped is servicenow-incidents.");
            }
            return parse(shipped.readAllBytes());
        }
    }

    private static LogMapping parse(byte[] json) {
        Raw raw = ApiClient.JSON.readValue(json, Raw.class);
        Map<Column, String> columns = new java.util.EnumMap<>(Column.class);
        raw.columns.forEach((name, column) -> columns.put(Column.named(name), column));
        return new LogMapping(
                raw.name,
                raw.missing,
                raw.timeFormat,
                raw.zone,
                columns,
                raw.fields == null ? Map.of() : raw.fields,
                raw.type,
                raw.language,
                raw.states,
                raw.channels,
                raw.impacts,
                raw.urgencies,
                raw.priorities);
    }

    private record Raw(
            String name,
            String missing,
            String timeFormat,
            String zone,
            Map<String, String> columns,
            @Nullable Map<String, String> fields,
            String type,
            String language,
            Map<String, State> states,
            Map<String, String> channels,
            Map<String, String> impacts,
            Map<String, String> urgencies,
            Map<String, String> priorities) {}

    /** Reads a time of the log; an {@link IllegalArgumentException} that shows the value. */
    Instant time(String value) {
        try {
            return LocalDateTime.parse(value, DateTimeFormatter.ofPattern(timeFormat, Locale.ROOT))
                    .atZone(ZoneId.of(zone))
                    .toInstant();
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException("\"" + value + "\" is not a time of the form " + timeFormat);
        }
    }
}
