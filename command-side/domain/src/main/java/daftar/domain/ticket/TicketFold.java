package daftar.domain.ticket;

import daftar.domain.ticket.TicketState.Awaited;
import daftar.domain.ticket.TicketState.Enclosed;
import daftar.domain.ticket.TicketState.Enclosures;
import daftar.domain.ticket.TicketState.Entry;
import daftar.domain.ticket.TicketState.Hands;
import daftar.domain.ticket.TicketState.Hold;
import daftar.domain.ticket.TicketState.Journal;
import daftar.domain.ticket.TicketState.Ledger;
import daftar.domain.ticket.TicketState.Link;
import daftar.domain.ticket.TicketState.Major;
import daftar.domain.ticket.TicketState.Milestones;
import daftar.domain.ticket.TicketState.Origin;
import daftar.domain.ticket.TicketState.Place;
import daftar.domain.ticket.TicketState.Reach;
import daftar.domain.ticket.TicketState.Subject;
import daftar.domain.ticket.TicketState.Survey;
import daftar.domain.ticket.TicketState.Targets;
import daftar.domain.ticket.TicketState.Timer;
import daftar.messages.Meta;
import daftar.messages.Recorded;
import daftar.messages.file.FileRef;
import daftar.messages.ticket.CostApproval;
import daftar.messages.ticket.CostLine;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Patience;
import daftar.messages.ticket.SilenceStep;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketEvent;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.StageKind;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What each event does to the state: pure, and in need of nothing but the events. */
public final class TicketFold {

    private TicketFold() {}

    /**
     * @param state null before the first event, which is {@link TicketRaised}
     * @throws IllegalStateException for a stream that does not begin with {@link TicketRaised}: it is not a ticket's
     */
    public static TicketState evolve(@Nullable TicketState state, Recorded recorded) {
        Instant at = recorded.occurredAt();
        if (recorded.event() instanceof TicketRaised raised) {
            return raised(raised, recorded, at);
        }
        if (state == null) {
            throw new IllegalStateException(recorded.stream() + " does not begin with TicketRaised");
        }
        if (!(recorded.event() instanceof TicketEvent event)) {
            // nothing that concerns the ticket's course: a repeated command, a redaction
            return state.at(recorded.revision(), at);
        }
        Status before = state.status();
        TicketState next = apply(state, event, at, recorded.actor());
        next = next.with(next.targets().after(event, at));
        return next.with(next.place().in(Status.after(before, event))).at(recorded.revision(), at);
    }

