package daftar.messages.query;

import daftar.messages.Limits;
import daftar.messages.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads conditions on fields of forms: {@code model:thinkpad}, {@code amount:10..20}, {@code from:2026-01-01..}; separated by commas. */
final class FieldFilters {

    static final String RIGHT =
            "Send a field's code and a value, such as model:thinkpad, or a range, such as amount:10..20 or"
                    + " from:2026-01-01.. (both ends included); at most 20 fields.";

    private static final int MOST = 20;
    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,199}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,6})?");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern BOUND = Pattern.compile("|" + NUMBER.pattern() + "|" + DAY.pattern());

    private FieldFilters() {}

    /**
     * @param sent what stands without a code is another value of the one before
     * @param place the name of the field in a refusal
     */
    static List<FieldFilter> read(List<String> sent, String place) {
        try {
            return read(sent);
        } catch (IllegalArgumentException malformed) {
            throw Refused.invalid("malformed-field-filter", place, RIGHT);
        }
    }

    private static List<FieldFilter> read(List<String> sent) {
        if (sent.isEmpty()) {
            return List.of();
        }
        List<FieldFilter> filters = new ArrayList<>();
        Map<String, List<String>> values = new LinkedHashMap<>();
        String code = null;
        for (String one : String.join(",", sent).split(",", -1)) {
            int colon = one.indexOf(':');
            String before = colon < 0 ? "" : one.substring(0, colon).strip();
            if (CODE.matcher(before).matches()) {
                code = before;
            } else if (code == null) {
                throw wrong();
            }
            String value = (before.equals(code) ? one.substring(colon + 1) : one).strip();
            if (value.isEmpty() || value.length() > Limits.WORD) {
                throw wrong();
            }
            FieldFilter range = range(code, value);
            if (range != null) {
                filters.add(range);
            } else {
                List<String> any = values.computeIfAbsent(code, field -> new ArrayList<>());
                any.add(value);
                if (NUMBER.matcher(value).matches()) {
                    // numbers are kept without needless zeros
                    any.add(new BigDecimal(value).stripTrailingZeros().toPlainString());
                }
            }
        }
        values.forEach((field, any) -> filters.add(FieldFilter.of(field, any)));
        if (filters.size() > MOST) {
            throw wrong();
        }
        return filters;
    }

    /** Null for what is no range. */
    private static @Nullable FieldFilter range(String code, String value) {
        int dots = value.indexOf("..");
        if (dots < 0) {
            return null;
        }
        String low = value.substring(0, dots);
        String high = value.substring(dots + 2);
        if (!BOUND.matcher(low).matches() || !BOUND.matcher(high).matches() || value.length() == 2) {
            return null;
        }
        boolean days = DAY.matcher(low.isEmpty() ? high : low).matches();
        if (!low.isEmpty() && !high.isEmpty() && DAY.matcher(high).matches() != days) {
            throw wrong();
        }
        return days
                ? new FieldFilter(code, List.of(), null, null, day(low), day(high))
                : new FieldFilter(code, List.of(), number(low), number(high), null, null);
    }

    private static @Nullable BigDecimal number(String bound) {
        return bound.isEmpty() ? null : new BigDecimal(bound);
    }

    private static @Nullable LocalDate day(String bound) {
        try {
            return bound.isEmpty() ? null : LocalDate.parse(bound);
        } catch (DateTimeParseException malformed) {
            throw wrong();
        }
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException(RIGHT);
    }
}
