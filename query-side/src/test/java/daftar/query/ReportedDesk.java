package daftar.query;

import daftar.messages.Event;
import daftar.messages.Money;
import daftar.messages.Text;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.CloseReason;
import daftar.messages.ticket.CostKind;
import daftar.messages.ticket.CostLine;
import daftar.messages.ticket.Fix;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Impact;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Solution;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.ticket.Urgency;
import daftar.messages.workflow.StageKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Lives of tickets, drawn at random, in which everything happens that a report counts. The same seed gives the same. */
final class ReportedDesk {

    static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    static final Instant END = Instant.parse("2026-05-20T12:00:00Z");

    static final Map<String, List<String>> PATHS = Map.of(
            "department-a", List.of("department-house", "department-a"),
            "department-a1", List.of("department-house", "department-a", "department-a1"),
            "department-b", List.of("department-house", "department-b"));
    private static final List<String> DEPARTMENTS = List.of("department-a", "department-a1", "department-b");
    private static final List<String> TEAMS = List.of("team-one", "team-two", "team-three");
    private static final List<String> PEOPLE = List.of("person-1", "person-2", "person-3", "person-manager");
    private static final List<String> VENDORS = List.of("person-vendor", "person-supplier");
    private static final List<String> CATEGORIES = List.of("email", "network", "printer");
    private static final List<String> SERVICES = List.of("mail", "wlan");
    private static final List<String> LOCATIONS = List.of("Berlin, HQ", "Tehran");
    private static final List<String> ACTIVITIES = List.of("diagnosis", "repair", "travel");

    private final Random random;
    private final SampleDesk desk;
    private int entries;

    ReportedDesk(long seed, SampleDesk desk) {
        this.random = new Random(seed);
        this.desk = desk;
    }

    /** Events that happen to one ticket, one after the other. */
    private final class Life {
        final String id = desk.newId();
        Instant at =
                BEGIN.plusMillis(random.nextLong(Duration.between(BEGIN, END).toMillis()));
        Status status = Status.NEW;
        String stage = "triage";
        Holder holder = Holder.NOBODY;
        boolean confidential;
        final List<String> work = new ArrayList<>();

        void happens(Event... events) {
            desk.happened(id, at, one(PEOPLE), events);
        }

        void enter(String next, StageKind kind, Holder to, Event... causes) {
            List<Event> all = new ArrayList<>(List.of(causes));
            all.add(new StageEntered(next, kind, null, to, null, null));
            happens(all.toArray(Event[]::new));
            stage = next;
            holder = to;
            status = switch (kind) {
                case APPROVAL -> Status.AWAITING_APPROVAL;
                case TRIAGE -> Status.NEW;
                case WORK -> Status.ASSIGNED;
                case EXTERNAL -> Status.ON_HOLD;
                case CONFIRMATION -> Status.RESOLVED;
                case END -> status;
            };
        }
    }

    void fill(int many) {
        for (int i = 0; i < many; i++) {
            Life life = new Life();
            raise(life, i);
            for (int steps = 2 + random.nextInt(14); steps > 0; steps--) {
                // now and then two things happen in one millisecond
                life.at = life.at.plusMillis(
                        random.nextInt(8) == 0
                                ? 0
                                : random.nextLong(Duration.ofDays(3).toMillis()));
                if (life.at.isAfter(END)) {
                    break;
                }
                step(life);
            }
        }
    }

    private void raise(Life life, int number) {
        String department = random.nextInt(8) == 0 ? null : one(DEPARTMENTS);
        life.confidential = random.nextInt(10) == 0;
        life.happens(
                new TicketRaised(
                        "T-" + (5_000 + number),
                        "person-requester",
                        random.nextBoolean() ? Channel.PORTAL : Channel.TELEPHONE,
                        random.nextInt(3) == 0 ? "service-request" : "incident",
                        random.nextInt(4) == 0 ? null : one(CATEGORIES),
                        random.nextInt(3) == 0 ? null : one(SERVICES),
                        null,
                        random.nextInt(4) == 0 ? null : one(LOCATIONS),
                        department,
                        "incident",
                        1,
                        "en",
                        Text.of("title"),
                        null,
                        List.of(),
                        List.of(),
                        null,
                        Map.of(),
                        null,
                        department == null ? List.of() : PATHS.get(department),
                        life.confidential ? List.of(one(PEOPLE)) : null),
                new StageEntered(
                        random.nextInt(4) == 0 ? "approval" : "triage",
                        StageKind.TRIAGE,
                        null,
                        Holder.team(one(TEAMS)),
                        null,
                        null),
                targets(life.at));
    }

    private TargetsSet targets(Instant from) {
        return new TargetsSet(
                from.plusMillis(random.nextLong(Duration.ofHours(30).toMillis())),
                from.plusMillis(random.nextLong(Duration.ofDays(9).toMillis())),
                "usual",
                "always");
    }

    private void step(Life life) {
        switch (life.status) {
            case AWAITING_APPROVAL, NEW, ASSIGNED, IN_PROGRESS, ON_HOLD -> open(life);
            case RESOLVED -> resolved(life);
            case CLOSED -> closed(life);
            case DECLINED, CANCELLED -> {}
        }
    }

