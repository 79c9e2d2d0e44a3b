package daftar.messages.reply;

import daftar.messages.NothingChanged;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.reply.ReplyEvent.*;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reply as it stands after an event.
 *
 * @param version of the last event
 * @param owner who made it
 * @param team whose it is; null for the whole desk
 */
public record Reply(
        String id,
        long version,
        String owner,
        @Nullable String team,
        Text name,
        String language,
        List<ReplyStep> steps,
        boolean retired) {

    public Reply {
        steps = List.copyOf(steps);
    }

    /** The fold: pure. Null where nothing was defined. */
    public static @Nullable Reply evolve(@Nullable Reply before, Recorded recorded) {
        if (recorded.event() instanceof ReplyDefined e) {
            return new Reply(
                    recorded.stream(),
                    recorded.revision(),
                    e.owner(),
                    e.team(),
                    e.name(),
                    e.language(),
                    e.steps(),
                    false);
        }
        if (before == null) {
            return null;
        }
        return switch (recorded.event()) {
            case ReplyChanged e -> before.with(recorded.revision(), e.name(), e.language(), e.steps(), before.retired);
            case ReplyRetired e -> before.with(recorded.revision(), before.name, before.language, before.steps, true);
            case NothingChanged e ->
                before.with(recorded.revision(), before.name, before.language, before.steps, before.retired);
            default -> before;
        };
    }

    private Reply with(long next, Text called, String in, List<ReplyStep> all, boolean gone) {
        return new Reply(id, next, owner, team, called, in, all, gone);
    }
}