    private static TicketState apply(TicketState state, TicketEvent event, Instant at, String actor) {
        return switch (event) {
            case TicketRaised raised -> state;
            case StageEntered entered -> entered(state, entered, at);
            case TicketDelegated delegated ->
                state.with(state.place().delegated(delegated.person(), delegated.substitute(), delegated.inPlaceOf()));
            case TicketHandedOver over -> handedOver(state, over.from(), over.to(), at);
            case TargetsSet set -> state;
            case TargetPointReached reached -> state;
            case ApprovalGiven given ->
                state.with(state.place().approvedBy(plus(state.place().approvals(), given.approver())));
            case ApprovalDeclined declined -> state;
            case TicketDeclined declined -> state.with(closedAt(state, at));
            case TicketTriaged t ->
                state.with(new Subject(
                        t.type(),
                        t.category(),
                        t.service(),
                        t.symptom(),
                        state.subject().location(),
                        t.impact(),
                        t.urgency(),
                        t.priority()));
            case TicketAssigned assigned -> given(state, Holder.people(assigned.assignees(), assigned.team()), true);
            case TicketReferred referred ->
                given(state, referred.to(), state.place().kind() != StageKind.TRIAGE);
            case TicketReturned returned ->
                given(
                        state,
                        returned.to(),
                        state.place().kind() != StageKind.TRIAGE && !isRequester(state, returned.to()));
            case OwnerChanged changed -> state.with(state.hands().ownedBy(changed.to()));
            case TicketMoved moved -> state;
            case WorkStarted started -> state.with(state.milestones().responded(at));
            case TicketPutOnHold hold ->
                state.with(state.place()
                        .with(new Hold(hold.reason(), hold.until(), statusBeforeHold(state)))
                        .awaiting(state.place().awaited().with(at, patience(hold, at))));
            case WorkResumed resumed ->
                state.with(state.place()
                        .with((Hold) null)
                        .awaiting(state.place().awaited().with(at, Patience.ENDLESS)));
            case WorkLogged logged ->
                state.with(entry(
                        state,
                        new Entry(
                                logged.entry(),
                                logged.performer(),
                                logged.performedAt(),
                                false,
                                logged.activity(),
                                actor,
                                CostLine.sums(logged.costs()))));
            case WorkCorrected corrected -> corrected(state, corrected, at, actor);
            case ContactLogged contact ->
                contact.reached() ? state.with(state.milestones().responded(at)) : state;
            case CommentAdded comment ->
                comment.byDesk() ? state.with(state.milestones().responded(at)) : state;
            case WorkNoteAdded note -> state;
            case PriorityChanged p -> state.with(state.subject().prioritised(p.impact(), p.urgency(), p.priority()));
            case TicketReclassified r ->
                state.with(new Subject(
                        r.type(),
                        r.category(),
                        r.service(),
                        r.symptom(),
                        r.location(),
                        state.subject().impact(),
                        state.subject().urgency(),
                        state.subject().priority()));
            case TicketEscalated escalated -> {
                Journal journal = state.journal();
                yield state.with(new Journal(journal.work(), journal.links(), escalated.level(), journal.major()));
            }
            case ObserverAdded added ->
                state.with(state.hands().observedBy(plus(state.hands().observers(), added.person())));
            case ObserverRemoved removed -> {
                Set<String> observers = new HashSet<>(state.hands().observers());
                observers.remove(removed.person());
                yield state.with(state.hands().observedBy(Set.copyOf(observers)));
            }
            case TicketLinked linked -> {
                Journal journal = state.journal();
                Link link = new Link(linked.kind(), linked.other());
                yield state.with(new Journal(
                        journal.work(), Past.add(journal.links(), link), journal.escalations(), journal.major()));
            }
            case TicketMerged merged -> {
                Milestones m = state.milestones();
                yield state.with(new Milestones(m.respondedAt(), m.resolvedAt(), m.closedAt(), merged.into()));
            }
            case StageCompleted completed -> state;
            case StageAnswered answered -> {
                Set<String> given = new HashSet<>(state.place().given());
                given.addAll(answered.answers().keySet());
                given.addAll(answered.done());
                yield state.with(state.place().knowing(Set.copyOf(given)));
            }
            case TicketMovedToVersion moved ->
                // what the old version approved the new one asks again
                state.with(state.origin().onVersion(moved.toVersion()))
                        .with(state.place().approvedBy(Set.of()));
            case TicketResolved resolved -> {
                Milestones m = state.milestones().responded(at);
                yield state.with(state.place().with((Hold) null))
                        .with(new Milestones(m.respondedAt(), at, null, m.mergedInto()));
            }
            case ResolutionConfirmed confirmed -> state.with(state.ledger().ratedAs(confirmed.rating() != null));
            case ResolutionRejected rejected -> state.with(open(state));
            case TicketClosed closed -> state.with(closedAt(state, at));
            case TicketReopened reopened -> state.with(open(state));
            case TicketCancelled cancelled -> state.with(closedAt(state, at));
            case TicketMadeConfidential made -> state.with(state.reach().to(made.people()));
            case ConfidentialityLifted lifted -> state.with(state.reach().to(null));
            case WorkaroundRecorded recorded -> state;
            case LinkedTicketSolved solved -> state;
            case HolderReminded reminded -> {
                Awaited awaited = state.place().awaited();
                yield state.with(state.place()
                        .awaiting(
                                awaited.with(awaited.since(), awaited.patience().after(reminded.step(), at))
                                        .reminded(reminded.person(), reminded.number())));
            }
            case ApprovalPassedOn passed -> {
                Awaited awaited = state.place().awaited();
                yield state.with(state.place()
                        .awaiting(
                                awaited.with(awaited.since(), awaited.patience().after(passed.step(), at)))
                        .passedOn(passed.person(), passed.to()));
            }
            case RequesterReminded reminded -> {
                Awaited awaited = state.place().awaited();
                SilenceStep step = reminded.number() == 1 ? SilenceStep.REMIND : SilenceStep.REMIND_AGAIN;
                yield state.with(state.place()
                        .awaiting(
                                awaited.with(awaited.since(), awaited.patience().after(step, at))));
            }
            case StageOverdueNoted overdue ->
                state.with(state.place().awaiting(state.place().awaited().overdue()));
            case MajorIncidentDeclared declared -> {
                Major before = state.journal().major();
                yield state.with(state.journal()
                        .with(new Major(
                                true,
                                (int) declared.updateEvery().toMinutes(),
                                before == null ? 0 : before.updates(),
                                declared.nextUpdateDueAt(),
                                false)));
            }
            case MajorIncidentUpdated updated ->
                major(
                                state,
                                major -> new Major(
                                        true,
                                        major.updateEveryMinutes(),
                                        updated.number(),
                                        updated.nextUpdateDueAt(),
                                        false))
                        .with(state.milestones().responded(at));
            case MajorIncidentUpdateMissed missed ->
                major(
                        state,
                        major -> new Major(
                                true, major.updateEveryMinutes(), major.updates(), major.nextUpdateDueAt(), true));
            case MajorIncidentStoodDown down ->
                major(
                        state,
                        major -> new Major(
                                false, major.updateEveryMinutes(), major.updates(), major.nextUpdateDueAt(), false));
            case TicketDepartmentChanged changed ->
                state.with(new Reach(
                        changed.department(), changed.path(), state.reach().named()));
            case TimerStarted started ->
                state.with(state.ledger()
                        .running(started.person(), new Timer(at, started.activity(), started.note(), false)));
            case TimerStopped stopped -> state.with(state.ledger().running(stopped.person(), null));
            case TimerDiscarded discarded -> state.with(state.ledger().running(discarded.person(), null));
            case TimerForgotten forgotten -> forgotten(state, forgotten.person());
            case CostApprovalAsked asked ->
                cost(
                        state,
                        asked.entry(),
                        entry -> entry.asking(asked.approvers(), asked.tells(), Patience.withCostApprovers(at)));
            case CostApprovalAskedAgain again ->
                cost(
                        state,
                        again.entry(),
                        entry -> entry.askingBesides(
                                again.added(), entry.patience().after(again.step(), at)));
            case CostApproved approved -> cost(state, approved.entry(), entry -> entry.decided(CostApproval.APPROVED));
            case CostDeclined declined -> cost(state, declined.entry(), entry -> entry.decided(CostApproval.DECLINED));
            case SurveyAsked asked -> state.with(state.ledger().with(new Survey(asked.until(), false)));
            case SurveyAnswered answered -> {
                Survey survey = state.ledger().survey();
                yield survey == null ? state : state.with(state.ledger().with(new Survey(survey.until(), true)));
            }
            case FileAttached attached -> attached(state, attached);
            case FileWithheld withheld -> state.with(state.enclosures().withholding(withheld.sha256()));
            case TicketUnlinked unlinked -> unlinked(state, new Link(unlinked.kind(), unlinked.other()));
            case TicketUnmerged unmerged -> {
                Milestones m = state.milestones();
                yield state.with(new Milestones(m.respondedAt(), m.resolvedAt(), null, null));
            }
            case TicketAbsorbed absorbed -> {
                Set<String> observers = new HashSet<>(state.hands().observers());
                observers.addAll(absorbed.observers());
                yield state.with(state.hands().observedBy(Set.copyOf(observers)))
                        .with(state.enclosures().absorbing(absorbed.other(), absorbed.observers()));
            }
            case TicketReleased released -> {
                Set<String> observers = new HashSet<>(state.hands().observers());
                observers.removeAll(released.observers());
                yield state.with(state.hands().observedBy(Set.copyOf(observers)))
                        .with(state.enclosures().releasing(released.other()));
            }
        };
    }

