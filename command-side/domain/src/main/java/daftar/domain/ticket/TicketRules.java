package daftar.domain.ticket;

import static daftar.domain.ticket.Party.*;
import static daftar.messages.ticket.Status.*;

import daftar.messages.Refused;
import daftar.messages.query.ActionsView;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand;
import daftar.messages.ticket.TicketCommand.*;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which command is allowed in which status, for whom: the one table. What else a command needs (an approver who was asked,
 * a free work entry, …) is decided by the class that carries it out.
 */
public final class TicketRules {

    /** These statuses, for these parties. */
    private record Clause(Set<Status> statuses, Set<Party> parties) {}

    private record Row(Class<? extends TicketCommand> command, String action, List<Clause> clauses) {}

    private static final Set<Status> TO_DO = EnumSet.of(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD);
    private static final Set<Status> TO_DO_OR_RESOLVED = EnumSet.of(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED);
    private static final Set<Status> OPEN = EnumSet.of(AWAITING_APPROVAL, NEW, ASSIGNED, IN_PROGRESS, ON_HOLD);
    private static final Set<Status> LIVING =
            EnumSet.of(AWAITING_APPROVAL, NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED);
    private static final Set<Status> ANY = EnumSet.allOf(Status.class);
    private static final Set<Status> LIVING_OR_CLOSED =
            EnumSet.of(AWAITING_APPROVAL, NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED, CLOSED);
    /** No ticket yet. */
    private static final Set<Status> NONE = EnumSet.noneOf(Status.class);

    private static final Set<Party> DESK = EnumSet.of(DISPATCHER, SPECIALIST, MANAGER);
    private static final Set<Party> LEADING = EnumSet.of(HOLDER, TEAM, DISPATCHER, MANAGER);
    private static final Set<Party> WORKING = EnumSet.of(HOLDER, TEAM, VENDOR, DISPATCHER, MANAGER);
    /** The desk, and who has the ticket or had the work last. */
    private static final Set<Party> HANDS = EnumSet.of(DISPATCHER, SPECIALIST, MANAGER, HOLDER, TEAM);

    /** Commands that are not sent to one ticket by people: the clock's, and what a hand-over consists of. */
    private static final Set<Class<? extends TicketCommand>> NOT_OFFERED = Set.of(
            RaiseTicket.class,
            PinDepartment.class,
            DelegateApproval.class,
            HandOverTicket.class,
            NoteOverdueUpdate.class,
            TellSolved.class,
            NoteForgottenTimers.class,
            FollowUpCosts.class,
            AskSurvey.class,
            FollowUp.class,
            NoteStageOverdue.class,
            NoteTargetPoint.class,
            ApplyServiceLevels.class,
            WithholdFile.class,
            AbsorbTicket.class,
            ReleaseTicket.class);