    private void open(Life life) {
        switch (random.nextInt(20)) {
            case 0, 1, 2 ->
                life.enter(
                        "work",
                        StageKind.WORK,
                        Holder.people(some(), random.nextInt(6) == 0 ? null : one(TEAMS)),
                        new TicketTriaged(
                                "incident",
                                one(CATEGORIES),
                                one(SERVICES),
                                null,
                                Impact.MEDIUM,
                                Urgency.MEDIUM,
                                random.nextBoolean() ? Priority.HIGH : Priority.LOW),
                        targets(life.at));
            case 3, 4 -> {
                Holder to = Holder.people(some(), one(TEAMS));
                life.happens(new TicketReferred(life.holder, to, Text.of("yours")));
                life.holder = to;
                working(life);
            }
            case 5 -> {
                List<String> people = some();
                String team = one(TEAMS);
                life.happens(new TicketAssigned(people, team, "by hand"));
                life.holder = Holder.people(people, team);
                working(life);
            }
            case 6 -> life.enter("vendor", StageKind.EXTERNAL, Holder.vendor(one(VENDORS)));
            case 7, 8 -> {
                life.happens(new WorkStarted(one(PEOPLE)));
                life.status = Status.IN_PROGRESS;
            }
            case 9 -> {
                life.happens(new TicketPutOnHold(HoldReason.PARTS, null, null));
                life.status = Status.ON_HOLD;
            }
            case 10 -> life.happens(new CommentAdded(Text.of("words"), random.nextBoolean()));
            case 11 ->
                life.happens(
                        new TicketReclassified("incident", one(CATEGORIES), one(SERVICES), null, one(LOCATIONS), null));
            case 12 -> work(life);
            case 13 -> {
                if (life.confidential) {
                    life.happens(new ConfidentialityLifted(Text.of("over")));
                } else {
                    life.happens(new TicketMadeConfidential(List.of(one(PEOPLE)), null));
                }
                life.confidential = !life.confidential;
            }
            case 14 -> {
                String department = one(DEPARTMENTS);
                life.happens(new TicketDepartmentChanged(department, PATHS.get(department)));
            }
            case 15 -> {
                Event cancelled =
                        random.nextBoolean() ? new TicketCancelled(Text.of("no need")) : new TicketDeclined(life.stage);
                life.happens(cancelled);
                life.status = cancelled instanceof TicketCancelled ? Status.CANCELLED : Status.DECLINED;
            }
            default -> {
                if (random.nextBoolean()) {
                    work(life);
                }
                life.enter(
                        "confirmation",
                        StageKind.CONFIRMATION,
                        Holder.person("person-requester"),
                        new TicketResolved(
                                new Solution(Text.of("done"), "fixed", null, Fix.PERMANENT), random.nextInt(3) == 0));
            }
        }
    }

    private static void working(Life life) {
        if (life.status == Status.IN_PROGRESS) {
            life.status = Status.ASSIGNED;
        }
    }

    private void resolved(Life life) {
        switch (random.nextInt(6)) {
            case 0 -> back(life, new ResolutionRejected(Text.of("still broken")));
            case 1 -> work(life);
            default -> {
                Integer rating = random.nextInt(3) == 0 ? null : 1 + random.nextInt(5);
                life.happens(
                        new ResolutionConfirmed(rating, null),
                        new TicketClosed(CloseReason.CONFIRMED, null),
                        new StageEntered("end", StageKind.END, null, Holder.NOBODY, null, null));
                life.status = Status.CLOSED;
                life.stage = "end";
            }
        }
    }

    private void closed(Life life) {
        switch (random.nextInt(4)) {
            case 0 -> back(life, new TicketReopened(Text.of("again")));
            case 1 -> work(life);
            default -> {}
        }
    }

    private void back(Life life, Event cause) {
        life.enter("work", StageKind.WORK, Holder.people(some(), one(TEAMS)), cause);
    }

    private void work(Life life) {
        if (!life.work.isEmpty() && random.nextInt(3) == 0) {
            boolean struckOut = random.nextInt(3) == 0;
            life.happens(new WorkCorrected(
                    one(life.work),
                    struckOut,
                    random.nextBoolean() ? life.at.minusSeconds(7_200) : null,
                    struckOut ? 0 : 1 + random.nextInt(90),
                    random.nextBoolean() ? one(ACTIVITIES) : null,
                    struckOut ? List.of() : costs(),
                    null,
                    Text.of("wrong")));
            return;
        }
        String entry = "e" + ++entries;
        life.work.add(entry);
        life.happens(new WorkLogged(
                entry,
                one(PEOPLE),
                life.at.minusSeconds(random.nextInt(200_000)),
                1 + random.nextInt(90),
                one(ACTIVITIES),
                costs(),
                null,
                life.stage));
    }

    private List<CostLine> costs() {
        List<CostLine> lines = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            String currency = one(List.of("EUR", "JPY", "KWD"));
            int digits = currency.equals("JPY") ? 0 : currency.equals("KWD") ? 3 : 2;
            lines.add(new CostLine(
                    CostKind.MATERIAL,
                    BigDecimal.ONE,
                    new Money(BigDecimal.valueOf(1 + random.nextInt(90_000), digits), currency),
                    null,
                    null));
        }
        return lines;
    }

    private List<String> some() {
        return random.nextInt(4) == 0 ? List.of() : List.of(one(PEOPLE));
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
