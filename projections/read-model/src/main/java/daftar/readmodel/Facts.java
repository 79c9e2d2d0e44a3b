package daftar.readmodel;

import daftar.messages.Event;
import daftar.messages.NothingChanged;
import daftar.messages.file.FileRef;
import daftar.messages.sla.SlaTerms;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Labour;
import daftar.messages.ticket.PriorityBasis;
import daftar.messages.ticket.TicketEvent;
import daftar.messages.ticket.TicketEvent.*;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a line of the timeline says besides texts and changes. */
final class Facts {

    private final Map<String, String> facts = new LinkedHashMap<>();

    private Facts() {}

    static Map<String, String> of(Event event) {
        return switch (event) {
            case TicketEvent ofTicket -> of(ofTicket);
            case NothingChanged unchanged -> new Facts().put("command", unchanged.command()).facts;
            default -> Map.of();
        };
    }

    private static Map<String, String> of(TicketEvent event) {
        Facts facts = new Facts();
        switch (event) {
            case TicketRaised e ->
                facts.put("channel", e.channel())
                        .put("workflow", e.workflow())
                        .put("workflowVersion", e.workflowVersion())
                        .put("language", e.language())
                        .put("externalRef", e.externalRef())
                        .put("requestType", e.form() == null ? null : e.form().requestType());
            case StageEntered e ->
                facts.put("outcome", e.outcome()).put("rule", e.rule()).put("dueAt", e.dueAt());
            case TargetsSet e -> {
                SlaTerms terms = e.terms();
                facts.put("policy", e.policy())
                        .put("policyVersion", terms.policyVersion() == 0 ? null : terms.policyVersion())
                        .put("level", terms.level())
                        .put("calendar", e.calendar())
                        .put("calendarVersion", terms.calendarVersion() == 0 ? null : terms.calendarVersion())
                        .put("pauses", terms.pauses().isEmpty() ? null : terms.pauses());
            }
            case TargetPointReached e ->
                facts.put("target", e.target())
                        .put("percent", e.percent())
                        .put("dueAt", e.dueAt())
                        .put("tells", String.join(", ", e.tells()))
                        .put("actions", e.actions().isEmpty() ? null : e.actions());
            case ApprovalGiven e -> facts.put("approver", e.approver());
            case ApprovalDeclined e -> facts.put("approver", e.approver());
            case TicketAssigned e -> facts.put("rule", e.rule());
            case TicketReferred e -> facts.holder("from", e.from()).holder("to", e.to());
            case TicketReturned e -> facts.holder("from", e.from()).holder("to", e.to());
            case TicketMoved e -> facts.put("fromStage", e.fromStage()).put("toStage", e.toStage());
            case WorkStarted e -> facts.put("assignee", e.assignee());
            case WorkLogged e -> {
                facts.put("entry", e.entry())
                        .put("performer", e.performer())
                        .put("performedAt", e.performedAt())
                        .put("minutes", e.minutes())
                        .put("activity", e.activity())
                        .labour(e.labour());
                Cost.sums(Expense.of(e.costs())).forEach(cost -> facts.put("cost " + cost.currency(), cost.amount()));
            }
            case WorkCorrected e -> {
                facts.put("entry", e.entry())
                        .put("struckOut", e.struckOut())
                        .put("performedAt", e.performedAt())
                        .put("minutes", e.minutes())
                        .put("activity", e.activity())
                        .labour(e.labour());
                Cost.sums(Expense.of(e.costs())).forEach(cost -> facts.put("cost " + cost.currency(), cost.amount()));
            }
            case ContactLogged e ->
                facts.put("direction", e.direction())
                        .put("channel", e.channel())
                        .put("person", e.person())
                        .put("reached", e.reached())
                        .put("minutes", e.minutes());
            case CommentAdded e -> facts.put("byDesk", e.byDesk());
            case TicketEscalated e -> facts.put("team", e.team()).put("level", e.level());
            case TicketHandedOver e -> facts.put("from", e.from()).put("to", e.to());
            case TicketDelegated e ->
                facts.put("stage", e.stage())
                        .put("person", e.person())
                        .put("substitute", e.substitute())
                        .put("inPlaceOf", e.inPlaceOf());
            case ObserverAdded e -> facts.put("person", e.person());
            case ObserverRemoved e -> facts.put("person", e.person());
            case TicketLinked e -> facts.put("kind", e.kind()).put("other", e.other());
            case TicketMerged e -> facts.put("into", e.into());
            case StageAnswered e ->
                facts.put("answered", String.join(", ", e.answers().keySet())).put("done", String.join(", ", e.done()));
            case TicketMovedToVersion e ->
                facts.put("workflow", e.workflow())
                        .put("fromVersion", e.fromVersion())
                        .put("toVersion", e.toVersion())
                        .put("fromStage", e.fromStage())
                        .put("toStage", e.toStage());
            case StageCompleted e -> facts.put("completed", e.stage()).put("outcome", e.outcome());
            case TicketResolved e ->
                facts.put("code", e.solution().code())
                        .put("fix", e.solution().fix())
                        .put("firstContact", e.firstContact());
            case ResolutionConfirmed e -> facts.put("rating", e.rating());
            case TicketClosed e -> facts.put("reason", e.reason());
            case TicketDeclined e -> {}
            case TicketTriaged e -> facts.basis(e.basis());
            case OwnerChanged e -> {}
            case TicketPutOnHold e -> {}
            case WorkResumed e -> {}
            case WorkNoteAdded e -> {}
            case PriorityChanged e -> facts.basis(e.basis());
            case TicketReclassified e -> {}
            case ResolutionRejected e -> {}
            case TicketReopened e -> {}
            case TicketCancelled e -> {}
            case TicketMadeConfidential e -> facts.put("named", String.join(", ", e.people()));
            case ConfidentialityLifted e -> {}
            case WorkaroundRecorded e -> facts.put("knownError", e.knownError());
            case MajorIncidentDeclared e ->
                facts.put("updateEveryMinutes", (int) e.updateEvery().toMinutes())
                        .put("nextUpdateDueAt", e.nextUpdateDueAt())
                        .put("departments", String.join(", ", e.departments()))
                        .put("services", String.join(", ", e.services()));
            case MajorIncidentUpdated e -> facts.put("update", e.number()).put("nextUpdateDueAt", e.nextUpdateDueAt());
            case MajorIncidentUpdateMissed e -> facts.put("dueAt", e.dueAt());
            case MajorIncidentStoodDown e -> {}
            case LinkedTicketSolved e ->
                facts.put("kind", e.kind()).put("other", e.other()).put("solvedAt", e.solvedAt());
            case HolderReminded e ->
                facts.put("person", e.person())
                        .put("number", e.number())
                        .put("step", e.step())
                        .put("tells", String.join(", ", e.tells()));
            case ApprovalPassedOn e ->
                facts.put("stage", e.stage())
                        .put("person", e.person())
                        .put("to", e.to())
                        .put("step", e.step());
            case RequesterReminded e -> facts.put("number", e.number());
            case StageOverdueNoted e ->
                facts.put("stage", e.stage()).put("dueAt", e.dueAt()).put("tells", String.join(", ", e.tells()));
            case TicketDepartmentChanged e -> facts.put("departmentPath", String.join(", ", e.path()));
            case TimerStarted e -> facts.put("person", e.person()).put("activity", e.activity());
            case TimerStopped e ->
                facts.put("person", e.person())
                        .put("startedAt", e.startedAt())
                        .put("minutes", e.minutes())
                        .put("entry", e.entry());
            case TimerDiscarded e -> facts.put("person", e.person()).put("startedAt", e.startedAt());
            case TimerForgotten e -> facts.put("person", e.person()).put("startedAt", e.startedAt());
            case CostApprovalAsked e -> {
                facts.put("entry", e.entry())
                        .put("spender", e.spender())
                        .put("approvers", String.join(", ", e.approvers()));
                Cost.sum(e.amounts()).forEach(cost -> facts.put("cost " + cost.currency(), cost.amount()));
            }
            case CostApprovalAskedAgain e -> {
                facts.put("entry", e.entry())
                        .put("step", e.step())
                        .put("added", e.added().isEmpty() ? null : String.join(", ", e.added()))
                        .put("tells", String.join(", ", e.tells()));
                Cost.sum(e.amounts()).forEach(cost -> facts.put("cost " + cost.currency(), cost.amount()));
            }
            case CostApproved e -> facts.put("entry", e.entry()).put("approver", e.approver());
            case CostDeclined e -> facts.put("entry", e.entry()).put("approver", e.approver());
            case SurveyAsked e -> facts.put("person", e.person()).put("until", e.until());
            case SurveyAnswered e -> facts.put("rating", e.rating());
            case FileAttached e ->
                facts.put("visibility", e.visibility())
                        .put(
                                "files",
                                String.join(
                                        ", ",
                                        e.files().stream().map(FileRef::sha256).toList()));
            case FileWithheld e -> facts.put("file", e.sha256()).put("finding", e.finding());
            case TicketUnlinked e -> facts.put("kind", e.kind()).put("other", e.other());
            case TicketUnmerged e -> facts.put("from", e.from());
            case TicketAbsorbed e ->
                facts.put("other", e.other())
                        .put("observers", e.observers().isEmpty() ? null : String.join(", ", e.observers()));
            case TicketReleased e ->
                facts.put("other", e.other())
                        .put("observers", e.observers().isEmpty() ? null : String.join(", ", e.observers()));
        }
        return facts.facts;
    }

    private Facts put(String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value.toString());
        }
        return this;
    }

    private Facts labour(@Nullable Labour labour) {
        return labour == null
                ? this
                : put(
                        "labour " + labour.cost().currency(),
                        labour.cost().amount().toPlainString());
    }

    /** What moved the priority away from the matrix. */
    private void basis(@Nullable PriorityBasis basis) {
        if (basis != null) {
            put("matrix", basis.matrix()).put("byMatrix", basis.byMatrix());
            put("vip", basis.vip() ? true : null).put("outsideHours", basis.outsideHours() ? true : null);
        }
    }

    private Facts holder(String side, Holder holder) {
        List<String> people = holder.people();
        return put(side + "People", people.isEmpty() ? null : String.join(", ", people))
                .put(side + "Team", holder.team())
                .put(side + "Vendor", holder.vendor());
    }
}
