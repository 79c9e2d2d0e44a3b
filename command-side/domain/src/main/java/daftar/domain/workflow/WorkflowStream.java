package daftar.domain.workflow;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import daftar.domain.DirectoryDesk;
import daftar.domain.Shell;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.workflow.WorkflowCommand;
import daftar.messages.workflow.WorkflowCommand.DraftWorkflow;
import daftar.messages.workflow.WorkflowCommand.PublishDraft;
import daftar.messages.workflow.WorkflowCommand.PublishWorkflow;
import daftar.messages.workflow.WorkflowCommand.RetireWorkflow;
import daftar.messages.workflow.WorkflowCommand.SetWorkflowChoices;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A workflow, or the rules that choose one, in Axon: a thin shell around {@link Workflows} and {@link Published}. */
@AggregateRoot(type = "Workflow")
public class WorkflowStream extends Shell<Published> {

    /** For Axon, which makes an empty one and folds its events into it. */
    protected WorkflowStream() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(PublishWorkflow command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(SetWorkflowChoices command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(DraftWorkflow command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(PublishDraft command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(RetireWorkflow command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @Override
    protected @Nullable Published evolve(@Nullable Published published, Recorded recorded) {
        return Published.evolve(published, recorded);
    }

    @Override
    protected boolean hasTexts(String stream) {
        return false;
    }

    private Receipt decide(WorkflowCommand command, MetaData metadata, DirectoryDesk desk) {
        return handle(
                command,
                metadata,
                desk.sealing(),
                desk.clock(),
                (published, actor, now) -> Workflows.decide(published, command, actor, desk.reference()));
    }
}
