package daftar.http.directory.load;

import daftar.messages.Limits;
import daftar.messages.LocalizedText;
import daftar.messages.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** A row by the names of its columns. @param line of the file, the header's is 1 */
record Cells(long line, CSVRecord row) {

    /** Whether the file has the column: what it has not, is left as it is. */
    boolean has(String column) {
        return row.isMapped(column);
    }

    /** What the cell says; null where it is empty or there is no such column. */
    @Nullable String text(String column) {
        String text = row.isSet(column) ? row.get(column).strip() : "";
        if (text.length() > Limits.WORD) {
            throw Refused.invalid("too-long", column, "A cell has at most " + Limits.WORD + " characters.");
        }
        return text.isEmpty() ? null : text;
    }

    /** The cell where there is such a column, else what is so already. */
    @Nullable String or(String column, @Nullable String present) {
        return has(column) ? text(column) : present;
    }

    String required(String column) {
        String text = text(column);
        if (text == null) {
            throw Refused.invalid("required", column, "The cell must not be empty.");
        }
        return text;
    }

    /** Several values, separated by {@code ;}. */
    List<String> list(String column) {
        List<String> values = new ArrayList<>();
        String cell = row.isSet(column) ? row.get(column) : "";
        for (String value : cell.split(";")) {
            if (!value.isBlank()) {
                values.add(value.strip());
            }
        }
        return values;
    }

    <E extends Enum<E>> E oneOf(String column, String word, Class<E> type) {
        try {
            return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Refused.invalid(
                    "unknown-value", column, word + " is none of " + List.of(type.getEnumConstants()) + ".");
        }
    }

    /** The columns {@code name.<language>}; {@code before} in the languages that have no column. */
    LocalizedText names(@Nullable LocalizedText before) {
        Map<String, String> texts = new LinkedHashMap<>(before == null ? Map.of() : before.texts());
        row.toMap().keySet().stream()
                .filter(column -> column.startsWith("name."))
                .forEach(column -> {
                    String language = column.substring("name.".length());
                    String text = text(column);
                    if (text == null) {
                        texts.remove(language);
                    } else {
                        texts.put(language, text);
                    }
                });
        if (texts.isEmpty()) {
            throw Refused.invalid(
                    "required", "name", "Give a name in one language at least: a column such as name.en.");
        }
        return new LocalizedText(texts);
    }
}
