package daftar.messages.ticket;

import daftar.messages.Command;
import daftar.messages.Text;
import daftar.messages.file.FileRef;
import daftar.messages.file.FileVisibility;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be asked of a ticket (design §5). {@code ticket} is the ticket's id and stream, {@code
 * ticket-<uuid>}. Person, team and vendor are ids of the directory; codes are those of the organisation's catalogue.
 */
public sealed interface TicketCommand extends Command {

    String ticket();

    @Override
    default String stream() {
        return ticket();
    }

    /**
     * Raises a request. What the first line settles on the telephone may come with it and is one append.
     *
     * @param requester whose request it is; null for the actor's own
     * @param type a catalogue code; null for {@code incident}
     * @param language BCP 47; null for the requester's
     * @param contact how to reach the requester about this one
     * @param fields the form's own fields, by their names
     * @param externalRef the old desk's number, unique among all tickets
     * @param triage classified at once
     * @param assign given to people or a team at once; needs {@code triage}
     * @param work done at once
     * @param resolution solved at first contact
     * @param confirmation the requester agreed on the telephone; needs {@code resolution}
     * @param confidentialTo the people who may see it besides the requester and those who must act on it; null where it is
     *     not confidential
     * @param requestType of the catalogue: its form, and what it says where nothing is said; null for none
     * @param files sent with it; the requester sees them
     */
    record RaiseTicket(
            String ticket,
            @Nullable String requester,
            Channel channel,
            @Nullable String type,
            @Nullable String category,
            @Nullable String service,
            @Nullable String symptom,
            @Nullable String location,
            Text title,
            @Nullable Text description,
            @Nullable String language,
            List<String> affectedItems,
            List<String> affectedPeople,
            @Nullable Text contact,
            Map<String, Text> fields,
            @Nullable String externalRef,
            @Nullable Classification triage,
            @Nullable Assignment assign,
            @Nullable Work work,
            @Nullable Solution resolution,
            @Nullable Confirmation confirmation,
            @Nullable List<String> confidentialTo,
            @Nullable String requestType,
            List<FileRef> files)
            implements TicketCommand {
        public RaiseTicket {
            files = Lists.orEmpty(files);
            confidentialTo = confidentialTo == null ? null : List.copyOf(confidentialTo);
            affectedItems = Lists.orEmpty(affectedItems);
            affectedPeople = Lists.orEmpty(affectedPeople);
            fields = Lists.orEmpty(fields);
        }

        /** Without files. */
        public RaiseTicket(
                String ticket,
                @Nullable String requester,
                Channel channel,
                @Nullable String type,
                @Nullable String category,
                @Nullable String service,
                @Nullable String symptom,
                @Nullable String location,
                Text title,
                @Nullable Text description,
                @Nullable String language,
                List<String> affectedItems,
                List<String> affectedPeople,
                @Nullable Text contact,
                Map<String, Text> fields,
                @Nullable String externalRef,
                @Nullable Classification triage,
                @Nullable Assignment assign,
                @Nullable Work work,
                @Nullable Solution resolution,
                @Nullable Confirmation confirmation,
                @Nullable List<String> confidentialTo,
                @Nullable String requestType) {
            this(
                    ticket,
                    requester,
                    channel,
                    type,
                    category,
                    service,
                    symptom,
                    location,
                    title,
                    description,
                    language,
                    affectedItems,
                    affectedPeople,
                    contact,
                    fields,
                    externalRef,
                    triage,
                    assign,
                    work,
                    resolution,
                    confirmation,
                    confidentialTo,
                    requestType,
                    List.of());
        }

        /** By no request type. */
        public RaiseTicket(
                String ticket,
                @Nullable String requester,
                Channel channel,
                @Nullable String type,
                @Nullable String category,
                @Nullable String service,
                @Nullable String symptom,
                @Nullable String location,
                Text title,
                @Nullable Text description,
                @Nullable String language,
                List<String> affectedItems,
                List<String> affectedPeople,
                @Nullable Text contact,
                Map<String, Text> fields,
                @Nullable String externalRef,
                @Nullable Classification triage,
                @Nullable Assignment assign,
                @Nullable Work work,
                @Nullable Solution resolution,
                @Nullable Confirmation confirmation,
                @Nullable List<String> confidentialTo) {
            this(
                    ticket,
                    requester,
                    channel,
                    type,
                    category,
                    service,
                    symptom,
                    location,
                    title,
                    description,
                    language,
                    affectedItems,
                    affectedPeople,
                    contact,
                    fields,
                    externalRef,
                    triage,
                    assign,
                    work,
                    resolution,
                    confirmation,
                    confidentialTo,
                    null);
        }
    }

