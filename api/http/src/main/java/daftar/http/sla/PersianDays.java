package daftar.http.sla;

import com.github.mfathi91.time.PersianDate;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Days of the Persian calendar as requests and answers have them: {@code 1405-01-01}. A year from 1279 to 1678 is of that
 * calendar; nobody's desk was open in those of the other.
 */
public final class PersianDays {

    private static final int FIRST = 1_279;
    private static final int LAST = 1_678;
    private static final Pattern DAY = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd");

    private PersianDays() {}

    /** {@code 1405-01-01} for {@code 2026-03-21}; null for days before that calendar's first year here. */
    static @Nullable String of(LocalDate day) {
        try {
            return PersianDate.fromGregorian(day).format(ISO);
        } catch (DateTimeException tooEarly) {
            return null;
        }
    }

    /** The same body with the days of holidays and exceptions in ISO; what is malformed is left for whoever reads it. */
    static JsonNode inIso(JsonNode body) {
        if (!(body instanceof ObjectNode calendar)) {
            return body;
        }
        ObjectNode changed = calendar.deepCopy();
        for (String field : new String[] {"holidays", "exceptions"}) {
            if (changed.get(field) instanceof ArrayNode days) {
                for (JsonNode day : days) {
                    if (day instanceof ObjectNode one
                            && one.get("date") != null
                            && one.get("date").isString()) {
                        one.put("date", iso(one.get("date").stringValue()));
                    }
                }
            }
        }
        return changed;
    }

    /** The same body with the days of the calendar in this field of it in ISO. */
    public static JsonNode inIso(JsonNode body, String field) {
        if (!(body instanceof ObjectNode object) || object.get(field) == null) {
            return body;
        }
        ObjectNode changed = object.deepCopy();
        changed.set(field, inIso(object.get(field)));
        return changed;
    }

    static String iso(String day) {
        Matcher parts = DAY.matcher(day);
        if (!parts.matches()) {
            return day;
        }
        int year = Integer.parseInt(parts.group(1));
        if (year < FIRST || year > LAST) {
            return day;
        }
        try {
            return PersianDate.of(year, Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)))
                    .toGregorian()
                    .toString();
        } catch (DateTimeException noSuchDay) {
            // is no day in the other calendar either, or one that nobody means: told as malformed
            return day + " (no such day of the Persian calendar)";
        }
    }
}
