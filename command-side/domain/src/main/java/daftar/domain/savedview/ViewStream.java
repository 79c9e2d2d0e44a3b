package daftar.domain.savedview;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import daftar.domain.Shell;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.savedview.ViewCommand;
import daftar.messages.savedview.ViewCommand.ChangeView;
import daftar.messages.savedview.ViewCommand.DefineView;
import daftar.messages.savedview.ViewCommand.RetireView;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A saved view in Axon: a thin shell around {@link ViewRules}. */
@AggregateRoot(type = "View")
public class ViewStream extends Shell<ViewRules.Kept> {

    /** For Axon, which makes an empty one and folds its events into it. */
    protected ViewStream() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(DefineView command, MetaData metadata, ViewDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(ChangeView command, MetaData metadata, ViewDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(RetireView command, MetaData metadata, ViewDesk desk) {
        return decide(command, metadata, desk);
    }

    @Override
    protected ViewRules.@Nullable Kept evolve(ViewRules.@Nullable Kept before, Recorded recorded) {
        return ViewRules.evolve(before, recorded);
    }

    private Receipt decide(ViewCommand command, MetaData metadata, ViewDesk desk) {
        return handle(
                command,
                metadata,
                desk.sealing(),
                desk.clock(),
                (kept, actor, now) -> ViewRules.decide(kept, command, actor, desk.reference(), desk.views()));
    }
}
