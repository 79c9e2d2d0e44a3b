package daftar.embedded.elasticsearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * The one server of all the processes that a build runs its tests in: whichever needs it first has it started, in a process
 * beside them that goes when the build does. Two dozen processors' seconds are what a start costs, more than most suites.
 *
 * @param folder of the server, named after the build
 * @param build the process whose end is the server's, too
 */
record ElasticsearchOfBuild(Path folder, ProcessHandle build) {

    /** Each suite makes a handful of indexes, and leaves them. */
    private static final int HEAP_MEGABYTES = 768;
    /** Of the tests, in each process that a build runs them in; the usual one names a jar that is soon deleted. */
    private static final String CLASS_PATH = "surefire.test.class.path";

    /** @return empty where no build runs this process, as when a suite is run out of an editor */
    static Optional<ElasticsearchOfBuild> ofThisProcess() {
        return System.getProperty(CLASS_PATH) == null
                ? Optional.empty()
                : build(ProcessHandle.current()).map(ElasticsearchOfBuild::of);
    }

    /** There may be a shell between it and what it runs. */
    private static Optional<ProcessHandle> build(ProcessHandle process) {
        return process.parent()
                .flatMap(parent ->
                        parent.info().command().orElse("").endsWith("java") ? Optional.of(parent) : build(parent));
    }

    private static ElasticsearchOfBuild of(ProcessHandle build) {
        long since = build.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        return new ElasticsearchOfBuild(
                Path.of(System.getProperty("java.io.tmpdir"), "daftar-build-" + build.pid() + "-" + since), build);
    }

    /** Waits until the server answers. @return where, and as whom it is asked */
    ElasticsearchForTests server() {
        try {
            make(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("one-starts"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                return Files.exists(Credentials.file(folder)) ? known() : started();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Elasticsearch was started", e);
        }
    }

    /** The server's own user must be able to walk through. */
    private static void make(Path folder) throws IOException {
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        } catch (FileAlreadyExistsException theirs) {
            if (!Files.getOwner(folder).getName().equals(System.getProperty("user.name"))) {
                throw theirs;
            }
        }
    }

    private ElasticsearchForTests started() throws IOException, InterruptedException {
        Path log = folder.resolve("start.log");
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty(CLASS_PATH),
                        ElasticsearchOfBuild.class.getName(),
                        folder.toString(),
                        Long.toString(build.pid()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        while (!Files.exists(Credentials.file(folder))) {
            if (server.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("The Elasticsearch of this build did not start:"
                        + System.lineSeparator() + Files.readString(log));
            }
        }
        return known();
    }

    private ElasticsearchForTests known() throws IOException {
        Properties written = Credentials.read(folder);
        return new ElasticsearchForTests(
                URI.create(written.getProperty("url")),
                written.getProperty("username"),
                written.getProperty("password"));
    }

    /** Runs it: {@code ElasticsearchOfBuild FOLDER BUILD}. @param arguments the second is the number of a process */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Optional<ProcessHandle> build = ProcessHandle.of(Long.parseLong(arguments[1]));
        try (var server = EmbeddedElasticsearch.start(EmbeddedElasticsearch.Settings.in(folder)
                .withQuickStart()
                .withHeapMegabytes(HEAP_MEGABYTES)
                .withProgress(System.out::println))) {
            System.out.println("ready at " + server.uri());
            build.ifPresent(running -> running.onExit().join());
        }
        ServerHome.deleteAll(folder);
    }
}
