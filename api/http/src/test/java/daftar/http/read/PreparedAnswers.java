package daftar.http.read;

import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.audit.AuditQuery;
import daftar.messages.audit.DeskAsOf;
import daftar.messages.audit.InboxAsOf;
import daftar.messages.audit.LogFindings;
import daftar.messages.audit.TicketHistory;
import daftar.messages.audit.WorkloadAsOf;
import daftar.messages.feed.FeedCursor;
import daftar.messages.feed.FeedEvent;
import daftar.messages.feed.FeedPage;
import daftar.messages.query.FilesView;
import daftar.messages.query.InboxView;
import daftar.messages.query.IncidentsView;
import daftar.messages.query.Named;
import daftar.messages.query.Query;
import daftar.messages.query.TicketAsOf;
import daftar.messages.query.TicketEvents;
import daftar.messages.query.TicketPage;
import daftar.messages.query.TicketView;
import daftar.messages.query.TimelineView;
import daftar.messages.query.ViewList;
import daftar.messages.query.WorkloadView;
import daftar.messages.query.WorkloadView.Load;
import daftar.messages.query.WorkloadView.Logged;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.Status;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;

/** Answers queries with what a test prepared, and keeps the last one. */
public final class PreparedAnswers {

    volatile Query last;
    volatile boolean stale;
    volatile FeedEvent happened;
    volatile long open = 1;
    volatile List<TimelineView.Stay> stays = List.of();

    private <V> V to(Query query, V view) {
        last = query;
        return view;
    }

    @QueryHandler
    public TicketView find(Query.FindTicket query) {
        switch (query.ref()) {
            case "T-404" -> throw Refused.notFound("unknown-ticket", "There is no ticket T-404 that you may see.");
            case "T-503" -> throw new IllegalStateException(new ConnectException("away"));
            case "T-42" -> {
                return to(query, ticket(new TicketView.Stage("work", "WORK", "request", 1, Instant.EPOCH, null)));
            }
            default -> {
                return to(query, ticket());
            }
        }
    }

    private TicketView ticket() {
        return ticket(null);
    }

    private TicketView ticket(TicketView.Stage stage) {
        return new TicketView(
                ReadApi.ID,
                "T-1",
                7,
                null,
                Status.NEW,
                null,
                null,
                "A title",
                null,
                Map.of(),
                null,
                "en",
                new Named("incident", null),
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                Channel.PORTAL,
                null,
                null,
                null,
                stage,
                TicketView.Held.BY_NOBODY,
                TicketView.Held.BY_NOBODY,
                null,
                List.of(),
                false,
                List.of(),
                null,
                null,
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                false,
                stale,
                null,
                List.of(),
                null,
                null,
                null);
    }

    @QueryHandler
    public IncidentsView find(Query.FindIncidents query) {
        if (query.ref().equals("T-404")) {
            throw Refused.notFound("unknown-ticket", "There is no ticket T-404 that you may see.");
        }
        if (query.ref().equals("T-403")) {
            throw Refused.forbidden("not-allowed", "What a ticket is linked to is for the desk and auditors.");
        }
        return to(query, new IncidentsView(List.of(), Map.of(Status.NEW, 3L), 3, null, stale));
    }

    @QueryHandler
    public FilesView find(Query.FindFiles query) {
        if (query.ref().equals("T-404")) {
            throw Refused.notFound("unknown-ticket", "There is no ticket T-404 that you may see.");
        }
        if (query.ref().equals("T-403")) {
            throw Refused.forbidden("not-allowed", "The files of a ticket name people; they are not for analysts.");
        }
        return to(query, new FilesView(ReadApi.ID, FilesReadTest.FILES, stale));
    }

    @QueryHandler
    public TimelineView find(Query.FindTimeline query) {
        return to(query, new TimelineView(ReadApi.ID, "T-1", 7, List.of(), List.of(), stays, stale));
    }

    @QueryHandler
    public TicketPage search(Query.SearchTickets query) {
        return to(query, new TicketPage(List.of(), 0, Map.of(), null, stale));
    }

    @QueryHandler
    public InboxView find(Query.FindInbox query) {
        return to(query, new InboxView(List.of(), Map.of(InboxView.Because.APPROVAL, 0L), 0, null, stale));
    }

    @QueryHandler
    public ViewList find(Query.FindViews query) {
        return to(query, new ViewList(List.of(view()), stale));
    }

    @QueryHandler
    public ViewList.One find(Query.FindView query) {
        if (query.view().equals("view-404")) {
            throw Refused.notFound("unknown-view", "There is no such view.");
        }
        return to(query, new ViewList.One(view(), stale));
    }

    @QueryHandler
    public TicketPage search(Query.SearchView query) {
        return to(query, new TicketPage(List.of(), 0, Map.of(), null, stale));
    }

