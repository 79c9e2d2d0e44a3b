package daftar.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** On a disk. */
class DiskFileStoreTest extends FileStoreContract {

    @Override
    Blobs blobs() throws IOException {
        return new DiskBlobs(folder.resolve("store"));
    }

    @Test
    void a_process_that_is_killed_while_a_file_comes_in_leaves_nothing_that_can_be_read() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Writing.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("first stored");
            assertThat(output.readLine()).isEqualTo("half of the second is written");
            assertThat(process.toHandle().destroyForcibly()).isTrue(); // which leaves what it said to be read
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(output.readLine()).as("what was acknowledged after that").isNull();
        }
        assertThat(blobs.list("content/"))
                .as("the first, which was acknowledged")
                .hasSize(1);
        assertThat(blobs.list("pending/")).hasSize(1);
        try (var left = Files.list(folder.resolve("incoming"))) {
            assertThat(left).as("the half of the second").hasSize(1);
        }
        assertThat(store.removeBroken(InstantSource.system().instant().plusSeconds(60)))
                .isEqualTo(1);
    }

    /** Stores one file, and then one that never ends. */
    static final class Writing {
        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            SealedFileStore store = new SealedFileStore(
                    new DiskBlobs(folder.resolve("store")),
                    new KeysInMemory(),
                    folder.resolve("incoming"),
                    InstantSource.system());
            var first = store.put(new ByteArrayInputStream(bytes(100_000, 1)), LIMIT);
            System.out.println(first.size() == 100_000 ? "first stored" : "not stored");
            var second = store.put(
                    new InputStream() {
                        private int given;

                        @Override
                        public int read() {
                            throw new UnsupportedOperationException();
                        }

                        @Override
                        public int read(byte[] into, int offset, int length) throws IOException {
                            if (given++ == 7) {
                                System.out.println("half of the second is written");
                                return System.in.read(); // for ever
                            }
                            return length;
                        }
                    },
                    LIMIT);
            System.out.println("second stored: " + second);
        }
    }
}
