package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.messages.Money;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.query.Caller;
import daftar.messages.query.Query.FindReport;
import daftar.messages.query.Query.FindReportCases;
import daftar.messages.report.Grouping;
import daftar.messages.report.Period;
import daftar.messages.report.Report;
import daftar.messages.report.ReportCases;
import daftar.messages.report.ReportView;
import daftar.messages.ticket.Status;
import daftar.query.Recount.Entry;
import daftar.query.Recount.Told;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * All reports, by every grouping, over a drawn desk and held against {@link Recount}: every figure equals what the events
 * say, now and at past instants, and opens exactly the tickets that it counts.
 */
class ReportsIT {

    private static final Instant NOW = ReportedDesk.END.plus(Duration.ofHours(1));
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId TEHRAN = ZoneId.of("Asia/Tehran");

    private static SampleDesk desk;
    private static ReportQueries reports;

    @BeforeAll
    static void a_desk() throws Exception {
        desk = new SampleDesk();
        new ReportedDesk(4711, desk).fill(300);
        desk.refresh();
        reports = new ReportQueries(Sample.readSide(desk, new Sample.SetProgress(), NOW));
    }

    @AfterAll
    static void nothing_is_left() {
        desk.forget();
    }

    // ---- the description of the reports, once more

    /** @param ids what is behind it; a ticket's id, of work ticket and entry */
    private record Expected(@Nullable Object value, List<String> ids) {}

    private static final class Figures {
        final Map<String, Expected> all = new LinkedHashMap<>();

        List<Told> count(String key, Collection<Told> tickets, Predicate<Told> which) {
            List<Told> counted = tickets.stream().filter(which).toList();
            all.put(key, new Expected((long) counted.size(), ids(counted)));
            return counted;
        }

        void share(String key, List<Told> part, List<Told> whole) {
            put(key, whole.isEmpty() ? null : Math.round(10_000.0 * part.size() / whole.size()) / 10_000.0, whole);
        }

        void put(String key, @Nullable Object value, Collection<Told> behind) {
            all.put(key, new Expected(value, ids(behind)));
        }

        void durations(String word, Collection<Told> behind, List<Long> millis) {
            put(word + "Mean", mean(millis), behind);
            for (int percent : List.of(50, 80, 90, 95)) {
                put(word + "P" + percent, percentile(millis, percent), behind);
            }
        }

        private static @Nullable Duration mean(List<Long> millis) {
            double sum = millis.stream().mapToDouble(Long::doubleValue).sum();
            return millis.isEmpty() ? null : Duration.ofMillis(Math.round(sum / millis.size()));
        }

        private static @Nullable Duration percentile(List<Long> millis, int percent) {
            if (millis.isEmpty()) {
                return null;
            }
            List<Long> sorted = millis.stream().sorted().toList();
            double place = percent / 100.0 * (sorted.size() - 1);
            int below = (int) place;
            double between =
                    below + 1 < sorted.size() ? (place - below) * (sorted.get(below + 1) - sorted.get(below)) : 0;
            return Duration.ofMillis(Math.round(sorted.get(below) + between));
        }

        private static List<String> ids(Collection<Told> tickets) {
            return tickets.stream().map(told -> told.id).sorted().toList();
        }
    }

