package daftar.domain.access;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import daftar.domain.DirectoryDesk;
import daftar.domain.Shell;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.access.AccessCommand;
import daftar.messages.access.AccessCommand.CreateToken;
import daftar.messages.access.AccessCommand.GiveLogin;
import daftar.messages.access.AccessCommand.LinkSubject;
import daftar.messages.access.AccessCommand.MakeFirstAdministratorToken;
import daftar.messages.access.AccessCommand.NameFirstAdministrator;
import daftar.messages.access.AccessCommand.RevokeToken;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A token, a login, an identity or the one-time token in Axon: a thin shell around {@link Access} and {@link WayIn}. */
@AggregateRoot(type = "Access")
public class AccessStream extends Shell<WayIn> {

    /** For Axon, which makes an empty one and folds its events into it. */
    protected AccessStream() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(CreateToken command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(RevokeToken command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(MakeFirstAdministratorToken command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(NameFirstAdministrator command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(GiveLogin command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(LinkSubject command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @Override
    protected @Nullable WayIn evolve(@Nullable WayIn before, Recorded recorded) {
        return WayIn.evolve(before, recorded);
    }

    @Override
    protected boolean hasTexts(String stream) {
        return stream.startsWith("token-") || stream.startsWith("login-");
    }

    private Receipt decide(AccessCommand command, MetaData metadata, DirectoryDesk desk) {
        return handle(
                command,
                metadata,
                desk.sealing(),
                desk.clock(),
                (wayIn, actor, now) -> Access.decide(wayIn, command, actor, desk.reference(), now));
    }
}
