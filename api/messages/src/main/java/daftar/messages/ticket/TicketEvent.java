package daftar.messages.ticket;

import daftar.messages.Event;
import daftar.messages.Money;
import daftar.messages.Text;
import daftar.messages.file.FileRef;
import daftar.messages.file.FileVisibility;
import daftar.messages.sla.SlaTerms;
import daftar.messages.sla.Target;
import daftar.messages.sla.WarningAction;
import daftar.messages.workflow.StageKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can have happened to a ticket. Who did it, in whose name, when and why is in the metadata ({@link
 * daftar.messages.Meta}); ids of people only, never names. What was decided from reference data is written here, so that
 * a replay needs nothing else.
 */
public sealed interface TicketEvent extends Event {

    /**
     * The first event of every ticket.
     *
     * @param number {@code T-1042}; unique, never reused
     * @param department of the requester at this moment; null where they have none
     * @param workflow the workflow's name; the ticket stays on {@code workflowVersion}
     * @param departmentPath the department and those above it at this moment, from the top down; empty in revision 1, and
     *     where there is none
     * @param confidentialTo the people who may see it besides the requester and those who must act on it; null where it is
     *     not confidential, and in revision 1
     * @param form by which request type it was raised; null for none, and before revision 3
     */
    record TicketRaised(
            String number,
            String requester,
            Channel channel,
            String type,
            @Nullable String category,
            @Nullable String service,
            @Nullable String symptom,
            @Nullable String location,
            @Nullable String department,
            String workflow,
            int workflowVersion,
            String language,
            Text title,
            @Nullable Text description,
            List<String> affectedItems,
            List<String> affectedPeople,
            @Nullable Text contact,
            Map<String, Text> fields,
            @Nullable String externalRef,
            List<String> departmentPath,
            @Nullable List<String> confidentialTo,
            @Nullable RaisedForm form)
            implements TicketEvent {
        public TicketRaised {
            departmentPath = Lists.orEmpty(departmentPath);
            confidentialTo = confidentialTo == null ? null : List.copyOf(confidentialTo);
            affectedItems = Lists.orEmpty(affectedItems);
            affectedPeople = Lists.orEmpty(affectedPeople);
            fields = Lists.orEmpty(fields);
        }

        /** By no request type. */
        public TicketRaised(
                String number,
                String requester,
                Channel channel,
                String type,
                @Nullable String category,
                @Nullable String service,
                @Nullable String symptom,
                @Nullable String location,
                @Nullable String department,
                String workflow,
                int workflowVersion,
                String language,
                Text title,
                @Nullable Text description,
                List<String> affectedItems,
                List<String> affectedPeople,
                @Nullable Text contact,
                Map<String, Text> fields,
                @Nullable String externalRef,
                List<String> departmentPath,
                @Nullable List<String> confidentialTo) {
            this(
                    number,
                    requester,
                    channel,
                    type,
                    category,
                    service,
                    symptom,
                    location,
                    department,
                    workflow,
                    workflowVersion,
                    language,
                    title,
                    description,
                    affectedItems,
                    affectedPeople,
                    contact,
                    fields,
                    externalRef,
                    departmentPath,
                    confidentialTo,
                    null);
        }
    }

    /**
     * The ticket moved into a stage, in the same append as what caused it.
     *
     * @param stage the stage's code in the pinned workflow version
     * @param kind the stage's kind
     * @param outcome the outcome of the stage before that led here; null for the first stage and for moves
     * @param holder who has it now
     * @param rule by which rule of the workflow the holder was found, e.g. {@code team}, {@code supervisor}; names the
     *     fallback where one was taken
     * @param dueAt when the stage falls due; null for never
     * @param patience of an APPROVAL, what is done when while nobody answers; null for the usual
     *     ({@link Patience#withApprovers}), and in revision 1
     */
    record StageEntered(
            String stage,
            StageKind kind,
            @Nullable String outcome,
            Holder holder,
            @Nullable String rule,
            @Nullable Instant dueAt,
            @Nullable Patience patience)
            implements TicketEvent {
        /** With the usual patience. */
        public StageEntered(
                String stage,
                StageKind kind,
                @Nullable String outcome,
                Holder holder,
                @Nullable String rule,
                @Nullable Instant dueAt) {
            this(stage, kind, outcome, holder, rule, dueAt, null);
        }
    }

