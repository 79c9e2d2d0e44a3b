package daftar.domain.reply;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import daftar.domain.DirectoryDesk;
import daftar.domain.Shell;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.reply.Reply;
import daftar.messages.reply.ReplyCommand;
import daftar.messages.reply.ReplyCommand.*;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A reply in Axon: a thin shell around {@link ReplyRules}. */
@AggregateRoot(type = "Reply")
public class ReplyStream extends Shell<Reply> {

    /** For Axon, which makes an empty one and folds its events into it. */
    protected ReplyStream() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(DefineReply command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(ChangeReply command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(RetireReply command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @Override
    protected @Nullable Reply evolve(@Nullable Reply reply, Recorded recorded) {
        return Reply.evolve(reply, recorded);
    }

    private Receipt decide(ReplyCommand command, MetaData metadata, DirectoryDesk desk) {
        return handle(
                command,
                metadata,
                desk.sealing(),
                desk.clock(),
                (reply, actor, now) -> ReplyRules.decide(reply, command, actor, desk.reference()));
    }
}