    private ViewList.Entry view() {
        return new ViewList.Entry(
                "view-1", "Mine", false, null, null, true, null, Map.of("status", List.of("NEW")), null, 0, 3L, open);
    }

    @QueryHandler
    public WorkloadView find(Query.FindWorkload query) {
        Load total = new Load(null, open, 0, 0, 0, Duration.ofHours(3), Logged.NOTHING, Logged.NOTHING, null);
        return to(
                query,
                new WorkloadView(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, total, List.of(), List.of(), stale));
    }

    @QueryHandler
    public TicketEvents find(Query.FindTicketEvents query) {
        return to(query, new TicketEvents(ReadApi.ID, List.of(), null));
    }

    @QueryHandler
    public TicketAsOf find(Query.FindTicketAsOf query) {
        return to(query, new TicketAsOf(query.at(), query.recordedAt(), ticket()));
    }

    /** One event that a test lets happen; a page of it where it is after the cursor, else the end. */
    @QueryHandler
    public FeedPage find(Query.FindFeed query) {
        FeedEvent event = happened;
        long after = query.after() == null || query.after().equals(FeedCursor.NOW)
                ? FeedCursor.START
                : FeedCursor.read(query.after(), "after");
        boolean told = event != null && after < 5;
        return to(
                query,
                new FeedPage(
                        told ? List.of(event) : List.of(), FeedCursor.write(told ? 5 : Math.max(after, 0)), !told));
    }

    static FeedEvent event() {
        return new FeedEvent(
                "4b05e742-c08f-470f-991c-799f128da130",
                FeedCursor.write(5),
                "CommentAdded",
                ReadApi.ID,
                "T-1",
                3,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                "command",
                "api",
                null,
                false,
                new FeedEvent.Data(null, null, null, List.of("text"), List.of(), false, Map.of(), List.of(), null));
    }

    volatile AuditQuery lastAudit;

    private static void checkAuditor(AuditQuery query) {
        if (!query.caller().actor().is(Role.AUDITOR)) {
            throw Refused.forbidden("not-allowed", "The register itself is for auditors.");
        }
    }

    @QueryHandler
    public TicketHistory find(AuditQuery.FindTicketHistory query) {
        checkAuditor(query);
        if (query.ref().equals("T-404")) {
            throw Refused.notFound("unknown-ticket", "There is no ticket T-404 that you may see.");
        }
        lastAudit = query;
        TicketHistory.Change change =
                new TicketHistory.Change("assignees", "Assignees", null, List.of(new Named("person-dan", "Dan")));
        return new TicketHistory(
                ReadApi.ID,
                "T-1",
                List.of(new TicketHistory.Happened(
                        0,
                        7,
                        UUID.fromString("00000000-0000-0000-0000-000000000001"),
                        "TicketRaised",
                        Instant.EPOCH,
                        Instant.EPOCH,
                        null,
                        null,
                        null,
                        "clock",
                        new TicketHistory.Cause("clock", "c", "c"),
                        List.of(),
                        List.of(),
                        List.of(change))),
                null);
    }

    @QueryHandler
    public LogFindings search(AuditQuery.SearchLog query) {
        checkAuditor(query);
        lastAudit = query;
        return new LogFindings(List.of(), "more", new LogFindings.Progress(5, 9));
    }

    @QueryHandler
    public LogFindings find(AuditQuery.FindActs query) {
        checkAuditor(query);
        if (query.person().equals("person-404")) {
            throw Refused.notFound("unknown-person", "There is no person person-404.");
        }
        lastAudit = query;
        return new LogFindings(List.of(), null, new LogFindings.Progress(9, 9));
    }

    @QueryHandler
    public DeskAsOf find(AuditQuery.FindDeskAsOf query) {
        checkAuditor(query);
        lastAudit = query;
        return new DeskAsOf(query.asOf(), 3, Map.of(Status.NEW, 3L), List.of(), List.of(), "more");
    }

    @QueryHandler
    public InboxAsOf find(AuditQuery.FindInboxAsOf query) {
        checkAuditor(query);
        if (query.person().equals("person-404")) {
            throw Refused.notFound("unknown-person", "There is no person person-404.");
        }
        lastAudit = query;
        return new InboxAsOf(
                query.asOf(), new Named(query.person(), null), new InboxView(List.of(), Map.of(), 0, null, false));
    }

    @QueryHandler
    public WorkloadAsOf find(AuditQuery.FindWorkloadAsOf query) {
        checkAuditor(query);
        lastAudit = query;
        Load load = new Load(null, 4, 0, 0, 0, null, Logged.NOTHING, Logged.NOTHING, null);
        return new WorkloadAsOf(
                query.asOf(),
                new WorkloadView(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, load, List.of(), List.of(), false));
    }
}
