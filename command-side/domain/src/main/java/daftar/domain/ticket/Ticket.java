package daftar.domain.ticket;

import daftar.domain.Decision;
import daftar.domain.Shell;
import daftar.messages.Event;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.ticket.TicketCommand;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent;
import daftar.messages.workflow.StageKind;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The ticket's Axon shell: one handler per command, since Axon finds handlers by a command's concrete type. All of them do
 * the same. They take a ticket that does not exist for an empty one, so that the decider answers for it, and a repeated
 * raise finds the first.
 */
public class Ticket extends Shell<TicketState> {

    /** Axon makes tickets, and fills them from their events. */
    public Ticket() {}

    @Override
    protected TicketState evolve(@Nullable TicketState state, Recorded recorded) {
        return TicketFold.evolve(state, recorded);
    }

    @Override
    protected @Nullable String number(@Nullable TicketState state) {
        return state == null ? null : state.origin().number();
    }

    private Receipt decide(TicketCommand command, MetaData metadata, TicketDesk desk) {
        return handle(command, metadata, desk.sealing(), desk.clock(), (state, actor, now) -> {
            Decision decision = TicketDecider.decide(
                    state,
                    command,
                    new DecisionContext(
                            command.ticket(),
                            actor,
                            now,
                            desk.reference(),
                            desk.loads(),
                            desk.numbers()::next,
                            desk.fileLimits()));
            Shelf.keep(decision.events(), command.ticket(), desk.files());
            note(state, decision, now, desk.loads());
            return decision;
        });
    }

    /** Who gets work by it, so that the rules which choose by load know before the read model does. */
    private static void note(@Nullable TicketState before, Decision decision, Instant now, Loads loads) {
        String category = before == null ? null : before.subject().category();
        for (Event event : decision.events()) {
            switch (event) {
                case TicketEvent.TicketRaised raised -> category = raised.category();
                case TicketEvent.TicketTriaged triaged -> category = triaged.category();
                case TicketEvent.StageEntered entered
                when entered.kind() == StageKind.WORK -> note(entered.holder().people(), category, now, loads);
                case TicketEvent.TicketReferred referred -> note(referred.to().people(), category, now, loads);
                case TicketEvent.TicketAssigned assigned
                when before != null && before.place().kind() == StageKind.WORK ->
                    note(assigned.assignees(), category, now, loads);
                default -> {}
            }
        }
    }

    private static void note(List<String> people, @Nullable String category, Instant now, Loads loads) {
        if (!people.isEmpty()) {
            loads.given(people.getFirst(), category, now);
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(RaiseTicket command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(Approve command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(Decline command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(TriageTicket command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(AssignTicket command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(ReferTicket command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(ChangeOwner command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(ReturnTicket command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(MoveToStage command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(StartWork command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(PutOnHold command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(ResumeWork command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(LogWork command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(CorrectWork command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(LogContact command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(AddComment command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(AddWorkNote command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(ChangePriority command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(Reclassify command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(Escalate command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(AddObserver command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(RemoveObserver command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(LinkTicket command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(MergeTicket command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(CompleteStage command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(ResolveTicket command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(ConfirmResolution command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(RejectResolution command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(CloseTicket command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(CloseUnconfirmed command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(ReopenTicket command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(CancelTicket command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(TakeTicket command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(AnswerStage command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(MakeConfidential command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(LiftConfidentiality command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(PinDepartment command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(DelegateApproval command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(HandOverTicket command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(MigrateTicket command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(RecordWorkaround command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(DeclareMajorIncident command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(PostUpdate command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(StandDown command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(NoteOverdueUpdate command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(AttachFile command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(WithholdFile command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(UnlinkTicket command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(UnmergeTicket command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(AbsorbTicket command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(ReleaseTicket command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(TellSolved command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(StartTimer command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(FollowUp command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(StopTimer command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(DiscardTimer command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(NoteForgottenTimers command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(FollowUpCosts command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(ApproveCost command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(DeclineCost command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(AskSurvey command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(AnswerSurvey command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(NoteTargetPoint command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(NoteStageOverdue command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Receipt handle(ApplyServiceLevels command, MetaData metadata, TicketDesk desk) {
        return decide(command, metadata, desk);
    }
}