    private static TicketState raised(TicketRaised raised, Recorded recorded, Instant at) {
        String registrar = recorded.metadata().getOrDefault(Meta.ON_BEHALF_OF, recorded.actor());
        return new TicketState(
                recorded.stream(),
                recorded.revision(),
                at,
                new Origin(
                        raised.number(),
                        raised.requester(),
                        registrar,
                        raised.department(),
                        raised.workflow(),
                        raised.workflowVersion(),
                        raised.externalRef(),
                        at,
                        raised.channel()),
                new Subject(
                        raised.type(),
                        raised.category(),
                        raised.service(),
                        raised.symptom(),
                        raised.location(),
                        null,
                        null,
                        null),
                new Place(
                        Status.NEW,
                        "",
                        StageKind.TRIAGE,
                        Holder.NOBODY,
                        null,
                        Set.of(),
                        null,
                        Map.of(),
                        Set.of(),
                        Awaited.from(at, Patience.ENDLESS)),
                new Hands(Holder.NOBODY, null, Set.of(), null, false),
                Targets.NONE.after(raised, at),
                new Journal(null, null, 0, null),
                new Milestones(null, null, null, null),
                reach(raised),
                Ledger.EMPTY,
                Enclosures.NONE);
    }

    private static TicketState attached(TicketState state, FileAttached attached) {
        Enclosures enclosures = state.enclosures();
        for (FileRef file : attached.files()) {
            enclosures = enclosures.plus(new Enclosed(file.sha256(), attached.visibility()), file.size());
        }
        return state.with(enclosures);
    }