    /**
     * Somebody who was to get the ticket in this stage, or is asked for an approval in it, is away, and another acts for
     * them.
     *
     * @param person who is away; stays among the holders
     * @param substitute stands before them among the holders
     * @param inPlaceOf who acted for them until now and is not asked any more; null for nobody, and in revision 1
     */
    record TicketDelegated(
            String stage,
            String person,
            String substitute,
            @Nullable String inPlaceOf) implements TicketEvent {
        /** The first who acts for them. */
        public TicketDelegated(String stage, String person, String substitute) {
            this(stage, person, substitute, null);
        }
    }

    /**
     * All that was on one person in the ticket is on another from now on: whether they are asked for an approval, have the
     * work (the status stays), had it last, or answer to the requester.
     */
    record TicketHandedOver(String from, String to, Text reason) implements TicketEvent {}

    /**
     * Promises to the requester, instead of those before. A time that is null is not promised, or not any more.
     *
     * @param policy the policy that they come from; null where nothing is promised
     * @param calendar in whose working time they are counted; null where nothing is promised
     * @param nextWordDueAt when the requester is to hear of it again; null in revision 1
     * @param terms how they are counted; in revision 1 nothing stops the clock and there are no warning points
     */
    record TargetsSet(
            @Nullable Instant responseDueAt,
            @Nullable Instant resolutionDueAt,
            @Nullable String policy,
            @Nullable String calendar,
            @Nullable Instant nextWordDueAt,
            SlaTerms terms)
            implements TicketEvent {
        public TargetsSet {
            terms = terms == null ? SlaTerms.NONE : terms;
        }

        /** As revision 1 had it. */
        public TargetsSet(Instant responseDueAt, Instant resolutionDueAt, String policy, String calendar) {
            this(responseDueAt, resolutionDueAt, policy, calendar, null, SlaTerms.NONE);
        }
    }

    /** @param approver in whose place it was given; the actor may be a substitute */
    record ApprovalGiven(
            String stage, String approver, @Nullable Text remark) implements TicketEvent {}

    record ApprovalDeclined(String stage, String approver, Text reason) implements TicketEvent {}

    /** The approval stage ended in a decline; follows {@link ApprovalDeclined} where that decided it. */
    record TicketDeclined(String stage) implements TicketEvent {}

    /** @param basis what else the priority was decided by; null for the matrix that comes with Daftar alone */
    record TicketTriaged(
            String type,
            @Nullable String category,
            @Nullable String service,
            @Nullable String symptom,
            Impact impact,
            Urgency urgency,
            Priority priority,
            @Nullable PriorityBasis basis)
            implements TicketEvent {
        /** By the usual matrix alone. */
        public TicketTriaged(
                String type,
                @Nullable String category,
                @Nullable String service,
                @Nullable String symptom,
                Impact impact,
                Urgency urgency,
                Priority priority) {
            this(type, category, service, symptom, impact, urgency, priority, null);
        }
    }

    /** @param rule how the assignees were found: {@code by-hand} or a rule of the workflow */
    record TicketAssigned(List<String> assignees, @Nullable String team, String rule) implements TicketEvent {
        public TicketAssigned {
            assignees = Lists.orEmpty(assignees);
        }
    }

    record TicketReferred(Holder from, Holder to, Text reason) implements TicketEvent {}

    record OwnerChanged(
            @Nullable String from, String to, @Nullable Text reason) implements TicketEvent {}

    record TicketReturned(Holder from, Holder to, Text missing) implements TicketEvent {}

    /** A manager's move; {@link StageEntered} follows. */
    record TicketMoved(String fromStage, String toStage, Text reason) implements TicketEvent {}

    /**
     * What a stage asked was answered.
     *
     * @param answers question's code → answer; a later one of the same code takes the place of an earlier
     * @param done codes of the checklist
     */
    record StageAnswered(String stage, Map<String, Text> answers, List<String> done) implements TicketEvent {
        public StageAnswered {
            answers = Lists.orEmpty(answers);
            done = Lists.orEmpty(done);
        }
    }

    /**
     * From now on the ticket goes by another version of its workflow. Where its stage is another there, or an approval that
     * is asked for anew, {@link StageEntered} follows.
     */
    record TicketMovedToVersion(
            String workflow, int fromVersion, int toVersion, String fromStage, String toStage, Text reason)
            implements TicketEvent {}

    record WorkStarted(String assignee) implements TicketEvent {}

