package daftar.messages.sla;

import daftar.messages.LocalizedText;
import daftar.messages.catalogue.ServiceHours.Open;
import daftar.messages.sla.CalendarDefinition.Holiday;
import daftar.messages.sla.Mark.Kind;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Priority;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How many histories are evaluated in a second, on one thread. Not a test: {@code SlaThroughput [HISTORIES]}. */
final class SlaThroughput {

    private SlaThroughput() {}

    public static void main(String[] args) {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        Random random = new Random(4);
        List<SlaHistory> histories =
                IntStream.range(0, count).mapToObj(i -> history(random)).toList();
        CalendarDefinition definition = new CalendarDefinition(
                "office",
                LocalizedText.of("en", "Office"),
                "Europe/Berlin",
                DayOfWeek.MONDAY,
                Stream.of(DayOfWeek.values())
                        .limit(5)
                        .flatMap(day -> Stream.of(
                                new Open(day, LocalTime.of(8, 0), LocalTime.of(12, 0)),
                                new Open(day, LocalTime.of(13, 0), LocalTime.of(17, 0))))
                        .toList(),
                IntStream.range(2016, 2027)
                        .mapToObj(year -> new Holiday(LocalDate.of(year, 12, 25), null))
                        .toList(),
                List.of());
        BusinessCalendar calendar = new BusinessCalendar(definition, 1);
        SlaPolicy policy = new SlaPolicy(
                "what-if",
                LocalizedText.of("en", "What if"),
                List.of(level("urgent", List.of(Priority.CRITICAL, Priority.HIGH)), level("normal", List.of())));
        ServiceLevels levels = ServiceLevels.of(policy, 1);
        for (int round = 1; round <= 5; round++) {
            long began = System.nanoTime();
            int broken = 0;
            for (SlaHistory history : histories) {
                Instant at = history.marks().getLast().at().plus(Duration.ofDays(1));
                broken += Sla.of(history, levels, code -> calendar, at).isBreached() ? 1 : 0;
            }
            long millis = (System.nanoTime() - began) / 1_000_000;
            System.out.println(
                    "round " + round + ": " + count + " histories in " + millis + " ms, " + broken + " broken");
        }
    }

    private static ServiceLevel level(String code, List<Priority> priorities) {
        return new ServiceLevel(
                code,
                null,
                null,
                priorities,
                null,
                null,
                "office",
                Duration.ofMinutes(30),
                Duration.ofHours(8),
                Duration.ofHours(16),
                List.of(HoldReason.REQUESTER, HoldReason.VENDOR),
                false,
                null);
    }

    /** A ticket of any of ten years: some 15 marks over some weeks, two waits and now and then a reopening. */
    private static SlaHistory history(Random random) {
        Instant at = Instant.parse("2016-01-04T08:00:00Z").plus(Duration.ofMinutes(random.nextInt(5_250_000)));
        List<Mark> marks = new ArrayList<>();
        marks.add(Mark.raised(at, "incident", null, List.of("department-a", "department-b")));
        at = later(at, random);
        marks.add(Mark.classified(at, "incident", "mail"));
        marks.add(Mark.priority(at, Priority.values()[random.nextInt(4)]));
        at = later(at, random);
        marks.add(Mark.of(Kind.RESPONDED, at));
        for (int i = 0; i < 2; i++) {
            at = later(at, random);
            marks.add(Mark.of(Kind.WORD, at));
            at = later(at, random);
            marks.add(Mark.held(at, HoldReason.values()[random.nextInt(8)]));
            at = later(at, random);
            marks.add(Mark.of(Kind.RESUMED, at));
        }
        at = later(at, random);
        marks.add(Mark.of(Kind.RESOLVED, at));
        if (random.nextInt(10) == 0) {
            at = later(at, random);
            marks.add(Mark.of(Kind.REOPENED, at));
            at = later(at, random);
            marks.add(Mark.of(Kind.RESOLVED, at));
        }
        marks.add(Mark.of(Kind.ENDED, later(at, random)));
        return new SlaHistory(marks);
    }

    private static Instant later(Instant at, Random random) {
        return at.plus(Duration.ofMinutes(random.nextInt(3_000)));
    }
}
