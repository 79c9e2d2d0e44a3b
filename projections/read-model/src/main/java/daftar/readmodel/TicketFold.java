package daftar.readmodel;

import daftar.messages.Event;
import daftar.messages.NothingChanged;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.catalogue.FieldKind;
import daftar.messages.file.FileRef;
import daftar.messages.redaction.TextRedacted;
import daftar.messages.ticket.CostApproval;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Patience;
import daftar.messages.ticket.RaisedForm;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketEvent;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.StageKind;
import daftar.readmodel.TicketDocument.Approval;
import daftar.readmodel.TicketDocument.Handover;
import daftar.readmodel.TicketDocument.HandoverKind;
import daftar.readmodel.TicketDocument.Link;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The fold behind {@link TicketDocument#evolve}. */
final class TicketFold {

    private TicketFold() {}

    static TicketDocument fold(@Nullable TicketDocument before, Recorded recorded) {
        if (before != null && recorded.revision() <= before.revision()) {
            return before;
        }
        long expected = before == null ? 0 : before.revision() + 1;
        if (recorded.revision() != expected) {
            throw new IllegalStateException("event " + recorded.revision() + " of " + recorded.stream()
                    + " came where event " + expected + " was due");
        }
        if (recorded.event() instanceof NothingChanged unchanged) {
            return stamped(draft(before, recorded, unchanged), recorded).document();
        }
        if (recorded.event() instanceof TextRedacted gone) {
            // what was said before is folded anew without it; this says that there was something
            TicketDraft draft = draft(before, recorded, gone);
            draft.redacted = true;
            return stamped(draft, recorded).document();
        }
        if (!(recorded.event() instanceof TicketEvent event)) {
            throw new IllegalStateException(recorded.stream() + " holds a foreign event, "
                    + recorded.event().getClass().getSimpleName());
        }
        TicketDraft draft = draft(before, recorded, event);
        Instant at = recorded.occurredAt();
        if (at.isBefore(draft.updatedAt)) {
            at = draft.updatedAt;
        }
        move(draft, Status.after(before == null ? null : before.status(), event), at);
        boolean asked = event instanceof TicketHandedOver over && isAsked(draft, over.from());
        apply(draft, event, recorded, at);
        draft.relations = draft.relations.after(event, draft.status, recorded.actor(), at);
        draft.ledger = draft.ledger.after(event, draft.work, at);
        draft.satisfaction = draft.satisfaction.after(event, at);
        draft.waiting = draft.waiting.after(event, draft.status, asked, at);
        draft.enclosures = draft.enclosures.after(event, recorded.actor(), at, recorded.revision());
        draft.sla = draft.sla.after(event, before, draft, at);
        say(draft, event);
        stamped(draft, recorded).updatedAt = at;
        draft.overdueAt = overdueAt(draft);
        draft.course = draft.course.after(before, draft, event, at);
        if (before == null || !draft.sameLoad(before)) {
            draft.intervalFrom = at.truncatedTo(ChronoUnit.MILLIS);
        }
        if (before != null && !draft.sameStep(before)) {
            if (before.status() == Status.ON_HOLD) {
                draft.heldMillis += Duration.between(before.stepFrom(), at).toMillis();
            }
            draft.stepFrom = at;
        }
        return draft.document();
    }

    /** Notes up to where in the log the ticket is known. */
    private static TicketDraft stamped(TicketDraft draft, Recorded recorded) {
        draft.revision = recorded.revision();
        draft.position = recorded.position();
        draft.recordedAt = recorded.recordedAt();
        return draft;
    }

    private static TicketDraft draft(@Nullable TicketDocument before, Recorded recorded, Event event) {
        if (before != null) {
            return new TicketDraft(before);
        }
        if (event instanceof TicketRaised raised) {
            return new TicketDraft(recorded, raised);
        }
        throw new IllegalStateException(recorded.stream() + " does not begin with TicketRaised");
    }

    private static void apply(TicketDraft draft, TicketEvent event, Recorded recorded, Instant at) {
        String actor = recorded.actor();
        switch (event) {
            case TicketRaised e -> raised(draft, e, recorded);
            case StageEntered e -> entered(draft, e, at);
            case TargetsSet e -> {
                draft.responseDueAt = e.responseDueAt();
                draft.resolutionDueAt = e.resolutionDueAt();
                draft.targetPolicy = e.policy();
            }
            case TargetPointReached e -> {}
            case ApprovalGiven e -> approval(draft, new Approval(e.stage(), e.approver(), actor, true, at));
            case ApprovalDeclined e -> approval(draft, new Approval(e.stage(), e.approver(), actor, false, at));
            case TicketDelegated e -> delegated(draft, e);
            case TicketHandedOver e -> handedOver(draft, e, actor, at);
            case TicketDeclined e -> {}
            case TicketTriaged e -> {
                draft.type = e.type();
                draft.category = e.category();
                draft.service = e.service();
                draft.symptom = e.symptom();
                draft.impact = e.impact();
                draft.urgency = e.urgency();
                draft.priority = e.priority();
            }
            case TicketAssigned e ->
                handOver(draft, HandoverKind.ASSIGNED, Holder.people(e.assignees(), e.team()), null, actor, at);
            case TicketReferred e -> handOver(draft, HandoverKind.REFERRED, e.to(), e.reason(), actor, at);
            case OwnerChanged e -> {
                draft.owner = e.to();
                draft.show(e.to());
            }
            case TicketReturned e -> handOver(draft, HandoverKind.RETURNED, e.to(), e.missing(), actor, at);
            case TicketMoved e -> {}
            case WorkStarted e -> responded(draft, at);
            case TicketPutOnHold e -> {
                draft.holdReason = e.reason();
                draft.holdUntil = e.until();
            }
            case WorkResumed e -> {}
            case WorkLogged e -> logged(draft, e, actor, at);
            case WorkCorrected e -> corrected(draft, e, actor, at);
            case ContactLogged e -> {
                draft.contactMinutes += e.minutes();
                if (e.reached()) {
                    responded(draft, at);
                }
            }
            case CommentAdded e -> {
                if (e.byDesk()) {
                    responded(draft, at);
                }
            }
            case WorkNoteAdded e -> {}
            case PriorityChanged e -> {
                draft.impact = e.impact();
                draft.urgency = e.urgency();
                draft.priority = e.priority();
            }
            case TicketReclassified e -> {
                draft.type = e.type();
                draft.category = e.category();
                draft.service = e.service();
                draft.symptom = e.symptom();
                draft.location = e.location();
            }
            case TicketEscalated e -> escalated(draft, e, actor, at);
            case ObserverAdded e -> {
                if (!draft.observers.contains(e.person())) {
                    draft.observers = TicketDraft.plus(draft.observers, e.person());
                }
                draft.show(e.person());
            }
            case ObserverRemoved e -> observerRemoved(draft, e.person());
            case TicketLinked e -> draft.links = TicketDraft.plus(draft.links, new Link(e.kind(), e.other(), at));
            case TicketMerged e -> draft.mergedInto = e.into();
            case StageCompleted e -> {}
            case StageAnswered e -> {}
            case TicketMovedToVersion e -> draft.workflowVersion = e.toVersion();
            case TicketResolved e -> {
                responded(draft, at);
                draft.resolvedAt = at;
                draft.resolvedBy = actor;
                draft.solution = Text.read(e.solution().text());
                draft.solutionCode = e.solution().code();
                draft.cause = Text.read(e.solution().cause());
                draft.fix = e.solution().fix();
                draft.firstContact = e.firstContact();
            }
            case ResolutionConfirmed e -> draft.rating = e.rating();
            case ResolutionRejected e -> {
                draft.rejectCount++;
                backToWork(draft);
            }
            case TicketClosed e -> draft.closeReason = e.reason();
            case TicketReopened e -> {
                draft.reopenCount++;
                backToWork(draft);
            }
            case TicketCancelled e -> {}
            case TicketMadeConfidential e -> {
                draft.confidential = true;
                draft.namedPeople = e.people();
            }
            case ConfidentialityLifted e -> {
                draft.confidential = false;
                draft.namedPeople = List.of();
            }
            case WorkaroundRecorded e -> {}
            case LinkedTicketSolved e -> {}
            case HolderReminded e -> {}
            case ApprovalPassedOn e -> passedOn(draft, e.to());
            case RequesterReminded e -> {}
            case StageOverdueNoted e -> {}
            case MajorIncidentDeclared e -> {}
            case MajorIncidentUpdated e -> responded(draft, at);
            case MajorIncidentUpdateMissed e -> {}
            case MajorIncidentStoodDown e -> {}
            case TicketDepartmentChanged e -> {
                draft.department = e.department();
                draft.departmentPath = e.path();
            }
            case TimerStarted e -> {}
            case TimerStopped e -> {}
            case TimerDiscarded e -> {}
            case TimerForgotten e -> {}
            case CostApprovalAsked e -> {
                e.approvers().forEach(draft::show);
                e.tells().forEach(draft::show);
                approval(
                        draft,
                        e.entry(),
                        before -> new WorkEntry.Approval(
                                CostApproval.WAITING,
                                e.approvers(),
                                e.tells(),
                                at,
                                null,
                                null,
                                null,
                                null,
                                Patience.withCostApprovers(at)));
            }
            case CostApprovalAskedAgain e -> {
                e.added().forEach(draft::show);
                approval(draft, e.entry(), before -> before.again(e, at));
            }
            case CostApproved e ->
                approval(
                        draft,
                        e.entry(),
                        before ->
                                before.decided(CostApproval.APPROVED, actor, e.approver(), at, Text.read(e.remark())));
            case CostDeclined e ->
                approval(
                        draft,
                        e.entry(),
                        before ->
                                before.decided(CostApproval.DECLINED, actor, e.approver(), at, Text.read(e.reason())));
            case SurveyAsked e -> {}
            case SurveyAnswered e -> draft.rating = e.rating();
            case FileAttached e -> named(draft, e);
            case FileWithheld e -> {}
            case TicketUnlinked e ->
                draft.links = draft.links.stream()
                        .filter(link -> link.kind() != e.kind() || !link.other().equals(e.other()))
                        .toList();
            case TicketUnmerged e -> {
                draft.mergedInto = null;
                backToWork(draft);
            }
            case TicketAbsorbed e ->
                e.observers().forEach(person -> {
                    if (!draft.observers.contains(person)) {
                        draft.observers = TicketDraft.plus(draft.observers, person);
                    }
                    draft.show(person);
                });
            case TicketReleased e -> e.observers().forEach(person -> observerRemoved(draft, person));
        }
    }

    /** A file is found by each word of its name; the name as it is comes with the event's texts. */
    private static void named(TicketDraft draft, FileAttached e) {
        for (FileRef file : e.files()) {
            String name = Text.read(file.name());
            String words = name == null ? "" : Enclosures.words(name);
            if (!words.isEmpty() && !words.equals(name)) {
                switch (e.visibility()) {
                    case PUBLIC -> draft.publicTexts = TicketDraft.plus(draft.publicTexts, words);
                    case INTERNAL -> draft.internalTexts = TicketDraft.plus(draft.internalTexts, words);
                }
            }
        }
    }

    private static void approval(TicketDraft draft, String id, UnaryOperator<WorkEntry.Approval> change) {
        draft.work = draft.work.stream()
                .map(entry -> entry.entry().equals(id) ? entry.with(change.apply(entry.approval())) : entry)
                .toList();
        total(draft);
    }

    private static void raised(TicketDraft draft, TicketRaised e, Recorded recorded) {
        draft.externalRef = e.externalRef();
        draft.department = e.department();
        draft.departmentPath =
                e.departmentPath().isEmpty() && e.department() != null ? List.of(e.department()) : e.departmentPath();
        draft.confidential = e.confidentialTo() != null;
        draft.namedPeople = e.confidentialTo() == null ? List.of() : e.confidentialTo();
        draft.category = e.category();
        draft.service = e.service();
        draft.symptom = e.symptom();
        draft.location = e.location();
        draft.title = Text.read(e.title());
        draft.description = Text.read(e.description());
        draft.contact = Text.read(e.contact());
        draft.affectedItems = e.affectedItems();
        draft.affectedPeople = e.affectedPeople();
        Map<String, String> fields = new LinkedHashMap<>();
        e.fields().forEach((name, text) -> {
            String value = Text.read(text);
            if (value != null) {
                fields.put(name, value);
            }
        });
        draft.fields = fields;
        if (e.form() != null) {
            draft.requestType = e.form().requestType();
            draft.requestTypeVersion = e.form().version();
            draft.form = FormAnswer.of(e.form(), e.fields());
        }
        draft.show(e.requester());
        draft.show(recorded.actor());
    }

    private static void entered(TicketDraft draft, StageEntered e, Instant at) {
        draft.stage = e.stage();
        draft.stageKind = e.kind();
        draft.stageFrom = at;
        draft.stageDueAt = e.dueAt();
        draft.hold(e.holder());
        switch (e.kind()) {
            case TRIAGE, WORK, EXTERNAL -> draft.work(e.holder());
            case APPROVAL, CONFIRMATION, END -> {}
        }
        if (e.kind() == StageKind.EXTERNAL) {
            draft.holdReason = HoldReason.VENDOR;
            draft.holdUntil = null;
        }
    }

    private static void approval(TicketDraft draft, Approval approval) {
        draft.approvals = TicketDraft.plus(draft.approvals, approval);
        // who has answered is not asked any more
        if (draft.stageKind == StageKind.APPROVAL && draft.assignees.contains(approval.approver())) {
            List<String> left = new ArrayList<>(draft.assignees);
            left.remove(approval.approver());
            draft.assignees = left;
        }
    }

    private static void handOver(
            TicketDraft draft, HandoverKind kind, Holder to, @Nullable Text reason, String actor, Instant at) {
        Holder from = draft.holder();
        boolean byHandBefore = !draft.handovers.isEmpty();
        draft.handovers = TicketDraft.plus(draft.handovers, new Handover(kind, at, actor, from, to, Text.read(reason)));
        draft.work(to);
        if (draft.status.isOpen()) {
            // on a resolved or closed ticket only who has the work changes
            draft.hold(to);
        }
        if (byHandBefore && !from.equals(to)) {
            draft.reassignCount++;
        }
    }

    /** Where it fell due to both at once they are among the holders already; an absence that began later adds one. */
    private static void delegated(TicketDraft draft, TicketDelegated e) {
        List<String> asked = new ArrayList<>(draft.assignees);
        if (!asked.contains(e.substitute())) {
            asked.addFirst(e.substitute());
        }
        if (e.inPlaceOf() != null) {
            asked.remove(e.inPlaceOf());
        }
        if (!asked.equals(draft.assignees)) {
            draft.hold(Holder.people(asked, draft.team));
        }
    }

    /** Somebody is asked besides, who stands before the others. */
    private static void passedOn(TicketDraft draft, String to) {
        if (!draft.assignees.contains(to)) {
            List<String> asked = new ArrayList<>(draft.assignees);
            asked.addFirst(to);
            draft.hold(new Holder(asked, draft.team, draft.vendor));
        }
    }

    private static boolean isAsked(TicketDraft draft, String person) {
        return draft.stageKind == StageKind.APPROVAL && draft.assignees.contains(person);
    }

    private static void handedOver(TicketDraft draft, TicketHandedOver e, String actor, Instant at) {
        Holder from = draft.holder();
        Holder to = from.replacing(e.from(), e.to());
        Holder desk = Holder.people(draft.deskPeople, draft.deskTeam);
        if (draft.requester.equals(e.from())
                && (draft.stageKind == StageKind.CONFIRMATION || !draft.deskPeople.contains(e.from()))) {
            to = from; // what waits for the requester goes on doing so
        }
        draft.handovers = TicketDraft.plus(
                draft.handovers, new Handover(HandoverKind.HANDED_OVER, at, actor, from, to, Text.read(e.reason())));
        draft.work(desk.replacing(e.from(), e.to()));
        draft.hold(to);
        if (e.from().equals(draft.owner)) {
            draft.owner = e.to();
            draft.show(e.to());
        }
    }

    private static void escalated(TicketDraft draft, TicketEscalated e, String actor, Instant at) {
        Holder from = draft.holder();
        draft.escalationLevel = e.level();
        draft.handovers = TicketDraft.plus(
                draft.handovers, new Handover(HandoverKind.ESCALATED, at, actor, from, from, Text.read(e.reason())));
    }

    private static void observerRemoved(TicketDraft draft, String person) {
        draft.observers = without(draft.observers, person);
        boolean involved = person.equals(draft.requester)
                || person.equals(draft.raisedBy)
                || person.equals(draft.owner)
                || draft.assignees.contains(person)
                || draft.handovers.stream().anyMatch(h -> h.to().people().contains(person))
                || draft.approvals.stream().anyMatch(a -> a.approver().equals(person));
        if (!involved) {
            draft.visibleTo = without(draft.visibleTo, person);
        }
    }

    private static void logged(TicketDraft draft, WorkLogged e, String actor, Instant at) {
        WorkEntry entry = new WorkEntry(
                e.entry(),
                e.performer(),
                e.performedAt(),
                at,
                actor,
                e.minutes(),
                e.activity(),
                Expense.of(e.costs()),
                Text.read(e.note()),
                e.stage(),
                draft.team,
                false,
                List.of(),
                e.labour(),
                WorkEntry.Approval.NONE,
                new WorkEntry.Filed(draft.type, draft.category, draft.service));
        draft.work = TicketDraft.plus(draft.work, entry);
        total(draft);
    }

    private static void corrected(TicketDraft draft, WorkCorrected e, String actor, Instant at) {
        List<WorkEntry> all = new ArrayList<>(draft.work);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).entry().equals(e.entry())) {
                all.set(i, corrected(all.get(i), e, actor, at));
                draft.work = all;
                total(draft);
                return;
            }
        }
        throw new IllegalStateException(draft.id + " has no work entry " + e.entry() + " to correct");
    }

    private static WorkEntry corrected(WorkEntry old, WorkCorrected e, String actor, Instant at) {
        List<WorkEntry.Version> earlier = TicketDraft.plus(
                old.earlier(),
                new WorkEntry.Version(
                        old.performedAt(),
                        old.minutes(),
                        old.activity(),
                        old.costs(),
                        old.note(),
                        at,
                        actor,
                        Text.read(e.reason()),
                        old.labour(),
                        old.approval()));
        return new WorkEntry(
                old.entry(),
                old.performer(),
                e.performedAt() == null ? old.performedAt() : e.performedAt(),
                old.loggedAt(),
                old.loggedBy(),
                e.struckOut() ? 0 : e.minutes(),
                e.activity() == null ? old.activity() : e.activity(),
                e.struckOut() ? List.of() : Expense.of(e.costs()),
                Text.read(e.note()),
                old.stage(),
                old.team(),
                e.struckOut(),
                earlier,
                e.struckOut() ? null : e.labour(),
                WorkEntry.Approval.NONE,
                old.filed());
    }

    private static void total(TicketDraft draft) {
        int minutes = 0;
        for (WorkEntry entry : draft.work) {
            minutes += entry.minutes();
        }
        draft.minutes = minutes;
        draft.costs = Cost.total(draft.work, WorkEntry::counted);
    }

    private static void backToWork(TicketDraft draft) {
        draft.resolvedAt = null;
        draft.resolvedBy = null;
        draft.closedAt = null;
        draft.closeReason = null;
        draft.firstContact = false;
    }

    private static void move(TicketDraft draft, Status next, Instant at) {
        if (next.isEnd() && !draft.status.isEnd()) {
            draft.closedAt = at;
            draft.stageDueAt = null;
            draft.hold(Holder.NOBODY);
        }
        draft.status = next;
        if (next != Status.ON_HOLD) {
            draft.holdReason = null;
            draft.holdUntil = null;
        }
    }

    private static void responded(TicketDraft draft, Instant at) {
        if (draft.respondedAt == null) {
            draft.respondedAt = at;
        }
    }

    private static void say(TicketDraft draft, TicketEvent event) {
        Said said = Said.of(event, draft.assignees.contains(draft.requester));
        draft.redacted |= said.redacted();
        switch (event) {
            case TicketRaised e -> draft.publicTexts = words(draft.fields, e.form());
            case TicketResolved e -> {}
            default -> {
                for (String text : said.open()) {
                    draft.publicTexts = TicketDraft.plus(draft.publicTexts, text);
                }
                for (String text : said.internal()) {
                    draft.internalTexts = TicketDraft.plus(draft.internalTexts, text);
                }
            }
        }
    }

    /** What of the fields can be found by its words; people are found by their ids alone. */
    private static List<String> words(Map<String, String> fields, @Nullable RaisedForm form) {
        List<String> words = new ArrayList<>();
        fields.forEach((field, value) -> {
            if (form == null || form.kinds().get(field) != FieldKind.PERSON) {
                words.add(value);
            }
        });
        return words;
    }

    private static @Nullable Instant overdueAt(TicketDraft draft) {
        if (!draft.status.isOpen()) {
            return null;
        }
        Promises sla = draft.sla;
        Instant response = draft.respondedAt == null ? sla.running(draft.responseDueAt) : null;
        Instant promised =
                earliest(earliest(response, sla.running(draft.resolutionDueAt)), sla.running(sla.nextWordDueAt()));
        return earliest(promised, draft.stageDueAt);
    }

    private static @Nullable Instant earliest(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }

    private static List<String> without(List<String> list, String entry) {
        List<String> shorter = new ArrayList<>(list);
        shorter.remove(entry);
        return shorter;
    }
}