    /** Part of {@link RaiseTicket}. @param assignees the leading one first; may be empty where there is a team */
    record Assignment(List<String> assignees, @Nullable String team) {
        public Assignment {
            assignees = Lists.orEmpty(assignees);
        }
    }

    /** Part of {@link RaiseTicket} and of confirming. @param rating 1 (poor) to 5 (excellent) */
    record Confirmation(@Nullable Integer rating, @Nullable Text remark) {}

    record Approve(String ticket, @Nullable Text remark) implements TicketCommand {}

    record Decline(String ticket, Text reason) implements TicketCommand {}

    /** @param assign who gets it next; null leaves that to the workflow */
    record TriageTicket(
            String ticket,
            Classification classification,
            @Nullable Assignment assign) implements TicketCommand {}

    /** Gives the ticket to people (the leading one first), a team, or people of a team. */
    record AssignTicket(
            String ticket, List<String> assignees, @Nullable String team) implements TicketCommand {
        public AssignTicket {
            assignees = Lists.orEmpty(assignees);
        }
    }

    /** The caller takes it out of the queue of a team; refused where somebody has it already. */
    record TakeTicket(String ticket) implements TicketCommand {}

    /**
     * From now on it is seen by these people, the requester and those who must act on it only. Given again, it says anew who
     * they are.
     */
    record MakeConfidential(
            String ticket, List<String> people, @Nullable Text reason) implements TicketCommand {
        public MakeConfidential {
            people = Lists.orEmpty(people);
        }
    }

    record LiftConfidentiality(String ticket, Text reason) implements TicketCommand {}

    /** The clock's: the department's place in the tree is another since the ticket was raised. */
    record PinDepartment(String ticket) implements TicketCommand {}

    /** The clock's: somebody who is asked for an approval is away since, and another acts for them. */
    record DelegateApproval(String ticket) implements TicketCommand {}

    /** All that is on one person in the ticket (an approval, the work, answering for it) is on another from now on. */
    record HandOverTicket(String ticket, String from, String to, Text reason) implements TicketCommand {}

    /** Passes the ticket on; exactly one of person, team and vendor, or a person of a team. */
    record ReferTicket(
            String ticket,
            @Nullable String person,
            @Nullable String team,
            @Nullable String vendor,
            Text reason) implements TicketCommand {}

    /** Who answers to the requester until the end. */
    record ChangeOwner(
            String ticket, String owner, @Nullable Text reason) implements TicketCommand {}

    /** Back to who had it before, or to the requester. @param to a person; null for who had it before */
    record ReturnTicket(String ticket, @Nullable String to, Text missing) implements TicketCommand {}

    /** A manager's move outside of the workflow's paths. */
    record MoveToStage(String ticket, String stage, Text reason) implements TicketCommand {}

    record StartWork(String ticket) implements TicketCommand {}

    /** @param until when it shall come back by itself; null for open */
    record PutOnHold(
            String ticket,
            HoldReason reason,
            @Nullable Text note,
            @Nullable Instant until) implements TicketCommand {}

    record ResumeWork(String ticket, @Nullable Text note) implements TicketCommand {}

    /**
     * @param entry the entry's id, unique in the ticket; null to have one given
     * @param performer who did the work; null for the actor. A dispatcher or manager may name another of the desk
     */
    record LogWork(
            String ticket,
            @Nullable String entry,
            Work work,
            @Nullable String performer) implements TicketCommand {
        /** The actor's own work. */
        public LogWork(String ticket, @Nullable String entry, Work work) {
            this(ticket, entry, work, null);
        }
    }

    /** @param work what is right; null strikes the entry out */
    record CorrectWork(
            String ticket, String entry, @Nullable Work work, Text reason) implements TicketCommand {}

    /**
     * A call, a visit, an attempt to reach somebody.
     *
     * @param person whom; null for the requester
     * @param reached whether they were spoken to
     * @param minutes how long, 0 to 1,440
     */
    record LogContact(
            String ticket,
            Direction direction,
            Channel channel,
            @Nullable String person,
            boolean reached,
            int minutes,
            @Nullable Text summary)
            implements TicketCommand {}

    /** The requester sees it. */
    record AddComment(String ticket, Text text, List<FileRef> files) implements TicketCommand {
        public AddComment {
            files = Lists.orEmpty(files);
        }

        /** Without files. */
        public AddComment(String ticket, Text text) {
            this(ticket, text, List.of());
        }
    }

