package daftar.messages.query;

import daftar.messages.ticket.Channel;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ticket in a list. What the caller may not know is null.
 *
 * @param id {@code ticket-<uuid>}
 * @param number {@code T-1042}
 * @param title null where it was redacted
 * @param stage the code of the stage that it is in
 * @param assignees who has it, the leading one first
 * @param dueAt when the resolution is due; null without a target
 * @param overdue whether it is open and something of it that was promised is due
 * @param version the revision of its last event
 * @param highlights where the text was found: field → fragments, the found words between {@code <em>} and {@code </em>},
 *     everything else escaped for HTML; empty without a text
 * @param sla how it stands with what was promised; null where nothing is
 */
public record TicketRow(
        String id,
        String number,
        @Nullable String externalRef,
        @Nullable String title,
        Named type,
        @Nullable Named category,
        @Nullable String service,
        Status status,
        @Nullable HoldReason holdReason,
        @Nullable Priority priority,
        Channel channel,
        @Nullable Named requester,
        @Nullable Named department,
        @Nullable Named team,
        List<Named> assignees,
        @Nullable Named owner,
        @Nullable String stage,
        Instant raisedAt,
        Instant updatedAt,
        @Nullable Instant dueAt,
        boolean overdue,
        long version,
        Map<String, List<String>> highlights,
        @Nullable SlaView sla) {}
