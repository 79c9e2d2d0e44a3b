package daftar.domain;

import daftar.messages.Command;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/**
 * Finds a command's aggregate by {@link Command#stream()}, so that the messages need no annotations. It never passes a
 * version on: the shell compares versions itself, before any rule is looked at (design §7).
 */
public final class StreamOfCommand implements CommandTargetResolver {

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> message) {
        if (message.getPayload() instanceof Command command) {
            return new VersionedAggregateIdentifier(command.stream(), null);
        }
        throw new IllegalArgumentException("not a command of Daftar: " + message.getPayloadType());
    }
}
