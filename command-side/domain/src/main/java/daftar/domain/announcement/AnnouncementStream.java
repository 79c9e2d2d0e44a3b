package daftar.domain.announcement;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import daftar.domain.DirectoryDesk;
import daftar.domain.Shell;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.announcement.Announcement;
import daftar.messages.announcement.AnnouncementCommand;
import daftar.messages.announcement.AnnouncementCommand.*;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** An announcement in Axon: a thin shell around {@link AnnouncementRules}. */
@AggregateRoot(type = "Announcement")
public class AnnouncementStream extends Shell<Announcement> {

    /** For Axon, which makes an empty one and folds its events into it. */
    protected AnnouncementStream() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(PublishAnnouncement command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(ChangeAnnouncement command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(WithdrawAnnouncement command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(AnnounceUpdate command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @Override
    protected @Nullable Announcement evolve(@Nullable Announcement announcement, Recorded recorded) {
        return Announcement.evolve(announcement, recorded);
    }

    private Receipt decide(AnnouncementCommand command, MetaData metadata, DirectoryDesk desk) {
        return handle(
                command,
                metadata,
                desk.sealing(),
                desk.clock(),
                (announcement, actor, now) ->
                        AnnouncementRules.decide(announcement, command, actor, desk.reference(), now));
    }
}
