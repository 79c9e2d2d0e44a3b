package daftar.app.command;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import daftar.app.query.ReferencePeople;
import daftar.automations.Errands.Errand;
import daftar.embedded.elasticsearch.ElasticsearchForTests;
import daftar.mail.out.LetterLog;
import daftar.mail.out.ReportLetters;
import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.Meta;
import daftar.messages.Recorded;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryEvent.PersonDeactivated;
import daftar.messages.directory.DirectoryEvent.PersonRegistered;
import daftar.messages.directory.DirectoryEvent.RoleRevoked;
import daftar.messages.outbox.LetterChannel;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.OutboxCommand.QueueLetter;
import daftar.messages.outbox.OutboxEvent.LetterQueued;
import daftar.messages.outbox.PreferenceEvent.PreferencesSet;
import daftar.messages.outbox.Preferences.Digest;
import daftar.messages.query.Query.FindReport;
import daftar.messages.report.Report;
import daftar.messages.report.ReportView;
import daftar.messages.reportschedule.LastPeriod;
import daftar.messages.reportschedule.ReportOrder;
import daftar.messages.reportschedule.ReportSchedule;
import daftar.messages.reportschedule.ReportScheduleCommand.RecordReportIssue;
import daftar.messages.reportschedule.ReportScheduleEvent.*;
import daftar.messages.reportschedule.Rhythm;
import daftar.messages.reportschedule.Rhythm.Every;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.TicketEvent.StageEntered;
import daftar.messages.ticket.TicketEvent.TicketRaised;
import daftar.messages.workflow.StageKind;
import daftar.query.Elastic;
import daftar.query.Freshness;
import daftar.query.QueryMeters;
import daftar.query.ReadSide;
import daftar.query.ReportQueries;
import daftar.readmodel.Derivation;
import daftar.readmodel.Document;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.Progress;
import daftar.readmodel.ReadModel;
import daftar.readmodel.TicketDocument;
import daftar.reference.ReferenceSnapshots;
import daftar.reference.ReferenceSource;
import daftar.reference.ReferenceView;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the clock finds due by schedules of reports, counted by the real search. */
class DueReportsIT {

    private static final Instant SCHEDULED = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant DUE = Instant.parse("2026-11-23T07:00:00Z");
    private static final String ID = "report-1";

    private final List<Recorded> log = new ArrayList<>();
    private final List<FindReport> asked = new ArrayList<>();
    private Instant now = SCHEDULED;
    private boolean behind;
    private @Nullable RuntimeException fault;
    private Rest5Client client;
    private ReferenceView view;
    private ReportQueries queries;

    @BeforeEach
    void a_desk_with_two_tickets() {
        ElasticsearchForTests server = ElasticsearchForTests.shared();
        client = Rest5Client.builder(new HttpHost(
                        "http", server.uri().getHost(), server.uri().getPort()))
                .setDefaultHeaders(new Header[] {new BasicHeader("Authorization", server.authorization())})
                .build();
        Elastic elastic = new Elastic(client);
        String prefix = server.newPrefix();
        for (ReadModel model : ReadModel.values()) {
            send("/" + model.alias(prefix), model.definition(0));
        }
        raised(prefix, "ticket-1", "T-1");
        raised(prefix, "ticket-2", "T-2");
        elastic.refresh(prefix + "*");
        registered("person-mina", "fa", Role.MANAGER);
        registered("person-ruth", "en", Role.AUDITOR);
        registered("person-dan", "de", Role.MANAGER);
        Progress progress = new Progress() {
            @Override
            public List<Segment> segments() {
                return List.of();
            }

            @Override
            public boolean awaitPosition(long position, Duration timeout) {
                return !behind;
            }
        };
        view = new ReferenceView(source(), snapshots(), (recorded, redacted) -> recorded);
        view.start();
        queries = new ReportQueries(new ReadSide(
                elastic,
                prefix,
                new Freshness(progress, () -> elastic.refresh(prefix + "*")),
                new ReferencePeople(view),
                (kind, id, language) -> null,
                () -> now,
                new QueryMeters(new SimpleMeterRegistry())));
    }

