package daftar.messages.audit;

import daftar.messages.query.Caller;
import daftar.messages.query.InboxView;
import daftar.messages.ticket.Status;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What auditors ask the register itself. Each is answered, or refused with {@link daftar.messages.Refused}: FORBIDDEN for whoever
 * is no auditor, NOT_FOUND for what there is not, INVALID for what makes no sense.
 */
public sealed interface AuditQuery {

    /** Events or tickets of a page at most. */
    int LARGEST_PAGE = 500;

    Caller caller();

    /**
     * What happened to a ticket, by whom and why, and what each event changed. → {@link TicketHistory}
     *
     * @param ref id or number
     * @param from a revision
     * @param size events of a page, 1 to {@value #LARGEST_PAGE}
     */
    record FindTicketHistory(Caller caller, String ref, long from, int size) implements AuditQuery {}

    /**
     * Entries of the whole log, in its order. → {@link LogFindings}
     *
     * @param size entries of a page, 1 to {@value #LARGEST_PAGE}
     * @param cursor {@link LogFindings#next()} of the page before, of the same search; null for the first page
     */
    record SearchLog(
            Caller caller,
            LogFilter filter,
            int size,
            @Nullable String cursor) implements AuditQuery {}

    /**
     * Everything that a person did, or others for them, and what they were denied, over all streams. → {@link LogFindings}
     *
     * @param person an id, or {@link daftar.messages.Actor#SYSTEM}
     * @param period only {@link LogFilter#occurredFrom} to {@link LogFilter#recordedTo} count
     */
    record FindActs(
            Caller caller,
            String person,
            LogFilter period,
            int size,
            @Nullable String cursor) implements AuditQuery {}

    /**
     * Every ticket as it stood. → {@link DeskAsOf}
     *
     * @param statuses only tickets that had one of these; empty for all
     * @param size tickets of a page, 1 to {@value FindDeskAsOf#WHOLE_DESK}
     */
    record FindDeskAsOf(
            Caller caller,
            AsOf asOf,
            Set<Status> statuses,
            int size,
            @Nullable String cursor) implements AuditQuery {
        public static final int WHOLE_DESK = 20_000;

        public FindDeskAsOf {
            statuses = Set.copyOf(statuses);
        }
    }

    /**
     * What waited for a person. → {@link InboxAsOf}
     *
     * @param because only these reasons; empty for all
     */
    record FindInboxAsOf(
            Caller caller,
            String person,
            AsOf asOf,
            Set<InboxView.Because> because,
            int size,
            @Nullable String cursor) implements AuditQuery {
        public FindInboxAsOf {
            because = Set.copyOf(because);
        }
    }

    /**
     * Who had how much to do. → {@link WorkloadAsOf}
     *
     * @param zone for "today" and "this week"; null for the auditor's own
     * @param firstDay of the week; null for the usual one of the auditor's language
     * @param teams only these teams and their people; empty for all
     */
    record FindWorkloadAsOf(
            Caller caller,
            AsOf asOf,
            @Nullable ZoneId zone,
            @Nullable DayOfWeek firstDay,
            Set<String> teams) implements AuditQuery {
        public FindWorkloadAsOf {
            teams = Set.copyOf(teams);
        }
    }
}
