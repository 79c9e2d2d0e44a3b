package daftar.projectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.junit.jupiter.api.Test;

/** What every token store must do. */
abstract class TokenStoreContract {

    static final TrackingToken TEN = new GlobalSequenceTrackingToken(10);

    /** An empty store. */
    abstract TokenStore store();

    @Test
    void initialized_segments_are_there_with_the_initial_token() {
        TokenStore store = store();
        store.initializeTokenSegments("desk", 4, TEN);

        assertThat(store.fetchSegments("desk")).containsExactly(0, 1, 2, 3);
        assertThat(store.fetchToken("desk", 3)).isEqualTo(TEN);
        assertThat(store.fetchSegments("another")).isEmpty();
    }

    @Test
    void segments_are_initialized_once() {
        TokenStore store = store();
        store.initializeTokenSegments("desk", 2, null);

        assertThatThrownBy(() -> store.initializeTokenSegments("desk", 2, null))
                .isInstanceOf(UnableToClaimTokenException.class);
    }

    @Test
    void a_token_is_null_at_first_and_then_what_was_stored_last() {
        TokenStore store = store();
        store.initializeTokenSegments("desk", 1, null);
        assertThat(store.fetchToken("desk", 0)).isNull();

        for (long position = 1; position <= 20; position++) {
            store.storeToken(new GlobalSequenceTrackingToken(position), "desk", 0);
        }

        assertThat(store.fetchToken("desk", 0)).isEqualTo(new GlobalSequenceTrackingToken(20));
    }

    @Test
    void segments_and_processors_do_not_mix() {
        TokenStore store = store();
        store.initializeTokenSegments("desk", 2, null);
        store.initializeTokenSegments("other", 1, null);
        store.fetchToken("desk", 1);

        store.storeToken(TEN, "desk", 1);

        assertThat(store.fetchToken("desk", 0)).isNull();
        assertThat(store.fetchToken("other", 0)).isNull();
        assertThat(store.fetchToken("desk", 1)).isEqualTo(TEN);
    }

    @Test
    void a_deleted_segment_is_gone() {
        TokenStore store = store();
        store.initializeTokenSegments("desk", 2, TEN);
        store.fetchToken("desk", 1);

        store.deleteToken("desk", 1);

        assertThat(store.fetchSegments("desk")).containsExactly(0);
    }

    @Test
    void all_segments_are_available_to_the_only_node() {
        TokenStore store = store();
        store.initializeTokenSegments("desk", 2, TEN);
        store.fetchToken("desk", 1);

        assertThat(store.fetchAvailableSegments("desk"))
                .extracting(Segment::getSegmentId)
                .containsExactly(0, 1);
        assertThat(store.fetchAvailableSegments("desk"))
                .extracting(Segment::getMask)
                .containsExactly(1, 1);
    }

    @Test
    void a_claim_can_be_renewed_and_released() {
        TokenStore store = store();
        store.initializeTokenSegments("desk", 1, TEN);
        store.fetchToken("desk", 0);
        store.extendClaim("desk", 0);
        store.releaseClaim("desk", 0);

        assertThat(store.fetchToken("desk", 0)).isEqualTo(TEN);
    }

    @Test
    void a_store_says_which_it_is() {
        TokenStore store = store();
        assertThat(store.retrieveStorageIdentifier()).isPresent();
        assertThat(store.retrieveStorageIdentifier()).isEqualTo(store.retrieveStorageIdentifier());
    }
}