    @Test
    void each_recipient_gets_one_letter_with_their_own_rights_and_language_and_then_the_schedule_is_told() {
        happened(ID, new ReportScheduled("person-mina", order("volume", "person-mina", "person-ruth")));
        assertThat(due(DUE.minusSeconds(1))).isEmpty();

        List<Errand> letters = due(DUE);
        assertThat(letters)
                .extracting(Errand::key)
                .containsExactly(
                        "report:report-1:2026-11-23T07:00:00Z:person-mina",
                        "report:report-1:2026-11-23T07:00:00Z:person-ruth");
        assertThat(asked)
                .extracting(query -> query.caller().actor())
                .containsExactly(
                        new Actor("person-mina", Set.of(Role.MANAGER), "api", null),
                        new Actor("person-ruth", Set.of(Role.AUDITOR), "api", null));
        assertThat(asked.getFirst().parameters())
                .containsEntry("from", List.of("2026-11-22T00:00:00Z"))
                .containsEntry("to", List.of("2026-11-23T00:00:00Z"))
                .containsEntry("at", List.of(DUE.toString()));
        QueueLetter persian = (QueueLetter) letters.getFirst().command();
        assertThat(Text.read(persian.text())).contains("ثبت‌شده: ۲");
        QueueLetter english = (QueueLetter) letters.getLast().command();
        assertThat(Text.read(english.text()))
                .contains(
                        "Total\n  Raised: 2",
                        "https://desk.example/api/reports/volume.csv?from=2026-11-22T00%3A00%3A00Z"
                                + "&to=2026-11-23T00%3A00%3A00Z&at=2026-11-23T07%3A00%3A00Z");

        // looked for twice, sent twice: the same letters, each of which is there once
        assertThat(due(DUE.plusSeconds(1))).extracting(Errand::key).isEqualTo(keys(letters));
        letters.forEach(this::carriedOut);
        letters.forEach(this::carriedOut);
        assertThat(queued()).hasSize(2);
        // and one that was killed between the letters goes on with the other
        log.removeLast();
        assertThat(due(DUE.plusSeconds(2)))
                .extracting(Errand::key)
                .containsExactly(keys(letters).getLast());
        due(DUE.plusSeconds(2)).forEach(this::carriedOut);

        List<Errand> told = due(DUE.plusSeconds(3));
        assertThat(told)
                .containsExactly(new Errand(
                        "report-issued:report-1:2026-11-23T07:00:00Z",
                        new RecordReportIssue(ID, DUE, List.of("person-mina", "person-ruth"), List.of())));
        told.forEach(this::carriedOut);
        assertThat(due(DUE.plusSeconds(4))).isEmpty();
        assertThat(schedule().nextDueAt()).isEqualTo(DUE.plus(Duration.ofDays(1)));
    }

    @Test
    void after_a_long_night_only_the_latest_is_sent_with_its_own_period() {
        happened(ID, new ReportScheduled("person-ruth", order("volume", "person-ruth")));
        Instant late = DUE.plus(Duration.ofDays(100)).plus(Duration.ofHours(3));
        List<Errand> letters = due(late);
        assertThat(letters).hasSize(1);
        assertThat(asked.getFirst().parameters()).containsEntry("from", List.of("2027-03-02T00:00:00Z"));
        assertThat(Text.read(((QueueLetter) letters.getFirst().command()).subject()))
                .contains("March 2, 2027");
        letters.forEach(this::carriedOut);
        due(late).forEach(this::carriedOut);
        assertThat(due(late.plusSeconds(60))).isEmpty();
        assertThat(queued()).hasSize(1);
    }

    @Test
    void who_left_lost_the_right_cannot_be_reached_or_does_not_want_it_is_skipped_and_that_is_said() {
        happened(
                ID,
                new ReportScheduled(
                        "person-ruth",
                        order("volume", "person-mina", "person-dan", "person-eve", "person-kim", "person-ruth")));
        registered("person-eve", "en", Role.MANAGER);
        happened("person-mina", new PersonDeactivated("person-mina"));
        happened("person-dan", new RoleRevoked("person-dan", Role.MANAGER));
        happened(
                "preferences-person-eve",
                new PreferencesSet(
                        "person-eve",
                        Map.of(LetterKind.REPORT.name(), false),
                        Digest.NONE,
                        LocalTime.of(8, 0),
                        null,
                        LetterChannel.MAIL));
        happened(
                "person-kim",
                new PersonRegistered(
                        "person-kim",
                        Text.of("Kim"),
                        null,
                        null,
                        null,
                        null,
                        Set.of(Role.AUDITOR),
                        "en",
                        "UTC",
                        false));
        due(DUE).forEach(this::carriedOut);
        due(DUE).forEach(this::carriedOut);
        assertThat(asked).extracting(query -> query.caller().actor().person()).containsOnly("person-ruth");
        assertThat(requireNonNull(schedule().lastProblem()).skipped())
                .containsExactly(
                        new Skipped("person-mina", SkipReason.LEFT),
                        new Skipped("person-dan", SkipReason.NO_RIGHT),
                        new Skipped("person-eve", SkipReason.NOT_WANTED),
                        new Skipped("person-kim", SkipReason.NO_ADDRESS));
        assertThat(requireNonNull(schedule().lastSent()).recipients()).containsExactly("person-ruth");
    }

