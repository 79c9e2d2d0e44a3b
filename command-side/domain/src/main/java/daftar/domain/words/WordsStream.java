package daftar.domain.words;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import daftar.domain.DirectoryDesk;
import daftar.domain.Shell;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.words.SearchWords;
import daftar.messages.words.WordsCommand.SetSearchWords;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** The words of searches in Axon: a thin shell around {@link WordsRules}. */
@AggregateRoot(type = "SearchWords")
public class WordsStream extends Shell<SearchWords> {

    /** For Axon, which makes an empty one and folds its events into it. */
    protected WordsStream() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(SetSearchWords command, MetaData metadata, DirectoryDesk desk) {
        return handle(
                command,
                metadata,
                desk.sealing(),
                desk.clock(),
                (words, actor, now) -> WordsRules.decide(words == null ? SearchWords.NONE : words, command, actor));
    }

    @Override
    protected @Nullable SearchWords evolve(@Nullable SearchWords words, Recorded recorded) {
        return (words == null ? SearchWords.NONE : words).after(recorded);
    }
}
