package daftar.domain.redaction;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import daftar.domain.Decision;
import daftar.domain.DirectoryDesk;
import daftar.domain.Shell;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.redaction.RedactTexts;
import daftar.messages.redaction.TextRedacted;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Any stream, seen only as one that texts can be redacted in. The same events are folded by the aggregate of its kind, which
 * learns from {@link TextRedacted} with which key it seals from then on.
 */
@AggregateRoot(type = "RedactedStream")
public class RedactedStream extends Shell<Set<String>> {

    /** For Axon, which makes an empty one and folds its events into it. */
    protected RedactedStream() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(RedactTexts command, MetaData metadata, DirectoryDesk desk) {
        return handle(command, metadata, desk.sealing(), desk.clock(), (redactions, actor, now) -> {
            if (!actor.is(Role.CLOCK)) {
                throw Refused.forbidden("not-allowed", "Texts are redacted by Daftar itself, once that was approved.");
            }
            if (redactions == null) {
                throw Refused.notFound("unknown-stream", "There is no stream " + command.stream() + ".");
            }
            return redactions.contains(command.redaction())
                    ? Decision.of(Role.CLOCK.name())
                    : Decision.of(
                            Role.CLOCK.name(),
                            new TextRedacted(command.redaction(), command.generation(), command.texts()));
        });
    }

    /** The redactions that were carried out in this stream. */
    @Override
    protected Set<String> evolve(@Nullable Set<String> redactions, Recorded recorded) {
        Set<String> after = redactions == null ? new HashSet<>() : redactions;
        if (recorded.event() instanceof TextRedacted redacted) {
            after.add(redacted.redaction());
        }
        return after;
    }
}