    /**
     * @param until when it comes back by itself; null for open
     * @param patience of a hold for the requester, what is done when while they do not answer; null for the usual
     *     ({@link Patience#withRequester}), and in revision 1
     */
    record TicketPutOnHold(
            HoldReason reason,
            @Nullable Text note,
            @Nullable Instant until,
            @Nullable Patience patience) implements TicketEvent {
        /** With the usual patience. */
        public TicketPutOnHold(HoldReason reason, @Nullable Text note, @Nullable Instant until) {
            this(reason, note, until, null);
        }
    }

    /** @param status what the ticket goes back to, ASSIGNED or IN_PROGRESS, or NEW where it was held in triage */
    record WorkResumed(Status status, @Nullable Text note) implements TicketEvent {}

    /**
     * @param performer who did the work
     * @param labour what the time costs; null where no rate held, where a line of labour was given, and in revision 1
     */
    record WorkLogged(
            String entry,
            String performer,
            Instant performedAt,
            int minutes,
            String activity,
            List<CostLine> costs,
            @Nullable Text note,
            String stage,
            @Nullable Labour labour)
            implements TicketEvent {
        public WorkLogged {
            costs = Lists.orEmpty(costs);
        }

        /** Where no rate held. */
        public WorkLogged(
                String entry,
                String performer,
                Instant performedAt,
                int minutes,
                String activity,
                List<CostLine> costs,
                @Nullable Text note,
                String stage) {
            this(entry, performer, performedAt, minutes, activity, costs, note, stage, null);
        }
    }

    /**
     * What is right for an entry from now on; {@code struckOut} leaves nothing of it. The old entry stays in the log.
     *
     * @param labour as in {@link WorkLogged}
     */
    record WorkCorrected(
            String entry,
            boolean struckOut,
            @Nullable Instant performedAt,
            int minutes,
            @Nullable String activity,
            List<CostLine> costs,
            @Nullable Text note,
            Text reason,
            @Nullable Labour labour)
            implements TicketEvent {
        public WorkCorrected {
            costs = Lists.orEmpty(costs);
        }

        /** Where no rate held. */
        public WorkCorrected(
                String entry,
                boolean struckOut,
                @Nullable Instant performedAt,
                int minutes,
                @Nullable String activity,
                List<CostLine> costs,
                @Nullable Text note,
                Text reason) {
            this(entry, struckOut, performedAt, minutes, activity, costs, note, reason, null);
        }
    }

    record ContactLogged(
            Direction direction,
            Channel channel,
            String person,
            boolean reached,
            int minutes,
            @Nullable Text summary) implements TicketEvent {}

    /** @param byDesk whether it came from the desk's side; a comment by the desk is a response */
    record CommentAdded(Text text, boolean byDesk) implements TicketEvent {}

    record WorkNoteAdded(Text text) implements TicketEvent {}

    record PriorityChanged(
            Impact impact,
            Urgency urgency,
            Priority priority,
            @Nullable Text reason,
            @Nullable PriorityBasis basis) implements TicketEvent {
        /** By the usual matrix alone. */
        public PriorityChanged(Impact impact, Urgency urgency, Priority priority, @Nullable Text reason) {
            this(impact, urgency, priority, reason, null);
        }
    }

    /** The whole classification after the change. */
    record TicketReclassified(
            String type,
            @Nullable String category,
            @Nullable String service,
            @Nullable String symptom,
            @Nullable String location,
            @Nullable Text reason)
            implements TicketEvent {}

    record TicketEscalated(@Nullable String team, int level, Text reason) implements TicketEvent {}

    record ObserverAdded(String person) implements TicketEvent {}

    record ObserverRemoved(String person) implements TicketEvent {}

    record TicketLinked(LinkKind kind, String other) implements TicketEvent {}

    /**
     * The ticket is a duplicate; {@link TicketClosed} follows. This one event is what its requester is told of; nothing else
     * of a merge is news to anybody.
     *
     * @param into the other ticket's id, where it goes on
     */
    record TicketMerged(String into, @Nullable Text reason) implements TicketEvent {}

    record StageCompleted(
            String stage, String outcome, @Nullable Text remark) implements TicketEvent {}

    /** @param firstContact solved by who registered it, never assigned further */
    record TicketResolved(Solution solution, boolean firstContact) implements TicketEvent {}

    record ResolutionConfirmed(
            @Nullable Integer rating, @Nullable Text remark) implements TicketEvent {}

