package daftar.messages.query;

import daftar.messages.Money;
import daftar.messages.catalogue.FieldKind;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.CloseReason;
import daftar.messages.ticket.Fix;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Impact;
import daftar.messages.ticket.LinkKind;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.SilenceStep;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.Urgency;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ticket with all that the caller may know of it. What he may not know, and what there is not, is null or empty;
 * redacted text is null.
 *
 * @param id {@code ticket-<uuid>}
 * @param number {@code T-1042}
 * @param version the revision of its last event, the ETag
 * @param stage where it is in its workflow
 * @param desk who of the desk has it, or had it last where it waits for the requester or has ended
 * @param owner who answers to the requester
 * @param confidential whether only named people, the requester and those who must act on it see it
 * @param links to other tickets
 * @param work what was logged; for the desk, and for who is asked about a cost
 * @param overdue whether it is open and something of it that was promised is due
 * @param requestType by which it was raised; null for none
 * @param form as it was filled in, in its order
 * @param related what problems and major incidents have to say to it; null for nothing
 * @param enclosures files, and tickets merged into it; null for nothing
 * @param parked true where later events of it could not be applied yet, so that it is older than the register
 * @param waiting for whom it waits, and what is done while they do not answer; null where it waits for nobody
 */
public record TicketView(
        String id,
        String number,
        long version,
        @Nullable String externalRef,
        Status status,
        @Nullable HoldReason holdReason,
        @Nullable Instant holdUntil,
        @Nullable String title,
        @Nullable String description,
        Map<String, String> fields,
        @Nullable String contact,
        @Nullable String language,
        Named type,
        @Nullable Named category,
        @Nullable String service,
        @Nullable String symptom,
        @Nullable String location,
        List<String> affectedItems,
        List<Named> affectedPeople,
        @Nullable Impact impact,
        @Nullable Urgency urgency,
        @Nullable Priority priority,
        Channel channel,
        @Nullable Named requester,
        @Nullable Named raisedBy,
        @Nullable Named department,
        @Nullable Stage stage,
        Held holder,
        Held desk,
        @Nullable Named owner,
        List<Named> observers,
        boolean confidential,
        List<Link> links,
        @Nullable Solved solution,
        @Nullable Feedback feedback,
        @Nullable CloseReason closeReason,
        @Nullable Worked work,
        Instant raisedAt,
        Instant updatedAt,
        @Nullable Instant responseDueAt,
        @Nullable Instant respondedAt,
        @Nullable Instant resolutionDueAt,
        @Nullable Instant resolvedAt,
        @Nullable Instant closedAt,
        boolean overdue,
        @Nullable RelatedView related,
        boolean parked,
        boolean stale,
        @Nullable Named requestType,
        List<Filled> form,
        @Nullable Waiting waiting,
        @Nullable SlaView sla,
        @Nullable Enclosures enclosures)
        implements Answer {

    /**
     * Files, and tickets that have to do with this one from the other side.
     *
     * @param mergedInto where this one goes on; null where it was not merged
     * @param merged those that were merged into this one and that the caller may know of
     * @param linkedFrom how others say that they stand to this one; for the desk only
     */
    public record Enclosures(
            List<TicketFile> files, @Nullable Other mergedInto, List<Other> merged, List<Link> linkedFrom) {}

    /** Another ticket. @param number null where the caller may not know of it */
    public record Other(
            String ticket,
            @Nullable String number,
            @Nullable String title,
            @Nullable Named requester) {}

    /**
     * A field of the form by which it was raised.
     *
     * @param label what the form called it; null where nobody knows any more
     * @param value as it was sent; null where it was redacted
     * @param name of the choice or the person; null for other kinds
     */
    public record Filled(
            String field,
            @Nullable String label,
            FieldKind kind,
            @Nullable String value,
            @Nullable String name) {}

    /** @param since when it was entered @param dueAt when it falls due; null for never */
    public record Stage(
            String code,
            @Nullable String kind,
            String workflow,
            int workflowVersion,
            @Nullable Instant since,
            @Nullable Instant dueAt) {}

    /** Who has it: people (of an approval those who are asked), a team, a vendor, or nobody. */
    public record Held(
            List<Named> people,
            @Nullable Named team,
            @Nullable Named vendor) {
        public static final Held BY_NOBODY = new Held(List.of(), null, null);
    }

    /**
     * @param since when they were asked; null where nobody is
     * @param reminders how often they were reminded
     * @param next what is done next; null for nothing
     * @param nextAt when
     * @param passedTo who was asked for the approval besides, since the first were silent
     * @param stageOverdue whether it was told that the stage was not left in time; for the desk only
     */
    public record Waiting(
            @Nullable Instant since,
            int reminders,
            @Nullable SilenceStep next,
            @Nullable Instant nextAt,
            List<Named> passedTo,
            boolean stageOverdue) {}

    /** How this ticket stands to another. */
    public record Link(LinkKind kind, String ticket) {}

    /** @param cause internal */
    public record Solved(
            @Nullable String text,
            @Nullable String code,
            @Nullable String cause,
            @Nullable Fix fix) {}

    /**
     * What the requester thought of the solution, and whether they were asked.
     *
     * @param rating 1 (poor) to 5 (excellent); null where nobody rated
     * @param source CONFIRMATION or SURVEY; null where nobody rated
     * @param askedUntil until when the survey could be answered; null where none was asked
     */
    public record Feedback(
            @Nullable Integer rating,
            @Nullable String source,
            @Nullable String remark,
            @Nullable Instant ratedAt,
            @Nullable Instant askedAt,
            @Nullable Instant askedUntil) {}

    /**
     * What was logged. Whoever is asked about costs and is not of the desk sees those entries only.
     *
     * @param costs what counts, one sum per currency
     * @param waiting what waits to be approved, one sum per currency
     * @param declined what was declined, one sum per currency
     * @param timers that run, and those that were forgotten
     */
    public record Worked(
            long minutes,
            List<Money> costs,
            List<Money> waiting,
            List<Money> declined,
            List<WorkView> entries,
            List<Running> timers) {}

    /** @param forgotten whether it has run for so long that nobody works */
    public record Running(
            Named person, String activity, @Nullable String note, Instant startedAt, boolean forgotten) {}
}
