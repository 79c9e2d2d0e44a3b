package daftar.domain.mail;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import daftar.domain.DirectoryDesk;
import daftar.domain.Shell;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.mail.AsideMail;
import daftar.messages.mail.MailCommand;
import daftar.messages.mail.MailCommand.*;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A mail that was set aside, in Axon: a thin shell around {@link MailRules}. */
@AggregateRoot(type = "Mail")
public class MailStream extends Shell<AsideMail> {

    /** For Axon, which makes an empty one and folds its events into it. */
    protected MailStream() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(SetMailAside command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(RetryMail command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(DiscardMail command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(TakeMail command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @Override
    protected @Nullable AsideMail evolve(@Nullable AsideMail mail, Recorded recorded) {
        return AsideMail.evolve(mail, recorded);
    }

    private Receipt decide(MailCommand command, MetaData metadata, DirectoryDesk desk) {
        return handle(
                command,
                metadata,
                desk.sealing(),
                desk.clock(),
                (mail, actor, now) -> MailRules.decide(mail, command, actor, desk.reference()));
    }
}
