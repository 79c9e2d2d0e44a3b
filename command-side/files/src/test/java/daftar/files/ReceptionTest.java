package daftar.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.file.FileRef;
import daftar.messages.file.FileTooLarge;
import daftar.messages.file.ScannerAway;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken in, under which name and type, and what is not. */
class ReceptionTest {

    /** The test file that every scanner knows; put together here, so that none takes this source for it. */
    private static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    @TempDir
    Path folder;

    private final List<String> audited = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Blobs blobs;
    private SealedFileStore store;

    @BeforeEach
    void open() throws IOException {
        blobs = new DiskBlobs(folder.resolve("store"));
        store = new SealedFileStore(blobs, new KeysInMemory(), folder.resolve("incoming"), InstantSource.system());
    }

    private Reception reception(FilePolicy policy, @Nullable Clamd scanner) {
        return new Reception(store, policy, scanner, (person, what) -> audited.add(person + ": " + what), meters);
    }

    private FileRef send(Reception reception, String content, @Nullable String name, @Nullable String declared)
            throws IOException {
        return reception.receive(
                new ByteArrayInputStream(content.getBytes(StandardCharsets.ISO_8859_1)), name, declared, "person-ann");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%PDF-1.7 x          | report.pdf    | text/html       | application/pdf",
                "%PDF-1.7 x          | image.png     | image/png       | application/pdf",
                "<html><body>x</body>| note.txt      | text/plain      | text/html",
                "plain words         | protocol.log  | image/png       | text/x-log",
                "plain words         | notes         | application/pdf | text/plain",
            })
    void a_type_is_what_the_content_shows(String content, String name, String declared, String type)
            throws IOException {
        assertThat(send(reception(FilePolicy.usual(), null), content, name, declared)
                        .mediaType())
                .isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({"MZ, picture.png", "#!/bin/sh, notes.txt", "x, Rechnung.pdf.EXE", "x, a.js"})
    void what_runs_when_it_is_opened_is_refused(String content, String name) throws IOException {
        String whole = content + (content.equals("MZ") ? "\u0090\u0000".repeat(200) : "\necho");
        assertThatThrownBy(() -> send(reception(FilePolicy.usual(), null), whole, name, "image/png"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("file-type-refused"));
        assertThat(blobs.list("content/")).isEmpty();
    }

    @Test
    void what_is_refused_is_said_by_settings() throws IOException {
        FilePolicy policy = new FilePolicy(
                100,
                FilePolicy.refusing(List.of("-.js", "-application/javascript", ".key")),
                FilePolicy.Unscanned.REFUSE);
        assertThat(send(reception(policy, null), "let x", "a.JS", null).size()).isEqualTo(5);
        assertThatThrownBy(() -> send(reception(policy, null), "x", "private.KEY", null))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> send(reception(policy, null), "x".repeat(101), "a.txt", null))
                .isInstanceOf(FileTooLarge.class);
        assertThatThrownBy(() -> send(reception(policy, null), "", "a.txt", null))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("empty-file"));
        assertThat(meters.counter("daftar.files.received", "outcome", "taken").count())
                .isEqualTo(1);
        assertThat(meters.counter("daftar.files.received", "outcome", "too_large")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void it_is_counted_apart_whether_the_sender_broke_off_or_the_store_failed() throws IOException {
        Reception reception =
                reception(new FilePolicy(100, FilePolicy.refusing(List.of()), FilePolicy.Unscanned.REFUSE), null);
        InputStream broken = new SequenceInputStream(
                new ByteArrayInputStream("hello".getBytes(StandardCharsets.US_ASCII)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("connection reset");
                    }
                });
        assertThatThrownBy(() -> reception.receive(broken, "a.txt", null, "person-ann"))
                .isInstanceOf(IOException.class);
        assertThat(received("broken_off")).isEqualTo(1);
        assertThat(received("failed")).isZero();
        Files.delete(folder.resolve("incoming")); // nothing was left in it
        assertThatThrownBy(() -> send(reception, "hello", "a.txt", null)).isInstanceOf(IOException.class);
        assertThat(received("failed")).isEqualTo(1);
        assertThat(received("broken_off")).isEqualTo(1);
    }

    private double received(String outcome) {
        return meters.counter("daftar.files.received", "outcome", outcome).count();
    }

    @Test
    void a_name_stays_in_its_language_and_leaves_all_tricks_behind() {
        assertThat(FileNames.clean("C:\\Temp\\گزارش\u200cها ۱۴۰۵.pdf")).isEqualTo("گزارش\u200cها ۱۴۰۵.pdf");
        assertThat(FileNames.clean("../../etc/报告.docx")).isEqualTo("报告.docx");
        assertThat(FileNames.clean("photo\u202Egpj.exe")).isEqualTo("photogpj.exe");
        assertThat(FileNames.clean("a\r\nSet-Cookie: x\u0000.txt")).isEqualTo("aSet-Cookie_ x.txt");
        assertThat(FileNames.clean("..")).isEqualTo("file");
        assertThat(FileNames.clean(null)).isEqualTo("file");
        assertThat(FileNames.clean("é".repeat(300) + ".tar"))
                .hasSize(FileRef.NAME)
                .endsWith("é.tar");
        assertThat(FileNames.clean("\uD83D\uDE00".repeat(150))).hasSize(FileRef.NAME);
    }

    /** Speaks as clamd does, one connection after the other. */
    private static final class SmallClamd implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final String answer;

        SmallClamd(String answer) throws IOException {
            this.answer = answer;
            var unused = Thread.ofVirtual().start(this::serve);
        }

        Clamd client() {
            return Clamd.at("127.0.0.1:" + server.getLocalPort(), Duration.ofSeconds(5));
        }

        private void serve() {
            while (!server.isClosed()) {
                try (var socket = server.accept()) {
                    DataInputStream in = new DataInputStream(socket.getInputStream());
                    StringBuilder command = new StringBuilder();
                    for (int one = in.read(); one > 0; one = in.read()) {
                        command.append((char) one);
                    }
                    String said = "UNKNOWN COMMAND";
                    if (command.toString().equals("zPING")) {
                        said = "PONG";
                    } else if (command.toString().equals("zINSTREAM")) {
                        StringBuilder content = new StringBuilder();
                        for (int size = in.readInt(); size > 0; size = in.readInt()) {
                            content.append(new String(in.readNBytes(size), StandardCharsets.ISO_8859_1));
                        }
                        said = content.toString().contains("EICAR") ? "stream: Eicar-Signature FOUND" : answer;
                    }
                    socket.getOutputStream().write((said + "\0").getBytes(StandardCharsets.US_ASCII));
                } catch (IOException closed) {
                    // the next one, or the end
                }
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @Test
    void what_has_a_virus_is_refused_audited_and_not_kept() throws IOException {
        try (SmallClamd clamd = new SmallClamd("stream: OK")) {
            assertThat(clamd.client().isThere()).isTrue();
            Reception reception = reception(FilePolicy.usual(), clamd.client());
            FileRef clean = send(reception, "x".repeat(200_000), "a.txt", null);
            assertThat(Text.read(clean.name())).isEqualTo("a.txt");
            assertThatThrownBy(() -> send(reception, EICAR, "b.txt", null))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo("virus-found"));
            assertThat(audited)
                    .singleElement()
                    .asString()
                    .startsWith("person-ann: Eicar-Signature in a file of 68 bytes");
            assertThat(blobs.list("content/")).hasSize(1);
        }
    }

    @Test
    void while_the_scanner_is_away_files_are_refused_or_looked_through_later_as_the_policy_says() throws IOException {
        Clamd away;
        try (SmallClamd clamd = new SmallClamd("stream: OK")) {
            away = clamd.client();
        }
        assertThat(away.isThere()).isFalse();
        assertThatThrownBy(() -> send(reception(FilePolicy.usual(), away), "x", "a.txt", null))
                .isInstanceOf(ScannerAway.class);
        assertThat(received("not_scanned")).isEqualTo(1);
        assertThat(received("failed")).isZero();
        assertThat(blobs.list("content/")).isEmpty();
        FilePolicy accepting = new FilePolicy(100, FilePolicy.RUNS, FilePolicy.Unscanned.ACCEPT);
        FileRef taken = send(reception(accepting, away), "x", "a.txt", null);
        assertThat(blobs.list("unscanned/")).containsExactly(taken.sha256());
        try (SmallClamd clamd = new SmallClamd("INSTREAM size limit exceeded. ERROR")) {
            assertThatThrownBy(() -> send(reception(FilePolicy.usual(), clamd.client()), "y", "a.txt", null))
                    .isInstanceOf(ScannerAway.class);
        }
    }
}
