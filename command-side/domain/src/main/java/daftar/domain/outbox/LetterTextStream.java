package daftar.domain.outbox;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import daftar.domain.DirectoryDesk;
import daftar.domain.Shell;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.outbox.LetterTextCommand;
import daftar.messages.outbox.LetterTextCommand.ResetLetterText;
import daftar.messages.outbox.LetterTextCommand.SetLetterText;
import daftar.messages.outbox.LetterTextEvent.LetterTextReset;
import daftar.messages.outbox.LetterTextEvent.LetterTextSet;
import daftar.messages.outbox.LetterTexts;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** The wordings of letters in Axon: a thin shell around {@link LetterTextRules}. Its state is which of them are the organisation's own. */
@AggregateRoot(type = "LetterTexts")
public class LetterTextStream extends Shell<Set<LetterTexts.Of>> {

    /** For Axon, which makes an empty one and folds its events into it. */
    protected LetterTextStream() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(SetLetterText command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(ResetLetterText command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @Override
    protected Set<LetterTexts.Of> evolve(@Nullable Set<LetterTexts.Of> before, Recorded recorded) {
        Set<LetterTexts.Of> own = before == null ? new HashSet<>() : new HashSet<>(before);
        switch (recorded.event()) {
            case LetterTextSet set -> own.add(new LetterTexts.Of(set.kind(), set.language()));
            case LetterTextReset reset -> own.remove(new LetterTexts.Of(reset.kind(), reset.language()));
            default -> {}
        }
        return own;
    }

    private Receipt decide(LetterTextCommand command, MetaData metadata, DirectoryDesk desk) {
        return handle(
                command,
                metadata,
                desk.sealing(),
                desk.clock(),
                (own, actor, now) -> LetterTextRules.decide(own, command, actor));
    }
}
