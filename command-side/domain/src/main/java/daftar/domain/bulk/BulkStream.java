package daftar.domain.bulk;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import daftar.domain.Decision;
import daftar.domain.DirectoryDesk;
import daftar.domain.Shell;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.bulk.BulkCommand.BeginBulk;
import daftar.messages.bulk.BulkEvent.BulkBegun;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A bulk in Axon. Whoever is signed in may begin one: what they may do is decided by each ticket. Its command id is of the
 * bulk itself, so a retry of another content is refused, and one of the same finds what was fixed.
 */
@AggregateRoot(type = "Bulk")
public class BulkStream extends Shell<BulkBegun> {

    /** For Axon, which makes an empty one and folds its events into it. */
    protected BulkStream() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(BeginBulk command, MetaData metadata, DirectoryDesk desk) {
        return handle(command, metadata, desk.sealing(), desk.clock(), (begun, actor, now) -> {
            if (begun != null) {
                throw Refused.conflict("bulk-exists", "There is a bulk of this id already.");
            }
            return Decision.of("CALLER", new BulkBegun(command.action(), command.tickets()));
        });
    }

    @Override
    protected @Nullable BulkBegun evolve(@Nullable BulkBegun before, Recorded recorded) {
        return recorded.event() instanceof BulkBegun begun ? begun : before;
    }
}
