package daftar.reference;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Event;
import daftar.messages.Meta;
import daftar.messages.NothingChanged;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.mail.AsideMail;
import daftar.messages.mail.AsideMail.State;
import daftar.messages.mail.AsideReason;
import daftar.messages.mail.Bystanders;
import daftar.messages.mail.MailEvent.*;
import daftar.messages.mail.MailPolicy;
import daftar.messages.mail.Originals;
import daftar.messages.mail.UnknownSenders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which mail waits for somebody, and what was decided about mail. */
class MailStateTest {

    private static final String ONE = "mail-0123456789abcdef0123456789abcdef";
    private static final String TWO = "mail-0123456789abcdef0123456789abcdee";
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private MailState state = MailState.EMPTY;
    private int position;

    private void happened(String stream, long revision, Event event) {
        Instant at = START.plusSeconds(++position);
        state = MailState.evolve(
                state,
                new Recorded(
                        stream,
                        revision,
                        position,
                        new UUID(0, position),
                        at,
                        Map.of(Meta.OCCURRED_AT, at.toString()),
                        event));
    }

    private static MailSetAside aside(AsideReason reason, boolean closed) {
        return new MailSetAside("desk", reason, null, Text.of("x@y.example"), Text.of("hi"), 10, "sha", null, closed);
    }

    @Test
    void what_is_set_aside_waits_through_retries_until_it_is_taken() {
        happened(ONE, 0, aside(AsideReason.UNKNOWN_SENDER, false));
        happened(TWO, 0, aside(AsideReason.UNKNOWN_SENDER, false));
        happened(ONE, 1, new MailRetried(null, false));
        assertThat(state.waiting()).extracting(AsideMail::id).containsExactlyInAnyOrder(ONE, TWO);
        assertThat(state.waiting(ONE))
                .extracting(AsideMail::state, AsideMail::tries)
                .containsExactly(State.RETRIED, 1);
        happened(ONE, 2, aside(AsideReason.SAME_ID, false));
        AsideMail again = requireNonNull(state.waiting(ONE));
        assertThat(again.state()).isEqualTo(State.WAITING);
        assertThat(again.aside().reason()).isEqualTo(AsideReason.SAME_ID);
        assertThat(again.firstAt()).as("since when it waits").isEqualTo(START.plusSeconds(1));
        assertThat(again.changedAt()).isEqualTo(START.plusSeconds(4));
        assertThat(again.tries()).isEqualTo(1);
        happened(ONE, 3, new NothingChanged("SetMailAside"));
        assertThat(requireNonNull(state.waiting(ONE)).version()).isEqualTo(3);
        happened(ONE, 4, new MailTaken("ticket-1"));
        assertThat(state.waiting(ONE)).isNull();
        assertThat(state.waiting()).extracting(AsideMail::id).containsExactly(TWO);
    }

    @Test
    void what_is_discarded_or_was_so_at_once_does_not_wait() {
        happened(ONE, 0, aside(AsideReason.UNKNOWN_SENDER, false));
        happened(ONE, 1, new MailDiscarded(Text.of("spam")));
        happened(TWO, 0, aside(AsideReason.UNKNOWN_SENDER, true));
        assertThat(state.waiting()).isEmpty();
    }

    @Test
    void what_was_discarded_waits_again_where_a_retry_of_it_fails() {
        happened(ONE, 0, aside(AsideReason.UNKNOWN_SENDER, false));
        happened(ONE, 1, new MailDiscarded(Text.of("spam")));
        happened(ONE, 2, new MailRetried(null, true));
        happened(ONE, 3, aside(AsideReason.UNKNOWN_SENDER, false));
        assertThat(state.waiting(ONE)).extracting(AsideMail::state).isEqualTo(State.WAITING);
    }

    @Test
    void the_policy_and_the_stop_list_are_kept_apart_and_what_is_sealed_is_not_known() {
        happened(MailPolicy.STREAM, 0, new SendersStopped(List.of(Text.of("Ads.example"), Text.of("x@y.example"))));
        happened(
                MailPolicy.STREAM,
                1,
                new MailPolicySet(
                        UnknownSenders.REGISTER, Bystanders.NEW_TICKET, Originals.ALWAYS, true, List.of("mx"), 7));
        happened(MailPolicy.STREAM, 2, new SendersAllowed(List.of(Text.of("X@Y.example"))));
        MailPolicy policy = state.policy();
        assertThat(policy.stopped()).containsExactly("ads.example");
        assertThat(policy.unknownSenders()).isEqualTo(UnknownSenders.REGISTER);
        assertThat(policy.perSenderAnHour()).isEqualTo(7);
        assertThat(policy.version()).isEqualTo(2);
        assertThat(state.waiting()).isEmpty();
    }

    @Test
    void other_streams_change_nothing() {
        MailState before = state;
        happened("ticket-1", 0, new NothingChanged("AddComment"));
        happened("person-1", 0, new NothingChanged("RegisterPerson"));
        assertThat(state).isSameAs(before);
    }
}
