package daftar.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.eventstore.keys.InstallationKey;
import daftar.eventstore.keys.KeyStreams;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys of streams in a real store. */
@Timeout(60)
class KeyStreamsIT {

    private final InstallationKey installation = installation(0);

    @Test
    void two_nodes_that_make_a_key_have_the_same_one() {
        try (TestStore store = new TestStore()) {
            KeyStreams one = new KeyStreams(store.log, installation, 10);
            KeyStreams other = new KeyStreams(store.log, installation, 10);
            one.prepare("person-1");
            other.prepare("person-1");

            assertThat(other.keyOf("person-1")).hasSize(32).isEqualTo(one.keyOf("person-1"));
            assertThat(one.keyOf("person-2")).isNull();
        }
    }

    @Test
    void a_key_that_is_recalled_need_not_be_read() {
        try (TestStore store = new TestStore();
                TestStore empty = new TestStore()) {
            KeyStreams keys = new KeyStreams(store.log, installation, 10);
            assertThat(keys.wrapped("person-1")).as("not known yet").isNull();
            keys.prepare("person-1");
            String wrapped = keys.wrapped("person-1");
            assertThat(wrapped).doesNotContain(Base64.getEncoder().encodeToString(keys.keyOf("person-1")));

            KeyStreams elsewhere = new KeyStreams(empty.log, installation, 10);
            elsewhere.recall("person-1", wrapped);
            assertThat(elsewhere.keyOf("person-1")).isEqualTo(keys.keyOf("person-1"));
        }
    }

    @Test
    void a_key_of_another_installation_or_stream_is_not_recalled() {
        try (TestStore store = new TestStore()) {
            KeyStreams keys = new KeyStreams(store.log, installation, 10);
            keys.prepare("person-1");
            String wrapped = keys.wrapped("person-1");

            assertThatThrownBy(() -> new KeyStreams(store.log, installation(1), 10).recall("person-1", wrapped))
                    .hasMessageContaining("another installation");
            assertThatThrownBy(() -> keys.recall("person-2", wrapped)).isInstanceOf(IllegalStateException.class);
        }
    }

    private static InstallationKey installation(int number) {
        byte[] key = new byte[32];
        key[0] = (byte) number;
        return InstallationKey.of(Base64.getEncoder().encodeToString(key));
    }
}
