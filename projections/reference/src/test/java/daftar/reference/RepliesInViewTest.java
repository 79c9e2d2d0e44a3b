package daftar.reference;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Event;
import daftar.messages.NothingChanged;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.reply.Reply;
import daftar.messages.reply.ReplyEvent.*;
import daftar.messages.reply.ReplyStep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RepliesInViewTest {

    private static final List<ReplyStep> STEPS = List.of(new ReplyStep("comment", Text.of("{\"text\":\"x\"}")));
    private static final ReplyDefined DEFINED = new ReplyDefined("person-a", "team-net", Text.of("One"), "en", STEPS);

    @Test
    void what_was_defined_is_at_hand_until_it_is_retired() {
        assertThat(folded(DEFINED).reply("reply-1"))
                .isEqualTo(new Reply("reply-1", 0, "person-a", "team-net", Text.of("One"), "en", STEPS, false));
        Reply changed = folded(
                        DEFINED, new ReplyChanged(Text.of("Two"), "de", STEPS), new NothingChanged("ChangeReply"))
                .reply("reply-1");
        assertThat(changed)
                .isEqualTo(new Reply("reply-1", 2, "person-a", "team-net", Text.of("Two"), "de", STEPS, false));
        assertThat(folded(DEFINED, new ReplyRetired()).replies()).isEmpty();
        assertThat(ReferenceState.concerns("reply-1")).isTrue();
    }

    private static ReplyState folded(Event... events) {
        ReplyState state = ReplyState.EMPTY;
        for (int i = 0; i < events.length; i++) {
            state = ReplyState.evolve(
                    state, new Recorded("reply-1", i, i, new UUID(0, i), Instant.EPOCH, Map.of(), events[i]));
        }
        return state;
    }
}
