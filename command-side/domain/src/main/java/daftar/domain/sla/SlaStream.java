package daftar.domain.sla;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import daftar.domain.DirectoryDesk;
import daftar.domain.Shell;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.sla.PromiseRegister;
import daftar.messages.sla.SlaCommand;
import daftar.messages.sla.SlaCommand.*;
import daftar.messages.sla.SlaEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A calendar or a policy in Axon: a thin shell around {@link SlaRules}; its state is a register of that one. */
@AggregateRoot(type = "ServiceLevels")
public class SlaStream extends Shell<PromiseRegister> {

    /** For Axon, which makes an empty one and folds its events into it. */
    protected SlaStream() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(DefineCalendar command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(ChangeCalendar command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(RetireCalendar command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(RestoreCalendar command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(DefineServiceLevels command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(ChangeServiceLevels command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(RetireServiceLevels command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(RestoreServiceLevels command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @Override
    protected @Nullable PromiseRegister evolve(@Nullable PromiseRegister register, Recorded recorded) {
        return recorded.event() instanceof SlaEvent event
                ? (register == null ? PromiseRegister.SHIPPED : register).after(event)
                : register;
    }

    @Override
    protected boolean hasTexts(String stream) {
        return false;
    }

    private Receipt decide(SlaCommand command, MetaData metadata, DirectoryDesk desk) {
        return handle(
                command,
                metadata,
                desk.sealing(),
                desk.clock(),
                (register, actor, now) -> SlaRules.decide(
                        register == null ? PromiseRegister.SHIPPED : register, command, actor, desk.reference()));
    }
}