    private static final List<Row> ROWS = List.of(
            row(RaiseTicket.class, "raise", in(NONE, by(DESK, REQUESTER, SUPERVISOR, DEPARTMENT_MANAGER, IMPORTER))),
            row(Approve.class, "approve", in(Set.of(AWAITING_APPROVAL), by(APPROVER))),
            row(Decline.class, "decline", in(Set.of(AWAITING_APPROVAL), by(APPROVER))),
            row(
                    TriageTicket.class,
                    "triage",
                    in(Set.of(NEW), by(DESK)),
                    in(Set.of(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED), by(IMPORTER))),
            row(
                    AssignTicket.class,
                    "assign",
                    in(TO_DO, by(LEADING)),
                    in(Set.of(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED, CLOSED), by(IMPORTER))),
            row(
                    ReferTicket.class,
                    "refer",
                    in(TO_DO, by(WORKING)),
                    in(Set.of(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED, CLOSED), by(IMPORTER))),
            row(ChangeOwner.class, "own", in(LIVING, by(OWNER, DISPATCHER, MANAGER, IMPORTER))),
            row(ReturnTicket.class, "return", in(TO_DO, by(WORKING, IMPORTER))),
            row(MoveToStage.class, "move", in(LIVING, by(MANAGER, IMPORTER))),
            row(MigrateTicket.class, "migrate", in(LIVING, by(MANAGER))),
            row(
                    AnswerStage.class,
                    "answer",
                    in(OPEN, by(APPROVER, HOLDER, TEAM, VENDOR, DISPATCHER, MANAGER)),
                    in(Set.of(RESOLVED), by(REQUESTER))),
            row(
                    StartWork.class,
                    "start",
                    in(Set.of(NEW), by(HOLDER, TEAM, DISPATCHER)),
                    in(Set.of(ASSIGNED), by(HOLDER, TEAM)),
                    in(Set.of(NEW, ASSIGNED, ON_HOLD), by(IMPORTER))),
            row(PutOnHold.class, "hold", in(TO_DO, by(WORKING, IMPORTER))),
            row(ResumeWork.class, "resume", in(Set.of(ON_HOLD), by(WORKING, OWNER, IMPORTER, CLOCK))),
            row(
                    LogWork.class,
                    "log-work",
                    in(Set.of(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED), by(HANDS, VENDOR)),
                    in(LIVING_OR_CLOSED, by(IMPORTER))),
            row(
                    CorrectWork.class,
                    "correct-work",
                    in(Set.of(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED, CLOSED), by(HANDS, VENDOR, IMPORTER)),
                    // what was worked before a request was declined or withdrawn is put right, too
                    in(Set.of(AWAITING_APPROVAL, DECLINED, CANCELLED), by(HANDS))),
            row(LogContact.class, "contact", in(LIVING_OR_CLOSED, by(HANDS, OWNER, VENDOR, IMPORTER))),
            row(
                    AddComment.class,
                    "comment",
                    in(
                            LIVING,
                            by(
                                    HANDS,
                                    REQUESTER,
                                    ON_BEHALF,
                                    SUPERVISOR,
                                    DEPARTMENT_MANAGER,
                                    APPROVER,
                                    OWNER,
                                    OBSERVER,
                                    NAMED,
                                    VENDOR)),
                    in(LIVING_OR_CLOSED, by(IMPORTER))),
            row(AddWorkNote.class, "note", in(ANY, by(HANDS, OWNER, VENDOR, IMPORTER))),
            row(ChangePriority.class, "prioritise", in(OPEN, by(HANDS, OWNER)), in(LIVING_OR_CLOSED, by(IMPORTER))),
            row(Reclassify.class, "reclassify", in(LIVING, by(HANDS, OWNER)), in(LIVING_OR_CLOSED, by(IMPORTER))),
            row(
                    Escalate.class,
                    "escalate",
                    in(OPEN, by(HANDS, REQUESTER, ON_BEHALF, SUPERVISOR, DEPARTMENT_MANAGER, OWNER, IMPORTER))),
            row(
                    AddObserver.class,
                    "observe",
                    in(LIVING, by(HANDS, REQUESTER, ON_BEHALF, SUPERVISOR, DEPARTMENT_MANAGER, OWNER, IMPORTER))),
            row(
                    RemoveObserver.class,
                    "unobserve",
                    in(LIVING, by(HANDS, REQUESTER, ON_BEHALF, OWNER, OBSERVER, IMPORTER))),
            row(
                    AttachFile.class,
                    "attach",
                    in(
                            LIVING,
                            by(
                                    HANDS,
                                    REQUESTER,
                                    ON_BEHALF,
                                    SUPERVISOR,
                                    DEPARTMENT_MANAGER,
                                    APPROVER,
                                    OWNER,
                                    OBSERVER,
                                    NAMED,
                                    VENDOR)),
                    in(ANY, by(HANDS, OWNER, VENDOR, IMPORTER))),
            row(WithholdFile.class, "withhold", in(ANY, by(CLOCK))),
            row(LinkTicket.class, "link", in(ANY, by(HANDS, OWNER, IMPORTER, CLOCK))),
            row(UnlinkTicket.class, "unlink", in(ANY, by(HANDS, OWNER, IMPORTER))),
            row(MergeTicket.class, "merge", in(LIVING, by(HANDS, OWNER, IMPORTER))),
            row(UnmergeTicket.class, "unmerge", in(Set.of(CLOSED), by(DISPATCHER, MANAGER))),
            row(AbsorbTicket.class, "absorb", in(ANY, by(CLOCK))),
            row(ReleaseTicket.class, "release", in(ANY, by(CLOCK))),
            row(CompleteStage.class, "complete", in(Set.of(ASSIGNED, IN_PROGRESS, ON_HOLD), by(WORKING, IMPORTER))),
            row(ResolveTicket.class, "resolve", in(TO_DO, by(WORKING, IMPORTER))),
            row(ConfirmResolution.class, "confirm", in(Set.of(RESOLVED), by(REQUESTER, IMPORTER))),
            row(RejectResolution.class, "reject", in(Set.of(RESOLVED), by(REQUESTER, IMPORTER))),
            row(CloseTicket.class, "close", in(LIVING, by(DESK, IMPORTER))),
            row(CloseUnconfirmed.class, "close-unconfirmed", in(Set.of(RESOLVED), by(IMPORTER, CLOCK))),
            row(
                    ReopenTicket.class,
                    "reopen",
                    in(Set.of(CLOSED), by(DESK, REQUESTER, OWNER)),
                    in(Set.of(RESOLVED), by(DISPATCHER, MANAGER, OWNER)),
                    in(Set.of(RESOLVED, CLOSED), by(IMPORTER))),
            row(CancelTicket.class, "cancel", in(OPEN, by(REQUESTER))),
            row(TakeTicket.class, "take", in(TO_DO, by(HOLDER, TEAM, DISPATCHER))),
            row(MakeConfidential.class, "make-confidential", in(ANY, by(HANDS, REQUESTER, OWNER, NAMED, SECURITY))),
            row(LiftConfidentiality.class, "lift-confidentiality", in(ANY, by(REQUESTER, OWNER, NAMED, HOLDER))),
            row(PinDepartment.class, "pin-department", in(LIVING, by(CLOCK))),
            row(DelegateApproval.class, "delegate-approval", in(Set.of(AWAITING_APPROVAL), by(CLOCK))),
            row(HandOverTicket.class, "hand-over", in(LIVING, by(MANAGER, ADMINISTRATOR))),
            row(RecordWorkaround.class, "workaround", in(LIVING, by(HANDS, OWNER))),
            row(DeclareMajorIncident.class, "declare-major", in(TO_DO, by(DISPATCHER, MANAGER))),
            row(PostUpdate.class, "update", in(TO_DO_OR_RESOLVED, by(LEADING, OWNER))),
            row(StandDown.class, "stand-down", in(TO_DO_OR_RESOLVED, by(DISPATCHER, MANAGER))),
            row(NoteOverdueUpdate.class, "note-overdue-update", in(TO_DO, by(CLOCK))),
            row(TellSolved.class, "tell-solved", in(LIVING, by(CLOCK))),
            row(
                    StartTimer.class,
                    "start-timer",
                    in(Set.of(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, RESOLVED), by(HANDS, VENDOR))),
            row(StopTimer.class, "stop-timer", in(ANY, by(HANDS, VENDOR))),
            row(DiscardTimer.class, "discard-timer", in(ANY, by(HANDS, VENDOR))),
            row(NoteForgottenTimers.class, "note-forgotten-timers", in(ANY, by(CLOCK))),
            row(FollowUpCosts.class, "follow-up-costs", in(ANY, by(CLOCK))),
            row(ApproveCost.class, "approve-cost", in(ANY, by(COST_APPROVER, DEPARTMENT_MANAGER, MANAGER))),
            row(DeclineCost.class, "decline-cost", in(ANY, by(COST_APPROVER, DEPARTMENT_MANAGER, MANAGER))),
            row(AskSurvey.class, "ask-survey", in(Set.of(CLOSED), by(CLOCK))),
            row(AnswerSurvey.class, "answer-survey", in(Set.of(CLOSED), by(REQUESTER))),
            row(FollowUp.class, "follow-up", in(Set.of(AWAITING_APPROVAL, ON_HOLD), by(CLOCK))),
            row(NoteStageOverdue.class, "note-stage-overdue", in(OPEN, by(CLOCK))),
            row(NoteTargetPoint.class, "note-target-point", in(OPEN, by(CLOCK))),
            row(ApplyServiceLevels.class, "apply-service-levels", in(OPEN, by(CLOCK))));