    record ResolutionRejected(Text complaint) implements TicketEvent {}

    record TicketClosed(CloseReason reason, @Nullable Text note) implements TicketEvent {}

    record TicketReopened(Text reason) implements TicketEvent {}

    record TicketCancelled(Text reason) implements TicketEvent {}

    /** Seen by these people, the requester and those who must act on it only, from now on. */
    record TicketMadeConfidential(
            List<String> people, @Nullable Text reason) implements TicketEvent {
        public TicketMadeConfidential {
            people = Lists.orEmpty(people);
        }
    }

    record ConfidentialityLifted(Text reason) implements TicketEvent {}

    /**
     * The organisation was rearranged while the ticket was open.
     *
     * @param department the department that it belongs to now
     * @param path that department and those above it, from the top down
     */
    record TicketDepartmentChanged(String department, List<String> path) implements TicketEvent {
        public TicketDepartmentChanged {
            path = Lists.orEmpty(path);
        }
    }

    /** What helps until the problem is solved; the newest holds. @param knownError whether the cause is known */
    record WorkaroundRecorded(Text text, boolean knownError) implements TicketEvent {}

    /**
     * @param title language → how it is announced, one line
     * @param updateEvery how often all concerned are told how it stands; whole minutes, and in revision 1 their number under
     *     {@code updateEveryMinutes}
     * @param departments whom it concerns, each with all below it; empty for everybody
     * @param services codes of the services that suffer
     */
    record MajorIncidentDeclared(
            Text reason,
            Map<String, Text> title,
            Duration updateEvery,
            Instant nextUpdateDueAt,
            List<String> departments,
            List<String> services)
            implements TicketEvent {
        public MajorIncidentDeclared {
            title = Lists.orEmpty(title);
            departments = Lists.orEmpty(departments);
            services = Lists.orEmpty(services);
        }
    }

    /** @param number counts the ticket's updates from 1 @param text language → what is told to all concerned */
    record MajorIncidentUpdated(int number, Map<String, Text> text, Instant nextUpdateDueAt) implements TicketEvent {
        public MajorIncidentUpdated {
            text = Lists.orEmpty(text);
        }
    }

    /** No update came until then. */
    record MajorIncidentUpdateMissed(Instant dueAt) implements TicketEvent {}

    record MajorIncidentStoodDown(Text reason) implements TicketEvent {}

    /** What the ticket is linked to has been solved. @param kind CAUSED_BY a problem, or CHILD_OF a major incident */
    record LinkedTicketSolved(LinkKind kind, String other, Instant solvedAt) implements TicketEvent {}

    /** @param person whose time runs from now on @param note what for; internal */
    record TimerStarted(
            String person, String activity, @Nullable Text note) implements TicketEvent {}

    /**
     * {@link WorkLogged} follows.
     *
     * @param minutes as logged: what ran, begun minutes counted whole, or what the person says that it was
     * @param entry the entry's id
     */
    record TimerStopped(String person, Instant startedAt, int minutes, String entry) implements TicketEvent {}

    /** Nothing is logged of it. */
    record TimerDiscarded(
            String person, Instant startedAt, @Nullable Text reason) implements TicketEvent {}

    /** It has run for so long that nobody works: it counts no more, and the person is to say how long it was. */
    record TimerForgotten(String person, Instant startedAt) implements TicketEvent {}

    /**
     * What an entry cost is more than who wrote it down may spend: it waits, and counts in no sum, until somebody decides.
     *
     * @param amounts the lines of the entry, one sum per currency
     * @param spender whose limit it is above; neither they nor who did the work may approve
     * @param approvers who is asked
     * @param tells those of them, or who acts for them, who are to be told now
     */
    record CostApprovalAsked(
            String entry, List<Money> amounts, String spender, List<String> approvers, List<String> tells)
            implements TicketEvent {
        public CostApprovalAsked {
            amounts = Lists.orEmpty(amounts);
            approvers = Lists.orEmpty(approvers);
            tells = Lists.orEmpty(tells);
        }
    }

