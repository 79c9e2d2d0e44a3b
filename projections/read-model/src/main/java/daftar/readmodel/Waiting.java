package daftar.readmodel;

import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Patience;
import daftar.messages.ticket.SilenceStep;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketEvent;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.StageKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long a ticket has waited for somebody, and what was done about it: part of {@link TicketDocument}.
 *
 * @param since when whoever is waited for was asked
 * @param patience what is still to be done while nobody answers
 * @param nextAt when the next of it falls due; null for nothing, and while nobody is waited for
 * @param next what that is; null with {@code nextAt}
 * @param reminders how many reminders there were since
 * @param passedTo who else was asked for the approval meanwhile
 * @param stageOverdue whether it was said that the stage is overdue, and it still is the same stage
 * @param tells who was told that
 */
public record Waiting(
        @Nullable Instant since,
        Patience patience,
        @Nullable Instant nextAt,
        @Nullable SilenceStep next,
        int reminders,
        List<String> passedTo,
        boolean stageOverdue,
        List<String> tells) {

    /** A ticket that waits for nobody. */
    public static final Waiting NOT = new Waiting(null, Patience.ENDLESS, null, null, 0, List.of(), false, List.of());

    public Waiting {
        passedTo = passedTo == null ? List.of() : passedTo;
        tells = tells == null ? List.of() : tells;
    }

    /**
     * The fold: pure.
     *
     * @param status after the event
     * @param asked whether an approval was asked of who passes it to another by this event
     */
    Waiting after(TicketEvent event, Status status, boolean asked, Instant at) {
        return changed(event, asked, at).in(status);
    }

    private Waiting changed(TicketEvent event, boolean asked, Instant at) {
        return switch (event) {
            case StageEntered e -> e.kind() == StageKind.APPROVAL ? from(at, patience(e, at)) : NOT;
            case TicketPutOnHold e -> waits(at, patience(e, at), 0);
            case WorkResumed e -> waits(null, Patience.ENDLESS, 0);
            case HolderReminded e -> waits(since, patience.after(e.step(), at), reminders + 1);
            case ApprovalPassedOn e ->
                new Waiting(
                        since,
                        patience.after(e.step(), at),
                        nextAt,
                        next,
                        reminders,
                        TicketDraft.plus(passedTo, e.to()),
                        stageOverdue,
                        tells);
            case RequesterReminded e ->
                waits(
                        since,
                        patience.after(e.number() == 1 ? SilenceStep.REMIND : SilenceStep.REMIND_AGAIN, at),
                        e.number());
            case TicketHandedOver e ->
                since != null && asked ? waits(at, patience.later(Duration.between(since, at)), reminders) : this;
            case StageOverdueNoted e ->
                new Waiting(since, patience, nextAt, next, reminders, passedTo, true, e.tells());
            default -> this;
        };
    }

    private static Patience patience(StageEntered entered, Instant at) {
        return entered.patience() != null ? entered.patience() : Patience.withApprovers(at, entered.dueAt());
    }

    private static Patience patience(TicketPutOnHold hold, Instant at) {
        if (hold.reason() != HoldReason.REQUESTER) {
            return Patience.ENDLESS;
        }
        return hold.patience() != null ? hold.patience() : Patience.withRequester(at);
    }

    private static Waiting from(Instant since, Patience patience) {
        return new Waiting(since, patience, null, null, 0, List.of(), false, List.of());
    }

    private Waiting waits(@Nullable Instant newSince, Patience newPatience, int newReminders) {
        return new Waiting(newSince, newPatience, nextAt, next, newReminders, passedTo, stageOverdue, tells);
    }

    /** Nobody is waited for but by an approval, or on hold; an end is late no more. */
    private Waiting in(Status status) {
        Patience.Turn turn = status == Status.AWAITING_APPROVAL || status == Status.ON_HOLD ? patience.next() : null;
        Instant due = turn == null ? null : turn.at();
        SilenceStep step = turn == null ? null : turn.step();
        boolean late = stageOverdue && status.isOpen();
        return Objects.equals(due, nextAt) && step == next && late == stageOverdue
                ? this
                : new Waiting(since, patience, due, step, reminders, passedTo, late, late ? tells : List.of());
    }
}
