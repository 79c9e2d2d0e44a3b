package daftar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.messages.Event;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.ticket.Fix;
import daftar.messages.ticket.Solution;
import daftar.messages.ticket.TicketEvent.CommentAdded;
import daftar.messages.ticket.TicketEvent.ObserverAdded;
import daftar.messages.ticket.TicketEvent.TicketResolved;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TextSealTest {

    private final Map<String, byte[]> keys = new HashMap<>(Map.of("ticket-1", new byte[32], "ticket-2", key(7)));
    private final TextSeal seal = new TextSeal(TextKeys.of(keys::get));

    @Property(tries = 200)
    void any_text_that_was_sealed_opens_as_it_was(@ForAll String text) {
        // unpaired surrogates are refused at the edge and are not characters
        String valid = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        Event event = new CommentAdded(Text.of(valid), true);
        assertThat(open("ticket-1", seal.seal("ticket-1", 0, event))).isEqualTo(event);
    }

    @Test
    void texts_deep_inside_an_event_are_sealed_and_missing_ones_stay_missing() {
        TicketResolved resolved =
                new TicketResolved(new Solution(Text.of("поменяли кабель"), "code-1", null, Fix.PERMANENT), true);
        TicketResolved sealed = (TicketResolved) seal.seal("ticket-1", 0, resolved);
        assertThat(sealed.solution().text()).isInstanceOf(Text.Sealed.class);
        assertThat(sealed.solution().cause()).isNull();
        assertThat(open("ticket-1", sealed)).isEqualTo(resolved);
    }

    @Test
    void the_bytes_of_a_sealed_event_do_not_hold_the_text_and_two_sealings_differ() {
        Event event = new CommentAdded(Text.of("رمز عبور"), false);
        String first = new String(EventJson.write(seal.seal("ticket-1", 0, event)), StandardCharsets.UTF_8);
        String second = new String(EventJson.write(seal.seal("ticket-1", 0, event)), StandardCharsets.UTF_8);
        assertThat(first).doesNotContain("رمز").isNotEqualTo(second);
    }

    @Test
    void a_text_stays_sealed_when_its_key_is_gone() {
        Event sealed = seal.seal("ticket-1", 0, new CommentAdded(Text.of("secret"), false));
        keys.remove("ticket-1");
        assertThat(((CommentAdded) open("ticket-1", sealed)).text().readable()).isNull();
    }

    @Test
    void a_text_that_was_moved_to_another_stream_or_altered_does_not_open() {
        keys.put("ticket-2", new byte[32]);
        CommentAdded sealed = (CommentAdded) seal.seal("ticket-1", 0, new CommentAdded(Text.of("secret"), false));
        assertThat(((CommentAdded) open("ticket-2", sealed)).text().readable()).isNull();
        Text.Sealed text = (Text.Sealed) sealed.text();
        byte[] bytes = Base64.getDecoder().decode(text.sealed());
        bytes[bytes.length - 1] ^= 1;
        Event altered =
                new CommentAdded(new Text.Sealed(text.key(), Base64.getEncoder().encodeToString(bytes)), false);
        assertThat(((CommentAdded) open("ticket-1", altered)).text().readable()).isNull();
    }

    @Test
    void without_a_key_nothing_is_sealed() {
        assertThatThrownBy(() -> seal.seal("ticket-3", 0, new CommentAdded(Text.of("secret"), false)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void of_a_replaced_key_only_the_kept_texts_open_and_what_is_newer() {
        Replaced replaced = new Replaced();
        TextSeal sealing = new TextSeal(replaced);
        Event one = sealing.seal("ticket-1", 0, new CommentAdded(Text.of("stays"), false));
        Event other = sealing.seal("ticket-1", 0, new CommentAdded(Text.of("a password"), false));
        String staying = TextSeal.keyNames(one).getFirst();
        assertThat(TextSeal.generationOf(staying)).isZero();
        replaced.kept.put(staying, sealing.keyOfText("ticket-1", staying));
        replaced.generations.put(1, key(9));
        Event later = sealing.seal("ticket-1", 1, new CommentAdded(Text.of("newer"), false));
        assertThat(TextSeal.generationOf(TextSeal.keyNames(later).getFirst())).isEqualTo(1);
        replaced.generations.remove(0);

        assertThat(text(sealing, one)).isEqualTo("stays");
        assertThat(text(sealing, other)).isNull();
        assertThat(text(sealing, later)).isEqualTo("newer");
        assertThat(sealing.keyOfText("ticket-1", TextSeal.keyNames(other).getFirst()))
                .isNull();
    }

    @Test
    void a_sealed_request_is_told_from_another_and_tells_nothing_without_the_key() {
        String hash = "ab".repeat(32);
        String sealed = seal.sealRequest("ticket-1", 0, hash);

        assertThat(seal.isRepetition("ticket-1", sealed, hash)).isTrue();
        assertThat(seal.isRepetition("ticket-1", sealed, "cd".repeat(32))).isFalse();
        assertThat(sealed).startsWith("0.").doesNotContain(hash).isNotEqualTo(seal.sealRequest("ticket-2", 0, hash));
        assertThatThrownBy(() -> seal.sealRequest("ticket-3", 0, hash)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_request_from_before_requests_were_sealed_is_compared_as_it_is() {
        assertThat(seal.isRepetition("ticket-1", "ab", "ab")).isTrue();
        assertThat(seal.isRepetition("ticket-1", "ab", "cd")).isFalse();
        assertThat(seal.isRepetition("ticket-1", "", "cd")).isFalse();
    }

    @Test
    void any_request_may_be_the_one_whose_key_was_destroyed() {
        Replaced replaced = new Replaced();
        TextSeal sealing = new TextSeal(replaced);
        String before = sealing.sealRequest("ticket-1", 0, "hash");
        replaced.generations.put(1, key(9));
        replaced.generations.remove(0);
        String after = sealing.sealRequest("ticket-1", 1, "hash");

        assertThat(sealing.isRepetition("ticket-1", before, "a guess")).isTrue();
        assertThat(after).startsWith("1.");
        assertThat(sealing.isRepetition("ticket-1", after, "a guess")).isFalse();
    }

    @Test
    void nothing_is_sealed_with_a_key_that_is_older_than_is_asked() {
        assertThatThrownBy(() -> seal.seal("ticket-1", 1, new CommentAdded(Text.of("secret"), false)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_is_being_redacted_stays_sealed_though_its_key_is_still_there() {
        Event sealed = seal.seal("ticket-1", 0, new CommentAdded(Text.of("a password"), false));
        Recorded recorded = new Recorded("ticket-1", 0, 0, new UUID(0, 0), Instant.EPOCH, Map.of(), sealed);
        assertThat(seal.openBut(recorded, Set.copyOf(TextSeal.keyNames(sealed))).event())
                .isEqualTo(sealed);
        assertThat(seal.readable(recorded)).containsValue("a password").hasSize(1);
    }

    private static String text(TextSeal sealing, Event event) {
        Recorded recorded = new Recorded("ticket-1", 0, 0, new UUID(0, 0), Instant.EPOCH, Map.of(), event);
        return ((CommentAdded) sealing.open(recorded).event()).text().readable();
    }

    /** Keys of one stream, more than one generation of them. */
    private static final class Replaced implements TextKeys {
        final TreeMap<Integer, byte[]> generations = new TreeMap<>(Map.of(0, key(3)));
        final Map<String, byte[]> kept = new HashMap<>();

        @Override
        public int generation(String stream, int atLeast) {
            return generations.lastKey();
        }

        @Override
        public byte[] keyOf(String stream, int generation) {
            return generations.get(generation);
        }

        @Override
        public byte[] kept(String stream, String text) {
            return kept.get(text);
        }
    }

    @Test
    void an_event_without_texts_passes_as_the_same_object() {
        Event event = new ObserverAdded("person-1");
        assertThat(seal.seal("ticket-3", 0, event)).isSameAs(event);
    }

    private Event open(String stream, Event event) {
        return seal.open(new Recorded(stream, 0, 0, new UUID(0, 0), Instant.EPOCH, Map.of(), event))
                .event();
    }

    private static byte[] key(int value) {
        byte[] key = new byte[32];
        key[0] = (byte) value;
        return key;
    }
}
