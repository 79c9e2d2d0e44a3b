package daftar.domain.outbox;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import daftar.domain.DirectoryDesk;
import daftar.domain.Shell;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.outbox.PreferenceCommand;
import daftar.messages.outbox.PreferenceCommand.SetPreferences;
import daftar.messages.outbox.PreferenceCommand.Unsubscribe;
import daftar.messages.outbox.PreferenceEvent.PreferencesSet;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** What a person wants to get, in Axon: a thin shell around {@link PreferenceRules}. */
@AggregateRoot(type = "Preferences")
public class PreferenceStream extends Shell<PreferencesSet> {

    /** For Axon, which makes an empty one and folds its events into it. */
    protected PreferenceStream() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(SetPreferences command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(Unsubscribe command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @Override
    protected @Nullable PreferencesSet evolve(@Nullable PreferencesSet before, Recorded recorded) {
        return recorded.event() instanceof PreferencesSet set ? set : before;
    }

    @Override
    protected boolean hasTexts(String stream) {
        return false;
    }

    private Receipt decide(PreferenceCommand command, MetaData metadata, DirectoryDesk desk) {
        return handle(
                command,
                metadata,
                desk.sealing(),
                desk.clock(),
                (before, actor, now) -> PreferenceRules.decide(before, command, actor, desk.reference()));
    }
}
