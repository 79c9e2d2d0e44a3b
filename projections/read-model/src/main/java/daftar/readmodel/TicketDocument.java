package daftar.readmodel;

import daftar.messages.Recorded;
import daftar.messages.sla.Target;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.CloseReason;
import daftar.messages.ticket.Fix;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Impact;
import daftar.messages.ticket.LinkKind;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.Urgency;
import daftar.messages.workflow.StageKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as it stands after an event: what search, inbox, detail, facets, knowledge base and clock need. What the
 * requester may read and what only the desk may read are in separate fields. Instants are business time.
 *
 * @param id the ticket's id and stream
 * @param number e.g. {@code T-1042}
 * @param externalRef the old desk's number
 * @param revision of the last event folded in
 * @param position of that event in the log
 * @param language BCP 47
 * @param raisedBy who registered it
 * @param owner who answers to the requester until the end
 * @param department of the requester when it was raised
 * @param departmentPath that department and those above it, so that one name chooses the tickets of a whole tree
 * @param confidential whether only requester, {@code namedPeople} and those who must act on it may see it
 * @param namedPeople who may see it although it is confidential; empty where it is not
 * @param visibleTo who may see it without any role: requester, who raised it, owner, observers, who is or was asked to approve or to work on it
 * @param priority null until triage
 * @param title null only where it was redacted
 * @param contact how to reach the requester; not searched
 * @param fields the form's own fields; not searched by name
 * @param solution as the requester reads it; null while unsolved
 * @param cause internal
 * @param publicTexts what else the requester may read: comments, remarks, complaints, form fields
 * @param internalTexts what only the desk may read: work notes, notes of work entries, reasons, causes
 * @param redacted whether some text of it is no longer readable
 * @param assignees the leading one first; of an approval those who are asked
 * @param deskPeople who of the desk has it, or had it last where it waits for the requester or has ended
 * @param deskTeam their team; null for none
 * @param holdReason null unless on hold
 * @param holdUntil when it comes back by itself
 * @param stepFrom since when stage, status and holder have been as they are
 * @param stageFrom since when it has been in its stage
 * @param intervalFrom since when its workload has been as it is; whole milliseconds
 * @param heldMillis how long it was on hold until {@code stepFrom}
 * @param updatedAt of the last event that changed something
 * @param recordedAt when the register took the last event: much later than {@code updatedAt} in an import
 * @param stageDueAt when its stage falls due; of a CONFIRMATION when it is closed by itself
 * @param respondedAt first of work started, a contact that reached, a comment by the desk, a solution
 * @param resolvedAt null again once reopened
 * @param closedAt when it came to its end, whichever
 * @param overdueAt from when on the open ticket is overdue: the earliest due time that is not met yet; null once settled
 * @param work not searched; the worklog is
 * @param minutes of work
 * @param costs sums, one per currency
 * @param rating 1 to 5
 * @param reassignCount how often it went from one holder to another by hand
 * @param handovers the chain of assignments, referrals and returns
 * @param mergedInto a ticket's id
 * @param requestType of the catalogue, by which it was raised; null for none
 * @param requestTypeVersion that it keeps
 * @param form what was filled in there; never shown or searched where people are not
 * @param relations what it has to do with other tickets
 * @param course what reports count of the way that it took
 * @param waiting for whom it waits, and what is done about that
 * @param enclosures its files, and the tickets that were merged into it
 * @param sla how it stands with what was promised to the requester
 */
