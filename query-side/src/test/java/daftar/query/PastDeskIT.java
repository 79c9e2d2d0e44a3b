package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.json.DaftarJson;
import daftar.messages.Actor;
import daftar.messages.Money;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.audit.AsOf;
import daftar.messages.audit.AuditQuery.FindDeskAsOf;
import daftar.messages.audit.AuditQuery.FindInboxAsOf;
import daftar.messages.audit.AuditQuery.FindWorkloadAsOf;
import daftar.messages.audit.DeskAsOf;
import daftar.messages.query.Caller;
import daftar.messages.query.InboxView;
import daftar.messages.query.Query.FindInbox;
import daftar.messages.query.Query.FindTicketAsOf;
import daftar.messages.query.Query.FindWorkload;
import daftar.messages.query.WorkloadView;
import daftar.messages.ticket.CloseReason;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Impact;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.ticket.Urgency;
import daftar.query.DrawnDesk.Drawn;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.ReadModel;
import daftar.readmodel.TicketDocument;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A desk is worked on at random, by an importer too, who brings in what happened long ago. What the read models answered
 * meanwhile is kept, and asked again when everything is over, as of then.
 */
class PastDeskIT {

    private static final int STEPS = 220;
    private static final int KEPT_EVERY = 18;
    private static final long SEED = new Random().nextLong();
    private static final Random RANDOM = new Random(SEED);
    private static final Caller AUDITOR = Sample.caller("auditor", Role.AUDITOR);
    private static final Map<String, Set<Role>> PEOPLE = Map.of(
            "person-p0",
            Set.of(Role.MANAGER),
            "person-p1",
            Set.of(Role.SPECIALIST),
            "person-p2",
            Set.of(Role.REQUESTER),
            "person-p3",
            Set.of(Role.DISPATCHER));

    private static SampleDesk desk;
    private static DrawnDesk drawn;
    private static Instant now = SampleDesk.START;
    private static ReadSide readSide;
    private static InboxQueries inbox;
    private static WorkloadQueries workload;
    private static PastDeskQueries past;
    private static AuditQueries audit;
    private static final List<Kept> KEPT = new ArrayList<>();

    /** What was answered at an instant, as JSON. @param documents ticket → what Elasticsearch gave back of it */
    private record Kept(
            Instant at,
            Map<String, String> inboxes,
            String workload,
            Map<String, String> documents,
            Map<String, Status> statuses) {}

    @BeforeAll
    static void a_desk_that_was_worked_on() throws Exception {
        desk = new SampleDesk();
        // within a millisecond of each other, as a store takes them
        desk.recording = at -> now.minusNanos(RANDOM.nextInt(500_000));
        drawn = new DrawnDesk(RANDOM);
        readSide = new ReadSide(
                desk.elastic,
                desk.prefix,
                new Freshness(new Sample.SetProgress(), () -> desk.elastic.refresh(desk.prefix + "*")),
                drawn.organisation(),
                Sample.NAMES,
                () -> now,
                new QueryMeters(new SimpleMeterRegistry()));
        inbox = new InboxQueries(readSide);
        workload = new WorkloadQueries(readSide);
        for (int step = 0; step < STEPS; step++) {
            // often within a millisecond of what was recorded before, which an index cannot tell
            now = now.plusMillis(RANDOM.nextInt(3) == 0 ? 1 : 1 + RANDOM.nextInt(3_600_000));
            work(drawn);
            if (step % KEPT_EVERY == 0) {
                desk.refresh();
                KEPT.add(keep());
            }
        }
        desk.refresh();
        now = now.plusSeconds(1);
        ListedLog log = new ListedLog();
        desk.log.values().forEach(stream -> stream.forEach(log::add));
        past = new PastDeskQueries(readSide, log, log::decode, asOf -> new Past.Moment() {
            @Override
            public People people() {
                return drawn.organisation();
            }

            @Override
            public Names names() {
                return Sample.NAMES;
            }

            @Override
            public @Nullable Set<Role> rolesOf(String person) {
                return PEOPLE.get(person);
            }
        });
        audit = new AuditQueries(readSide, log, log::decode);
    }

    @AfterAll
    static void nothing_is_left() {
        desk.forget();
    }

