package daftar.app.process;

import daftar.embedded.elasticsearch.ElasticsearchForTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The application as its container image has it: unpacked; and with the classes that a start before has loaded in an archive
 * (JEP 350). A start needs less than a third of the jar's CPU, and these tests start it some thirty times. An ahead-of-time
 * cache (JEP 514) saves no more of a start, and takes twice as long to make.
 */
final class Unpacked {

    private static final String PREFIX = "daftar-unpacked-";
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static @Nullable Unpacked shared;

    private final Path program;
    private final Path cache;

    private Unpacked(Path folder, String name) {
        this.program = folder.resolve(name);
        this.cache = folder.resolve("daftar.jsa");
    }

    /** What to start. */
    Path program() {
        return program;
    }

    /** What the virtual machine is to be told besides {@link Node#MACHINE}, with which it has learned. */
    String option() {
        return "-XX:SharedArchiveFile=" + cache;
    }

    /** Unpacks it beside the jar, once for all tests of all forks. */
    static synchronized Unpacked of(Path jar) {
        if (shared == null) {
            try {
                shared = unpacked(jar);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
        return shared;
    }

    private static Unpacked unpacked(Path jar) throws IOException, InterruptedException {
        // not the time that it was modified: builds that can be repeated give it one of their own
        FileTime written = (FileTime) Files.getAttribute(jar, "unix:ctime");
        String made = PREFIX + written.toMillis();
        Path folder = jar.resolveSibling(made);
        Unpacked unpacked = new Unpacked(folder, jar.getFileName().toString());
        try (FileChannel lock = FileChannel.open(
                        jar.resolveSibling("unpacking.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = lock.lock()) {
            if (!Files.exists(unpacked.cache)) {
                deleteEarlier(jar.getParent());
                run(
                        List.of(
                                "-Djarmode=tools",
                                "-jar",
                                jar.toString(),
                                "extract",
                                "--force",
                                "--destination",
                                folder.toString()),
                        Map.of());
                learn(unpacked, folder.resolve("learning"));
            }
        }
        return unpacked;
    }

    private static void deleteEarlier(Path target) throws IOException {
        try (var folders = Files.newDirectoryStream(target, PREFIX + "*")) {
            for (Path folder : folders) {
                if (Files.isDirectory(folder)) {
                    FileSystemUtils.deleteRecursively(folder);
                }
            }
        }
    }

    /** A start up to where it would serve; at its end the machine writes what it has loaded. */
    private static void learn(Unpacked unpacked, Path data) throws IOException, InterruptedException {
        ElasticsearchForTests shared = ElasticsearchForTests.shared();
        List<String> command = new ArrayList<>(Node.MACHINE);
        command.addAll(List.of(
                "-XX:ArchiveClassesAtExit=" + unpacked.cache,
                "-Dspring.context.exit=onRefresh",
                "-jar",
                unpacked.program.toString(),
                "--server.port=0",
                "--daftar.data=" + data,
                "--daftar.embedded.event-store-port=0",
                "--daftar.elasticsearch=" + shared.uri(),
                "--daftar.elasticsearch-username=" + shared.username(),
                "--daftar.index-prefix=" + shared.newPrefix()));
        run(command, Map.of("DAFTAR_ELASTICSEARCHPASSWORD", shared.password()));
    }

    private static void run(List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(LONGEST) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError("this failed: " + command);
        }
    }
}
