package daftar.http.write;

import daftar.http.request.RecordFields;
import daftar.messages.ticket.TicketCommand;
import daftar.messages.ticket.TicketCommand.AddComment;
import daftar.messages.ticket.TicketCommand.AddObserver;
import daftar.messages.ticket.TicketCommand.AddWorkNote;
import daftar.messages.ticket.TicketCommand.AnswerStage;
import daftar.messages.ticket.TicketCommand.AnswerSurvey;
import daftar.messages.ticket.TicketCommand.Approve;
import daftar.messages.ticket.TicketCommand.ApproveCost;
import daftar.messages.ticket.TicketCommand.AssignTicket;
import daftar.messages.ticket.TicketCommand.AttachFile;
import daftar.messages.ticket.TicketCommand.CancelTicket;
import daftar.messages.ticket.TicketCommand.ChangeOwner;
import daftar.messages.ticket.TicketCommand.ChangePriority;
import daftar.messages.ticket.TicketCommand.CloseTicket;
import daftar.messages.ticket.TicketCommand.CloseUnconfirmed;
import daftar.messages.ticket.TicketCommand.CompleteStage;
import daftar.messages.ticket.TicketCommand.ConfirmResolution;
import daftar.messages.ticket.TicketCommand.CorrectWork;
import daftar.messages.ticket.TicketCommand.DeclareMajorIncident;
import daftar.messages.ticket.TicketCommand.Decline;
import daftar.messages.ticket.TicketCommand.DeclineCost;
import daftar.messages.ticket.TicketCommand.DiscardTimer;
import daftar.messages.ticket.TicketCommand.Escalate;
import daftar.messages.ticket.TicketCommand.LiftConfidentiality;
import daftar.messages.ticket.TicketCommand.LinkTicket;
import daftar.messages.ticket.TicketCommand.LogContact;
import daftar.messages.ticket.TicketCommand.LogWork;
import daftar.messages.ticket.TicketCommand.MakeConfidential;
import daftar.messages.ticket.TicketCommand.MergeTicket;
import daftar.messages.ticket.TicketCommand.MigrateTicket;
import daftar.messages.ticket.TicketCommand.MoveToStage;
import daftar.messages.ticket.TicketCommand.PostUpdate;
import daftar.messages.ticket.TicketCommand.PutOnHold;
import daftar.messages.ticket.TicketCommand.Reclassify;
import daftar.messages.ticket.TicketCommand.RecordWorkaround;
import daftar.messages.ticket.TicketCommand.ReferTicket;
import daftar.messages.ticket.TicketCommand.RejectResolution;
import daftar.messages.ticket.TicketCommand.RemoveObserver;
import daftar.messages.ticket.TicketCommand.ReopenTicket;
import daftar.messages.ticket.TicketCommand.ResolveTicket;
import daftar.messages.ticket.TicketCommand.ResumeWork;
import daftar.messages.ticket.TicketCommand.ReturnTicket;
import daftar.messages.ticket.TicketCommand.StandDown;
import daftar.messages.ticket.TicketCommand.StartTimer;
import daftar.messages.ticket.TicketCommand.StartWork;
import daftar.messages.ticket.TicketCommand.StopTimer;
import daftar.messages.ticket.TicketCommand.TakeTicket;
import daftar.messages.ticket.TicketCommand.TriageTicket;
import daftar.messages.ticket.TicketCommand.UnlinkTicket;
import daftar.messages.ticket.TicketCommand.UnmergeTicket;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The last word of {@code POST /api/tickets/{ref}/{action}}, and the command that it stands for.
 *
 * @param name as it stands in the address
 * @param command whose components are the body's fields, but for the ticket
 * @param summary what it does, for the API's description
 * @param who may do it, by the names of {@link #PARTIES}, for the API's description; decided by the ticket's rules
 */
public record TicketAction(String name, Class<? extends TicketCommand> command, String summary, String who) {

    private static final String DESK = "DISPATCHER, SPECIALIST, MANAGER";
    private static final String WORKING = "HOLDER, TEAM, VENDOR, DISPATCHER, MANAGER, IMPORTER";
    private static final String INVOLVED = DESK + ", HOLDER, TEAM, OWNER, IMPORTER";

    private static final String STANDING_BY = ", REQUESTER, ON_BEHALF, SUPERVISOR, DEPARTMENT_MANAGER";

    /** Who the parties of {@link #who} are, for the API's description. */
    static final String PARTIES =
            "REQUESTER: whose request it is. APPROVER: is asked in the present stage. HOLDER: has the ticket, or had the"
                    + " work last, by name. TEAM: a member of the team that has it, or had it last. OWNER: answers to the"
                    + " requester. ON_BEHALF: registered it in the requester's name. OBSERVER: was added as one. NAMED: named"
                    + " as one who may see it although it is confidential. VENDOR: a provider's person while the ticket is"
                    + " there. SUPERVISOR: of the requester. DEPARTMENT_MANAGER: of the ticket's department or one above it."
                    + " COST_APPROVER: is asked about the cost of a work entry, or acts for somebody who is."
                    + " DISPATCHER, SPECIALIST, MANAGER, SECURITY, IMPORTER: by role, of tickets that they may see by it";

    /** All of them. */
    public static final List<TicketAction> ALL = List.of(
            new TicketAction("approve", Approve.class, "Approve the request", "APPROVER"),
            new TicketAction("decline", Decline.class, "Decline the request, with the reason", "APPROVER"),
            new TicketAction(
                    "triage", TriageTicket.class, "Classify the ticket, and give it to somebody", DESK + ", IMPORTER"),
            new TicketAction(
                    "assign",
                    AssignTicket.class,
                    "Give the ticket to people, a team, or both",
                    "HOLDER, TEAM, DISPATCHER, MANAGER, IMPORTER"),
            new TicketAction("refer", ReferTicket.class, "Pass the ticket on to a person, a team or a vendor", WORKING),
            new TicketAction("start", StartWork.class, "Start work", "HOLDER, TEAM, DISPATCHER, IMPORTER"),
            new TicketAction("hold", PutOnHold.class, "Put the ticket on hold, saying what it waits for", WORKING),
            new TicketAction("resume", ResumeWork.class, "Take the ticket off hold", WORKING + ", OWNER"),
            new TicketAction(
                    "log-work",
                    LogWork.class,
                    "Log time, cost and kind of an activity",
                    DESK + ", HOLDER, TEAM, VENDOR, IMPORTER"),
            new TicketAction(
                    "correct-work",
                    CorrectWork.class,
                    "Correct a work entry, or strike it out by leaving out work",
                    DESK + ", HOLDER, TEAM, VENDOR, IMPORTER"),
            new TicketAction(
                    "comment",
                    AddComment.class,
                    "Add a comment that the requester sees",
                    INVOLVED
                            + ", REQUESTER, ON_BEHALF, SUPERVISOR, DEPARTMENT_MANAGER, APPROVER, OBSERVER, NAMED, VENDOR"),
            new TicketAction(
                    "note", AddWorkNote.class, "Add a work note that only the desk sees", INVOLVED + ", VENDOR"),
            new TicketAction(
                    "attach",
                    AttachFile.class,
                    "Add files that were sent before; PUBLIC ones are seen by the requester, INTERNAL ones by the desk alone",
                    INVOLVED
                            + ", REQUESTER, ON_BEHALF, SUPERVISOR, DEPARTMENT_MANAGER, APPROVER, OBSERVER, NAMED, VENDOR"),
            new TicketAction("prioritise", ChangePriority.class, "Set impact and urgency", INVOLVED),
            new TicketAction(
                    "reclassify", Reclassify.class, "Change type, category, service, symptom or place", INVOLVED),
            new TicketAction(
                    "escalate",
                    Escalate.class,
                    "Call for more than the holder; by the desk it goes to the named team, or to the next line of the category",
                    INVOLVED + STANDING_BY),
            new TicketAction("observe", AddObserver.class, "Add an observer", INVOLVED + STANDING_BY),
            new TicketAction(
                    "unobserve",
                    RemoveObserver.class,
                    "Remove an observer",
                    INVOLVED + ", REQUESTER, ON_BEHALF, OBSERVER"),
            new TicketAction("link", LinkTicket.class, "Link the ticket to another", INVOLVED),
            new TicketAction("unlink", UnlinkTicket.class, "Take a link away that was made from here", INVOLVED),
            new TicketAction("resolve", ResolveTicket.class, "Resolve the ticket", WORKING),
            new TicketAction(
                    "confirm",
                    ConfirmResolution.class,
                    "Confirm the solution and rate it; closes the ticket",
                    "REQUESTER, IMPORTER"),
            new TicketAction(
                    "reject",
                    RejectResolution.class,
                    "Reject the solution; the ticket goes back to work",
                    "REQUESTER, IMPORTER"),
            new TicketAction(
                    "complete", CompleteStage.class, "Leave the stage by an outcome that the workflow names", WORKING),
            new TicketAction(
                    "return",
                    ReturnTicket.class,
                    "Give the ticket back to who had it before, saying what is missing",
                    WORKING),
            new TicketAction(
                    "move", MoveToStage.class, "Move the ticket outside of the workflow's paths", "MANAGER, IMPORTER"),
            new TicketAction(
                    "answer",
                    AnswerStage.class,
                    "Answer the questions of the present stage, and tick off its checklist",
                    "REQUESTER, APPROVER, HOLDER, TEAM, VENDOR, DISPATCHER, MANAGER"),
            new TicketAction(
                    "migrate",
                    MigrateTicket.class,
                    "Move the ticket to a newer version of its workflow, with a mapping of stages",
                    "MANAGER"),
            new TicketAction(
                    "contact",
                    LogContact.class,
                    "Log a call, a visit or an attempt to reach somebody",
                    INVOLVED + ", VENDOR"),
            new TicketAction(
                    "own",
                    ChangeOwner.class,
                    "Change who answers to the requester until the end",
                    "OWNER, DISPATCHER, MANAGER, IMPORTER"),
            new TicketAction("merge", MergeTicket.class, "Close the ticket as a duplicate of another", INVOLVED),
            new TicketAction(
                    "unmerge",
                    UnmergeTicket.class,
                    "It was no duplicate after all: take the ticket out of the other again, back to work",
                    "DISPATCHER, MANAGER"),
            new TicketAction("close", CloseTicket.class, "Close the ticket without a solution", DESK + ", IMPORTER"),
            new TicketAction(
                    "close-unconfirmed",
                    CloseUnconfirmed.class,
                    "Close a resolved ticket that nobody confirmed, as the old desk did",
                    "IMPORTER"),
            new TicketAction(
                    "reopen", ReopenTicket.class, "Reopen a closed ticket", DESK + ", REQUESTER, OWNER, IMPORTER"),
            new TicketAction("cancel", CancelTicket.class, "Withdraw the request", "REQUESTER"),
            new TicketAction(
                    "take",
                    TakeTicket.class,
                    "Take the ticket out of a team's queue; 409 where somebody has it already",
                    "HOLDER, TEAM, DISPATCHER"),
            new TicketAction(
                    "make-confidential",
                    MakeConfidential.class,
                    "Let only the named people, the requester and those who must act on it see the ticket",
                    DESK + ", HOLDER, TEAM, REQUESTER, OWNER, NAMED, SECURITY"),
            new TicketAction(
                    "lift-confidentiality",
                    LiftConfidentiality.class,
                    "The ticket is confidential no more",
                    "REQUESTER, OWNER, NAMED, HOLDER"),
            new TicketAction(
                    "workaround",
                    RecordWorkaround.class,
                    "Record what helps until the problem is solved; all whose incidents it causes read it",
                    DESK + ", HOLDER, TEAM, OWNER"),
            new TicketAction(
                    "declare-major",
                    DeclareMajorIncident.class,
                    "Declare the incident a major one: all concerned are told how it stands, every so many minutes",
                    "DISPATCHER, MANAGER"),
            new TicketAction(
                    "update",
                    PostUpdate.class,
                    "Tell all concerned how the major incident stands",
                    "HOLDER, TEAM, OWNER, DISPATCHER, MANAGER"),
            new TicketAction("stand-down", StandDown.class, "It is a major incident no more", "DISPATCHER, MANAGER"),
            new TicketAction(
                    "start-timer",
                    StartTimer.class,
                    "Let your time run on the ticket; one timer for each person and ticket",
                    DESK + ", HOLDER, TEAM, VENDOR"),
            new TicketAction(
                    "stop-timer",
                    StopTimer.class,
                    "Log the time that ran, begun minutes counted whole, or the minutes that you say it was",
                    DESK + ", HOLDER, TEAM, VENDOR"),
            new TicketAction(
                    "discard-timer",
                    DiscardTimer.class,
                    "Stop a timer and log nothing; a manager may name whose",
                    DESK + ", HOLDER, TEAM, VENDOR"),
            new TicketAction(
                    "approve-cost",
                    ApproveCost.class,
                    "What a work entry cost counts; never one's own",
                    "COST_APPROVER, DEPARTMENT_MANAGER, MANAGER"),
            new TicketAction(
                    "decline-cost",
                    DeclineCost.class,
                    "What a work entry cost does not count, with the reason; never one's own",
                    "COST_APPROVER, DEPARTMENT_MANAGER, MANAGER"),
            new TicketAction(
                    "answer-survey",
                    AnswerSurvey.class,
                    "Rate the solution when asked; once, while it can be answered",
                    "REQUESTER"));

    private static final Map<String, TicketAction> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(TicketAction::name, Function.identity()));

    private static final Map<String, RecordFields> FIELDS = ALL.stream()
            .collect(Collectors.toUnmodifiableMap(
                    TicketAction::name, action -> RecordFields.of(action.recordType(), "ticket")));

    /** The action of this name, or null. */
    public static @Nullable TicketAction named(String name) {
        return BY_NAME.get(name);
    }

    /** What its body may hold. */
    public RecordFields fields() {
        RecordFields fields = FIELDS.get(name);
        if (fields == null) {
            throw new IllegalStateException("not in the table: " + name);
        }
        return fields;
    }

    private Class<? extends Record> recordType() {
        return command.asSubclass(Record.class);
    }
}
