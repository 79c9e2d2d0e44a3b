package daftar.domain.ticket;

import daftar.domain.Decision;
import daftar.messages.Refused;
import daftar.messages.file.FileVisibility;
import daftar.messages.ticket.TicketCommand;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.WorkNoteAdded;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens when something is asked of a ticket: pure. Rights first, then the status, then the rules of the matter. */
public final class TicketDecider {

    private TicketDecider() {}

    /**
     * @param state null where there is no such ticket yet
     * @return in {@code events} what is to be appended; empty where everything is already as wished
     * @throws Refused where it is not allowed; then nothing is to be appended
     */
    public static Decision decide(@Nullable TicketState state, TicketCommand command, DecisionContext context) {
        Course course = new Course(state, context);
        if (command instanceof RaiseTicket raise) {
            return raise(course, raise, state);
        }
        if (state == null) {
            throw Refused.notFound("no-such-ticket", "There is no ticket " + command.ticket() + ".");
        }
        Set<Party> parties = Parties.of(state, context);
        Party party = Merging.allowed(command, state, parties);
        Targeting.thaw(course, command);
        carryOut(course, command, party, parties);
        Targeting.adjust(course);
        return new Decision(
                party.name(),
                course.events(),
                Substitutes.representedIn(
                        course.events(), state, context.actor().person(), party));
    }

    private static Decision raise(Course course, RaiseTicket command, @Nullable TicketState state) {
        String requester = Raising.requester(command, course.context);
        Party party = TicketRules.allow(command, null, Parties.ofRaise(requester, course.context));
        if (state != null) {
            throw command.externalRef() != null
                    ? Refused.conflict(
                            "external-ref-taken",
                            "externalRef " + command.externalRef() + " belongs to ticket "
                                    + state.origin().number() + " already.")
                    : Refused.conflict("ticket-exists", "There is a ticket " + command.ticket() + " already.");
        }
        Raising.raise(course, command);
        Targeting.adjust(course);
        return new Decision(party.name(), course.events());
    }

    private static void carryOut(Course course, TicketCommand command, Party party, Set<Party> parties) {
        switch (command) {
            case RaiseTicket raise -> throw new IllegalStateException("a ticket is raised once");
            case Approve approve -> Approving.approve(course, approve);
            case Decline decline -> Approving.decline(course, decline);
            case TriageTicket triage -> Triage.triage(course, triage);
            case AssignTicket assign -> Assigning.assign(course, assign);
            case ReferTicket refer -> Assigning.refer(course, refer);
            case ChangeOwner owner -> Triage.changeOwner(course, owner);
            case ReturnTicket giveBack -> Assigning.giveBack(course, giveBack);
            case MoveToStage move -> Triage.move(course, move);
            case StartWork start -> Working.start(course);
            case PutOnHold hold -> Holding.hold(course, hold);
            case ResumeWork resume -> Holding.resume(course, resume);
            case LogWork log -> Working.log(course, log);
            case CorrectWork correct -> Working.correct(course, correct);
            case LogContact contact -> Conversation.contact(course, contact);
            case AddComment comment -> {
                Filing.check(course, comment.files());
                Conversation.comment(course, comment.text(), party);
                Filing.add(course, comment.files(), FileVisibility.PUBLIC);
            }
            case AddWorkNote note -> {
                Filing.check(course, note.files());
                course.append(new WorkNoteAdded(note.text()));
                Filing.add(course, note.files(), FileVisibility.INTERNAL);
            }
            case ChangePriority priority -> Triage.prioritise(course, priority);
            case Reclassify reclassify -> Triage.reclassify(course, reclassify);
            case Escalate escalate -> Escalating.escalate(course, escalate, parties);
            case AddObserver add -> Linking.observe(course, add);
            case RemoveObserver remove -> Linking.unobserve(course, remove, party);
            case LinkTicket link -> Linking.link(course, link);
            case MergeTicket merge -> Merging.merge(course, merge);
            case UnmergeTicket unmerge -> Merging.unmerge(course, unmerge);
            case AbsorbTicket absorb -> Merging.absorb(course, absorb);
            case ReleaseTicket release -> Merging.release(course, release);
            case UnlinkTicket unlink -> Linking.unlink(course, unlink);
            case AttachFile attach -> Filing.attach(course, attach, parties);
            case WithholdFile withhold -> Filing.withhold(course, withhold);
            case AnswerStage answer -> Answering.answer(course, answer);
            case MigrateTicket migrate -> Migrating.migrate(course, migrate);
            case CompleteStage complete -> Triage.complete(course, complete);
            case ResolveTicket resolve -> Resolving.resolve(course, resolve.solution());
            case ConfirmResolution confirm -> Resolving.confirm(course, confirm.rating(), confirm.remark());
            case RejectResolution reject -> Resolving.reject(course, reject);
            case CloseTicket close -> Closing.close(course, close);
            case CloseUnconfirmed unconfirmed -> Closing.closeUnconfirmed(course);
            case ReopenTicket reopen -> Closing.reopen(course, reopen);
            case CancelTicket cancel -> Closing.cancel(course, cancel);
            case TakeTicket take -> Assigning.take(course);
            case MakeConfidential make -> Reaching.makeConfidential(course, make);
            case LiftConfidentiality lift -> Reaching.lift(course, lift);
            case PinDepartment pin -> Reaching.pin(course);
            case DelegateApproval delegate -> Approving.delegate(course);
            case HandOverTicket over -> HandingOver.handOver(course, over, party);
            case RecordWorkaround workaround -> Problems.recordWorkaround(course, workaround);
            case TellSolved solved -> Problems.tellSolved(course, solved);
            case DeclareMajorIncident declare -> MajorIncidents.declare(course, declare);
            case PostUpdate update -> MajorIncidents.update(course, update);
            case StandDown down -> MajorIncidents.standDown(course, down);
            case NoteOverdueUpdate overdue -> MajorIncidents.noteOverdue(course);
            case StartTimer start -> Timing.start(course, start);
            case StopTimer stop -> Timing.stop(course, stop);
            case DiscardTimer discard -> Timing.discard(course, discard);
            case FollowUpCosts costs -> SilentCosts.followUp(course);
            case NoteForgottenTimers forgotten -> Timing.noteForgotten(course);
            case ApproveCost approve -> Spending.approve(course, approve, parties);
            case DeclineCost decline -> Spending.decline(course, decline, parties);
            case AskSurvey ask -> Asking.ask(course);
            case AnswerSurvey answer -> Asking.answer(course, answer);
            case FollowUp up -> FollowingUp.followUp(course);
            case NoteStageOverdue overdue -> FollowingUp.noteOverdue(course);
            case NoteTargetPoint point -> TargetPoints.note(course);
            case ApplyServiceLevels apply -> Targeting.apply(course);
        }
    }
}