    private static TicketState unlinked(TicketState state, Link link) {
        Journal journal = state.journal();
        return state.with(new Journal(
                journal.work(), Past.without(journal.links(), link), journal.escalations(), journal.major()));
    }

    private static Reach reach(TicketRaised raised) {
        String department = raised.department();
        List<String> path = raised.departmentPath();
        return new Reach(
                department, path.isEmpty() && department != null ? List.of(department) : path, raised.confidentialTo());
    }

    private static TicketState entered(TicketState state, StageEntered entered, Instant at) {
        Place old = state.place();
        Hold hold = entered.kind() == StageKind.EXTERNAL ? new Hold(HoldReason.VENDOR, null, Status.ASSIGNED) : null;
        Hands hands = state.hands();
        if (isWorkedOn(old) && !old.holder().equals(entered.holder())) {
            hands = hands.remembering(old.holder());
        }
        if (entered.kind() == StageKind.WORK) {
            hands = hands.with(entered.holder(), false);
        }
        // an approval in sequence that goes to the next one keeps what was approved before
        boolean goesOn = entered.kind() == StageKind.APPROVAL
                && old.kind() == StageKind.APPROVAL
                && entered.stage().equals(old.stage())
                && entered.outcome() == null;
        return state.with(hands)
                .with(new Place(
                        old.status(),
                        entered.stage(),
                        entered.kind(),
                        entered.holder(),
                        entered.dueAt(),
                        goesOn ? old.approvals() : Set.of(),
                        hold,
                        Map.of(),
                        goesOn ? old.given() : Set.of(),
                        Awaited.from(at, patience(entered, at))));
    }

    private static Patience patience(StageEntered entered, Instant at) {
        if (entered.kind() != StageKind.APPROVAL) {
            return Patience.ENDLESS;
        }
        return entered.patience() != null ? entered.patience() : Patience.withApprovers(at, entered.dueAt());
    }

    private static Patience patience(TicketPutOnHold hold, Instant at) {
        if (hold.reason() != HoldReason.REQUESTER) {
            return Patience.ENDLESS;
        }
        return hold.patience() != null ? hold.patience() : Patience.withRequester(at);
    }

