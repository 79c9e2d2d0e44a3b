package daftar.readmodel;

import daftar.messages.Text;
import daftar.messages.ticket.CostApproval;
import daftar.messages.ticket.TicketEvent;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.ticket.Timers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of a ticket's time and money is not settled yet: part of {@link TicketDocument}. What is settled is in its work
 * entries and their sums.
 *
 * @param timers that run, and those that were forgotten
 * @param running whose timers run and were not forgotten
 * @param timerDueAt when the first of the running ones counts as forgotten; null where none runs
 * @param approvers who is asked about the cost of some entry, and who is to be told of it in their place
 * @param approvalDueAt when the next of what is done while nobody decides about a cost falls due; null for nothing
 * @param waiting what entries cost that wait to be approved, one sum per currency
 * @param declined what entries cost that was declined, one sum per currency
 */
public record Ledger(
        List<Timer> timers,
        List<String> running,
        @Nullable Instant timerDueAt,
        List<String> approvers,
        @Nullable Instant approvalDueAt,
        List<Cost> waiting,
        List<Cost> declined) {

    /** Nothing is open. */
    public static final Ledger SETTLED = new Ledger(List.of(), List.of(), null, List.of(), null, List.of(), List.of());

    /** @param note internal; null where there is none or it was redacted @param forgotten whether nobody works any more */
    public record Timer(
            String person, String activity, @Nullable String note, Instant startedAt, boolean forgotten) {}

    /** The fold: pure. @param work the entries after the event */
    Ledger after(TicketEvent event, List<WorkEntry> work, Instant at) {
        return switch (event) {
            case TimerStarted e ->
                with(TicketDraft.plus(
                        without(e.person()), new Timer(e.person(), e.activity(), Text.read(e.note()), at, false)));
            case TimerStopped e -> with(without(e.person()));
            case TimerDiscarded e -> with(without(e.person()));
            case TimerForgotten e -> forgotten(e.person());
            case WorkLogged e -> decided(work);
            case WorkCorrected e -> decided(work);
            case CostApprovalAsked e -> decided(work);
            case CostApprovalAskedAgain e -> decided(work);
            case CostApproved e -> decided(work);
            case CostDeclined e -> decided(work);
            default -> this;
        };
    }

    private Ledger forgotten(String person) {
        List<Timer> now = new ArrayList<>(timers);
        now.replaceAll(timer -> timer.person().equals(person)
                ? new Timer(person, timer.activity(), timer.note(), timer.startedAt(), true)
                : timer);
        return with(now);
    }

    private List<Timer> without(String person) {
        return timers.stream().filter(timer -> !timer.person().equals(person)).toList();
    }

    private Ledger with(List<Timer> now) {
        Instant due = now.stream()
                .filter(timer -> !timer.forgotten())
                .map(timer -> timer.startedAt().plus(Timers.FORGOTTEN_AFTER))
                .min(Instant::compareTo)
                .orElse(null);
        List<String> timing = now.stream()
                .filter(timer -> !timer.forgotten())
                .map(Timer::person)
                .toList();
        return new Ledger(now, timing, due, approvers, approvalDueAt, waiting, declined);
    }

    private Ledger decided(List<WorkEntry> work) {
        List<String> asked = new ArrayList<>();
        Instant due = null;
        for (WorkEntry entry : work) {
            if (entry.approval().state() == CostApproval.WAITING) {
                asked.addAll(entry.approval().approvers());
                asked.addAll(entry.approval().tells());
                Instant next = entry.approval().nextAt();
                due = due == null || next != null && next.isBefore(due) ? next : due;
            }
        }
        List<String> approving = asked.stream().distinct().toList();
        List<Cost> open = Cost.total(work, WorkEntry::waiting);
        List<Cost> refused = Cost.total(work, WorkEntry::declined);
        return approving.equals(approvers)
                        && Objects.equals(due, approvalDueAt)
                        && open.equals(waiting)
                        && refused.equals(declined)
                ? this
                : new Ledger(timers, running, timerDueAt, approving, due, open, refused);
    }
}
