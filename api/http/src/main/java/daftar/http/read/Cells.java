package daftar.http.read;

import daftar.messages.query.Named;
import org.jspecify.annotations.Nullable;

/** Cells of a table that a spreadsheet may open. */
final class Cells {

    private static final String FORMULA = "=+-@\t\r";

    private Cells() {}

    /** Led by an apostrophe where a spreadsheet would take it for a formula. */
    static @Nullable String safe(@Nullable String cell) {
        return cell == null || cell.isEmpty() || FORMULA.indexOf(cell.charAt(0)) < 0 ? cell : "'" + cell;
    }

    static @Nullable String id(@Nullable Named named) {
        return named == null ? null : named.id();
    }
}
