package daftar.report;

import daftar.messages.audit.TicketHistory.Happened;
import daftar.messages.ledger.LedgerView;
import daftar.messages.query.Named;
import daftar.messages.query.TicketEvents;
import daftar.messages.query.TicketView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a report says.
 *
 * @param ticket as it stands, as an auditor sees it
 * @param history every event from the first on, with what it changed
 * @param events the same events with what they say, their texts opened; one that is still sealed was redacted
 * @param contents SHA-256 of a file → whether its content can be read
 * @param ledger null where it could not be asked
 * @param madeFor who asked for the report
 * @param zone in which times are written
 * @param language one of those that come with Daftar
 */
public record CaseReport(
        TicketView ticket,
        List<Happened> history,
        List<TicketEvents.Entry> events,
        Map<String, Content> contents,
        @Nullable Ledger ledger,
        Named madeFor,
        Instant madeAt,
        ZoneId zone,
        String language) {

    public CaseReport {
        history = List.copyOf(history);
        events = List.copyOf(events);
        contents = Map.copyOf(contents);
    }

    /** What is known of a file's content. */
    public enum Content {
        THERE,
        GONE,
        UNKNOWN
    }

    /** How far the ledger was, and the key that checks its signatures. */
    public record Ledger(LedgerView.Standing standing, LedgerView.Key key) {}
}
