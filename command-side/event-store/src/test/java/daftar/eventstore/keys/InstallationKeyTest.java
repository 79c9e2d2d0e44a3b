package daftar.eventstore.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationKeyTest {

    @Test
    void a_key_is_unwrapped_for_its_owner_alone() {
        InstallationKey installation = InstallationKey.of(Base64.getEncoder().encodeToString(new byte[32]));
        byte[] key = {1, 2, 3};
        String wrapped = installation.wrap("ticket-1", key);
        assertThat(installation.unwrap("ticket-1", wrapped)).isEqualTo(key);
        assertThatThrownBy(() -> installation.unwrap("ticket-2", wrapped)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void another_installation_cannot_unwrap_it() {
        byte[] other = new byte[32];
        other[0] = 1;
        String wrapped = InstallationKey.of(Base64.getEncoder().encodeToString(new byte[32]))
                .wrap("ticket-1", new byte[32]);
        assertThatThrownBy(() -> InstallationKey.of(Base64.getEncoder().encodeToString(other))
                        .unwrap("ticket-1", wrapped))
                .hasMessageContaining("another installation");
    }

    @Test
    void a_new_file_is_for_the_owner_only_and_gives_the_same_key_again(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("secrets/installation.key");
        String wrapped = InstallationKey.fromFile(file).wrap("ticket-1", new byte[] {7});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(InstallationKey.fromFile(file).unwrap("ticket-1", wrapped)).isEqualTo(new byte[] {7});
    }

    @Test
    void what_is_not_a_key_is_refused_without_being_repeated() {
        assertThatThrownBy(() -> InstallationKey.of("c2hvcnQ="))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("c2hvcnQ");
        assertThatThrownBy(() -> InstallationKey.of("not base64 !")).isInstanceOf(IllegalArgumentException.class);
    }
}