    /** The figures of a report over these tickets and entries. @param spell the stage or vendor of the row; null for all */
    private static Map<String, Expected> figures(
            Report report, Period in, Instant at, List<Told> tickets, List<Entry> entries, @Nullable String spell) {
        Figures f = new Figures();
        switch (report) {
            case WORK -> {
                List<Entry> done = entries.stream()
                        .filter(entry -> !entry.struckOut() && within(in, entry.performedAt()))
                        .toList();
                f.all.put("entries", new Expected((long) done.size(), entryIds(done)));
                f.all.put(
                        "minutes",
                        new Expected(done.stream().mapToLong(Entry::minutes).sum(), entryIds(done)));
                Map<String, List<Entry>> spent = new TreeMap<>();
                done.forEach(entry -> entry.sums().keySet().forEach(currency -> spent.computeIfAbsent(
                                currency, none -> new ArrayList<>())
                        .add(entry)));
                spent.forEach((currency, behind) -> f.all.put(
                        "costs." + currency,
                        new Expected(
                                behind.stream()
                                        .map(entry -> entry.sums().get(currency))
                                        .reduce(new Money(BigDecimal.ZERO, currency), Money::plus),
                                entryIds(behind))));
            }
            case VOLUME -> {
                f.count("raised", tickets, t -> within(in, t.raisedAt));
                f.count("resolved", tickets, t -> within(in, t.resolved));
                f.count("closed", tickets, t -> t.status == Status.CLOSED && within(in, t.closed));
                f.count("declined", tickets, t -> t.status == Status.DECLINED && within(in, t.closed));
                f.count("cancelled", tickets, t -> t.status == Status.CANCELLED && within(in, t.closed));
            }
            case TIMES -> {
                List<Told> responded = f.count("responded", tickets, t -> within(in, t.responded));
                f.durations("response", responded, millis(responded, t -> t.responded));
                List<Told> resolved = f.count("resolved", tickets, t -> within(in, t.resolved));
                f.durations("resolution", resolved, millis(resolved, t -> t.resolved));
            }
            case FIRST_CONTACT -> {
                List<Told> resolved = f.count("resolved", tickets, t -> within(in, t.resolved));
                List<Told> first = f.count("firstContact", resolved, t -> t.firstContact);
                f.share("firstContactShare", first, resolved);
            }
            case REOPENING -> {
                List<Told> solved = f.count("solved", tickets, t -> within(in, t.firstResolved));
                f.count("reopened", solved, t -> t.reopened > 0);
                f.count("rejected", solved, t -> t.rejected > 0);
                f.share("wentBackShare", f.count("wentBack", solved, t -> t.reopened + t.rejected > 0), solved);
            }
            case SLA -> {
                List<Told> raised =
                        tickets.stream().filter(t -> within(in, t.raisedAt)).toList();
                target(f, "response", raised, at, Told::responseMet, t -> t.responseDue);
                target(f, "resolution", raised, at, Told::resolutionMet, t -> t.resolutionDue);
            }
            case SATISFACTION -> {
                List<Told> rated = f.count("ratings", tickets, t -> within(in, t.rated));
                double sum = rated.stream().mapToDouble(t -> t.rating).sum();
                f.put("mean", rated.isEmpty() ? null : Math.round(10_000 * sum / rated.size()) / 10_000.0, rated);
                for (int stars = 1; stars <= 5; stars++) {
                    int these = stars;
                    f.count("rated" + stars, rated, t -> t.rating == these);
                }
                f.share("satisfiedShare", f.count("satisfied", rated, t -> t.rating >= 4), rated);
            }
            case RHYTHM -> f.count("raised", tickets, t -> within(in, t.raisedAt));
            case BACKLOG -> backlog(f, tickets, at);
            case QUEUES -> {
                Instant since = at.minus(Duration.ofDays(28));
                Predicate<Instant> recent =
                        instant -> instant != null && instant.isAfter(since) && !instant.isAfter(at);
                List<Told> open = f.count("open", tickets, Told::open);
                List<Told> resolved = f.count("resolved", tickets, t -> recent.test(t.resolved));
                List<Entry> worked = entries.stream()
                        .filter(entry -> !entry.struckOut() && recent.test(entry.performedAt()))
                        .toList();
                long minutes = worked.stream().mapToLong(Entry::minutes).sum();
                f.all.put("minutes", new Expected(minutes, entryIds(worked)));
                double each = (double) minutes / resolved.size();
                f.put(
                        "hoursQueued",
                        resolved.isEmpty() ? null : Math.round(100 * (open.size() * each / 60)) / 100.0,
                        open);
                f.put(
                        "daysToClear",
                        resolved.isEmpty() ? null : Math.round(100 * (open.size() * 28.0 / resolved.size())) / 100.0,
                        open);
            }
            case PING_PONG -> {
                List<Told> raised = f.count("raised", tickets, t -> within(in, t.raisedAt));
                f.count("passedOn", raised, t -> t.changes() > 0);
                f.share("cameBackShare", f.count("cameBack", raised, Told::cameBack), raised);
                double sum = raised.stream().mapToDouble(Told::changes).sum();
                f.put(
                        "changesMean",
                        raised.isEmpty() ? null : Math.round(10_000 * sum / raised.size()) / 10_000.0,
                        raised);
                f.put(
                        "changesMost",
                        raised.isEmpty()
                                ? null
                                : raised.stream().mapToLong(Told::changes).max().orElseThrow(),
                        raised);
            }
            case VENDORS, STAGES -> {
                Function<Told, Map<String, Long>> spells = report == Report.STAGES ? t -> t.stages : t -> t.vendors;
                List<Told> ended = f.count(
                        "tickets",
                        tickets,
                        t -> t.ended()
                                && within(in, t.closed)
                                && !spells.apply(t).isEmpty()
                                && (spell == null || spells.apply(t).containsKey(spell)));
                List<Long> millis = ended.stream()
                        .flatMap(t -> spells.apply(t).entrySet().stream())
                        .filter(one -> spell == null || one.getKey().equals(spell))
                        .map(Map.Entry::getValue)
                        .toList();
                f.put(
                        "timeSum",
                        Duration.ofMillis(
                                millis.stream().mapToLong(Long::longValue).sum()),
                        ended);
                f.durations("time", ended, millis);
            }
        }
        return f.all;
    }

