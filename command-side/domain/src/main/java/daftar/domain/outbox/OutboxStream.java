package daftar.domain.outbox;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import daftar.domain.DirectoryDesk;
import daftar.domain.Shell;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.outbox.OutboxCommand;
import daftar.messages.outbox.OutboxCommand.DropLetter;
import daftar.messages.outbox.OutboxCommand.QueueLetter;
import daftar.messages.outbox.OutboxCommand.RecordBounce;
import daftar.messages.outbox.OutboxCommand.RecordLetterFailure;
import daftar.messages.outbox.OutboxCommand.RecordLetterSent;
import daftar.messages.outbox.OutboxEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** An outbox in Axon: a thin shell around {@link OutboxRules}. */
@AggregateRoot(type = "Outbox")
public class OutboxStream extends Shell<Outbox> {

    /** For Axon, which makes an empty one and folds its events into it. */
    protected OutboxStream() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(QueueLetter command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(RecordLetterSent command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(RecordLetterFailure command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(RecordBounce command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(DropLetter command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @Override
    protected @Nullable Outbox evolve(@Nullable Outbox outbox, Recorded recorded) {
        return recorded.event() instanceof OutboxEvent event ? Outbox.after(outbox, event) : outbox;
    }

    private Receipt decide(OutboxCommand command, MetaData metadata, DirectoryDesk desk) {
        return handle(
                command,
                metadata,
                desk.sealing(),
                desk.clock(),
                (outbox, actor, now) -> OutboxRules.decide(outbox, command, actor));
    }
}