    private static final Map<Class<? extends TicketCommand>, Row> TABLE =
            ROWS.stream().collect(Collectors.toUnmodifiableMap(Row::command, row -> row));

    private TicketRules() {}

    /**
     * By what the command is allowed.
     *
     * @param status null while there is no ticket
     * @param parties all that the actor is to the ticket
     * @throws Refused forbidden where none of them may ever, a conflict where they may in another status
     */
    static Party allow(TicketCommand command, @Nullable Status status, Set<Party> parties) {
        return allow(command.getClass(), status, parties);
    }

    static Party allow(Class<? extends TicketCommand> command, @Nullable Status status, Set<Party> parties) {
        Row row = TABLE.get(command);
        if (row == null) {
            throw new IllegalStateException("no rule for " + command);
        }
        return allow(row, status, parties);
    }

    /** Whether it would be allowed by the table. */
    static boolean allows(Class<? extends TicketCommand> command, Status status, Set<Party> parties) {
        Row row = TABLE.get(command);
        return row != null
                && row.clauses.stream()
                        .anyMatch(clause -> clause.statuses.contains(status)
                                && parties.stream().anyMatch(clause.parties::contains));
    }

    private static Party allow(Row row, @Nullable Status status, Set<Party> parties) {
        Set<Status> elsewhere = EnumSet.noneOf(Status.class);
        boolean ever = false;
        for (Party party : parties) {
            for (Clause clause : row.clauses) {
                if (!clause.parties.contains(party)) {
                    continue;
                }
                if (status == null ? clause.statuses.isEmpty() : clause.statuses.contains(status)) {
                    return party;
                }
                ever = true;
                elsewhere.addAll(clause.statuses);
            }
        }
        if (!ever) {
            throw Refused.forbidden(
                    "not-allowed", "You may not " + row.action + " this ticket; that is for: " + who(row) + ".");
        }
        throw Refused.conflict(
                "wrong-status",
                "This ticket is " + status + "; \"" + row.action + "\" is allowed while it is " + oneOf(elsewhere)
                        + ".");
    }

