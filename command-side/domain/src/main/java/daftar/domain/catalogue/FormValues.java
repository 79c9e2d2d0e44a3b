package daftar.domain.catalogue;

import daftar.messages.Limits;
import daftar.messages.Refused.Wrong;
import daftar.messages.catalogue.CatalogueEntry.FormChoice;
import daftar.messages.catalogue.CatalogueEntry.FormField;
import daftar.messages.catalogue.CatalogueEntry.RequestType;
import daftar.messages.catalogue.FieldKind;
import daftar.messages.directory.Reference;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether what somebody filled in is what a form takes: pure. */
public final class FormValues {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,6})?");

    private FormValues() {}

    /**
     * Everything that is wrong, each with its field and what would be right; empty for nothing.
     *
     * @param values field's code → what was sent; blank stands for nothing
     */
    public static List<Wrong> wrong(RequestType form, Map<String, String> values, Reference reference) {
        List<Wrong> wrong = new ArrayList<>();
        for (String sent : values.keySet()) {
            if (form.field(sent) == null) {
                wrong.add(new Wrong(
                        "fields." + sent,
                        "unknown-field",
                        "The form of " + form.code() + " has no field " + sent + "; its fields are "
                                + form.fields().stream().map(FormField::code).collect(Collectors.joining(", ")) + "."));
            }
        }
        for (FormField field : form.fields()) {
            String value = values.get(field.code());
            String right = value == null || value.isBlank()
                    ? (field.required() ? "The field is required: send " + wanted(field) + "." : null)
                    : against(field, value, reference);
            if (right != null) {
                boolean missing = value == null || value.isBlank();
                wrong.add(new Wrong("fields." + field.code(), missing ? "required" : "wrong-value", right));
            }
        }
        return wrong;
    }

    /** What would be right; null where the value is. */
    private static @Nullable String against(FormField field, String value, Reference reference) {
        boolean right =
                switch (field.kind()) {
                    case TEXT, ASSET ->
                        within(value.length(), field.shortest(), field.longest())
                                && (field.kind() == FieldKind.TEXT || value.length() <= Limits.WORD);
                    case NUMBER ->
                        NUMBER.matcher(value).matches() && within(new BigDecimal(value), field.least(), field.most());
                    case DATE -> {
                        LocalDate day = day(value);
                        yield day != null && within(day, field.earliest(), field.latest());
                    }
                    case CHOICE ->
                        field.choices().stream()
                                .anyMatch(choice -> choice.code().equals(value));
                    case PERSON -> {
                        Reference.Person person = reference.person(value);
                        yield person != null && person.active();
                    }
                };
        return right ? null : "Send " + wanted(field) + ".";
    }

    private static String wanted(FormField field) {
        return switch (field.kind()) {
            case TEXT -> "a text" + limits("characters", field.shortest(), field.longest());
            case ASSET ->
                "the name or number of a thing"
                        + limits(
                                "characters",
                                field.shortest(),
                                Objects.requireNonNullElse(field.longest(), Limits.WORD));
            case NUMBER -> "a number such as \"2.5\"" + limits("", plain(field.least()), plain(field.most()));
            case DATE -> "a day such as \"2026-11-22\"" + limits("", field.earliest(), field.latest());
            case CHOICE ->
                "one of " + field.choices().stream().map(FormChoice::code).collect(Collectors.joining(", "));
            case PERSON -> "the id of an active person";
        };
    }

    private static String limits(String unit, @Nullable Object least, @Nullable Object most) {
        String what = unit.isEmpty() ? "" : " " + unit;
        if (least == null && most == null) {
            return "";
        }
        return " of " + (least == null ? "" : least + (most == null ? " or more" : " to "))
                + (most == null ? "" : (least == null ? "at most " : "") + most) + what;
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }

    private static @Nullable LocalDate day(String value) {
        try {
            LocalDate day = LocalDate.parse(value);
            return day.getYear() >= 1900 && day.getYear() < 2200 ? day : null;
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }

    private static <T extends Comparable<? super T>> boolean within(T value, @Nullable T least, @Nullable T most) {
        return (least == null || value.compareTo(least) >= 0) && (most == null || value.compareTo(most) <= 0);
    }
}