    private static void target(
            Figures f,
            String word,
            List<Told> raised,
            Instant at,
            Function<Told, @Nullable Boolean> met,
            Function<Told, @Nullable Instant> due) {
        Predicate<Told> owed = t -> t.open() && met.apply(t) == null && due.apply(t) != null;
        Predicate<Told> late = t -> Boolean.FALSE.equals(met.apply(t))
                || (owed.test(t) && due.apply(t).isBefore(at));
        List<Told> inTime = f.count(word + "Met", raised, t -> Boolean.TRUE.equals(met.apply(t)));
        f.count(word + "Breached", raised, late);
        f.count(word + "Pending", raised, owed.and(late.negate()));
        f.share(
                word + "Compliance",
                inTime,
                raised.stream()
                        .filter(late.or(t -> Boolean.TRUE.equals(met.apply(t))))
                        .toList());
    }

    private static void backlog(Figures f, List<Told> tickets, Instant at) {
        List<Told> open = f.count("open", tickets, Told::open);
        f.count("inProgress", open, t -> t.status == Status.IN_PROGRESS);
        f.count("onHold", open, t -> t.status == Status.ON_HOLD);
        f.count("overdue", open, t -> overdue(t, at));
        double sum = open.stream().mapToDouble(t -> t.raisedAt.toEpochMilli()).sum();
        f.put(
                "ageMean",
                open.isEmpty() ? null : Duration.ofMillis(at.toEpochMilli() - Math.round(sum / open.size())),
                open);
        f.put(
                "ageMost",
                open.stream()
                        .map(t -> Duration.between(t.raisedAt, at))
                        .max(Duration::compareTo)
                        .orElse(null),
                open);
        int[] days = {0, 1, 3, 7, 30, 90};
        for (int i = 0; i < days.length; i++) {
            Duration least = Duration.ofDays(days[i]);
            Duration below = i + 1 < days.length ? Duration.ofDays(days[i + 1]) : Duration.ofDays(99_999);
            f.count(i + 1 < days.length ? "days" + days[i] + "To" + days[i + 1] : "daysFrom" + days[i], open, t -> {
                Duration age = Duration.between(t.raisedAt, at);
                return age.compareTo(least) >= 0 && age.compareTo(below) < 0;
            });
        }
    }

    private static boolean overdue(Told t, Instant at) {
        boolean response = t.responded == null && t.responseDue != null && !t.responseDue.isAfter(at);
        return response || (t.resolutionDue != null && !t.resolutionDue.isAfter(at));
    }

    private static boolean within(Period period, @Nullable Instant at) {
        return at != null && !at.isBefore(period.from()) && at.isBefore(period.to());
    }

    private static List<Long> millis(List<Told> tickets, Function<Told, Instant> to) {
        return tickets.stream()
                .map(t -> to.apply(t).toEpochMilli() - t.raisedAt.toEpochMilli())
                .toList();
    }

    private static List<String> entryIds(List<Entry> entries) {
        return entries.stream()
                .map(entry -> entry.ticket().id + "/" + entry.entry())
                .sorted()
                .toList();
    }

    // ---- the comparison