    /** Whether the desk still has to do with it. */
    static boolean isToDo(Status status) {
        return TO_DO.contains(status);
    }

    /** All who may ever give the command, in whatever status. */
    public static Set<Party> parties(Class<? extends TicketCommand> command) {
        Row row = TABLE.get(command);
        if (row == null) {
            throw new IllegalStateException("no rule for " + command);
        }
        Set<Party> all = EnumSet.noneOf(Party.class);
        row.clauses.forEach(clause -> all.addAll(clause.parties));
        return all;
    }

    /** What these parties may do in this status, and why not the rest: all actions on a ticket that there is. */
    static List<ActionsView.Action> actions(Status status, Set<Party> parties) {
        List<ActionsView.Action> actions = new ArrayList<>();
        for (Row row : ROWS) {
            if (NOT_OFFERED.contains(row.command)) {
                continue;
            }
            try {
                actions.add(new ActionsView.Action(
                        row.action, true, allow(row, status, parties).name(), null, null));
            } catch (Refused refused) {
                actions.add(new ActionsView.Action(row.action, false, null, refused.code(), refused.getMessage()));
            }
        }
        return actions;
    }

    private static String who(Row row) {
        return parties(row.command).stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    private static String oneOf(Set<Status> statuses) {
        List<String> names = new ArrayList<>();
        statuses.forEach(status -> names.add(status.name()));
        if (names.size() == 1) {
            return names.getFirst();
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
    }

    private static Row row(Class<? extends TicketCommand> command, String action, Clause... clauses) {
        return new Row(command, action, List.of(clauses));
    }

    private static Clause in(Set<Status> statuses, Set<Party> parties) {
        return new Clause(statuses, parties);
    }

    private static Set<Party> by(Party first, Party... more) {
        return EnumSet.of(first, more);
    }

    private static Set<Party> by(Set<Party> group, Party... more) {
        Set<Party> all = EnumSet.copyOf(group);
        all.addAll(Arrays.asList(more));
        return all;
    }
}
