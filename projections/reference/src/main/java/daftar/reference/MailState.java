package daftar.reference;

import daftar.messages.Recorded;
import daftar.messages.mail.AsideMail;
import daftar.messages.mail.AsideMail.State;
import daftar.messages.mail.MailPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The mail that waits for somebody, and what was decided about mail, at one place of the log: immutable, and cheap to go on
 * from. What was taken or discarded is in the log only.
 */
public final class MailState {

    /** Nothing has happened yet. */
    public static final MailState EMPTY = new MailState(MailPolicy.USUAL, HashTreePMap.empty());

    private final MailPolicy policy;
    private final PMap<String, AsideMail> waiting;

    private MailState(MailPolicy policy, PMap<String, AsideMail> waiting) {
        this.policy = policy;
        this.waiting = waiting;
    }

    /** The fold: pure; events of other streams change nothing. The texts of mails stay as they are, opened or sealed. */
    public static MailState evolve(MailState state, Recorded recorded) {
        if (recorded.stream().equals(MailPolicy.STREAM)) {
            return new MailState(state.policy.after(recorded), state.waiting);
        }
        if (!AsideMail.concerns(recorded.stream())) {
            return state;
        }
        AsideMail after = AsideMail.evolve(state.waiting.get(recorded.stream()), recorded);
        if (after == null) {
            return state;
        }
        boolean waits = after.state() == State.WAITING || after.state() == State.RETRIED;
        return new MailState(
                state.policy, waits ? state.waiting.plus(after.id(), after) : state.waiting.minus(after.id()));
    }

    public MailPolicy policy() {
        return policy;
    }

    /** A mail that waits; null where none of this id does. */
    public @Nullable AsideMail waiting(String id) {
        return waiting.get(id);
    }

    /** All that waits, in no order. */
    public List<AsideMail> waiting() {
        return new ArrayList<>(waiting.values());
    }
}
