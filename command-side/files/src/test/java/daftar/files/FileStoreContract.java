package daftar.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.messages.Refused;
import daftar.messages.file.FileScanner.Verdict;
import daftar.messages.file.FileTooLarge;
import daftar.messages.file.StoredFile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is promised of a store of files, wherever it keeps them. */
abstract class FileStoreContract {

    static final long LIMIT = 1_000_000;

    @TempDir
    Path folder;

    Instant now = Instant.parse("2026-11-28T10:00:00Z");
    final KeysInMemory keys = new KeysInMemory();
    Blobs blobs;
    SealedFileStore store;

    abstract Blobs blobs() throws Exception;

    @BeforeEach
    void open() throws Exception {
        blobs = blobs();
        store = new SealedFileStore(blobs, keys, folder.resolve("incoming"), () -> now);
    }

    @AfterEach
    void close() {
        blobs.close();
    }

    static byte[] bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private StoredFile put(byte[] bytes) throws IOException {
        return store.put(new ByteArrayInputStream(bytes), LIMIT);
    }

    private byte[] read(String sha256, long from) throws IOException {
        try (InputStream in = store.open(sha256, from)) {
            return in.readAllBytes();
        }
    }

    private byte[] stored(String sha256) throws IOException {
        try (InputStream in = blobs.read(place(sha256), 0)) {
            return in.readAllBytes();
        }
    }

    private void replace(String sha256, byte[] bytes) throws IOException {
        blobs.write(place(sha256), Files.write(Files.createTempFile(folder, "changed", ".bin"), bytes));
    }

    private static String place(String sha256) {
        return "content/" + sha256.substring(0, 2) + "/" + sha256.substring(2, 4) + "/" + sha256;
    }

    @Test
    void what_was_put_is_read_from_any_byte_on() throws Exception {
        for (int length : List.of(0, 1, Seal.PIECE - 1, Seal.PIECE, Seal.PIECE + 1, 3 * Seal.PIECE, 200_000)) {
            byte[] bytes = bytes(length, length);
            StoredFile stored = put(bytes);
            assertThat(stored).isEqualTo(new StoredFile(sha256(bytes), length));
            assertThat(store.exists(stored.sha256())).isTrue();
            for (int from : List.of(0, 1, Seal.PIECE - 1, Seal.PIECE, length - 1)) {
                if (from >= 0 && from < length) {
                    assertThat(read(stored.sha256(), from))
                            .as(length + " from " + from)
                            .isEqualTo(Arrays.copyOfRange(bytes, from, length));
                }
            }
        }
    }

    @Test
    void the_same_content_is_kept_once() throws Exception {
        byte[] bytes = bytes(1_000, 1);
        StoredFile first = put(bytes);
        byte[] stored = stored(first.sha256());
        assertThat(put(bytes)).isEqualTo(first);
        assertThat(stored(first.sha256())).isEqualTo(stored);
        assertThat(blobs.list("content/")).hasSize(1);
    }

    @Test
    void nothing_of_it_is_readable_where_it_is_stored() throws Exception {
        StoredFile stored = put("رمز: 1234 ".repeat(500).getBytes(StandardCharsets.UTF_8));
        assertThat(new String(stored(stored.sha256()), StandardCharsets.UTF_8)).doesNotContain("1234");
    }

