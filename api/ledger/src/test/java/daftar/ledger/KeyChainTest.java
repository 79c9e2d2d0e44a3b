package daftar.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.ledger.TreeHead.StreamCount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Three keys, each of which signs for a while. */
class KeyChainTest {

    private static final Instant AT = Instant.parse("2026-11-22T09:30:00Z");
    private static final SigningKey FIRST = SigningKey.of(SigningKey.fresh());
    private static final SigningKey SECOND = SigningKey.of(SigningKey.fresh());
    private static final SigningKey THIRD = SigningKey.of(SigningKey.fresh());
    private static final SigningKey STRANGER = SigningKey.of(SigningKey.fresh());
    private static final KeyLink TO_SECOND = KeyLink.signed(FIRST, SECOND, 100, AT);
    private static final KeyLink TO_THIRD = KeyLink.signed(SECOND, THIRD, 200, AT);
    private static final KeyChain CHAIN = chain(TO_SECOND, TO_THIRD);

    @Test
    void whoever_trusts_one_key_of_the_chain_can_check_the_heads_of_all() {
        for (SigningKey pinned : List.of(FIRST, SECOND, THIRD)) {
            assertThat(objection(CHAIN, pinned, head(FIRST, 100))).isNull();
            assertThat(objection(CHAIN, pinned, head(SECOND, 101))).isNull();
            assertThat(objection(CHAIN, pinned, head(SECOND, 200))).isNull();
            assertThat(objection(CHAIN, pinned, head(THIRD, 201))).isNull();
        }
    }

    @Test
    void a_head_by_a_key_whose_turn_it_was_not_is_refused() {
        assertThat(objection(CHAIN, THIRD, head(FIRST, 101))).contains("signed by an old key");
        assertThat(objection(CHAIN, THIRD, head(SECOND, 201))).contains("signed by an old key");
        assertThat(objection(CHAIN, FIRST, head(SECOND, 100))).contains("before its time");
        assertThat(objection(CHAIN, FIRST, head(STRANGER, 50))).contains("not in the chain");
        TreeHead.Signed borrowed = new TreeHead.Signed(
                head(FIRST, 50).head(),
                FIRST.publicKey().id(),
                head(STRANGER, 50).signature());
        assertThat(objection(CHAIN, FIRST, borrowed)).contains("does not have the signature");
    }

    @Test
    void a_chain_with_any_link_that_does_not_hold_is_none() {
        assertThat(CHAIN.fault()).isNull();
        assertThat(altered(TO_SECOND, 101, TO_SECOND.signature(), TO_SECOND.newSignature()))
                .contains("does not have the signature of " + FIRST.publicKey().id());
        KeyLink another = KeyLink.signed(STRANGER, SECOND, 100, AT);
        assertThat(altered(TO_SECOND, 100, another.signature(), TO_SECOND.newSignature()))
                .contains("does not have the signature of " + FIRST.publicKey().id());
        assertThat(altered(TO_SECOND, 100, TO_SECOND.signature(), another.newSignature()))
                .contains("does not have the signature of " + SECOND.publicKey().id());
        assertThat(chain(TO_SECOND, KeyLink.signed(STRANGER, THIRD, 200, AT)).fault())
                .contains("is from the key " + STRANGER.publicKey().id());
        assertThat(chain(TO_SECOND, KeyLink.signed(SECOND, THIRD, 99, AT)).fault())
                .contains("over 99 events");
        assertThat(chain(TO_SECOND, KeyLink.signed(SECOND, FIRST, 200, AT)).fault())
                .contains("twice in the chain");
        assertThat(chain(KeyLink.signed(FIRST, FIRST, 100, AT)).fault()).contains("twice");
    }

    @Test
    void a_key_that_is_not_in_the_chain_trusts_none_of_it() {
        assertThat(CHAIN.fault(List.of(STRANGER.publicKey()))).contains("is not in the chain");
        assertThat(CHAIN.fault(List.of(FIRST.publicKey(), THIRD.publicKey()))).isNull();
    }

    @Test
    void after_a_lost_key_the_new_one_is_trusted_by_whoever_was_given_it_only() {
        KeyChain lost = chain(TO_SECOND, KeyLink.afterLost(SECOND.publicKey(), THIRD, 200, AT));

        assertThat(lost.fault(List.of(FIRST.publicKey()))).isNull();
        assertThat(objection(lost, FIRST, head(SECOND, 200))).isNull();
        assertThat(objection(lost, FIRST, head(THIRD, 201))).contains("without its signature");
        assertThat(objection(lost, THIRD, head(THIRD, 201))).isNull();
        assertThat(objection(lost, THIRD, head(FIRST, 100)))
                .as("the new key says whom it follows")
                .isNull();
        assertThat(lost.trustedBy(List.of()).objection(head(THIRD, 201))).isNull();
    }

    @Test
    void the_number_of_a_streams_events_is_signed_by_the_heads_key_or_a_later_one() {
        StreamCount count = new StreamCount("ticket-1", 3, 150);
        KeyChain.Trusted trusted = CHAIN.trustedBy(List.of(FIRST.publicKey()));
        String head = SECOND.publicKey().id();

        assertThat(trusted.vouchesFor(count, SECOND.sign(count.statement()), head))
                .isTrue();
        assertThat(trusted.vouchesFor(count, THIRD.sign(count.statement()), head))
                .isTrue();
        assertThat(trusted.vouchesFor(count, FIRST.sign(count.statement()), head))
                .isFalse();
        assertThat(trusted.vouchesFor(count, STRANGER.sign(count.statement()), head))
                .isFalse();
        assertThat(trusted.vouchesFor(count, null, head)).isFalse();
    }

    private static KeyChain chain(KeyLink... links) {
        return new KeyChain(FIRST.publicKey(), List.of(links));
    }

    private static @Nullable String altered(KeyLink link, long size, @Nullable String signature, String newSignature) {
        return chain(new KeyLink(link.before(), link.after(), size, link.rotatedAt(), signature, newSignature))
                .fault();
    }

    private static @Nullable String objection(KeyChain chain, SigningKey pinned, TreeHead.Signed head) {
        return chain.trustedBy(List.of(pinned.publicKey())).objection(head);
    }

    private static TreeHead.Signed head(SigningKey key, long size) {
        return key.sign(new TreeHead(size, Hash.EMPTY, size, AT));
    }
}
