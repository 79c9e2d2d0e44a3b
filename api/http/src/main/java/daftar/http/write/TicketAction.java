package daftar.http.write;

import daftar.http.request.RecordFields;
import daftar.messages.ticket.TicketCommand;
import daftar.messages.ticket.TicketCommand.AddComment;
import daftar.messages.ticket.TicketCommand.AddObserver;
import daftar.messages.ticket.TicketCommand.AddWorkNote;
import daftar.messages.ticket.TicketCommand.Approve;
import daftar.messages.ticket.TicketCommand.AssignTicket;
import daftar.messages.ticket.TicketCommand.CancelTicket;
import daftar.messages.ticket.TicketCommand.ChangeOwner;
import daftar.messages.ticket.TicketCommand.ChangePriority;
import daftar.messages.ticket.TicketCommand.CloseTicket;
import daftar.messages.ticket.TicketCommand.CloseUnconfirmed;
import daftar.messages.ticket.TicketCommand.CompleteStage;
import daftar.messages.ticket.TicketCommand.ConfirmResolution;
import daftar.messages.ticket.TicketCommand.CorrectWork;
import daftar.messages.ticket.TicketCommand.Decline;
import daftar.messages.ticket.TicketCommand.Escalate;
import daftar.messages.ticket.TicketCommand.LinkTicket;
import daftar.messages.ticket.TicketCommand.LogContact;
import daftar.messages.ticket.TicketCommand.LogWork;
import daftar.messages.ticket.TicketCommand.MergeTicket;
import daftar.messages.ticket.TicketCommand.MoveToStage;
import daftar.messages.ticket.TicketCommand.PutOnHold;
import daftar.messages.ticket.TicketCommand.Reclassify;
import daftar.messages.ticket.TicketCommand.ReferTicket;
import daftar.messages.ticket.TicketCommand.RejectResolution;
import daftar.messages.ticket.TicketCommand.RemoveObserver;
import daftar.messages.ticket.TicketCommand.ReopenTicket;
import daftar.messages.ticket.TicketCommand.ResolveTicket;
import daftar.messages.ticket.TicketCommand.ResumeWork;
import daftar.messages.ticket.TicketCommand.ReturnTicket;
import daftar.messages.ticket.TicketCommand.StartWork;
import daftar.messages.ticket.TicketCommand.TriageTicket;
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
 * @param who may do it, for the API's description; decided by the ticket's rules
 */
public record TicketAction(String name, Class<? extends TicketCommand> command, String summary, String who) {

    private static final String APPROVERS = "those whom the stage asks for approval";
    private static final String DESK = "dispatchers, managers and whoever has the ticket";
    private static final String HOLDER = "whoever has the ticket, the members of its team, dispatchers";
    private static final String REQUESTER = "the requester";
    private static final String EVERYBODY = "the requester, observers and the desk";

    /** All of them. */
    public static final List<TicketAction> ALL = List.of(
            new TicketAction("approve", Approve.class, "Approve the request", APPROVERS),
            new TicketAction("decline", Decline.class, "Decline the request, with the reason", APPROVERS),
            new TicketAction("triage", TriageTicket.class, "Classify the ticket, and give it to somebody", DESK),
            new TicketAction("assign", AssignTicket.class, "Give the ticket to people, a team, or both", DESK),
            new TicketAction("refer", ReferTicket.class, "Pass the ticket on to a person, a team or a vendor", DESK),
            new TicketAction("start", StartWork.class, "Start work", HOLDER),
            new TicketAction("hold", PutOnHold.class, "Put the ticket on hold, saying what it waits for", HOLDER),
            new TicketAction("resume", ResumeWork.class, "Take the ticket off hold", HOLDER),
            new TicketAction("log-work", LogWork.class, "Log time, cost and kind of an activity", HOLDER),
            new TicketAction(
                    "correct-work",
                    CorrectWork.class,
                    "Correct a work entry, or strike it out by leaving out work",
                    "who logged it, and managers"),
            new TicketAction("comment", AddComment.class, "Add a comment that the requester sees", EVERYBODY),
            new TicketAction("note", AddWorkNote.class, "Add a work note that only the desk sees", DESK),
            new TicketAction("prioritise", ChangePriority.class, "Set impact and urgency", DESK),
            new TicketAction("reclassify", Reclassify.class, "Change type, category, service, symptom or place", DESK),
            new TicketAction("escalate", Escalate.class, "Call for more than the holder", DESK),
            new TicketAction("observe", AddObserver.class, "Add an observer", EVERYBODY),
            new TicketAction("unobserve", RemoveObserver.class, "Remove an observer", EVERYBODY),
            new TicketAction("link", LinkTicket.class, "Link the ticket to another", DESK),
            new TicketAction("resolve", ResolveTicket.class, "Resolve the ticket", HOLDER),
            new TicketAction(
                    "confirm",
                    ConfirmResolution.class,
                    "Confirm the solution and rate it; closes the ticket",
                    REQUESTER),
            new TicketAction(
                    "reject", RejectResolution.class, "Reject the solution; the ticket goes back to work", REQUESTER),
            new TicketAction(
                    "complete", CompleteStage.class, "Leave the stage by an outcome that the workflow names", HOLDER),
            new TicketAction(
                    "return",
                    ReturnTicket.class,
                    "Give the ticket back to who had it before, saying what is missing",
                    HOLDER),
            new TicketAction("move", MoveToStage.class, "Move the ticket outside of the workflow's paths", "managers"),
            new TicketAction("contact", LogContact.class, "Log a call, a visit or an attempt to reach somebody", DESK),
            new TicketAction("own", ChangeOwner.class, "Change who answers to the requester until the end", DESK),
            new TicketAction("merge", MergeTicket.class, "Close the ticket as a duplicate of another", DESK),
            new TicketAction("close", CloseTicket.class, "Close the ticket without a solution", DESK),
            new TicketAction(
                    "close-unconfirmed",
                    CloseUnconfirmed.class,
                    "Close a resolved ticket that nobody confirmed, as the old desk did",
                    "the importer"),
            new TicketAction("reopen", ReopenTicket.class, "Reopen a closed ticket", "the requester and the desk"),
            new TicketAction("cancel", CancelTicket.class, "Withdraw the request", REQUESTER));

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
