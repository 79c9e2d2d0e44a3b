package daftar.projectors;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Event;
import daftar.messages.Money;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.ticket.CostKind;
import daftar.messages.ticket.CostLine;
import daftar.messages.ticket.Labour;
import daftar.messages.ticket.TicketEvent.*;
import daftar.readmodel.Cost;
import daftar.readmodel.Derivation;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.Satisfaction;
import daftar.readmodel.TicketDocument;
import daftar.readmodel.WorkDocument;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a ticket's hours and money come to is what a plain addition of its events comes to. */
class HoursAndMoneyFoldTest {

    private static final int TICKETS = 300;

    /** What is known of an entry by going through the events with pencil and paper. */
    private static final class Slip {
        int minutes;
        List<CostLine> lines = List.of();
        Labour labour;
        String state = "";
    }

    @Test
    void sums_equal_a_plain_addition_for_any_sequence_of_logging_correcting_striking_out_and_deciding() {
        for (int seed = 1; seed <= TICKETS; seed++) {
            List<Recorded> events = story(seed);
            TicketDocument ticket = null;
            Map<String, WorkDocument> index = new HashMap<>();
            for (Recorded event : events) {
                TicketDocument after = TicketDocument.evolve(ticket, event);
                Derivation.derive(ticket, event, after).stream()
                        .filter(WorkDocument.class::isInstance)
                        .map(WorkDocument.class::cast)
                        .forEach(work -> index.put(work.id(), work));
                ticket = through(after);
            }
            Map<String, Slip> slips = slips(events);
            Map<String, BigDecimal> counted = new TreeMap<>();
            Map<String, BigDecimal> waiting = new TreeMap<>();
            Map<String, BigDecimal> declined = new TreeMap<>();
            int minutes = 0;
            for (Slip slip : slips.values()) {
                minutes += slip.minutes;
                if (slip.labour != null) {
                    add(counted, slip.labour.cost());
                }
                Map<String, BigDecimal> to =
                        switch (slip.state) {
                            case "asked" -> waiting;
                            case "declined" -> declined;
                            default -> counted;
                        };
                slip.lines.forEach(line -> add(to, line.cost()));
            }
            assertThat(ticket.minutes()).isEqualTo(minutes);
            assertThat(plain(ticket.costs())).as("seed %d", seed).isEqualTo(plain(counted));
            assertThat(plain(ticket.ledger().waiting())).isEqualTo(plain(waiting));
            assertThat(plain(ticket.ledger().declined())).isEqualTo(plain(declined));
            List<WorkDocument> current = index.values().stream()
                    .filter(work -> work.validTo() == null)
                    .toList();
            assertThat(current).hasSize(slips.size());
            assertThat(plain(current.stream()
                            .flatMap(work -> work.sums().stream())
                            .toList()))
                    .isEqualTo(plain(counted));
            assertThat(plain(current.stream()
                            .flatMap(work -> work.waiting().stream())
                            .toList()))
                    .isEqualTo(plain(waiting));
            boolean asked = slips.values().stream().anyMatch(slip -> slip.state.equals("asked"));
            assertThat(ticket.ledger().approvers()).isEqualTo(asked ? List.of("person-9") : List.of());
        }
    }

    @Test
    void a_timer_is_running_until_it_is_stopped_discarded_or_forgotten() {
        Instant at = Instant.parse("2026-03-02T09:00:00Z");
        TicketDocument ticket = fold(new TimerStarted("person-1", "diagnosis", Text.of("cables")), null, at);
        ticket = fold(new TimerStarted("person-2", "travel", null), ticket, at.plusSeconds(60));
        assertThat(ticket.ledger().running()).containsExactly("person-1", "person-2");
        assertThat(ticket.ledger().timerDueAt()).isEqualTo(at.plus(Duration.ofHours(12)));
        ticket = fold(new TimerForgotten("person-1", at), ticket, at.plus(Duration.ofHours(12)));
        assertThat(ticket.ledger().running()).containsExactly("person-2");
        assertThat(ticket.ledger().timers()).hasSize(2);
        assertThat(ticket.ledger().timerDueAt()).isEqualTo(at.plusSeconds(60).plus(Duration.ofHours(12)));
        ticket = fold(new TimerStopped("person-2", at, 5, "e"), ticket, at.plus(Duration.ofHours(13)));
        ticket = fold(new TimerDiscarded("person-1", at, null), ticket, at.plus(Duration.ofHours(13)));
        assertThat(ticket.ledger().timers()).isEmpty();
        assertThat(ticket.ledger().timerDueAt()).isNull();
    }

    @Test
    void a_rating_says_where_it_came_from_and_a_later_confirmation_takes_its_place() {
        Instant at = Instant.parse("2026-03-02T09:00:00Z");
        TicketDocument ticket = fold(new SurveyAsked("person-1", at.plusSeconds(1)), null, at);
        assertThat(ticket.satisfaction().askedAt()).isEqualTo(at);
        ticket = fold(new SurveyAnswered(2, Text.of("slow")), ticket, at.plusSeconds(1));
        assertThat(ticket.rating()).isEqualTo(2);
        assertThat(ticket.satisfaction().source()).isEqualTo(Satisfaction.Source.SURVEY);
        assertThat(ticket.satisfaction().remark()).isEqualTo("slow");
        ticket = fold(new ResolutionConfirmed(5, null), ticket, at.plusSeconds(2));
        assertThat(ticket.satisfaction().rating()).isEqualTo(5);
        assertThat(ticket.satisfaction().source()).isEqualTo(Satisfaction.Source.CONFIRMATION);
        assertThat(ticket.satisfaction().askedAt()).isEqualTo(at);
    }