    @Test
    void without_its_key_nobody_reads_it_any_more() throws Exception {
        StoredFile stored = put(bytes(10, 2));
        keys.keys.remove(stored.sha256());
        assertThat(store.exists(stored.sha256())).isFalse();
        assertThatThrownBy(() -> read(stored.sha256(), 0)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void what_was_made_unreadable_is_not_taken_again() throws Exception {
        byte[] passport = bytes(10, 7);
        StoredFile stored = put(passport);
        keys.keys.remove(stored.sha256());
        keys.destroyed.add(stored.sha256());

        assertThatThrownBy(() -> put(passport))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("file-redacted"));
        assertThatThrownBy(() -> read(stored.sha256(), 0)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void what_was_altered_or_cut_off_is_not_given_out() throws Exception {
        StoredFile stored = put(bytes(2 * Seal.PIECE + 5, 3));
        byte[] whole = stored(stored.sha256());
        for (int at : List.of(5, 20, 40, Seal.HEAD, Seal.HEAD + Seal.PIECE + 20, whole.length - 1)) {
            byte[] altered = whole.clone();
            altered[at] ^= 1;
            replace(stored.sha256(), altered);
            assertThatThrownBy(() -> read(stored.sha256(), 0)).as("byte " + at).isInstanceOf(IOException.class);
        }
        replace(stored.sha256(), Arrays.copyOf(whole, whole.length - 5 - 16));
        assertThatThrownBy(() -> read(stored.sha256(), 0)).isInstanceOf(IOException.class);
        replace(stored.sha256(), whole);
        assertThat(read(stored.sha256(), 0)).hasSize(2 * Seal.PIECE + 5);
    }

    @Test
    void what_is_too_large_or_breaks_off_leaves_nothing() throws Exception {
        assertThatThrownBy(() -> store.put(new ByteArrayInputStream(bytes(1_001, 4)), 1_000))
                .isInstanceOf(FileTooLarge.class);
        InputStream broken = new InputStream() {
            private int given;

            @Override
            public int read() throws IOException {
                throw new IOException("the line is dead");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return given++ < 3 ? length : read();
            }
        };
        assertThatThrownBy(() -> store.put(broken, LIMIT)).hasMessage("the line is dead");
        assertThat(blobs.list("content/")).isEmpty();
        assertThat(blobs.list("pending/")).isEmpty();
        try (var left = Files.list(folder.resolve("incoming"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void what_is_not_there_is_not_read_and_not_kept() throws Exception {
        String sha256 = "00".repeat(32);
        assertThat(store.exists(sha256)).isFalse();
        assertThatThrownBy(() -> store.open(sha256)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> store.keep(sha256, "ticket-1")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> store.open("../../etc/passwd")).isInstanceOf(IllegalArgumentException.class);
    }

    /** What a register would say. */
    private static final class Register implements Housekeeping.Tickets {
        private final List<String> has = new ArrayList<>();
        private final List<String> withheld = new ArrayList<>();

        @Override
        public boolean has(String ticket, String sha256) {
            return has.contains(ticket + " " + sha256);
        }

        @Override
        public void withhold(String ticket, String sha256, String finding) {
            withheld.add(ticket + " " + finding);
        }
    }

    @Test
    void what_no_ticket_has_is_removed_after_a_day_and_nothing_else() throws Exception {
        Register register = new Register();
        var meters = new SimpleMeterRegistry();
        var housekeeping = new Housekeeping(store, register, null, Duration.ofDays(1), () -> now, meters);
        String orphan = put(bytes(10, 5)).sha256();
        String attached = put(bytes(10, 6)).sha256();
        store.keep(attached, "ticket-1");
        register.has.add("ticket-1 " + attached);
        String refused = put(bytes(10, 7)).sha256();
        store.keep(refused, "ticket-2");

        now = now.plus(Duration.ofHours(23));
        housekeeping.run();
        assertThat(blobs.list("content/")).hasSize(3);

        put(bytes(10, 5)); // the orphan waits anew
        now = now.plus(Duration.ofHours(2));
        housekeeping.run();
        assertThat(store.exists(orphan)).isTrue();
        assertThat(store.exists(attached)).isTrue();
        assertThat(store.exists(refused)).isFalse();

        put(bytes(10, 6)); // the attached content once more, which nobody attaches this time
        now = now.plus(Duration.ofDays(2));
        housekeeping.run();
        assertThat(store.exists(orphan)).isFalse();
        assertThat(store.exists(attached)).isTrue();
        assertThat(blobs.list("pending/")).isEmpty();
        assertThat(meters.counter("daftar.files.removed").count()).isEqualTo(2);
    }

    @Test
    void what_came_while_the_scanner_was_away_is_looked_through_later() throws Exception {
        Register register = new Register();
        String bad = put("EICAR".getBytes(StandardCharsets.US_ASCII)).sha256();
        String good = put(bytes(10, 8)).sha256();
        store.noteUnscanned(bad);
        store.noteUnscanned(good);
        store.keep(bad, "ticket-1");
        register.has.add("ticket-1 " + bad);
        var meters = new SimpleMeterRegistry();
        boolean[] away = {true};
        var housekeeping = new Housekeeping(
                store,
                register,
                content -> {
                    if (away[0]) {
                        throw new IOException("away");
                    }
                    return new String(content.readAllBytes(), StandardCharsets.ISO_8859_1).equals("EICAR")
                            ? new Verdict.Infected("Eicar")
                            : new Verdict.Clean();
                },
                Duration.ofDays(1),
                () -> now,
                meters);
        housekeeping.run();
        assertThat(meters.get("daftar.files.unscanned").gauge().value()).isEqualTo(2);
        away[0] = false;
        housekeeping.run();
        assertThat(register.withheld).containsExactly("ticket-1 Eicar");
        assertThat(blobs.list("unscanned/")).isEmpty();
        assertThat(meters.get("daftar.files.unscanned").gauge().value()).isZero();
    }
}