    private static void work(DrawnDesk drawn) {
        List<Drawn> living =
                drawn.tickets.stream().filter(t -> !t.status.isEnd()).toList();
        if (living.isEmpty() || RANDOM.nextInt(4) == 0) {
            // some are brought in, with a business time that has passed
            drawn.tickets.add(drawn.raise(desk, businessTime(SampleDesk.START.minus(Duration.ofDays(30)))));
            return;
        }
        Drawn t = living.get(RANDOM.nextInt(living.size()));
        Instant at = businessTime(desk.tickets.get(t.id).updatedAt());
        String somebody = "person-p" + RANDOM.nextInt(4);
        switch (RANDOM.nextInt(12)) {
            case 0 ->
                desk.happened(
                        t.id,
                        at,
                        somebody,
                        new TicketTriaged(
                                "incident",
                                "email",
                                null,
                                null,
                                Impact.MEDIUM,
                                Urgency.HIGH,
                                Priority.values()[RANDOM.nextInt(4)]));
            case 1 -> desk.happened(t.id, at, somebody, new TicketPutOnHold(HoldReason.REQUESTER, null, null));
            case 2 -> desk.happened(t.id, at, somebody, new TimerStarted(somebody, "diagnosis", null));
            case 3 ->
                desk.happened(
                        t.id,
                        at,
                        Actor.SYSTEM,
                        new StageOverdueNoted("work", at, List.of("person-p" + RANDOM.nextInt(4))));
            case 4 -> {
                String entry = "c" + RANDOM.nextLong();
                desk.happened(
                        t.id,
                        at,
                        somebody,
                        new WorkLogged(entry, somebody, at, 7, "diagnosis", List.of(), null, "work"),
                        new CostApprovalAsked(
                                entry,
                                List.of(new Money(new BigDecimal("99.00"), "EUR")),
                                somebody,
                                List.of("person-p" + RANDOM.nextInt(4)),
                                List.of()));
            }
            case 5 -> {
                desk.happened(t.id, at, somebody, new ResolutionConfirmed(1 + RANDOM.nextInt(5), null));
                desk.happened(t.id, at, somebody, new TicketClosed(CloseReason.CONFIRMED, null));
                t.status = Status.CLOSED;
            }
            case 6 ->
                desk.happened(
                        t.id,
                        at,
                        Actor.SYSTEM,
                        new TargetsSet(at.plusSeconds(600), at.plusSeconds(9_000), "default", "always"));
            case 7 ->
                desk.happened(
                        t.id,
                        at,
                        somebody,
                        new MajorIncidentDeclared(
                                Text.of("all of them"),
                                Map.of(),
                                Duration.ofMinutes(30),
                                at.plusSeconds(60),
                                List.of(),
                                List.of()),
                        new MajorIncidentUpdateMissed(at.plusSeconds(60)));
            default -> drawn.step(desk, t, at);
        }
    }

    /** Now, or for what an importer does between the earliest and now. */
    private static Instant businessTime(Instant earliest) {
        Instant then = now.truncatedTo(ChronoUnit.MILLIS);
        if (RANDOM.nextInt(5) > 0 || !earliest.isBefore(then)) {
            return then;
        }
        long span = Duration.between(earliest, then).toMillis();
        return earliest.plusMillis((long) (RANDOM.nextDouble() * span));
    }

    private static Kept keep() {
        Map<String, String> inboxes = new LinkedHashMap<>();
        PEOPLE.forEach((person, roles) -> inboxes.put(person, json(inboxOf(person, roles))));
        Map<String, String> documents = new LinkedHashMap<>();
        Map<String, Status> statuses = new LinkedHashMap<>();
        desk.tickets.keySet().forEach(ticket -> {
            documents.put(
                    ticket,
                    desk.elastic
                            .get(ReadModel.TICKETS.alias(desk.prefix), ticket)
                            .path("_source")
                            .toString());
            statuses.put(ticket, desk.tickets.get(ticket).status());
        });
        return new Kept(now, inboxes, json(workloadNow()), documents, statuses);
    }

    private static InboxView inboxOf(String person, Set<Role> roles) {
        return inbox.find(
                new FindInbox(new Caller(new Actor(person, roles, "api", null), "en", null), Set.of(), 200, null));
    }

    private static WorkloadView workloadNow() {
        return workload.find(new FindWorkload(AUDITOR, null, ZoneOffset.UTC, DayOfWeek.MONDAY, Set.of()));
    }

    private static String json(Object view) {
        return DaftarJson.web().writeValueAsString(view);
    }

    @Test
    void every_inbox_is_to_the_byte_what_it_was() {
        for (Kept kept : KEPT) {
            kept.inboxes().forEach((person, then) -> assertThat(json(past.find(
                                    new FindInboxAsOf(AUDITOR, person, new AsOf(null, kept.at()), Set.of(), 200, null))
                            .inbox()))
                    .as("%s at %s, seed %s", person, kept.at(), SEED)
                    .isEqualTo(then));
        }
        assertThat(KEPT.getLast().inboxes().values()).anyMatch(then -> !then.contains("\"items\":[]"));
    }

