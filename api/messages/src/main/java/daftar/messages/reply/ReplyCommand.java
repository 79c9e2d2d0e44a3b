package daftar.messages.reply;

import daftar.messages.Command;
import daftar.messages.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked of a reply. {@code reply} is its id and stream, {@code reply-<uuid>}. */
public sealed interface ReplyCommand extends Command {

    String reply();

    @Override
    default String stream() {
        return reply();
    }

    /**
     * Keeps a reply at hand.
     *
     * @param team whose it is; null for the whole desk
     * @param language BCP 47 of what it says
     * @param steps in the order in which they are done, one at least
     */
    record DefineReply(String reply, @Nullable String team, Text name, String language, List<ReplyStep> steps)
            implements ReplyCommand {
        public DefineReply {
            steps = List.copyOf(steps);
        }
    }

    /** All of it anew, but for whose it is. */
    record ChangeReply(String reply, Text name, String language, List<ReplyStep> steps) implements ReplyCommand {
        public ChangeReply {
            steps = List.copyOf(steps);
        }
    }

    /** It is not to be used any more. */
    record RetireReply(String reply) implements ReplyCommand {}
}
