package daftar.domain;

import daftar.messages.Command;
import daftar.messages.Refused;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/**
 * Finds a command's aggregate by {@link Command#stream()}, so that the messages need no annotations. It never passes a
 * version on: the shell compares versions itself, before any rule is looked at (design §7).
 *
 * <p>A name that no stream of the domain can have is refused before anything is read, so that a request cannot make the
 * store read its own streams.
 */
public final class StreamOfCommand implements CommandTargetResolver {

    private static final Pattern STREAM = Pattern.compile(
            "(ticket|person|department|post|team|category|vendor|workflow|catalogue|rights|token|login|identity|access|announcement|view|bulk|outbox|preferences|templates|mail|webhook|report|redaction|costs|words|survey|calendar|sla|article|deflection|reply)-[^\\p{Cntrl}]{1,250}");

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> message) {
        if (!(message.getPayload() instanceof Command command)) {
            throw new IllegalArgumentException("not a command of Daftar: " + message.getPayloadType());
        }
        if (!STREAM.matcher(command.stream()).matches()) {
            // every command begins with the id of what it is about
            String field = command.getClass().getRecordComponents()[0].getName();
            throw Refused.invalid(
                    "malformed-id", field, field + " must be an id such as ticket-0190…, person-anna or team-network.");
        }
        return new VersionedAggregateIdentifier(command.stream(), null);
    }
}
