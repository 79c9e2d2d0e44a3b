package daftar.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.eventstore.keys.InstallationKey;
import daftar.eventstore.keys.KeyStreams;
import daftar.eventstore.keys.StreamKeys;
import java.util.Base64;
import java.util.Map;
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

    @Test
    void a_replaced_key_is_gone_from_the_stream_and_single_keys_of_it_stay() {
        try (TestStore store = new TestStore()) {
            KeyStreams one = new KeyStreams(store.log, installation, 10);
            KeyStreams other = new KeyStreams(store.log, installation, 10);
            one.prepare("ticket-1");
            byte[] first = one.keyOf("ticket-1");
            assertThat(other.keyOf("ticket-1")).isEqualTo(first);

            StreamKeys renewed = one.renew("ticket-1");
            assertThat(renewed.generation()).isEqualTo(1);
            assertThat(renewed.key(0)).isEqualTo(first);
            assertThat(other.renew("ticket-1").key(1)).as("not renewed twice").isEqualTo(renewed.key(1));
            byte[] kept = new byte[32];
            kept[5] = 5;
            one.keepOnly("ticket-1", Map.of("name", kept));

            StreamKeys read = new KeyStreams(store.log, installation, 10).keysOf("ticket-1");
            assertThat(read.generation()).isEqualTo(1);
            assertThat(read.key(0)).isNull();
            assertThat(read.key(1)).isEqualTo(renewed.key(1));
            assertThat(read.kept("name")).isEqualTo(kept);
            assertThat(store.log.read("keys-ticket-1", 0, 10))
                    .as("what is left of the key stream")
                    .hasSize(1);
        }
    }

    @Test
    void a_node_with_an_older_key_in_memory_reads_the_newer_where_it_knows_that_there_is_one() {
        try (TestStore store = new TestStore()) {
            KeyStreams one = new KeyStreams(store.log, installation, 10);
            KeyStreams other = new KeyStreams(store.log, installation, 10);
            one.prepare("ticket-1");
            byte[] first = other.keyOf("ticket-1");
            byte[] second = one.renew("ticket-1").key(1);
            one.keepOnly("ticket-1", Map.of());

            assertThat(other.keysOf("ticket-1").key(0)).as("in memory").isEqualTo(first);
            assertThat(other.keysOf("ticket-1", 1).key(1)).isEqualTo(second);
            assertThat(other.keysOf("ticket-1").key(0)).as("read anew").isNull();
        }
    }

    @Test
    void a_destroyed_key_is_not_made_again() {
        try (TestStore store = new TestStore()) {
            KeyStreams keys = new KeyStreams(store.log, installation, 10);
            keys.prepare("file-1");
            keys.destroy("file-1");
            keys.forget("file-1");
            assertThat(keys.keyOf("file-1")).isNull();
            keys.forget("file-1");
            keys.prepare("file-1");
            assertThat(keys.keyOf("file-1")).isNull();
            assertThat(keys.renew("file-2")).as("never had one").isNull();
        }
    }

    private static InstallationKey installation(int number) {
        byte[] key = new byte[32];
        key[0] = (byte) number;
        return InstallationKey.of(Base64.getEncoder().encodeToString(key));
    }
}
