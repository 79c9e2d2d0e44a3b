package daftar.domain.knowledge;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import daftar.domain.Decision;
import daftar.domain.Shell;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.directory.Reference.Person;
import daftar.messages.knowledge.DeflectionCommand.DeflectRequest;
import daftar.messages.knowledge.DeflectionEvent.RequestDeflected;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A request that was not raised, in Axon. It happens once; nothing can be done with it later. */
@AggregateRoot(type = "Deflection")
public class DeflectionStream extends Shell<RequestDeflected> {

    private static final int MOST_READ = 20;

    /** For Axon, which makes an empty one and folds its events into it. */
    protected DeflectionStream() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(DeflectRequest command, MetaData metadata, KnowledgeDesk desk) {
        return handle(command, metadata, desk.sealing(), desk.clock(), (before, actor, now) -> {
            if (before != null) {
                throw Refused.conflict("deflection-exists", "This was said already.");
            }
            if (command.read().isEmpty() || command.read().size() > MOST_READ) {
                throw Refused.invalid("missing-read", "read", "Name 1 to " + MOST_READ + " articles or tickets.");
            }
            String category = command.category();
            if (category != null && desk.reference().category(category) == null) {
                throw Refused.invalid("unknown-category", "category", "There is no category " + category + ".");
            }
            Person person = desk.reference().person(actor.person());
            return Decision.of(
                    "READER",
                    new RequestDeflected(
                            actor.person(),
                            person == null ? null : person.department(),
                            command.read().stream().distinct().toList(),
                            command.category()));
        });
    }

    @Override
    protected @Nullable RequestDeflected evolve(@Nullable RequestDeflected before, Recorded recorded) {
        return recorded.event() instanceof RequestDeflected deflected ? deflected : before;
    }

    @Override
    protected boolean hasTexts(String stream) {
        return false;
    }
}
