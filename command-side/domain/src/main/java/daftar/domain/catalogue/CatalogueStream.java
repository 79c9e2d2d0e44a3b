package daftar.domain.catalogue;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import daftar.domain.DirectoryDesk;
import daftar.domain.Shell;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.catalogue.Catalogue;
import daftar.messages.catalogue.CatalogueCommand;
import daftar.messages.catalogue.CatalogueCommand.ChangeEntry;
import daftar.messages.catalogue.CatalogueCommand.DefineEntry;
import daftar.messages.catalogue.CatalogueCommand.RestoreEntry;
import daftar.messages.catalogue.CatalogueCommand.RetireEntry;
import daftar.messages.catalogue.CatalogueCommand.SetPriorityRules;
import daftar.messages.catalogue.CatalogueEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** An entry of the catalogue in Axon: a thin shell around {@link CatalogueRules}; its state is a catalogue of that one. */
@AggregateRoot(type = "Catalogue")
public class CatalogueStream extends Shell<Catalogue> {

    /** For Axon, which makes an empty one and folds its events into it. */
    protected CatalogueStream() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(DefineEntry command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(ChangeEntry command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(RetireEntry command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(RestoreEntry command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(SetPriorityRules command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @Override
    protected @Nullable Catalogue evolve(@Nullable Catalogue catalogue, Recorded recorded) {
        return recorded.event() instanceof CatalogueEvent event
                ? (catalogue == null ? Catalogue.EMPTY : catalogue).after(event)
                : catalogue;
    }

    @Override
    protected boolean hasTexts(String stream) {
        return false;
    }

    private Receipt decide(CatalogueCommand command, MetaData metadata, DirectoryDesk desk) {
        return handle(
                command,
                metadata,
                desk.sealing(),
                desk.clock(),
                (catalogue, actor, now) -> CatalogueRules.decide(
                        catalogue == null ? Catalogue.EMPTY : catalogue, command, actor, desk.reference()));
    }
}