    @Test
    void the_workload_is_to_the_byte_what_it_was() {
        for (Kept kept : KEPT) {
            assertThat(json(workloadAsOf(new AsOf(null, kept.at()))))
                    .as("at %s, seed %s", kept.at(), SEED)
                    .isEqualTo(kept.workload());
        }
    }

    private static WorkloadView workloadAsOf(AsOf asOf) {
        return past.find(new FindWorkloadAsOf(AUDITOR, asOf, ZoneOffset.UTC, DayOfWeek.MONDAY, Set.of()))
                .workload();
    }

    @Test
    void every_document_of_a_ticket_is_to_the_byte_what_it_was() {
        ListedLog log = new ListedLog();
        desk.log.values().forEach(stream -> stream.forEach(log::add));
        PastTickets tickets = new PastTickets(log, log::decode);
        for (Kept kept : KEPT) {
            AsOf asOf = new AsOf(null, kept.at());
            kept.documents().forEach((ticket, then) -> assertThat(
                            DocumentJson.writer(TicketDocument.class).writeValueAsString(tickets.asOf(ticket, asOf)))
                    .as("%s at %s, seed %s", ticket, kept.at(), SEED)
                    .isEqualTo(then));
            assertThat(tickets.asOf(desk.tickets.keySet(), asOf))
                    .hasSize(kept.documents().size());
        }
    }

    @Test
    void the_whole_desk_is_what_it_was_page_by_page() {
        for (Kept kept : KEPT) {
            Map<String, Status> found = new LinkedHashMap<>();
            String cursor = null;
            long total;
            do {
                DeskAsOf page = past.find(new FindDeskAsOf(AUDITOR, new AsOf(null, kept.at()), Set.of(), 20, cursor));
                page.tickets().forEach(row -> found.put(row.id(), row.status()));
                cursor = page.next();
                total = page.total();
            } while (cursor != null);
            assertThat(found).as("at %s, seed %s", kept.at(), SEED).isEqualTo(kept.statuses());
            assertThat(total).isEqualTo(found.size());
        }
    }

    @Test
    void by_business_time_a_ticket_on_the_desk_is_as_the_log_tells_it() {
        for (Kept kept : KEPT) {
            AsOf asOf = new AsOf(kept.at(), null);
            DeskAsOf all = past.find(new FindDeskAsOf(AUDITOR, asOf, Set.of(), FindDeskAsOf.WHOLE_DESK, null));
            for (DeskAsOf.Row row : all.tickets()) {
                assertThat(audit.find(new FindTicketAsOf(AUDITOR, row.id(), kept.at(), null))
                                .ticket()
                                .status())
                        .as("%s at %s, seed %s", row.id(), kept.at(), SEED)
                        .isEqualTo(row.status());
                assertThat(audit.find(new FindTicketAsOf(AUDITOR, row.id(), kept.at(), null))
                                .ticket()
                                .priority())
                        .isEqualTo(row.priority());
            }
            // what was brought in later had happened by then
            assertThat(all.total()).isGreaterThanOrEqualTo(kept.statuses().size());
            // the intervals say the same as the log
            WorkloadView counted =
                    workload.find(new FindWorkload(AUDITOR, kept.at(), ZoneOffset.UTC, DayOfWeek.MONDAY, Set.of()));
            assertThat(workloadAsOf(asOf).total().open())
                    .isEqualTo(counted.total().open());
        }
    }

    @Test
    void what_makes_no_sense_is_refused_and_it_is_for_auditors() {
        AsOf future = new AsOf(null, now.plusSeconds(60));
        assertThatThrownBy(() -> past.find(new FindDeskAsOf(AUDITOR, future, Set.of(), 1, null)))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo("future-instant");
                    assertThat(refused.field()).isEqualTo("recordedAt");
                });
        AsOf then = new AsOf(SampleDesk.START, null);
        assertThatThrownBy(() -> past.find(new FindDeskAsOf(AUDITOR, then, Set.of(), 0, null)))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> past.find(new FindInboxAsOf(AUDITOR, "person-nobody", then, Set.of(), 20, null)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.NOT_FOUND));
        assertThatThrownBy(() -> past.find(new FindWorkloadAsOf(Sample.DISPATCHER, then, null, null, Set.of())))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.FORBIDDEN));
    }
}