    /** Internal. */
    record AddWorkNote(String ticket, Text text, List<FileRef> files) implements TicketCommand {
        public AddWorkNote {
            files = Lists.orEmpty(files);
        }

        /** Without files. */
        public AddWorkNote(String ticket, Text text) {
            this(ticket, text, List.of());
        }
    }

    record ChangePriority(
            String ticket,
            Impact impact,
            Urgency urgency,
            @Nullable Text reason) implements TicketCommand {}

    /** What is null stays as it is. */
    record Reclassify(
            String ticket,
            @Nullable String type,
            @Nullable String category,
            @Nullable String service,
            @Nullable String symptom,
            @Nullable String location,
            @Nullable Text reason)
            implements TicketCommand {}

    /**
     * Calls for more than the holder. Where the desk does so of a ticket that is to be worked on, it goes to a team's queue.
     *
     * @param team null for the next line that is responsible for the category
     */
    record Escalate(String ticket, @Nullable String team, Text reason) implements TicketCommand {}

    record AddObserver(String ticket, String person) implements TicketCommand {}

    record RemoveObserver(String ticket, String person) implements TicketCommand {}

    record LinkTicket(String ticket, LinkKind kind, String other) implements TicketCommand {}

    /** Closes this ticket as a duplicate; what comes to it later belongs to the other. */
    record MergeTicket(String ticket, String into, @Nullable Text reason) implements TicketCommand {}

    /**
     * Answers what the present stage asks.
     *
     * @param answers question's code → answer
     * @param done codes of the points of the checklist that are done
     */
    record AnswerStage(String ticket, Map<String, Text> answers, List<String> done) implements TicketCommand {
        public AnswerStage {
            answers = Lists.orEmpty(answers);
            done = Lists.orEmpty(done);
        }
    }

    /**
     * A manager's move to a newer version of the ticket's workflow.
     *
     * @param stages present stage's code → the new version's; a stage that is not named keeps its code
     */
    record MigrateTicket(String ticket, int toVersion, Map<String, String> stages, Text reason)
            implements TicketCommand {
        public MigrateTicket {
            stages = Lists.orEmpty(stages);
        }
    }

    /** Leaves a WORK or EXTERNAL stage by an outcome of the workflow's own. */
    record CompleteStage(
            String ticket, String outcome, @Nullable Text remark) implements TicketCommand {}

    record ResolveTicket(String ticket, Solution solution) implements TicketCommand {}

    /** @param rating 1 (poor) to 5 (excellent); null for none */
    record ConfirmResolution(
            String ticket,
            @Nullable Integer rating,
            @Nullable Text remark) implements TicketCommand {}

    record RejectResolution(String ticket, Text complaint) implements TicketCommand {}

    /** The desk closes without a solution, or for the importer as the old desk did. */
    record CloseTicket(
            String ticket, CloseReason reason, @Nullable Text note) implements TicketCommand {}

    /** The clock's and the importer's: nobody confirmed in time. */
    record CloseUnconfirmed(String ticket) implements TicketCommand {}

    record ReopenTicket(String ticket, Text reason) implements TicketCommand {}

    record CancelTicket(String ticket, Text reason) implements TicketCommand {}

    /**
     * What helps until the problem is solved. Whoever has a ticket that the problem causes reads it.
     *
     * @param knownError whether the cause is known; null for no
     */
    record RecordWorkaround(
            String ticket, Text text, @Nullable Boolean knownError) implements TicketCommand {}

    /**
     * The incident is a major one from now on.
     *
     * @param title language → how it is announced, one line
     * @param updateEveryMinutes how often all concerned are told how it stands, 5 to 1,440; null for 30
     * @param departments whom it concerns, each with all below it; empty for everybody
     * @param services codes of the services that suffer
     */
    record DeclareMajorIncident(
            String ticket,
            Text reason,
            Map<String, Text> title,
            @Nullable Integer updateEveryMinutes,
            List<String> departments,
            List<String> services)
            implements TicketCommand {
        public DeclareMajorIncident {
            title = Lists.orEmpty(title);
            departments = Lists.orEmpty(departments);
            services = Lists.orEmpty(services);
        }
    }

    /** Tells all concerned how the major incident stands. @param text language → what is told */
    record PostUpdate(String ticket, Map<String, Text> text) implements TicketCommand {
        public PostUpdate {
            text = Lists.orEmpty(text);
        }
    }

    /** It is a major incident no more. */
    record StandDown(String ticket, Text reason) implements TicketCommand {}

