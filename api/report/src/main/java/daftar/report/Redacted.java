package daftar.report;

import daftar.messages.Text;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts that nobody can read any more. Pure. */
final class Redacted {

    private Redacted() {}

    /** Whether a message, whose texts were opened as far as they can be, holds one. */
    static boolean in(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Text text -> text.readable() == null;
            case Collection<?> many -> many.stream().anyMatch(Redacted::in);
            case Map<?, ?> map -> map.values().stream().anyMatch(Redacted::in);
            case Record record
            when record.getClass().getName().startsWith("daftar.") ->
                Values.fields(record).values().stream().anyMatch(Redacted::in);
            default -> false;
        };
    }
}
