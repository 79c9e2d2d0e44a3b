package daftar.projectors;

import daftar.messages.Event;
import daftar.messages.Meta;
import daftar.messages.Money;
import daftar.messages.NothingChanged;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.CloseReason;
import daftar.messages.ticket.CostKind;
import daftar.messages.ticket.CostLine;
import daftar.messages.ticket.Direction;
import daftar.messages.ticket.Fix;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Impact;
import daftar.messages.ticket.LinkKind;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Solution;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.ticket.Urgency;
import daftar.messages.workflow.StageKind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Made-up lives of tickets: any order of events that a fold has to bear. The same seed gives the same. */
final class Stories {

    private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");
    private static final List<String> WORDS = List.of(
            "printer",
            "does",
            "not",
            "print",
            "چاپگر",
            "کار",
            "نمی‌کند",
            "принтер",
            "не",
            "печатает",
            "打印机",
            "无法",
            "打印",
            "Drucker",
            "druckt",
            "nicht",
            "after",
            "update",
            "again",
            "network",
            "password");

    private Stories() {}

    static String ticket(long seed) {
        return "ticket-" + new UUID(seed * 0x9E3779B97F4A7C15L, seed);
    }

    /** The events of a ticket. @param length how many at least */
    static List<Event> events(long seed, int length) {
        Random random = new Random(seed);
        List<Event> events = new ArrayList<>();
        events.add(new TicketRaised(
                "T-" + (1000 + seed),
                person(random),
                Channel.TELEPHONE,
                "incident",
                "hardware",
                null,
                "broken",
                "HQ",
                "sales",
                "incident",
                1,
                "en",
                text(random, 4),
                text(random, 20),
                List.of(),
                List.of(),
                null,
                Map.of("room", text(random, 1)),
                seed % 2 == 0 ? "INC" + seed : null,
                List.of("house", "sales"),
                null));
        events.add(new StageEntered(
                "triage", StageKind.TRIAGE, null, Holder.team("first-line"), "team", BEGIN.plusSeconds(1_800)));
        events.add(new TargetsSet(BEGIN.plusSeconds(1_800), BEGIN.plusSeconds(14_400), "default", "around-the-clock"));
        List<String> entries = new ArrayList<>();
        while (events.size() < length) {
            events.add(next(random, entries, events.size()));
        }
        return events;
    }

    /** The events as the store would give them, texts open. */
    static List<Recorded> recorded(long seed, int length) {
        List<Recorded> all = new ArrayList<>();
        Random random = new Random(seed + 77);
        Instant at = BEGIN.plusSeconds(seed);
        for (Event event : events(seed, length)) {
            // several events of one append share their time
            at = at.plusMillis(random.nextBoolean() ? 0 : random.nextInt(600_000));
            all.add(new Recorded(
                    ticket(seed),
                    all.size(),
                    seed * 1_000 + all.size(),
                    id(seed, all.size()),
                    at,
                    metadata(random, at),
                    event));
        }
        return all;
    }

    static UUID id(long seed, int revision) {
        return UUID.nameUUIDFromBytes((seed + "/" + revision).getBytes(StandardCharsets.UTF_8));
    }

    static Map<String, String> metadata(Random random, Instant at) {
        return Map.of(
                Meta.ACTOR,
                person(random),
                Meta.ACTOR_ROLE,
                "SPECIALIST",
                Meta.OCCURRED_AT,
                at.toString(),
                Meta.CLIENT,
                "api",
                Meta.CAUSE,
                "command",
                Meta.REVISION,
                "1");
    }

    private static Event next(Random random, List<String> entries, int at) {
        return switch (random.nextInt(23)) {
            case 0 -> new TicketAssigned(List.of(person(random), person(random)), team(random), "by-hand");
            case 1 -> new TicketReferred(Holder.team("first-line"), Holder.team(team(random)), text(random, 5));
            case 2 -> new WorkStarted(person(random));
            case 3 -> new TicketPutOnHold(HoldReason.VENDOR, text(random, 3), null);
            case 4 -> new WorkResumed(Status.IN_PROGRESS, null);
            case 5, 6, 7 -> {
                entries.add("e" + at);
                yield new WorkLogged(
                        "e" + at,
                        person(random),
                        BEGIN.plusSeconds(at),
                        1 + random.nextInt(90),
                        "diagnosis",
                        List.of(cost(random), cost(random)),
                        text(random, 6),
                        "work");
            }
            case 8 ->
                entries.isEmpty()
                        ? new WorkNoteAdded(text(random, 4))
                        : new WorkCorrected(
                                entries.get(random.nextInt(entries.size())),
                                random.nextBoolean(),
                                null,
                                5,
                                null,
                                List.of(cost(random)),
                                null,
                                text(random, 3));
            case 9 ->
                new ContactLogged(
                        Direction.OUTBOUND,
                        Channel.TELEPHONE,
                        person(random),
                        random.nextBoolean(),
                        3,
                        text(random, 4));
            case 10, 11 -> new CommentAdded(text(random, 12), random.nextBoolean());
            case 12 -> new WorkNoteAdded(text(random, 10));
            case 13 -> new PriorityChanged(Impact.HIGH, Urgency.MEDIUM, Priority.HIGH, null);
            case 14 -> new TicketReclassified("incident", "network", null, null, "branch", null);
            case 15 -> new ObserverAdded(person(random));
            case 16 -> new ObserverRemoved(person(random));
            case 17 -> new TicketLinked(LinkKind.RELATES, ticket(random.nextInt(50)));
            case 18 ->
                new TicketResolved(new Solution(text(random, 8), "fixed", text(random, 3), Fix.PERMANENT), false);
            case 19 ->
                new StageEntered(
                        "work",
                        StageKind.WORK,
                        "triaged",
                        Holder.people(List.of(person(random)), team(random)),
                        "rule",
                        BEGIN.plusSeconds(90_000));
            case 20 -> new TicketClosed(CloseReason.CONFIRMED, null);
            case 21 -> new NothingChanged("AddObserver");
            default -> new TicketReopened(text(random, 4));
        };
    }

    private static CostLine cost(Random random) {
        return new CostLine(
                CostKind.MATERIAL,
                BigDecimal.ONE,
                new Money(BigDecimal.valueOf(random.nextInt(10_000), 2), random.nextBoolean() ? "EUR" : "USD"),
                Text.of("cable"),
                null);
    }

    static Text text(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return Text.of(text.toString());
    }

    static String person(Random random) {
        return "person-" + random.nextInt(8);
    }

    private static String team(Random random) {
        return "team-" + random.nextInt(3);
    }
}