    /** The clock's: the next update of the major incident has not come in time. */
    record NoteOverdueUpdate(String ticket) implements TicketCommand {}

    /**
     * The clock's: what this ticket is linked to has been solved.
     *
     * @param kind how this ticket stands to the other: CAUSED_BY a problem, or CHILD_OF a major incident
     * @param solution solves this ticket, too; null where it is only told
     */
    record TellSolved(
            String ticket,
            LinkKind kind,
            String other,
            Instant solvedAt,
            @Nullable Solution solution) implements TicketCommand {}

    /** The actor's time runs from now on. @param activity a code of the organisation's list */
    record StartTimer(
            String ticket, String activity, @Nullable Text note) implements TicketCommand {}

    /**
     * Logs the time that ran as work of the actor.
     *
     * @param minutes what it really was, not more than ran; null for what ran, begun minutes counted whole. Must be said
     *     where the timer was forgotten
     * @param activity null for that of the start
     * @param costs cost lines, may be empty
     * @param note null for that of the start
     */
    record StopTimer(
            String ticket,
            @Nullable Integer minutes,
            @Nullable String activity,
            List<CostLine> costs,
            @Nullable Text note)
            implements TicketCommand {
        public StopTimer {
            costs = Lists.orEmpty(costs);
        }
    }

    /** Nothing is logged. @param person whose timer; null for the actor's own, a manager may name another */
    record DiscardTimer(
            String ticket,
            @Nullable String person,
            @Nullable Text reason) implements TicketCommand {}

    /** The clock's: timers have run for so long that nobody works. */
    record NoteForgottenTimers(String ticket) implements TicketCommand {}

    /** What the entry cost counts. */
    record ApproveCost(
            String ticket, String entry, @Nullable Text remark) implements TicketCommand {}

    /** What the entry cost does not count. */
    record DeclineCost(String ticket, String entry, Text reason) implements TicketCommand {}

    /** The clock's: the requester is asked how content they are. */
    record AskSurvey(String ticket) implements TicketCommand {}

    /** @param rating 1 (poor) to 5 (excellent) */
    record AnswerSurvey(String ticket, int rating, @Nullable Text remark) implements TicketCommand {}

    /** The clock's: who is asked for an approval, or the requester for whom the ticket is on hold, did not answer in time. */
    record FollowUp(String ticket) implements TicketCommand {}

    /**
     * The clock's: who is asked about the cost of some entry did not decide in time, or went away after they had been asked
     * while who acts for them is not asked yet.
     */
    record FollowUpCosts(String ticket) implements TicketCommand {}

    /** The clock's: the stage was not left in time. */
    record NoteStageOverdue(String ticket) implements TicketCommand {}

    /** The clock's: a warning point of what was promised has been reached. */
    record NoteTargetPoint(String ticket) implements TicketCommand {}

    /** The clock's: what is promised is decided anew, since a policy or a calendar has changed. */
    record ApplyServiceLevels(String ticket) implements TicketCommand {}

    /**
     * Adds files.
     *
     * @param visibility null for PUBLIC, or for INTERNAL where the desk sends them
     * @param comment said with them, a comment or a work note by the visibility; null for nothing
     */
    record AttachFile(
            String ticket,
            List<FileRef> files,
            @Nullable FileVisibility visibility,
            @Nullable Text comment) implements TicketCommand {
        public AttachFile {
            files = Lists.orEmpty(files);
        }
    }

    /** The scanner's: something was found in a file that the ticket has already. @param finding its name */
    record WithholdFile(String ticket, String sha256, String finding) implements TicketCommand {}

    /** The link stands no more. */
    record UnlinkTicket(String ticket, LinkKind kind, String other) implements TicketCommand {}

    /** It was no duplicate after all; the ticket goes back to work. */
    record UnmergeTicket(String ticket, Text reason) implements TicketCommand {}

    /**
     * The clock's: another ticket was merged into this one.
     *
     * @param other the other ticket's id
     * @param people its requester and observers, who look on at this one from now on
     */
    record AbsorbTicket(String ticket, String other, List<String> people) implements TicketCommand {
        public AbsorbTicket {
            people = Lists.orEmpty(people);
        }
    }

    /**
     * The clock's: another ticket, which this one was told of, is merged into it no more.
     *
     * @param other the other ticket's id
     * @param staying people who look on because of tickets that still are
     */
    record ReleaseTicket(String ticket, String other, List<String> staying) implements TicketCommand {
        public ReleaseTicket {
            staying = Lists.orEmpty(staying);
        }
    }
}