    /** In triage and at work the ticket itself changes hands; elsewhere only who had the work is noted. */
    private static TicketState given(TicketState state, Holder to, boolean asWork) {
        Place place = state.place();
        Hands hands = state.hands();
        boolean passedOn = !to.equals(Holder.person(state.origin().registrar()));
        hands = hands.with(asWork ? to : hands.assigned(), passedOn);
        if (isWorkedOn(place) && !place.holder().equals(to)) {
            hands = hands.remembering(place.holder());
            place = place.with(to);
        }
        Hold hold = place.hold();
        if (hold != null && hold.from() == Status.IN_PROGRESS) {
            place = place.with(new Hold(hold.reason(), hold.until(), Status.ASSIGNED));
        }
        return state.with(hands).with(place);
    }

    /** What waits for its requester goes on waiting for them. */
    private static TicketState handedOver(TicketState state, String from, String to, Instant at) {
        boolean waits = from.equals(state.origin().requester())
                && (state.place().kind() == StageKind.CONFIRMATION
                        || !state.hands().assigned().people().contains(from));
        TicketState changed = state.with(state.hands().handedOver(from, to));
        return waits ? changed : changed.with(state.place().handedOver(from, to, at));
    }

    private static boolean isWorkedOn(Place place) {
        return switch (place.kind()) {
            case TRIAGE, WORK, EXTERNAL -> true;
            case APPROVAL, CONFIRMATION, END -> false;
        };
    }

    private static Status statusBeforeHold(TicketState state) {
        Hold hold = state.place().hold();
        return hold != null ? hold.from() : state.status();
    }

    private static boolean isRequester(TicketState state, Holder holder) {
        return holder.people().equals(List.of(state.origin().requester()));
    }

    private static TicketState corrected(TicketState state, WorkCorrected corrected, Instant at, String actor) {
        Entry old = Past.find(state.journal().work(), entry -> entry.id().equals(corrected.entry()));
        String before = old == null ? "" : old.activity();
        return state.with(entry(
                state,
                new Entry(
                        corrected.entry(),
                        old == null ? "" : old.performer(),
                        corrected.performedAt() != null
                                ? corrected.performedAt()
                                : old == null ? at : old.performedAt(),
                        corrected.struckOut(),
                        corrected.activity() == null ? before : corrected.activity(),
                        actor,
                        corrected.struckOut() ? List.of() : CostLine.sums(corrected.costs()))));
    }

    private static TicketState cost(TicketState state, String id, UnaryOperator<Entry> change) {
        Entry entry = Past.find(state.journal().work(), each -> each.id().equals(id));
        return entry == null ? state : state.with(entry(state, change.apply(entry)));
    }

    private static TicketState forgotten(TicketState state, String person) {
        Timer timer = state.ledger().timers().get(person);
        return timer == null ? state : state.with(state.ledger().running(person, timer.asForgotten()));
    }

    private static Journal entry(TicketState state, Entry entry) {
        Journal journal = state.journal();
        return new Journal(Past.add(journal.work(), entry), journal.links(), journal.escalations(), journal.major());
    }

    private static Milestones closedAt(TicketState state, Instant at) {
        Milestones m = state.milestones();
        return new Milestones(m.respondedAt(), m.resolvedAt(), at, m.mergedInto());
    }

    private static Milestones open(TicketState state) {
        Milestones m = state.milestones();
        return new Milestones(m.respondedAt(), null, null, m.mergedInto());
    }

    private static Set<String> plus(Set<String> set, String one) {
        if (set.contains(one)) {
            return set;
        }
        Set<String> larger = new HashSet<>(set);
        larger.add(one);
        return Set.copyOf(larger);
    }

    private static TicketState major(TicketState state, UnaryOperator<Major> change) {
        Journal journal = state.journal();
        Major major = journal.major();
        return major == null ? state : state.with(journal.with(change.apply(major)));
    }
}
