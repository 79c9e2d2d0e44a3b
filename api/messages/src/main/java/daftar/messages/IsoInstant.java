package daftar.messages;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/**
 * Instants as events and documents write them: ISO-8601 in UTC, {@code 2026-11-22T18:00:53.739Z}. The same as {@link
 * Instant#parse} and {@link Instant#toString}, which every fold would otherwise spend most of its time in: the usual
 * form, with seconds or milliseconds, is read and written by hand here, anything else is left to them.
 */
public final class IsoInstant {

    private static final int SECONDS_LENGTH = "2026-11-22T18:00:53Z".length();
    private static final int MILLIS_LENGTH = "2026-11-22T18:00:53.739Z".length();

    private IsoInstant() {}

    /** @throws DateTimeParseException as {@link Instant#parse} does */
    public static Instant parse(String text) {
        boolean millis = text.length() == MILLIS_LENGTH && text.charAt(19) == '.' && text.charAt(23) == 'Z';
        if (!millis && (text.length() != SECONDS_LENGTH || text.charAt(19) != 'Z')) {
            return Instant.parse(text);
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        int milli = millis ? digits(text, 20, 23) : 0;
        boolean punctuated = text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
        if (!punctuated
                || (year | month | day | hour | minute | second | milli) < 0
                || hour > 23
                || minute > 59
                || second > 59) {
            return Instant.parse(text);
        }
        try {
            long seconds =
                    LocalDate.of(year, month, day).toEpochDay() * 86_400L + hour * 3_600L + minute * 60L + second;
            return Instant.ofEpochSecond(seconds, milli * 1_000_000L);
        } catch (DateTimeException noSuchDay) {
            return Instant.parse(text);
        }
    }

    /** As {@link Instant#toString}. */
    public static String format(Instant instant) {
        int nanos = instant.getNano();
        if (nanos % 1_000_000 != 0) {
            return instant.toString();
        }
        long day = Math.floorDiv(instant.getEpochSecond(), 86_400L);
        int ofDay = (int) Math.floorMod(instant.getEpochSecond(), 86_400L);
        LocalDate date = LocalDate.ofEpochDay(day);
        if (date.getYear() < 0 || date.getYear() > 9999) {
            return instant.toString();
        }
        char[] text = new char[nanos == 0 ? SECONDS_LENGTH : MILLIS_LENGTH];
        put(text, 0, 4, date.getYear());
        text[4] = '-';
        put(text, 5, 7, date.getMonthValue());
        text[7] = '-';
        put(text, 8, 10, date.getDayOfMonth());
        text[10] = 'T';
        put(text, 11, 13, ofDay / 3_600);
        text[13] = ':';
        put(text, 14, 16, ofDay / 60 % 60);
        text[16] = ':';
        put(text, 17, 19, ofDay % 60);
        if (nanos != 0) {
            text[19] = '.';
            put(text, 20, 23, nanos / 1_000_000);
        }
        text[text.length - 1] = 'Z';
        return new String(text);
    }

    /** The number at {@code [from, to)}; negative where that is not all ASCII digits. */
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static void put(char[] text, int from, int to, int number) {
        int rest = number;
        for (int i = to - 1; i >= from; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
