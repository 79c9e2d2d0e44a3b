package daftar.readmodel;

import daftar.messages.Text;
import daftar.messages.catalogue.FieldKind;
import daftar.messages.ticket.RaisedForm;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody filled into a field of a form, so that tickets can be found by it.
 *
 * @param word the value as it was sent, numbers without needless zeros; null where it is longer than a word
 * @param number of a NUMBER
 * @param day of a DATE, ISO-8601
 */
public record FormAnswer(
        String field,
        FieldKind kind,
        @Nullable String word,
        @Nullable Double number,
        @Nullable String day) {

    /** The longest value that tickets can be found by as a whole; longer texts are found by their words. */
    private static final int LONGEST = 200;

    /** Of the fields that can be read. */
    static List<FormAnswer> of(RaisedForm form, Map<String, Text> fields) {
        List<FormAnswer> answers = new ArrayList<>();
        form.kinds().forEach((field, kind) -> {
            String value = Text.read(fields.get(field));
            if (value != null && !value.isBlank()) {
                answers.add(of(field, kind, value));
            }
        });
        return answers;
    }

    private static FormAnswer of(String field, FieldKind kind, String value) {
        return switch (kind) {
            case NUMBER -> {
                BigDecimal number = new BigDecimal(value);
                yield new FormAnswer(
                        field, kind, number.stripTrailingZeros().toPlainString(), number.doubleValue(), null);
            }
            case DATE -> new FormAnswer(field, kind, value, null, value);
            case TEXT, CHOICE, PERSON, ASSET ->
                new FormAnswer(field, kind, value.length() > LONGEST ? null : value, null, null);
        };
    }
}
