package daftar.app.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** {@code java -jar daftar-cli.jar import}, or another of its commands, in a process of its own. */
final class ImportProcess implements AutoCloseable {

    private static final Path JAR = Path.of(System.getProperty("daftar.cli.jar", "../cli/target/daftar-cli.jar"));

    private final Path out;
    private final Path err;
    private final Process process;

    private ImportProcess(Path out, Path err, Process process) {
        this.out = out;
        this.err = err;
        this.process = process;
    }

    /** @param inFlight tickets at the same time */
    static ImportProcess start(Path log, Node node, int inFlight) throws IOException {
        return run(
                log.getParent(),
                node,
                "importer:demo",
                "import",
                log.toString(),
                "--in-flight",
                Integer.toString(inFlight));
    }

    /** The starter catalogue. @param user name:password of an administrator */
    static ImportProcess init(Path folder, Node node, String user) throws IOException {
        return run(folder, node, user, "init");
    }

    /** Any other command. @param user name:password of who calls */
    static ImportProcess command(Path folder, Node node, String user, String... arguments) throws IOException {
        return run(folder, node, user, arguments);
    }

    private static ImportProcess run(Path folder, Node node, String user, String... arguments) throws IOException {
        Path out = Files.createTempFile(folder, arguments[0], ".out");
        Path err = Files.createTempFile(folder, arguments[0], ".err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--url", node.url(), "--user", user));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new ImportProcess(out, err, process);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** @return the last line, which tells what was done */
    JsonNode awaitDone(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("It has not ended within " + patience + ":\n" + said());
        }
        if (process.exitValue() != 0) {
            throw new AssertionError("It has failed with " + process.exitValue() + ":\n" + said());
        }
        List<String> lines = read(out).lines().toList();
        return Api.JSON.readTree(lines.getLast());
    }

    /** All of its output, for the message of a failure. */
    String said() {
        return read(out) + "\n" + read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