    /**
     * Nobody has decided about the cost of an entry yet.
     *
     * @param step what is done about it, REMIND, PASS_TO_SUBSTITUTE or PASS_TO_SUPERIOR; null where nothing is late, but
     *     somebody who was asked is away since
     * @param amounts what waits, one sum per currency
     * @param added who is asked besides from now on, and decides in their own name: those who stand in for the ones who were
     *     asked, or are above them; nobody where they are only reminded, or nobody is left to ask
     * @param tells who is told now
     */
    record CostApprovalAskedAgain(
            String entry, @Nullable SilenceStep step, List<Money> amounts, List<String> added, List<String> tells)
            implements TicketEvent {
        public CostApprovalAskedAgain {
            amounts = Lists.orEmpty(amounts);
            added = Lists.orEmpty(added);
            tells = Lists.orEmpty(tells);
        }
    }

    /** @param approver in whose place it was given; the actor may be a substitute */
    record CostApproved(
            String entry, String approver, @Nullable Text remark) implements TicketEvent {}

    /** The lines of the entry count in no sum; its minutes do. */
    record CostDeclined(String entry, String approver, Text reason) implements TicketEvent {}

    /** @param person the requester, who is to be told @param until when it can be answered */
    record SurveyAsked(String person, Instant until) implements TicketEvent {}

    /** @param rating 1 (poor) to 5 (excellent) */
    record SurveyAnswered(int rating, @Nullable Text remark) implements TicketEvent {}

    /**
     * An approval is asked of this person, and there was no answer.
     *
     * @param number counts the person's reminders in this stage from 1
     * @param tells who is told: the person, and who was asked in their place; people
     * @param step of the stage's patience, by which the reminder came; one to pass it on where there was nobody to pass it to
     */
    record HolderReminded(String stage, String person, int number, List<String> tells, SilenceStep step)
            implements TicketEvent {
        public HolderReminded {
            tells = Lists.orEmpty(tells);
        }
    }

    /**
     * An approval is asked of another besides, since the person was silent; any of them may decide it in the person's name.
     *
     * @param to their substitute or superior; stands before them among the holders
     * @param step PASS_TO_SUBSTITUTE or PASS_TO_SUPERIOR
     */
    record ApprovalPassedOn(String stage, String person, String to, SilenceStep step) implements TicketEvent {}

    /** The requester, for whom the ticket is on hold, was reminded. @param number in this hold, 1 or 2 */
    record RequesterReminded(int number) implements TicketEvent {}

    /**
     * The stage was not left in time; said once for each due time.
     *
     * @param tells who is told: who has the ticket, who leads the team that has it, and who answers to the requester; people
     */
    record StageOverdueNoted(String stage, Instant dueAt, List<String> tells) implements TicketEvent {
        public StageOverdueNoted {
            tells = Lists.orEmpty(tells);
        }
    }

    /**
     * So much of the time that was promised has passed.
     *
     * @param dueAt when the whole of it will have passed, or had
     * @param tells the people who are told of it
     * @param actions what the policy does about it; what changed the ticket follows in the same append
     */
    record TargetPointReached(
            Target target, int percent, Instant dueAt, List<String> tells, List<WarningAction> actions)
            implements TicketEvent {
        public TargetPointReached {
            tells = Lists.orEmpty(tells);
            actions = Lists.orEmpty(actions);
        }
    }

    /**
     * Files came with what was said in the same append, or by themselves.
     *
     * @param visibility who may read them
     */
    record FileAttached(List<FileRef> files, FileVisibility visibility) implements TicketEvent {
        public FileAttached {
            files = Lists.orEmpty(files);
        }
    }

    /** Nobody is given the file any more. @param finding what the virus scanner calls it */
    record FileWithheld(String sha256, String finding) implements TicketEvent {}

    record TicketUnlinked(LinkKind kind, String other) implements TicketEvent {}

    /** It was no duplicate after all; {@link StageEntered} follows. @param from the ticket that it was merged into */
    record TicketUnmerged(String from, Text reason) implements TicketEvent {}

    /**
     * Another ticket was merged into this one: what was said there is to be read from here.
     *
     * @param other the other ticket's id
     * @param observers who look on at this one because of it, besides those who did already
     */
    record TicketAbsorbed(String other, List<String> observers) implements TicketEvent {
        public TicketAbsorbed {
            observers = Lists.orEmpty(observers);
        }
    }

    /**
     * Another ticket is merged into this one no more.
     *
     * @param other the other ticket's id
     * @param observers who look on at this one no more, since they did because of it only
     */
    record TicketReleased(String other, List<String> observers) implements TicketEvent {
        public TicketReleased {
            observers = Lists.orEmpty(observers);
        }
    }
}