    private static final String HIDDEN = "hidden";
    private static final Caller AUDITOR = Sample.AUDITOR;
    private static final Caller MANAGER = Sample.MANAGER;

    @Test
    void every_figure_equals_what_the_events_say_and_opens_exactly_what_it_counts() {
        Random random = new Random(42);
        int compared = 0;
        for (Report report : Report.values()) {
            for (Grouping group : report.groupings()) {
                compared += compare(report, group, random, random.nextInt(2));
            }
        }
        assertThat(compared).isGreaterThan(5_000);
    }

    private int compare(Report report, Grouping group, Random random, int draw) {
        boolean auditor = random.nextBoolean();
        ZoneId zone = random.nextBoolean() ? BERLIN : TEHRAN;
        DayOfWeek firstDay = random.nextBoolean() ? DayOfWeek.MONDAY : DayOfWeek.SATURDAY;
        Map<String, List<String>> sent = new LinkedHashMap<>();
        sent.put("group", List.of(group.key()));
        sent.put("zone", List.of(zone.getId()));
        sent.put("firstDay", List.of(firstDay.name()));
        LocalDate from = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(70));
        LocalDate last = from.plusDays(20 + random.nextInt(60));
        sent.put("from", List.of(from.toString()));
        sent.put("to", List.of(last.toString()));
        Instant at = draw == 0 ? NOW : ReportedDesk.BEGIN.plus(Duration.ofHours(24 * 30 + random.nextInt(2_000)));
        if (draw > 0) {
            sent.put("at", List.of(at.toString()));
        }
        Period period = new Period(
                from.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant());
        Map<Grouping, String> filters = new TreeMap<>();
        if (random.nextInt(3) == 0) {
            filters.put(Grouping.DEPARTMENT, random.nextBoolean() ? "department-a" : "none");
        }
        if (random.nextInt(4) == 0) {
            filters.put(Grouping.CATEGORY, "email");
        }
        filters.forEach((by, value) -> sent.put(by.key(), List.of(value)));
        Period besidePeriod = null;
        Instant besideAt = null;
        if (random.nextInt(2) == 0) {
            if (report.kind() != Report.Kind.INSTANT) {
                Duration length = Duration.between(period.from(), period.to());
                besidePeriod = new Period(period.from().minus(length), period.from());
                sent.put("compare", List.of("previous"));
            } else if (!group.isOfTime()) {
                besideAt = ReportedDesk.BEGIN.plus(Duration.ofDays(40));
                sent.put("compare", List.of(besideAt.toString()));
            }
        }
        Caller caller = auditor ? AUDITOR : MANAGER;
        ReportView view = reports.find(new FindReport(caller, report.key(), sent));
        String what = report + " " + sent + " " + caller.actor().person();
        Side own = new Side(report, group, period, at, zone, firstDay, filters, auditor);
        Map<String, Map<String, Expected>> rows = own.rows();
        check(what + " total", view.total(), own.total(), caller, random);
        if (besidePeriod == null && besideAt == null) {
            assertThat(view.rows().stream().map(ReportView.Row::key).toList())
                    .as(what)
                    .containsExactlyElementsOf(rows.keySet());
        } else {
            Side beside = new Side(
                    report,
                    group,
                    besidePeriod == null ? period : besidePeriod,
                    besideAt == null ? at : besideAt,
                    zone,
                    firstDay,
                    filters,
                    auditor);
            checkBeside(what + " total beside", view.total(), beside.total(), caller, random);
            Map<String, Map<String, Expected>> others = beside.rows();
            for (ReportView.Row row : view.rows()) {
                String key = row.comparedKey() == null ? row.key() : row.comparedKey();
                if (!key.isEmpty()) {
                    checkBeside(
                            what + " beside " + key, row, others.getOrDefault(key, beside.empty(key)), caller, random);
                }
            }
            assertThat(view.rows().stream().map(ReportView.Row::key).toList()).containsAll(rows.keySet());
        }
        int figures = 0;
        for (ReportView.Row row : view.rows()) {
            figures += check(
                    what + " " + row.key(), row, rows.getOrDefault(row.key(), own.empty(row.key())), caller, random);
        }
        return figures;
    }

    private int check(String what, ReportView.Row row, Map<String, Expected> expected, Caller caller, Random random) {
        row.figures().forEach((key, figure) -> check(what + " " + key, figure, expected.get(key), caller, random));
        assertThat(row.figures().keySet()).as(what).containsAll(expected.keySet());
        return row.figures().size();
    }

    private void checkBeside(
            String what, ReportView.Row row, Map<String, Expected> expected, Caller caller, Random random) {
        row.figures()
                .forEach(
                        (key, figure) -> check(what + " " + key, figure.compared(), expected.get(key), caller, random));
    }

    private void check(
            String what, ReportView.Figure figure, @Nullable Expected expected, Caller caller, Random random) {
        if (expected == null) {
            // a currency that this row has nothing of
            assertThat(what).contains("costs.");
            assertThat(figure.value()).as(what).isNull();
            return;
        }
        Object value = expected.value();
        if (value instanceof Money money) {
            assertThat(figure.value()).as(what).isInstanceOfSatisfying(Money.class, found -> {
                assertThat(found.currency()).as(what).isEqualTo(money.currency());
                assertThat(found.amount()).as(what).isEqualByComparingTo(money.amount());
            });
        } else {
            assertThat(figure.value()).as(what).isEqualTo(value);
        }
        boolean counted = value instanceof Long && !what.endsWith("minutes") && !what.endsWith("changesMost");
        if (counted) {
            assertThat(expected.ids()).as(what).hasSize(((Long) value).intValue());
        }
        if (random.nextInt(150) == 0) {
            List<String> opened = opened(figure.tickets(), caller);
            assertThat(opened).as(what).hasSize(expected.ids().size());
            if (opened.contains(HIDDEN)) {
                // what is confidential now was counted as it stood then, but is not shown any more
                assertThat(caller).isEqualTo(MANAGER);
                assertThat(expected.ids())
                        .as(what)
                        .containsAll(
                                opened.stream().filter(id -> !id.equals(HIDDEN)).toList());
            } else {
                assertThat(opened).as(what).isEqualTo(expected.ids());
            }
        }
    }

    private static String name(ReportCases.Case one) {
        String work = one.work() == null ? "" : "/" + one.work().entry();
        return one.ticket() == null ? HIDDEN : one.ticket().id() + work;
    }

    private static final Map<Instant, List<Told>> TOLD = new java.util.HashMap<>();

    private static List<Told> toldAsOf(Instant at) {
        return TOLD.computeIfAbsent(at, then -> Recount.asOf(desk.log.values(), then));
    }

    /** What an address lists, all pages of it. */
    private static List<String> opened(String address, Caller caller) {
        String prefix = "/api/reports/";
        assertThat(address).startsWith(prefix);
        String report = address.substring(prefix.length(), address.indexOf("/tickets?"));
        Map<String, List<String>> sent = new LinkedHashMap<>();
        for (String pair : address.substring(address.indexOf('?') + 1).split("&")) {
            String[] both = pair.split("=", -1);
            sent.computeIfAbsent(both[0], none -> new ArrayList<>())
                    .add(URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        String figure = sent.remove("figure").getFirst();
        List<String> row = sent.remove("row");
        List<String> found = new ArrayList<>();
        String cursor = null;
        long total;
        do {
            ReportCases page = reports.find(new FindReportCases(
                    caller, report, sent, row == null ? null : row.getFirst(), figure, 100, cursor));
            page.tickets().forEach(one -> found.add(name(one)));
            cursor = page.next();
            total = page.total();
        } while (cursor != null);
        assertThat(found).hasSize((int) total);
        return found.stream().sorted().toList();
    }

    /** One side of a report, from the events. */
    private record Side(
            Report report,
            Grouping group,
            Period period,
            Instant at,
            ZoneId zone,
            DayOfWeek firstDay,
            Map<Grouping, String> filters,
            boolean auditor) {

        private List<Told> tickets(Instant then) {
            return toldAsOf(then).stream()
                    .filter(t -> report.kind() == Report.Kind.WORK || chosen(t::values, t))
                    .filter(t -> auditor
                            || t.named == null
                            || t.named.contains("person-manager")
                            || t.workers.contains("person-manager"))
                    .toList();
        }

        private boolean chosen(Function<Grouping, Collection<String>> values, Told ticket) {
            return filters.entrySet().stream()
                    .allMatch(filter -> filter.getKey() == Grouping.DEPARTMENT
                            ? ticket.values(Grouping.DEPARTMENT_TREE).contains(filter.getValue())
                            : values.apply(filter.getKey()).contains(filter.getValue()));
        }

        private List<Entry> entries(Instant then) {
            return toldAsOf(then).stream()
                    .flatMap(t -> t.work.values().stream())
                    .filter(entry -> chosen(entry::values, entry.ticket()))
                    .filter(entry -> auditor
                            || entry.ticket().named == null
                            || entry.ticket().named.contains("person-manager")
                            || entry.performer().equals("person-manager"))
                    .toList();
        }

        Map<String, Expected> total() {
            return through(figures(report, period, at, tickets(at), entries(at), null));
        }

        Map<String, Expected> empty(String key) {
            return through(figures(report, period, at, List.of(), List.of(), key));
        }

        /** A backlog through time tells of fewer things. */
        private Map<String, Expected> through(Map<String, Expected> figures) {
            if (report == Report.BACKLOG && group.isOfTime()) {
                figures.keySet().removeIf(key -> key.equals("overdue") || key.startsWith("days"));
            }
            return figures;
        }

        Map<String, Map<String, Expected>> rows() {
            Map<String, Map<String, Expected>> rows = new LinkedHashMap<>();
            if (group == Grouping.NONE) {
                return rows;
            }
            if (group.isOfTime()) {
                List<Told> told = tickets(at);
                List<Entry> worked = entries(at);
                stretches().forEach((key, stretch) -> {
                    if (report.kind() != Report.Kind.INSTANT) {
                        rows.put(key, figures(report, stretch, at, told, worked, null));
                    } else if (!stretch.from().isAfter(at)) {
                        Instant end = stretch.to().isAfter(at) ? at : stretch.to();
                        rows.put(key, through(figures(report, stretch, end, tickets(end), entries(end), null)));
                    }
                });
                return rows;
            }
            List<Told> tickets = tickets(at);
            List<Entry> entries = entries(at);
            if (group.isRhythm()) {
                for (String key : rhythm()) {
                    rows.put(
                            key,
                            figures(
                                    report,
                                    period,
                                    at,
                                    tickets.stream()
                                            .filter(t -> rhythmOf(t.raisedAt).equals(key))
                                            .toList(),
                                    entries,
                                    null));
                }
                return rows;
            }
            TreeSet<String> keys = new TreeSet<>();
            boolean spells = report == Report.STAGES || report == Report.VENDORS;
            tickets.forEach(t -> {
                if (spells) {
                    keys.addAll(report == Report.STAGES ? t.stages.keySet() : t.vendors.keySet());
                } else if (report.kind() != Report.Kind.WORK) {
                    keys.addAll(t.values(group));
                }
            });
            if (!spells && (report.kind() == Report.Kind.WORK || report == Report.QUEUES)) {
                entries.forEach(entry -> keys.addAll(entry.values(group)));
            }
            for (String key : keys) {
                Map<String, Expected> figures = figures(
                        report,
                        period,
                        at,
                        spells || report.kind() == Report.Kind.WORK
                                ? tickets
                                : tickets.stream()
                                        .filter(t -> t.values(group).contains(key))
                                        .toList(),
                        spells || !(report.kind() == Report.Kind.WORK || report == Report.QUEUES)
                                ? entries
                                : entries.stream()
                                        .filter(entry -> entry.values(group).contains(key))
                                        .toList(),
                        key);
                if (figures.values().stream().anyMatch(figure -> figure.value() instanceof Long count && count > 0)) {
                    rows.put(key, figures);
                }
            }
            return rows;
        }

        private Map<String, Period> stretches() {
            Map<String, Period> all = new LinkedHashMap<>();
            LocalDate day = period.from().atZone(zone).toLocalDate();
            LocalDate begin =
                    switch (group) {
                        case MONTH -> day.withDayOfMonth(1);
                        case WEEK -> day.with(TemporalAdjusters.previousOrSame(firstDay));
                        default -> day;
                    };
            while (begin.atStartOfDay(zone).toInstant().isBefore(period.to())) {
                LocalDate next =
                        switch (group) {
                            case MONTH -> begin.plusMonths(1);
                            case WEEK -> begin.plusDays(7);
                            default -> begin.plusDays(1);
                        };
                Instant from = begin.atStartOfDay(zone).toInstant();
                Instant to = next.atStartOfDay(zone).toInstant();
                all.put(
                        group == Grouping.MONTH ? YearMonth.from(begin).toString() : begin.toString(),
                        new Period(
                                from.isBefore(period.from()) ? period.from() : from,
                                to.isAfter(period.to()) ? period.to() : to));
                begin = next;
            }
            return all;
        }

        private String rhythmOf(Instant instant) {
            ZonedDateTime local = instant.atZone(zone);
            String hour = String.format("%02d", local.getHour());
            return switch (group) {
                case WEEKDAY -> local.getDayOfWeek().name();
                case HOUR -> hour;
                default -> local.getDayOfWeek().name() + "-" + hour;
            };
        }

        private List<String> rhythm() {
            List<String> keys = new ArrayList<>();
            for (int hour = 0; hour < 7 * 24; hour++) {
                String day = firstDay.plus(hour / 24).name();
                String of = String.format("%02d", hour % 24);
                keys.add(group == Grouping.WEEKDAY ? day : group == Grouping.HOUR ? of : day + "-" + of);
            }
            return keys.stream().distinct().collect(Collectors.toList());
        }
    }

    // ---- what is refused

    @Test
    void what_is_not_understood_is_refused_with_its_field() {
        refused("volume", Map.of("group", List.of("colour")), "group");
        refused("volume", Map.of("zone", List.of("Mars/Olympus")), "zone");
        refused("volume", Map.of("firstDay", List.of("someday")), "firstDay");
        refused("volume", Map.of("from", List.of("2026-05-01"), "to", List.of("2026-04-01")), "from");
        refused("volume", Map.of("from", List.of("yesterday")), "from");
        refused("volume", Map.of("from", List.of("1980-01-01"), "to", List.of("2026-01-01")), "from");
        refused(
                "volume",
                Map.of("from", List.of("2020-01-01"), "to", List.of("2026-01-01"), "group", List.of("day")),
                "group");
        refused("volume", Map.of("at", List.of("2199-01-01T00:00:00Z")), "at");
        refused("volume", Map.of("compare", List.of("tomorrow")), "compare");
        refused("backlog", Map.of("compare", List.of("previous")), "compare");
        refused("volume", Map.of("activity", List.of("repair")), "activity");
        refused("volume", Map.of("priority", List.of("EXTREME")), "priority");
        refused("volume", Map.of("colour", List.of("red")), "colour");
        refused("volume", Map.of("at", List.of("2026-02-01", "2026-02-02")), "at");
        assertThatThrownBy(() -> reports.find(new FindReport(AUDITOR, "weather", Map.of())))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.NOT_FOUND));
        assertThatThrownBy(() -> reports.find(new FindReportCases(AUDITOR, "volume", Map.of(), null, "x", 10, null)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.field()).isEqualTo("figure"));
        assertThatThrownBy(() ->
                        reports.find(new FindReportCases(AUDITOR, "rhythm", Map.of(), "NODAY", "raised", 10, null)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.field()).isEqualTo("row"));
        assertThatThrownBy(() ->
                        reports.find(new FindReportCases(AUDITOR, "volume", Map.of(), null, "raised", 10, "nonsense")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.field()).isEqualTo("cursor"));
    }

    private static void refused(String report, Map<String, List<String>> sent, String field) {
        assertThatThrownBy(() -> reports.find(new FindReport(AUDITOR, report, sent)))
                .as("%s", sent)
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.kind()).isEqualTo(Refused.Kind.INVALID);
                    assertThat(refused.field()).isEqualTo(field);
                });
    }

    @Test
    void reports_are_for_managers_and_auditors() {
        for (Role role : Role.values()) {
            Caller caller = Sample.caller("somebody", role);
            if (role == Role.MANAGER || role == Role.AUDITOR) {
                assertThat(reports.find(new FindReport(caller, "volume", Map.of())))
                        .isNotNull();
            } else {
                assertThatThrownBy(() -> reports.find(new FindReport(caller, "volume", Map.of())))
                        .as("%s", role)
                        .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.kind())
                                .isEqualTo(Refused.Kind.FORBIDDEN));
            }
        }
    }
}
