package daftar.messages.sla;

import daftar.messages.LocalizedText;
import daftar.messages.catalogue.ServiceHours.Open;
import daftar.messages.sla.CalendarDefinition.ExceptionalDay;
import daftar.messages.sla.CalendarDefinition.Holiday;
import daftar.messages.sla.CalendarDefinition.Hours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One version of a business calendar, and its arithmetic. An instant is working time if a clock on the wall of its zone
 * shows one of the day's hours then: an hour that a change of the clocks leaves out is not worked, one that it repeats is
 * worked twice.
 *
 * <p>Immutable to whoever uses it, and safe for many threads. The working time of a year is computed once, when it is first
 * asked for; finding something in it is a binary search. Milliseconds are the finest that it knows.
 */
public final class BusinessCalendar {

    /** Every moment is working time. */
    public static final BusinessCalendar AROUND_THE_CLOCK = new BusinessCalendar(always(), 1);

    /** What is not over after so many years never is: such a calendar has next to no hours. */
    private static final int YEARS = 200;

    private final CalendarDefinition definition;
    private final int version;
    private final boolean always;
    private final ZoneId zone;
    private final Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
    private final Map<LocalDate, List<Hours>> exceptions = new HashMap<>();
    private final Set<LocalDate> holidays = new HashSet<>();
    private final Map<Integer, Year> years = new ConcurrentHashMap<>();