    @Test
    void without_a_mail_server_nothing_is_counted_and_that_is_said() {
        happened(ID, new ReportScheduled("person-ruth", order("volume", "person-ruth")));
        now = DUE;
        List<Errand> told = reports(null).due(DUE, 100);
        assertThat(told)
                .extracting(Errand::command)
                .containsExactly(new RecordReportIssue(
                        ID, DUE, List.of(), List.of(new Skipped("person-ruth", SkipReason.NO_MAIL_SERVER))));
        assertThat(asked).isEmpty();
    }

    @Test
    void while_the_read_side_is_behind_it_waits_and_after_an_hour_it_is_said_that_there_is_no_letter() {
        happened(ID, new ReportScheduled("person-ruth", order("volume", "person-ruth")));
        behind = true;
        DueReports reports = reports(letters());
        now = DUE;
        assertThat(reports.due(now, 100)).isEmpty();
        assertThat(reports.due(now.plusSeconds(19), 100))
                .as("it is left alone for a while")
                .isEmpty();
        assertThat(asked).hasSize(1);
        behind = false;
        now = DUE.plusSeconds(20);
        assertThat(reports.due(now, 100)).hasSize(1);

        fault = new IllegalStateException("a bug");
        DueReports broken = reports(letters());
        assertThat(broken.due(now, 100)).isEmpty();
        now = now.plus(Duration.ofHours(1)).plusSeconds(1);
        assertThat(broken.due(now, 100))
                .extracting(Errand::command)
                .containsExactly(new RecordReportIssue(
                        ID, DUE, List.of(), List.of(new Skipped("person-ruth", SkipReason.NOT_COUNTED))));
        assertThatThrownBy(() -> reports(letters(), any -> true).due(now, 100))
                .as("what is away is away for the whole clock")
                .hasMessage("a bug");
    }

    @Test
    void every_figure_of_every_report_has_a_name_in_letters() {
        Set<String> unnamed = new HashSet<>();
        for (Report report : Report.values()) {
            ReportOrder order = order(report.key(), "person-ruth");
            now = DUE;
            ReportView answer = queries.find(new FindReport(
                    new daftar.messages.query.Caller(
                            new Actor("person-ruth", Set.of(Role.AUDITOR), "api", null), "en", null),
                    report.key(),
                    order.parametersAt(DUE)));
            ReportSchedule schedule =
                    new ReportSchedule(ID, 0, "person-ruth", order, false, false, SCHEDULED, SCHEDULED, null, null);
            String text = requireNonNull(Text.read(letters()
                    .of(schedule, DUE, requireNonNull(view.person("person-ruth")), answer, Map.of(), DUE)
                    .text()));
            answer.columns().stream()
                    .map(ReportView.Column::key)
                    .filter(key -> text.contains("\n  " + key + ":") || text.contains("\n  " + key + " ("))
                    .forEach(unnamed::add);
        }
        assertThat(unnamed).isEmpty();
    }

    // ---- the register

    private List<Errand> due(Instant at) {
        now = at;
        return reports(letters()).due(at, 100);
    }

    private ReportLetters letters() {
        return new ReportLetters(view, "Desk", URI.create("https://desk.example"));
    }

    private DueReports reports(@Nullable ReportLetters letters) {
        return reports(letters, any -> false);
    }

