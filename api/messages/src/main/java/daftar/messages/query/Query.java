package daftar.messages.query;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be asked of tickets. Each is answered within what the caller may know, or refused with {@link
 * daftar.messages.Refused}: NOT_FOUND also for what the caller may not know of, FORBIDDEN for what their roles are not
 * for, INVALID for what makes no sense. {@code ref} is a ticket's id or its number.
 */
public sealed interface Query {

    Caller caller();

    /** A ticket as it stands. → {@link TicketView} */
    record FindTicket(Caller caller, String ref) implements Query {}

    /** The files of a ticket, and of those that were merged into it. → {@link FilesView} */
    record FindFiles(Caller caller, String ref) implements Query {}

    /** The steps of a ticket. → {@link TimelineView} */
    record FindTimeline(Caller caller, String ref) implements Query {}

    /**
     * The incidents that a problem causes, or the children of a major incident. → {@link IncidentsView}
     *
     * @param size tickets of a page, 1 to {@value SearchTickets#LARGEST_PAGE}
     * @param cursor {@link IncidentsView#next()} of the page before; null for the first page
     */
    record FindIncidents(
            Caller caller, String ref, int size, @Nullable String cursor) implements Query {}

    /**
     * Tickets by text and properties. → {@link TicketPage}
     *
     * @param text in any of the languages; null for all tickets
     * @param facets what to count; counts of a facet leave its own filter out, so that others can be chosen beside it
     * @param size tickets of a page, 1 to {@value #LARGEST_PAGE}
     * @param cursor {@link TicketPage#next()} of the page before, of the same query; null for the first page
     * @param highlight whether to show where the text was found
     */
    record SearchTickets(
            Caller caller,
            @Nullable String text,
            TicketFilter filter,
            List<Facet> facets,
            TicketSort sort,
            int size,
            @Nullable String cursor,
            boolean highlight)
            implements Query {
        public static final int LARGEST_PAGE = 200;

        public SearchTickets {
            facets = List.copyOf(facets);
        }
    }

    /**
     * What waits for the caller. → {@link InboxView}
     *
     * @param because only these reasons; empty for all
     */
    record FindInbox(
            Caller caller,
            Set<InboxView.Because> because,
            int size,
            @Nullable String cursor) implements Query {
        public FindInbox {
            because = Set.copyOf(because);
        }
    }

    /** The caller's saved views, each with how many tickets it has. → {@link ViewList} */
    record FindViews(Caller caller) implements Query {}

    /** One of the caller's saved views. → {@link ViewList.One} */
    record FindView(Caller caller, String view) implements Query {}

    /** The tickets of one of the caller's saved views; the rest as in {@link SearchTickets}. → {@link TicketPage} */
    record SearchView(
            Caller caller,
            String view,
            List<Facet> facets,
            int size,
            @Nullable String cursor,
            boolean highlight) implements Query {
        public SearchView {
            facets = List.copyOf(facets);
        }
    }

    /**
     * The load of people and teams. → {@link WorkloadView}
     *
     * @param at the instant asked for, in business time; null for now
     * @param zone the caller's, for "today" and "this week"; null for the one that the directory knows
     * @param firstDay the caller's first day of the week; null for the usual one of the language
     * @param teams only these teams and their people; empty for all
     */
    record FindWorkload(
            Caller caller,
            @Nullable Instant at,
            @Nullable ZoneId zone,
            @Nullable DayOfWeek firstDay,
            Set<String> teams) implements Query {
        public FindWorkload {
            teams = Set.copyOf(teams);
        }
    }

    /**
     * Work entries: one's own, those of the teams that one leads, those whose cost one is asked about; for managers and
     * auditors all that they may see. → {@link WorklogPage}
     *
     * @param size entries of a page, 1 to {@value SearchTickets#LARGEST_PAGE}
     * @param cursor {@link WorklogPage#next()} of the page before, of the same query; null for the first page
     */
    record SearchWorklog(
            Caller caller,
            WorklogFilter filter,
            int size,
            @Nullable String cursor) implements Query {}

    /** The caller's timers, of all tickets. → {@link TimersView} */
    record FindTimers(Caller caller) implements Query {}

    /** What was written to whom about a ticket, for the auditor. → {@link LettersView} */
    record FindLetters(Caller caller, String ref) implements Query {}

    /** The register's own entries of a ticket, for the auditor. → {@link TicketEvents} @param from a revision */
    record FindTicketEvents(Caller caller, String ref, long from, int size) implements Query {}

    /**
     * A ticket as it stood. → {@link TicketAsOf}
     *
     * @param at what was so, in business time; null for all that is recorded
     * @param recordedAt what the register held then; null for now
     */
    record FindTicketAsOf(
            Caller caller,
            String ref,
            @Nullable Instant at,
            @Nullable Instant recordedAt) implements Query {}

    /**
     * What happened to tickets, in the order of the log. → {@link daftar.messages.feed.FeedPage}
     *
     * @param after a cursor of the feed, or {@link daftar.messages.feed.FeedCursor#NOW}; null for the register's beginning
     * @param types stable names of events; empty for all
     * @param size events of a page, 1 to {@value #LARGEST_PART}
     */
    record FindFeed(Caller caller, @Nullable String after, Set<String> types, int size) implements Query {
        public static final int LARGEST_PART = 1_000;

        public FindFeed {
            types = Set.copyOf(types);
        }
    }

    /**
     * A report. → {@link daftar.messages.report.ReportView}
     *
     * @param report its name
     * @param parameters as {@link daftar.messages.report.ReportWish} reads them
     */
    record FindReport(Caller caller, String report, Map<String, List<String>> parameters) implements Query {}

    /**
     * What is behind a figure of a report. → {@link daftar.messages.report.ReportCases}
     *
     * @param parameters those of the report
     * @param row its key; null or empty for the total
     * @param figure the column's key
     * @param size of a page, 1 to {@value SearchTickets#LARGEST_PAGE}
     * @param cursor of the page before; null for the first page
     */
    record FindReportCases(
            Caller caller,
            String report,
            Map<String, List<String>> parameters,
            @Nullable String row,
            String figure,
            int size,
            @Nullable String cursor)
            implements Query {}

    /** What would have become of promises under another policy or calendar. → {@link daftar.messages.report.WhatIf.View} */
    record FindWhatIf(Caller caller, daftar.messages.report.WhatIf.Request request) implements Query {}
}
