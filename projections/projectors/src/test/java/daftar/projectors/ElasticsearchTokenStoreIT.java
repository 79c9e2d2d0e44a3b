package daftar.projectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.embedded.elasticsearch.ElasticsearchForTests;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract, and claims of several nodes. */
class ElasticsearchTokenStoreIT extends TokenStoreContract {

    private final TestCluster cluster = new TestCluster(ElasticsearchForTests.shared());
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-01T00:00:00Z"));

    @BeforeEach
    void prepare() {
        cluster.indexes.ensureControl();
    }

    @AfterEach
    void clean() {
        cluster.close();
    }

    @Override
    TokenStore store() {
        return node("node-1");
    }

    private TokenStore node(String name) {
        return new ElasticsearchTokenStore(
                cluster.elasticsearch, cluster.indexes, TestCluster.TOKENS, name, Duration.ofSeconds(10), now::get);
    }

    @Test
    void what_one_node_has_claimed_another_cannot_have() {
        TokenStore one = node("node-1");
        TokenStore two = node("node-2");
        one.initializeTokenSegments("desk", 2, TEN);
        one.fetchToken("desk", 0);

        assertThatThrownBy(() -> two.fetchToken("desk", 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> two.storeToken(TEN, "desk", 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> two.extendClaim("desk", 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> two.deleteToken("desk", 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThat(two.fetchAvailableSegments("desk"))
                .extracting(Segment::getSegmentId)
                .containsExactly(1);
    }

    @Test
    void a_claim_that_was_not_renewed_can_be_taken_and_its_owner_then_stores_nothing_more() {
        TokenStore one = node("node-1");
        TokenStore two = node("node-2");
        one.initializeTokenSegments("desk", 1, null);
        one.storeToken(TEN, "desk", 0);
        now.updateAndGet(at -> at.plusSeconds(11));

        assertThat(two.fetchToken("desk", 0)).isEqualTo(TEN);

        assertThatThrownBy(() -> one.storeToken(null, "desk", 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> one.extendClaim("desk", 0)).isInstanceOf(UnableToClaimTokenException.class);
        one.releaseClaim("desk", 0);
        assertThat(two.fetchToken("desk", 0)).isEqualTo(TEN);
    }

    @Test
    void a_claim_that_is_renewed_stays() {
        TokenStore one = node("node-1");
        one.initializeTokenSegments("desk", 1, TEN);
        one.fetchToken("desk", 0);
        for (int i = 0; i < 3; i++) {
            now.updateAndGet(at -> at.plusSeconds(8));
            one.extendClaim("desk", 0);
        }
        assertThatThrownBy(() -> node("node-2").fetchToken("desk", 0)).isInstanceOf(UnableToClaimTokenException.class);
    }

    @Test
    void a_released_claim_is_free_at_once() {
        TokenStore one = node("node-1");
        one.initializeTokenSegments("desk", 1, TEN);
        one.fetchToken("desk", 0);
        one.releaseClaim("desk", 0);

        assertThat(node("node-2").fetchToken("desk", 0)).isEqualTo(TEN);
    }
}
