package daftar.domain.cost;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import daftar.domain.DirectoryDesk;
import daftar.domain.Shell;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.cost.CostCommand;
import daftar.messages.cost.CostCommand.*;
import daftar.messages.cost.CostPolicy;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** The organisation's rules about money in Axon: a thin shell around {@link CostRules}. */
@AggregateRoot(type = "Costs")
public class CostStream extends Shell<CostPolicy> {

    /** For Axon, which makes an empty one and folds its events into it. */
    protected CostStream() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(SetCurrencies command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(SetRates command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(SetCostLimits command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    private Receipt decide(CostCommand command, MetaData metadata, DirectoryDesk desk) {
        return handle(
                command,
                metadata,
                desk.sealing(),
                desk.clock(),
                (policy, actor, now) -> CostRules.decide(
                        Objects.requireNonNullElse(policy, CostPolicy.NONE), command, actor, desk.reference()));
    }

    @Override
    protected @Nullable CostPolicy evolve(@Nullable CostPolicy policy, Recorded recorded) {
        return Objects.requireNonNullElse(policy, CostPolicy.NONE).after(recorded.event());
    }

    @Override
    protected boolean hasTexts(String stream) {
        return false;
    }
}