public record TicketDocument(
        String id,
        String number,
        @Nullable String externalRef,
        long revision,
        long position,
        Channel channel,
        String language,
        String workflow,
        int workflowVersion,
        String requester,
        String raisedBy,
        @Nullable String owner,
        @Nullable String department,
        List<String> departmentPath,
        boolean confidential,
        List<String> namedPeople,
        List<String> observers,
        List<String> affectedPeople,
        List<String> affectedItems,
        List<String> visibleTo,
        String type,
        @Nullable String category,
        @Nullable String service,
        @Nullable String symptom,
        @Nullable String location,
        @Nullable Impact impact,
        @Nullable Urgency urgency,
        @Nullable Priority priority,
        @Nullable String title,
        @Nullable String description,
        @Nullable String contact,
        Map<String, String> fields,
        @Nullable String solution,
        @Nullable String solutionCode,
        @Nullable String cause,
        @Nullable Fix fix,
        List<String> publicTexts,
        List<String> internalTexts,
        boolean redacted,
        Status status,
        @Nullable String stage,
        @Nullable StageKind stageKind,
        List<String> assignees,
        @Nullable String team,
        @Nullable String vendor,
        List<String> deskPeople,
        @Nullable String deskTeam,
        @Nullable HoldReason holdReason,
        @Nullable Instant holdUntil,
        Instant stepFrom,
        Instant stageFrom,
        Instant intervalFrom,
        long heldMillis,
        Instant raisedAt,
        Instant updatedAt,
        Instant recordedAt,
        @Nullable Instant stageDueAt,
        @Nullable Instant responseDueAt,
        @Nullable Instant resolutionDueAt,
        @Nullable String targetPolicy,
        @Nullable Instant respondedAt,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBy,
        @Nullable Instant closedAt,
        @Nullable CloseReason closeReason,
        @Nullable Instant overdueAt,
        List<WorkEntry> work,
        int minutes,
        int contactMinutes,
        List<Cost> costs,
        @Nullable Integer rating,
        boolean firstContact,
        int reopenCount,
        int rejectCount,
        int reassignCount,
        int escalationLevel,
        List<Handover> handovers,
        List<Approval> approvals,
        List<Link> links,
        @Nullable String mergedInto,
        @Nullable String requestType,
        @Nullable Integer requestTypeVersion,
        List<FormAnswer> form,
        Relations relations,
        Ledger ledger,
        Satisfaction satisfaction,
        Course course,
        Waiting waiting,
        Enclosures enclosures,
        Promises sla)
        implements StreamDocument {

    public TicketDocument {
        // documents from before these were kept have none
        departmentPath = departmentPath == null ? List.of() : departmentPath;
        namedPeople = namedPeople == null ? List.of() : namedPeople;
        form = form == null ? List.of() : form;
        relations = relations == null ? Relations.NONE : relations;
        ledger = ledger == null ? Ledger.SETTLED : ledger;
        satisfaction = satisfaction == null ? Satisfaction.unknown(id) : satisfaction;
        course = course == null ? Course.NONE : course;
        waiting = waiting == null ? Waiting.NOT : waiting;
        enclosures = enclosures == null ? Enclosures.NONE : enclosures;
        sla = sla == null ? Promises.NONE : sla;
    }

    /** How the ticket went from one holder to another. */
    public enum HandoverKind {
        ASSIGNED,
        REFERRED,
        RETURNED,
        ESCALATED,
        /** All that was on one person passed to another. */
        HANDED_OVER
    }

    /**
     * A link in the chain of holders.
     *
     * @param by the acting person
     * @param reason internal; null where none was given or it was redacted
     */
    public record Handover(
            HandoverKind kind,
            Instant at,
            String by,
            Holder from,
            Holder to,
            @Nullable String reason) {}

    /** A decision of an approval stage. @param approver in whose place it was made, {@code by} whom */
    public record Approval(String stage, String approver, String by, boolean approved, Instant at) {}

    /** A link as read from this ticket. @param other the other ticket's id */
    public record Link(LinkKind kind, String other, Instant at) {}

    /**
     * Folds an event into the ticket's document. Pure; an event that is in it already changes nothing.
     *
     * @param before the document before it; null before the first event
     * @param recorded of a ticket's stream, its texts opened; one that is still sealed was redacted
     * @throws IllegalStateException if events are missing between the document and the event
     */
    public static TicketDocument evolve(@Nullable TicketDocument before, Recorded recorded) {
        return TicketFold.fold(before, recorded);
    }

    /** Who has it. */
    public Holder holder() {
        return new Holder(assignees, team, vendor);
    }

    /** Whether the open ticket is overdue at this instant. */
    public boolean isOverdue(Instant now) {
        return overdueAt != null && !overdueAt.isAfter(now);
    }

    /** Whether the first response came after its target, or is missing and the target has passed. */
    public boolean isResponseLate(Instant now) {
        return sla.broken().contains(Target.RESPONSE)
                || late(sla.running(responseDueAt), respondedAt != null ? respondedAt : closedAt, now);
    }

    /** Whether the solution came after its target, or is missing and the target has passed. */
    public boolean isResolutionLate(Instant now) {
        return sla.broken().contains(Target.RESOLUTION)
                || late(sla.running(resolutionDueAt), resolvedAt != null ? resolvedAt : closedAt, now);
    }

    private static boolean late(@Nullable Instant due, @Nullable Instant done, Instant now) {
        return due != null && (done != null ? done : now).isAfter(due);
    }
}
