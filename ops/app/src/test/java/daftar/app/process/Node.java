package daftar.app.process;

import daftar.embedded.elasticsearch.ElasticsearchForTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A Daftar in a process of its own, unpacked as in a container. It is killed when it is closed. */
final class Node implements AutoCloseable {

    /** Options of the virtual machine. */
    static final List<String> MACHINE = List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            // the only one of the options of `spring-boot:run` that a jar cannot give itself
            "--sun-misc-unsafe-memory-access=allow");

    private static final Path JAR = Path.of(System.getProperty("daftar.jar", "target/daftar.jar"));
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final String name;
    private final int port;
    private final Path output;
    private final List<String> settings = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private boolean fromJar;
    private @Nullable Process process;

    /** @param folder where its output goes */
    Node(String name, Path folder, int port) {
        this.name = name;
        this.port = port;
        this.output = folder.resolve(name + ".log");
        letOthersIn(folder);
        with("server.port", port);
        // seconds of CPU of each start, for a speed that the tests do not need
        with("daftar.embedded.quick-start", true);
        with("daftar.embedded.elasticsearch-heap", 256);
    }

    /** Where the tests run as root, Elasticsearch does not; what it cannot reach it would have to keep elsewhere. */
    private static void letOthersIn(Path folder) {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Node with(String setting, Object value) {
        settings.add("--" + setting + "=" + value);
        return this;
    }

    /** With the Elasticsearch of this fork's tests instead of one of its own, whose start costs more than the node's. */
    Node onSharedElasticsearch(String prefix) {
        ElasticsearchForTests shared = ElasticsearchForTests.shared();
        return with("daftar.elasticsearch", shared.uri())
                .with("daftar.elasticsearch-username", shared.username())
                .withSecret("DAFTAR_ELASTICSEARCHPASSWORD", shared.password())
                .with("daftar.index-prefix", prefix);
    }

    /** A setting that other people on the machine shall not see in the list of processes. */
    Node withSecret(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Started by {@code java -jar daftar.jar}, as people do, and not as in a container. */
    Node fromJar() {
        fromJar = true;
        return this;
    }

    /** Starts it, or starts it again as before. */
    Node start() {
        if (process != null && process.isAlive()) {
            throw new IllegalStateException(name + " runs already");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(MACHINE);
        Path program = JAR.toAbsolutePath();
        if (!fromJar) {
            Unpacked whole = Unpacked.of(program);
            command.add(whole.option());
            program = whole.program();
        }
        command.addAll(List.of("-jar", program.toString()));
        command.addAll(settings);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    Process process() {
        Process started = process;
        if (started == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return started;
    }

    /** The status of its readiness, 0 while nobody answers. */
    int readiness() {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(URI.create(url() + "/actuator/health/readiness"))
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException nobody) {
            return 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    Node awaitReady() {
        return awaitReadiness(200, Duration.ofSeconds(120));
    }

    Node awaitReadiness(int status, Duration patience) {
        Waiting.until(name + " answers readiness with " + status, patience, () -> {
            if (!process().isAlive()) {
                throw new AssertionError(name + " has ended with " + process().exitValue() + ":\n" + lastLines());
            }
            return readiness() == status;
        });
        return this;
    }

    /** SIGKILL: it has no chance to tidy up. */
    void kill() {
        ProcessHandle handle = process().toHandle();
        handle.destroyForcibly();
        try {
            handle.onExit().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(name + " does not die", e);
        }
    }

    /** SIGTERM. @return its exit code */
    int stop() throws InterruptedException {
        process().destroy();
        return awaitEnd(Duration.ofSeconds(60));
    }

    /** @return its exit code */
    int awaitEnd(Duration patience) throws InterruptedException {
        if (!process().waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError(name + " has not ended within " + patience + ":\n" + lastLines());
        }
        return process().exitValue();
    }

    /** The process of its embedded Elasticsearch. */
    ProcessHandle elasticsearch() {
        return process()
                .descendants()
                .filter(child -> child.info().commandLine().orElse("").contains("org.elasticsearch"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " runs no Elasticsearch"));
    }

    /** All that it has written, over all its starts. */
    String output() {
        try {
            return Files.exists(output) ? Files.readString(output) : "";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String lastLines() {
        List<String> lines = output().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }

    /** Puts the nodes' last lines into the failure, since their folder is gone afterwards. */
    static void show(Throwable failed, Node... nodes) {
        for (Node node : nodes) {
            failed.addSuppressed(new AssertionError("The last lines of " + node + ":\n" + node.lastLines()));
        }
    }

    Api as(String login) {
        return new Api(this, login, "demo");
    }

    @Override
    public void close() {
        if (process != null) {
            // Elasticsearch ends by itself when its application is gone; the folder is deleted only after that
            List<ProcessHandle> children = process.descendants().toList();
            process.destroyForcibly();
            process.onExit().join();
            for (ProcessHandle child : children) {
                child.destroyForcibly();
                child.onExit().join();
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
