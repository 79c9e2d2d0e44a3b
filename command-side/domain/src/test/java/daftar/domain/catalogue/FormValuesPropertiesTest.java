package daftar.domain.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.domain.ticket.Organisation;
import daftar.messages.LocalizedText;
import daftar.messages.Refused.Wrong;
import daftar.messages.catalogue.CatalogueEntry.FormChoice;
import daftar.messages.catalogue.CatalogueEntry.FormField;
import daftar.messages.catalogue.CatalogueEntry.RequestType;
import daftar.messages.catalogue.FieldKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.StringLength;

/** Whatever is sent to a form: it is taken where it is within the limits, and else refused with the field's name. */
class FormValuesPropertiesTest {

    private static final Organisation HOUSE = Organisation.usual();
    private static final LocalizedText NAME = LocalizedText.of("en", "Field");
    private static final String FIELD = "f";

    @Property(tries = 300)
    void a_number_is_taken_exactly_within_its_limits(
            @ForAll @BigRange(min = "-1000", max = "1000") @Scale(3) BigDecimal value,
            @ForAll @IntRange(min = -1000, max = 0) int least,
            @ForAll @IntRange(max = 1000) int most) {
        FormField field = field(FieldKind.NUMBER, true, null, null, least, most, null, null);
        boolean within =
                value.compareTo(BigDecimal.valueOf(least)) >= 0 && value.compareTo(BigDecimal.valueOf(most)) <= 0;
        assertThat(isTaken(field, value.toPlainString())).isEqualTo(within);
    }

    @Property(tries = 300)
    void a_day_is_taken_exactly_within_its_limits(
            @ForAll @IntRange(max = 4000) int value,
            @ForAll @IntRange(max = 2000) int from,
            @ForAll @IntRange(max = 2000) int length) {
        LocalDate start = LocalDate.of(2020, 1, 1);
        FormField field = field(
                FieldKind.DATE, true, null, null, null, null, start.plusDays(from), start.plusDays(from + length));
        assertThat(isTaken(field, start.plusDays(value).toString())).isEqualTo(value >= from && value <= from + length);
    }

    @Property(tries = 300)
    void a_text_is_taken_exactly_within_its_length(
            @ForAll @StringLength(min = 1, max = 60) String value,
            @ForAll @IntRange(max = 30) int shortest,
            @ForAll @IntRange(min = 30, max = 60) int longest) {
        FormField field = field(FieldKind.TEXT, false, shortest, longest, null, null, null, null);
        boolean within = value.isBlank() || (value.length() >= shortest && value.length() <= longest);
        assertThat(isTaken(field, value)).isEqualTo(within);
    }

    @Property(tries = 300)
    void whatever_is_sent_is_taken_or_refused_by_the_fields_name(
            @ForAll FieldKind kind, @ForAll boolean required, @ForAll @From("values") String value) {
        FormField field = field(kind, required, null, null, null, null, null, null);
        List<Wrong> wrong = FormValues.wrong(form(field), Map.of(FIELD, value), HOUSE);
        assertThat(wrong).hasSizeLessThanOrEqualTo(1).allSatisfy(one -> {
            assertThat(one.field()).isEqualTo("fields." + FIELD);
            assertThat(one.detail()).contains("end ").endsWith(".");
        });
        if (value.isBlank()) {
            assertThat(wrong.isEmpty()).isEqualTo(!required);
        }
        // what is not there cannot be wrong, unless it must be there
        assertThat(FormValues.wrong(form(field), Map.of(), HOUSE).isEmpty()).isEqualTo(!required);
    }

    @Property(tries = 100)
    void a_field_that_the_form_has_not_is_always_refused(@ForAll @From("values") String code) {
        FormField field = field(FieldKind.TEXT, false, null, null, null, null, null, null);
        boolean known = code.equals(FIELD);
        assertThat(FormValues.wrong(form(field), Map.of(code, "x"), HOUSE).isEmpty())
                .isEqualTo(known);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(300),
                Arbitraries.of(
                        FIELD,
                        "",
                        " ",
                        "1",
                        "-1.50",
                        "1e9",
                        "NaN",
                        "٣",
                        "2026-02-30",
                        "2026-02-28",
                        "+2026-01-01",
                        "requester",
                        "gone",
                        "a",
                        "0x1F",
                        "999999999999999999",
                        "12.1234567"));
    }

    private static boolean isTaken(FormField field, String value) {
        return FormValues.wrong(form(field), Map.of(FIELD, value), HOUSE).isEmpty();
    }

    private static RequestType form(FormField field) {
        return new RequestType("form", NAME, null, "incident", null, null, null, null, null, List.of(field));
    }

    private static FormField field(
            FieldKind kind,
            boolean required,
            Integer shortest,
            Integer longest,
            Integer least,
            Integer most,
            LocalDate earliest,
            LocalDate latest) {
        return new FormField(
                FIELD,
                kind,
                NAME,
                null,
                required,
                shortest,
                longest,
                least == null ? null : BigDecimal.valueOf(least),
                most == null ? null : BigDecimal.valueOf(most),
                earliest,
                latest,
                kind == FieldKind.CHOICE ? List.of(new FormChoice("a", NAME)) : List.of());
    }
}
