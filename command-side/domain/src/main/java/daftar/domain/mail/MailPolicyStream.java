package daftar.domain.mail;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import daftar.domain.DirectoryDesk;
import daftar.domain.Shell;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.mail.MailCommand;
import daftar.messages.mail.MailCommand.*;
import daftar.messages.mail.MailPolicy;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The organisation's mail policy in Axon: a thin shell around {@link MailPolicyRules}. Who is on the stop list is sealed in
 * the events, so that is known from the reference view.
 */
@AggregateRoot(type = "MailPolicy")
public class MailPolicyStream extends Shell<MailPolicy> {

    /** For Axon, which makes an empty one and folds its events into it. */
    protected MailPolicyStream() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(SetMailPolicy command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(StopSenders command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(AllowSenders command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @Override
    protected @Nullable MailPolicy evolve(@Nullable MailPolicy policy, Recorded recorded) {
        return (policy == null ? MailPolicy.USUAL : policy).after(recorded);
    }

    private Receipt decide(MailCommand command, MetaData metadata, DirectoryDesk desk) {
        return handle(
                command,
                metadata,
                desk.sealing(),
                desk.clock(),
                (policy, actor, now) -> MailPolicyRules.decide(
                        policy == null ? MailPolicy.USUAL : policy,
                        desk.reference().mailPolicy().stopped(),
                        command,
                        actor));
    }
}