    /**
     * @param version counts from 1
     * @throws java.time.DateTimeException for a zone that is not known
     */
    public BusinessCalendar(CalendarDefinition definition, int version) {
        this.definition = definition;
        this.version = version;
        this.zone = ZoneId.of(definition.zone());
        for (Open open : definition.week()) {
            week.computeIfAbsent(open.day(), day -> new ArrayList<>()).add(new Hours(open.from(), open.until()));
        }
        for (ExceptionalDay day : definition.exceptions()) {
            exceptions.put(day.date(), day.hours());
        }
        for (Holiday holiday : definition.holidays()) {
            holidays.add(holiday.date());
        }
        this.always = exceptions.isEmpty()
                && holidays.isEmpty()
                && Arrays.stream(DayOfWeek.values()).allMatch(day -> week.getOrDefault(day, List.of())
                        .contains(new Hours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)));
    }

    private static CalendarDefinition always() {
        Map<String, String> name = new java.util.LinkedHashMap<>();
        name.put("en", "Around the clock");
        name.put("de", "Rund um die Uhr");
        name.put("fa", "شبانه‌روزی");
        name.put("ru", "Круглосуточно");
        name.put("zh", "全天候");
        return new CalendarDefinition(
                "around-the-clock",
                new LocalizedText(name),
                "UTC",
                DayOfWeek.MONDAY,
                Arrays.stream(DayOfWeek.values())
                        .map(day -> new Open(day, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT))
                        .toList(),
                List.of(),
                List.of());
    }

    public CalendarDefinition definition() {
        return definition;
    }

    public String code() {
        return definition.code();
    }

    /** From 1. */
    public int version() {
        return version;
    }

    public ZoneId zone() {
        return zone;
    }

    public boolean isWorking(Instant at) {
        return always || between(at, at.plusMillis(1)).toMillis() == 1;
    }

    /**
     * The first instant by which so much working time has passed since {@code from}. With no working time at all it is the
     * instant itself.
     *
     * @throws ArithmeticException if the calendar has not that much within the next 200 years
     */
    public Instant plus(Instant from, Duration workingTime) {
        if (always || workingTime.isZero() || workingTime.isNegative()) {
            return from.plus(workingTime.isNegative() ? Duration.ZERO : workingTime);
        }
        long start = from.toEpochMilli();
        long left = workingTime.toMillis();
        if (left == 0) {
            return from;
        }
        int first = yearOf(from);
        for (int number = first; number < first + YEARS; number++) {
            Year year = year(number);
            long before = number == first ? year.until(start) : 0;
            if (year.total() - before >= left) {
                return Instant.ofEpochMilli(year.reached(before + left));
            }
            left -= year.total() - before;
        }
        throw new ArithmeticException("calendar " + code() + " has not " + workingTime + " in " + YEARS + " years");
    }

    /** The working time from the one instant to the other; none where the second is not later. */
    public Duration between(Instant from, Instant to) {
        if (!to.isAfter(from)) {
            return Duration.ZERO;
        }
        if (always) {
            return Duration.between(from, to);
        }
        int first = yearOf(from);
        int last = yearOf(to);
        long sum = year(last).until(to.toEpochMilli()) - year(first).until(from.toEpochMilli());
        for (int number = first; number < last; number++) {
            sum += year(number).total();
        }
        return Duration.ofMillis(sum);
    }

    /** The local year that an instant is in. */
    private int yearOf(Instant at) {
        return at.atZone(zone).getYear();
    }

    private Year year(int number) {
        Year known = years.get(number);
        return known != null ? known : years.computeIfAbsent(number, this::compute);
    }

    /**
     * The working time of a local year: segments in their order, none touching another.
     *
     * @param from of each segment, milliseconds of the epoch
     * @param to of each segment, exclusive
     * @param before the working time of the year before each segment; one more at the end for the whole
     */
    private record Year(long[] from, long[] to, long[] before) {

        long total() {
            return before[from.length];
        }

        /** The working time of the year before this moment. */
        long until(long at) {
            int place = Arrays.binarySearch(from, at);
            int segment = place >= 0 ? place : -place - 2;
            return segment < 0 ? 0 : before[segment] + Math.min(at, to[segment]) - from[segment];
        }

        /** The first moment by which so much of the year's working time, more than none, has passed. */
        long reached(long working) {
            int place = Arrays.binarySearch(before, working);
            int segment = (place >= 0 ? place : -place - 1) - 1;
            return from[segment] + working - before[segment];
        }

        static Year of(List<long[]> segments) {
            segments.sort(Comparator.comparingLong(segment -> segment[0]));
            List<long[]> joined = new ArrayList<>();
            for (long[] segment : segments) {
                long[] last = joined.isEmpty() ? null : joined.getLast();
                if (last != null && segment[0] <= last[1]) {
                    last[1] = Math.max(last[1], segment[1]);
                } else {
                    joined.add(segment);
                }
            }
            long[] from = new long[joined.size()];
            long[] to = new long[joined.size()];
            long[] before = new long[joined.size() + 1];
            for (int i = 0; i < from.length; i++) {
                from[i] = joined.get(i)[0];
                to[i] = joined.get(i)[1];
                before[i + 1] = before[i] + to[i] - from[i];
            }
            return new Year(from, to, before);
        }
    }

    private Year compute(int number) {
        List<Piece> pieces = pieces(number);
        List<long[]> segments = new ArrayList<>();
        LocalDate end = LocalDate.of(number + 1, 1, 1);
        for (LocalDate day = LocalDate.of(number, 1, 1); day.isBefore(end); day = day.plusDays(1)) {
            long midnight = day.toEpochDay() * 86_400_000L;
            for (Hours hours : hoursOf(day)) {
                long from = midnight + hours.from().toNanoOfDay() / 1_000_000;
                long until = midnight
                        + (hours.until().equals(LocalTime.MIDNIGHT)
                                ? 86_400_000L
                                : hours.until().toNanoOfDay() / 1_000_000);
                for (Piece piece : pieces) {
                    long begins = Math.max(from - piece.offset(), piece.from());
                    long ends = Math.min(until - piece.offset(), piece.to());
                    if (begins < ends) {
                        segments.add(new long[] {begins, ends});
                    }
                }
            }
        }
        return Year.of(segments);
    }

    private List<Hours> hoursOf(LocalDate day) {
        List<Hours> own = exceptions.get(day);
        if (own != null) {
            return own;
        }
        return holidays.contains(day) ? List.of() : week.getOrDefault(day.getDayOfWeek(), List.of());
    }

    /** A time during which the zone's clocks keep one distance from UTC. All in milliseconds, {@code to} exclusive. */
    private record Piece(long from, long to, long offset) {}

    /** Those of a local year, and a little around it. */
    private List<Piece> pieces(int number) {
        ZoneRules rules = zone.getRules();
        Instant from = LocalDate.of(number, 1, 1)
                .minusDays(2)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        Instant end = LocalDate.of(number + 1, 1, 1)
                .plusDays(2)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        List<Piece> pieces = new ArrayList<>();
        Instant at = from;
        while (at.isBefore(end)) {
            ZoneOffsetTransition next = rules.nextTransition(at);
            Instant until = next == null || next.getInstant().isAfter(end) ? end : next.getInstant();
            pieces.add(new Piece(
                    at.toEpochMilli(), until.toEpochMilli(), rules.getOffset(at).getTotalSeconds() * 1_000L));
            at = until;
        }
        return pieces;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BusinessCalendar calendar
                && calendar.version == version
                && calendar.definition.equals(definition);
    }

    @Override
    public int hashCode() {
        return 31 * definition.hashCode() + version;
    }

    @Override
    public String toString() {
        return code() + " version " + version;
    }
}
