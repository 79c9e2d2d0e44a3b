package daftar.messages.report;

import daftar.messages.Limits;
import daftar.messages.Refused;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Status;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A report that is asked for, read and checked; what is not understood is refused with what would be. The same words are a
 * URL's parameters and what a schedule keeps.
 *
 * @param period what it is about; of a report of an instant, what its months, weeks or days are of
 * @param compared the period beside it, of a report of a period; null for none
 * @param comparedAt the instant beside it, of a report of an instant; null for none
 * @param filters values by what they are values of; {@value #WITHOUT} for tickets that have none
 * @param at as the register stood then; whole milliseconds
 */
public record ReportWish(
        Report report,
        Period period,
        @Nullable Period compared,
        @Nullable Instant comparedAt,
        Grouping group,
        Map<Grouping, Set<String>> filters,
        Instant at,
        ZoneId zone,
        DayOfWeek firstDay) {

    /** The value that stands for tickets without one. */
    public static final String WITHOUT = "none";

    /** Rows that a report of months, weeks or days has at most. */
    public static final int MOST_STRETCHES = 400;

    /** Years that a period has at most. */
    public static final int MOST_YEARS = 30;

    private static final int MOST_VALUES = 200;
    private static final int USUAL_DAYS = 30;
    private static final Instant FIRST = Instant.parse("1980-01-01T00:00:00Z");
    private static final Instant AFTER_LAST = Instant.parse("2200-01-01T00:00:00Z");
    private static final List<String> WORDS = List.of("from", "to", "at", "zone", "firstDay", "group", "compare");

    /**
     * Reads what was sent.
     *
     * @param report its name
     * @param sent by the names of parameters; blank values do not matter
     * @param now the default of {@code at}
     * @param zone where none is sent
     * @param firstDay where none is sent
     * @param place what stands before a parameter's name in the field of a refusal
     * @throws Refused NOT_FOUND for a report that there is not, INVALID with the field for anything else
     */
    public static ReportWish of(
            String report, Map<String, List<String>> sent, Instant now, ZoneId zone, DayOfWeek firstDay, String place) {
        Report known = Report.of(report);
        if (known == null) {
            throw Refused.notFound("unknown-report", "The reports are " + names() + ".");
        }
        return new Reading(known, sent, place).wish(now.truncatedTo(ChronoUnit.MILLIS), zone, firstDay);
    }

    private static String names() {
        return Arrays.stream(Report.values()).map(Report::key).collect(Collectors.joining(", "));
    }

    /** The parameters that give exactly this again, whenever they are sent; without what is compared. */
    public Map<String, List<String>> parameters() {
        return parameters(period, at);
    }

    /** The same of another period and instant. */
    public Map<String, List<String>> parameters(Period of, Instant asOf) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("from", List.of(of.from().toString()));
        all.put("to", List.of(of.to().toString()));
        all.put("at", List.of(asOf.toString()));
        all.put("zone", List.of(zone.getId()));
        all.put("firstDay", List.of(firstDay.name()));
        all.put("group", List.of(group.key()));
        filters.forEach((by, values) -> all.put(by.key(), List.copyOf(values)));
        return all;
    }

    /** The months, weeks or days of a period, in order; none where the rows are by something else. */
    public List<Stretch> stretches(Period of) {
        if (!group.isOfTime()) {
            return List.of();
        }
        List<Stretch> all = new ArrayList<>();
        LocalDate day = of.from().atZone(zone).toLocalDate();
        LocalDate begin =
                switch (group) {
                    case MONTH -> day.withDayOfMonth(1);
                    case WEEK -> day.with(TemporalAdjusters.previousOrSame(firstDay));
                    default -> day;
                };
        while (true) {
            LocalDate next =
                    switch (group) {
                        case MONTH -> begin.plusMonths(1);
                        case WEEK -> begin.plusWeeks(1);
                        default -> begin.plusDays(1);
                    };
            Instant from = begin.atStartOfDay(zone).toInstant();
            Instant to = next.atStartOfDay(zone).toInstant();
            if (!from.isBefore(of.to())) {
                return all;
            }
            String key = group == Grouping.MONTH ? YearMonth.from(begin).toString() : begin.toString();
            all.add(new Stretch(key, from.isBefore(of.from()) ? of.from() : from, to.isAfter(of.to()) ? of.to() : to));
            if (all.size() > MOST_STRETCHES) {
                throw Refused.invalid(
                        "too-many-rows",
                        "group",
                        "A report has at most " + MOST_STRETCHES + " months, weeks or days; send a shorter period or a"
                                + " longer stretch, such as group=month.");
            }
            begin = next;
        }
    }

    /** One reading of parameters. */
    private record Reading(Report report, Map<String, List<String>> sent, String place) {

        ReportWish wish(Instant now, ZoneId usualZone, DayOfWeek usualDay) {
            checkNames();
            ZoneId zone = zone(usualZone);
            DayOfWeek firstDay = firstDay(usualDay);
            Instant at = at(now, zone);
            Grouping group = group();
            Period period = period(at, zone);
            Compared compared = compared(period, now, zone);
            ReportWish wish = new ReportWish(
                    report, period, compared.period(), compared.at(), group, filters(), at, zone, firstDay);
            wish.stretches(period);
            if (compared.period() != null) {
                wish.stretches(compared.period());
            }
            if (compared.at() != null && group.isOfTime()) {
                throw refused(
                        "wrong-compare",
                        "compare",
                        "Two instants are compared without months, weeks or days; leave out"
                                + " one of compare and group.");
            }
            return wish;
        }

        private void checkNames() {
            for (String name : sent.keySet()) {
                Grouping by = Grouping.of(name);
                if (!WORDS.contains(name) && (by == null || !report.filters().contains(by))) {
                    throw refused(
                            "unknown-parameter",
                            name,
                            "The parameters of this report are " + String.join(", ", WORDS) + ", "
                                    + report.filters().stream()
                                            .map(Grouping::key)
                                            .collect(Collectors.joining(", "))
                                    + ".");
                }
            }
        }

        private ZoneId zone(ZoneId usual) {
            String value = single("zone");
            try {
                return value == null ? usual : ZoneId.of(value);
            } catch (DateTimeException unknown) {
                throw refused("unknown-zone", "zone", "Send a time zone such as Europe/Berlin, Asia/Tehran or UTC.");
            }
        }

        private DayOfWeek firstDay(DayOfWeek usual) {
            String value = single("firstDay");
            if (value == null) {
                return usual;
            }
            try {
                return DayOfWeek.valueOf(value.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                throw refused("unknown-day", "firstDay", "Send a day of the week such as MONDAY or SATURDAY.");
            }
        }

        private Instant at(Instant now, ZoneId zone) {
            String value = single("at");
            Instant at = value == null ? now : moment("at", value, zone, false);
            if (at.isAfter(now)) {
                throw refused(
                        "future-instant", "at", "Nothing is known of the future; send an instant up to " + now + ".");
            }
            return at;
        }

        private Grouping group() {
            String value = single("group");
            Grouping group = value == null ? report.groupings().getFirst() : Grouping.of(value);
            if (group == null || !report.groupings().contains(group)) {
                throw refused(
                        "unknown-group",
                        "group",
                        "The groups of this report are "
                                + report.groupings().stream().map(Grouping::key).collect(Collectors.joining(", "))
                                + ".");
            }
            return group;
        }

        private Period period(Instant at, ZoneId zone) {
            String until = single("to");
            Instant to = until == null ? at : moment("to", until, zone, true);
            String since = single("from");
            Instant from = since == null
                    ? to.atZone(zone)
                            .toLocalDate()
                            .minusDays(USUAL_DAYS)
                            .atStartOfDay(zone)
                            .toInstant()
                    : moment("from", since, zone, false);
            return checked(new Period(from, to), since == null ? "to" : "from");
        }

        private Period checked(Period period, String field) {
            if (!period.from().isBefore(period.to())) {
                throw refused(
                        "reversed-period", field, "A period begins before it ends: send a from that is before to.");
            }
            if (Duration.between(period.from(), period.to()).compareTo(Duration.ofDays(MOST_YEARS * 366L)) > 0) {
                throw refused("period-too-long", field, "A period has at most " + MOST_YEARS + " years.");
            }
            return period;
        }

        private record Compared(
                @Nullable Period period, @Nullable Instant at) {}

        private Compared compared(Period period, Instant now, ZoneId zone) {
            String value = single("compare");
            if (value == null) {
                return new Compared(null, null);
            }
            if (report.kind() == Report.Kind.INSTANT) {
                Instant at = moment("compare", value, zone, false);
                if (at.isAfter(now)) {
                    throw refused("future-instant", "compare", "Nothing is known of the future.");
                }
                return new Compared(null, at);
            }
            return new Compared(
                    checked(
                            switch (value) {
                                case "previous" ->
                                    new Period(
                                            period.from().minus(Duration.between(period.from(), period.to())),
                                            period.from());
                                case "year" ->
                                    new Period(
                                            period.from()
                                                    .atZone(zone)
                                                    .minusYears(1)
                                                    .toInstant(),
                                            period.to()
                                                    .atZone(zone)
                                                    .minusYears(1)
                                                    .toInstant());
                                default -> sentPeriod(value, zone);
                            },
                            "compare"),
                    null);
        }

        private Period sentPeriod(String value, ZoneId zone) {
            String[] ends = value.split("/", -1);
            if (ends.length != 2) {
                throw refused(
                        "wrong-compare", "compare", "Send previous, year, or a period such as 2026-01-01/2026-01-31.");
            }
            return new Period(moment("compare", ends[0], zone, false), moment("compare", ends[1], zone, true));
        }

        private Map<Grouping, Set<String>> filters() {
            Map<Grouping, Set<String>> filters = new EnumMap<>(Grouping.class);
            for (Grouping by : report.filters()) {
                Set<String> values = new TreeSet<>();
                for (String value : sentOf(by.key())) {
                    values.add(value(by, value));
                }
                if (values.size() > MOST_VALUES) {
                    throw refused("too-many-values", by.key(), "Send at most " + MOST_VALUES + " values.");
                }
                if (!values.isEmpty()) {
                    filters.put(by, Collections.unmodifiableSet(values));
                }
            }
            return Collections.unmodifiableMap(filters);
        }

        private String value(Grouping by, String value) {
            if (value.length() > Limits.WORD) {
                throw refused("text-too-long", by.key(), "A value has at most " + Limits.WORD + " characters.");
            }
            if (value.equals(WITHOUT)) {
                return value;
            }
            return switch (by) {
                case PRIORITY -> constant(by, Priority.values(), value);
                case CHANNEL -> constant(by, Channel.values(), value);
                case STATUS -> constant(by, Status.values(), value);
                default -> value;
            };
        }

        private String constant(Grouping by, Enum<?>[] constants, String value) {
            String name = value.toUpperCase(Locale.ROOT).replace('-', '_');
            for (Enum<?> constant : constants) {
                if (constant.name().equals(name)) {
                    return name;
                }
            }
            throw refused(
                    "unknown-value",
                    by.key(),
                    "The values of " + by.key() + " are "
                            + Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", ")) + ".");
        }

        /** A day is its beginning, as an end the beginning of the next. */
        private Instant moment(String name, String value, ZoneId zone, boolean end) {
            Instant moment;
            try {
                if (value.length() == "2026-01-01".length()) {
                    LocalDate day = LocalDate.parse(value);
                    moment = (end ? day.plusDays(1) : day).atStartOfDay(zone).toInstant();
                } else {
                    moment = Instant.parse(value);
                }
            } catch (DateTimeParseException malformed) {
                throw refused(
                        "wrong-parameter",
                        name,
                        "The value is not understood; send a day like 2026-11-22 or an instant like"
                                + " 2026-11-22T09:30:00Z.");
            }
            if (moment.isBefore(FIRST) || !moment.isBefore(AFTER_LAST)) {
                throw refused("out-of-range", name, "Send a time of the years 1980 to 2199.");
            }
            return moment.truncatedTo(ChronoUnit.MILLIS);
        }

        private List<String> sentOf(String name) {
            List<String> values = new ArrayList<>();
            for (String value : sent.getOrDefault(name, List.of())) {
                if (value != null && !value.isBlank()) {
                    values.add(value.strip());
                }
            }
            return values;
        }

        private @Nullable String single(String name) {
            List<String> values = sentOf(name);
            if (values.size() > 1) {
                throw refused("too-many-values", name, "Send one value.");
            }
            return values.isEmpty() ? null : values.getFirst();
        }

        private Refused refused(String code, String name, String detail) {
            return Refused.invalid(code, place + name, detail);
        }
    }
}