    private static TicketDocument fold(Event event, TicketDocument before, Instant at) {
        TicketDocument begun = before == null
                ? TicketDocument.evolve(null, Stories.recorded(1, 1).getFirst())
                : before;
        return TicketDocument.evolve(begun, recorded(1, (int) begun.revision() + 1, at, event));
    }

    private static List<Recorded> story(int seed) {
        Random random = new Random(seed * 31L);
        List<Recorded> all = new ArrayList<>(Stories.recorded(seed, 1).subList(0, 1));
        Map<String, Boolean> entries = new LinkedHashMap<>(); // entry → whether it waits
        Instant at = all.getFirst().occurredAt();
        int length = 5 + random.nextInt(40);
        while (all.size() < length) {
            Event event = next(random, entries, all.size());
            at = at.plusMillis(random.nextInt(100_000));
            all.add(recorded(seed, all.size(), at, event));
        }
        return all;
    }

    private static Recorded recorded(long seed, int revision, Instant at, Event event) {
        return new Recorded(
                Stories.ticket(seed),
                revision,
                seed * 1_000 + revision,
                Stories.id(seed, revision),
                at,
                Stories.metadata(new Random(revision), at),
                event);
    }

    private static Event next(Random random, Map<String, Boolean> entries, int at) {
        String any = entries.isEmpty() ? null : List.copyOf(entries.keySet()).get(random.nextInt(entries.size()));
        int what = any == null ? 0 : random.nextInt(6);
        if (what == 4 && entries.get(any)) {
            entries.put(any, false);
            return random.nextBoolean()
                    ? new CostApproved(any, "person-9", null)
                    : new CostDeclined(any, "person-9", Text.of("too much"));
        }
        if (what == 5 && !entries.get(any)) {
            entries.put(any, true);
            return new CostApprovalAsked(any, List.of(), "person-1", List.of("person-9"), List.of("person-9"));
        }
        if (what == 2 || what == 3) {
            entries.put(any, false);
            boolean struckOut = random.nextInt(3) == 0;
            return new WorkCorrected(
                    any,
                    struckOut,
                    null,
                    struckOut ? 0 : random.nextInt(90),
                    null,
                    struckOut ? List.of() : lines(random),
                    null,
                    Text.of("typo"),
                    struckOut ? null : labour(random));
        }
        entries.put("e" + at, false);
        return new WorkLogged(
                "e" + at,
                "person-1",
                Instant.EPOCH.plusSeconds(at),
                random.nextInt(90),
                "repair",
                lines(random),
                null,
                "work",
                labour(random));
    }

    private static List<CostLine> lines(Random random) {
        List<CostLine> lines = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            lines.add(new CostLine(CostKind.MATERIAL, BigDecimal.ONE, money(random), null, null));
        }
        return lines;
    }

    private static Labour labour(Random random) {
        return random.nextBoolean() ? null : new Labour(money(random), money(random));
    }

    /** Of currencies without decimals, with two and with three. */
    private static Money money(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Money(BigDecimal.valueOf(random.nextInt(100_000)), "JPY");
            case 1 -> new Money(BigDecimal.valueOf(random.nextInt(100_000), 3), "KWD");
            case 2 -> new Money(BigDecimal.valueOf(random.nextLong(9_999_999_999_999L)), "IRR");
            default -> new Money(BigDecimal.valueOf(random.nextInt(100_000), 2), "EUR");
        };
    }

    private static Map<String, Slip> slips(List<Recorded> events) {
        Map<String, Slip> slips = new LinkedHashMap<>();
        for (Recorded recorded : events) {
            switch (recorded.event()) {
                case WorkLogged e -> write(slips, e.entry(), e.minutes(), e.costs(), e.labour());
                case WorkCorrected e -> write(slips, e.entry(), e.minutes(), e.costs(), e.labour());
                case CostApprovalAsked e -> slips.get(e.entry()).state = "asked";
                case CostApproved e -> slips.get(e.entry()).state = "approved";
                case CostDeclined e -> slips.get(e.entry()).state = "declined";
                default -> {}
            }
        }
        return slips;
    }

    private static void write(Map<String, Slip> slips, String entry, int minutes, List<CostLine> lines, Labour labour) {
        Slip slip = new Slip();
        slip.minutes = minutes;
        slip.lines = lines;
        slip.labour = labour;
        slips.put(entry, slip);
    }

    private static void add(Map<String, BigDecimal> sums, Money money) {
        sums.merge(money.currency(), money.amount(), BigDecimal::add);
    }

    private static Map<String, BigDecimal> plain(List<Cost> costs) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        costs.forEach(cost -> {
            assertThat(Cost.money(cost.currency(), cost.minor()).amount())
                    .as("the smallest units say the same")
                    .isEqualByComparingTo(new BigDecimal(cost.amount()));
            sums.merge(cost.currency(), new BigDecimal(cost.amount()), BigDecimal::add);
        });
        return plain(sums);
    }

    private static Map<String, BigDecimal> plain(Map<String, BigDecimal> sums) {
        Map<String, BigDecimal> stripped = new TreeMap<>();
        sums.forEach((currency, sum) -> stripped.put(currency, sum.stripTrailingZeros()));
        return stripped;
    }

    private static TicketDocument through(TicketDocument ticket) {
        String json = DocumentJson.writer(TicketDocument.class).writeValueAsString(ticket);
        return DocumentJson.reader(TicketDocument.class).readValue(json);
    }
}
