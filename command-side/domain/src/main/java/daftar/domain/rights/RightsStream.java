package daftar.domain.rights;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import daftar.domain.DirectoryDesk;
import daftar.domain.Shell;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.rights.Rights;
import daftar.messages.rights.RightsCommand.SetRights;
import daftar.messages.rights.RightsEvent.RightsSet;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** The organisation's rights in Axon: a thin shell around {@link RightsRules}. */
@AggregateRoot(type = "Rights")
public class RightsStream extends Shell<Rights> {

    /** For Axon, which makes an empty one and folds its events into it. */
    protected RightsStream() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(SetRights command, MetaData metadata, DirectoryDesk desk) {
        return handle(
                command,
                metadata,
                desk.sealing(),
                desk.clock(),
                (rights, actor, now) -> RightsRules.decide(rights, command, actor, desk.reference()));
    }

    @Override
    protected @Nullable Rights evolve(@Nullable Rights rights, Recorded recorded) {
        return recorded.event() instanceof RightsSet set ? new Rights(set.desk(), set.closed()) : rights;
    }

    @Override
    protected boolean hasTexts(String stream) {
        return false;
    }
}
