package daftar.embedded.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnprivilegedUserTest {

    private static final UnprivilegedUser SOMEBODY = new UnprivilegedUser(64_123, 64_124);
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private Path folder;

    @BeforeEach
    void make() throws Exception {
        folder = Files.createTempDirectory("daftar-unprivileged-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void remove() throws Exception {
        ServerHome.deleteAll(folder);
    }

    @Test
    void reaches_what_all_the_folders_above_let_him_through_to() throws Exception {
        Path inner = Files.createDirectories(folder.resolve("a/b"));
        assertThat(SOMEBODY.reaches(inner)).isTrue();
        Files.setPosixFilePermissions(folder.resolve("a"), PosixFilePermissions.fromString("rwx------"));
        assertThat(SOMEBODY.reaches(inner)).isFalse();
    }

    @Test
    void the_program_of_ours_becomes_the_user_for_good_and_keeps_the_standard_input() throws Exception {
        assumeTrue(UnprivilegedUser.neededHere().isPresent(), "only root can become another user");
        var command = new ArrayList<>(SOMEBODY.dropInJava(JAVA, folder));
        command.addAll(java.util.List.of("/bin/sh", "-c", "id -u; id -g; id -G; cat"));
        assertThat(output(command)).isEqualTo("64123\n64124\n64124\ntold\n");
    }

    @Test
    void setpriv_does_the_same_where_there_is_one() throws Exception {
        assumeTrue(UnprivilegedUser.neededHere().isPresent(), "only root can become another user");
        var command = SOMEBODY.running(java.util.List.of("/bin/sh", "-c", "id -u; id -g; id -G; cat"), JAVA, folder);
        assertThat(output(command)).isEqualTo("64123\n64124\n64124\ntold\n");
    }

    private static String output(java.util.List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var input = process.outputWriter()) {
            input.write("told\n");
        }
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
