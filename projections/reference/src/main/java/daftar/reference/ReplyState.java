package daftar.reference;

import daftar.messages.Recorded;
import daftar.messages.reply.Replies;
import daftar.messages.reply.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/** The replies at hand at one place of the log: immutable, and cheap to go on from. */
public final class ReplyState implements Replies {

    private static final String STREAMS = "reply-";

    /** Nothing has happened yet. */
    public static final ReplyState EMPTY = new ReplyState(TreePMap.empty());

    private final PSortedMap<String, Reply> replies;

    private ReplyState(PSortedMap<String, Reply> replies) {
        this.replies = replies;
    }

    /** The fold: pure; events of other streams change nothing. */
    public static ReplyState evolve(ReplyState state, Recorded recorded) {
        if (!recorded.stream().startsWith(STREAMS)) {
            return state;
        }
        Reply before = state.replies.get(recorded.stream());
        Reply after = Reply.evolve(before, recorded);
        if (after == null || after == before) {
            return state;
        }
        return new ReplyState(
                after.retired() ? state.replies.minus(after.id()) : state.replies.plus(after.id(), after));
    }

    @Override
    public @Nullable Reply reply(String id) {
        return replies.get(id);
    }

    @Override
    public List<Reply> replies() {
        return List.copyOf(replies.values());
    }
}
