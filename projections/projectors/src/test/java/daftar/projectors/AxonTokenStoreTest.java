package daftar.projectors;

import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;

/** Axon's own store, so that the contract asks nothing that is ours alone. */
class AxonTokenStoreTest extends TokenStoreContract {

    @Override
    TokenStore store() {
        return new InMemoryTokenStore();
    }
}