    private DueReports reports(@Nullable ReportLetters letters, Predicate<Throwable> away) {
        // what was appended since the view was made is in a new one
        view = new ReferenceView(source(), snapshots(), (recorded, redacted) -> recorded);
        view.start();
        return new DueReports(
                view.reportSchedules(),
                view,
                query -> {
                    asked.add(query);
                    if (fault != null) {
                        throw fault;
                    }
                    return queries.find(query);
                },
                () -> log.size() - 1,
                new LetterLog() {
                    @Override
                    public long head() {
                        return log.size() - 1;
                    }

                    @Override
                    public List<Recorded> read(String stream, long fromRevision) {
                        return log.stream()
                                .filter(each -> each.stream().equals(stream))
                                .toList();
                    }

                    @Override
                    public AutoCloseable follow(long afterPosition, String prefix, Listener listener) {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public @Nullable Mark mark() {
                        return null;
                    }

                    @Override
                    public void store(Mark mark) {
                        throw new UnsupportedOperationException();
                    }
                },
                letters,
                away);
    }

    /** As the outbox and the schedule decide: what is there already is not there twice. */
    private void carriedOut(Errand errand) {
        switch (errand.command()) {
            case QueueLetter c -> {
                if (queued().stream().noneMatch(each -> each.key().equals(c.key()))) {
                    happened(
                            c.outbox(),
                            new LetterQueued(
                                    c.key(),
                                    c.kind(),
                                    c.recipient(),
                                    c.channel(),
                                    c.language(),
                                    c.number(),
                                    c.revision(),
                                    c.subject(),
                                    c.text(),
                                    c.html(),
                                    c.links(),
                                    c.inReplyTo(),
                                    c.notBefore(),
                                    c.digest()));
                }
            }
            case RecordReportIssue c ->
                happened(c.schedule(), new ScheduledReportIssued(c.dueAt(), c.recipients(), c.skipped()));
            default -> throw new IllegalStateException(errand.toString());
        }
    }

    private List<LetterQueued> queued() {
        return log.stream()
                .map(Recorded::event)
                .filter(LetterQueued.class::isInstance)
                .map(LetterQueued.class::cast)
                .toList();
    }

    private ReportSchedule schedule() {
        reports(null);
        return requireNonNull(view.reportSchedules().schedule(ID));
    }

    private static List<String> keys(List<Errand> errands) {
        return errands.stream().map(Errand::key).toList();
    }

    private static ReportOrder order(String report, String... recipients) {
        return new ReportOrder(
                report,
                Map.of(),
                LastPeriod.DAY,
                new Rhythm(Every.DAY, null, null, LocalTime.of(7, 0)),
                "UTC",
                DayOfWeek.MONDAY,
                List.of(recipients));
    }

    private void registered(String person, String language, Role role) {
        happened(
                person,
                new PersonRegistered(
                        person,
                        Text.of(person),
                        Text.of(person + "@desk.example"),
                        null,
                        null,
                        null,
                        Set.of(role),
                        language,
                        "UTC",
                        false));
    }

    private void happened(String stream, Event event) {
        long revision =
                log.stream().filter(each -> each.stream().equals(stream)).count();
        log.add(new Recorded(
                stream,
                revision,
                log.size(),
                UUID.randomUUID(),
                now,
                Map.of(Meta.ACTOR, "person-x", Meta.OCCURRED_AT, now.toString()),
                event));
    }

    private ReferenceSource source() {
        return new ReferenceSource() {
            @Override
            public long catchUp(long after, Listener listener) {
                log.forEach(listener::recorded);
                return log.size() - 1;
            }

            @Override
            public AutoCloseable follow(long after, Listener listener) {
                return () -> {};
            }
        };
    }

    private static ReferenceSnapshots snapshots() {
        return new ReferenceSnapshots() {
            @Override
            public List<Part> load() {
                return List.of();
            }

            @Override
            public boolean add(int parts, Part part) {
                return false;
            }
        };
    }

    // ---- the read model

    private void raised(String prefix, String ticket, String number) {
        TicketDocument document = null;
        List<Event> events = List.of(
                new TicketRaised(
                        number,
                        "person-ann",
                        Channel.PORTAL,
                        "incident",
                        null,
                        null,
                        null,
                        null,
                        null,
                        "incident",
                        1,
                        "en",
                        Text.of("No mail"),
                        null,
                        List.of(),
                        List.of(),
                        null,
                        Map.of(),
                        null,
                        List.of(),
                        null),
                new StageEntered("triage", StageKind.TRIAGE, null, Holder.team("team-desk"), null, null));
        for (int i = 0; i < events.size(); i++) {
            Recorded recorded = new Recorded(
                    ticket,
                    i,
                    i,
                    UUID.randomUUID(),
                    SCHEDULED,
                    Map.of(Meta.ACTOR, "person-ann", Meta.OCCURRED_AT, SCHEDULED.toString()),
                    events.get(i));
            TicketDocument before = document;
            document = TicketDocument.evolve(before, recorded);
            Derivation.derive(before, recorded, document).forEach(each -> write(prefix, each));
            write(prefix, document);
        }
    }

    private void write(String prefix, Document document) {
        send(
                "/" + document.readModel().alias(prefix) + "/_doc/"
                        + URLEncoder.encode(document.id(), StandardCharsets.UTF_8),
                DocumentJson.writer(document.readModel().type()).writeValueAsString(document));
    }

    private void send(String path, String body) {
        try {
            Request request = new Request("PUT", path);
            request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
            client.performRequest(request);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
