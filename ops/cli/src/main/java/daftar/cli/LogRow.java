package daftar.cli;

import daftar.cli.LogMapping.Column;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of another desk's log: a ticket as it stood after a change.
 *
 * @param line its line in the file, from 1
 * @param values what the log says; a missing value is absent
 * @param fields the form fields that are carried over
 */
record LogRow(long line, Map<Column, String> values, Map<String, String> fields) {

    @Nullable String get(Column column) {
        return values.get(column);
    }

    String required(Column column) {
        String value = values.get(column);
        if (value == null) {
            throw new IllegalArgumentException(
                    "line " + line + " has no " + column.name().toLowerCase(java.util.Locale.ROOT));
        }
        return value;
    }
}
