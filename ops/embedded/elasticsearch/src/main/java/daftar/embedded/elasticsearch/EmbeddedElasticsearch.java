package daftar.embedded.elasticsearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Elasticsearch on the loopback address, in a process of its own, for as long as this object is open. If that
 * process dies it is started again, on the same port with the same password and data, after a pause that grows while it
 * keeps dying; until then requests fail, and {@link #isAlive()} is false. When the application is gone the server goes too.
 *
 * <p>It is one node: give indexes no replicas.
 */
public final class EmbeddedElasticsearch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedElasticsearch.class);
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STABLE_AFTER = Duration.ofMinutes(1);

    /**
     * @param folder for data, logs and credentials; one running application per folder
     * @param port to listen on, 0: a free one (kept while this application runs)
     * @param heapMegabytes of the server
     * @param quickStart for tests: half the CPU of a start for less speed later, and room for the indexes of many suites
     * @param distribution where an Elasticsearch is unpacked; null: see the system property
     *     {@code daftar.embedded.elasticsearch-home}, else where the build has unpacked it
     * @param progress is told, a few times a start, what is happening
     */
    public record Settings(
            Path folder,
            int port,
            int heapMegabytes,
            boolean quickStart,
            @Nullable Path distribution,
            Consumer<String> progress) {

        /** Any free port, 512 MB, progress into the log. */
        public static Settings in(Path folder) {
            return new Settings(folder, 0, 512, false, null, log::info);
        }

        public Settings withPort(int newPort) {
            return new Settings(folder, newPort, heapMegabytes, quickStart, distribution, progress);
        }

        public Settings withHeapMegabytes(int megabytes) {
            return new Settings(folder, port, megabytes, quickStart, distribution, progress);
        }

        public Settings withQuickStart() {
            return new Settings(folder, port, heapMegabytes, true, distribution, progress);
        }

        public Settings withDistribution(@Nullable Path home) {
            return new Settings(folder, port, heapMegabytes, quickStart, home, progress);
        }

        public Settings withProgress(Consumer<String> listener) {
            return new Settings(folder, port, heapMegabytes, quickStart, distribution, listener);
        }
    }

    private final Settings settings;
    private final FolderLock lock;
    private final Distribution distribution;
    private final Optional<UnprivilegedUser> user;
    private final Credentials credentials;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI uri;
    private volatile ServerProcess server;
    private volatile boolean healthy;
    private volatile boolean closed;

    private EmbeddedElasticsearch(
            Settings settings,
            FolderLock lock,
            Distribution distribution,
            Optional<UnprivilegedUser> user,
            Credentials credentials)
            throws IOException, InterruptedException {
        this.settings = settings;
        this.lock = lock;
        this.distribution = distribution;
        this.user = user;
        this.credentials = credentials;
        Launched launched = launch(settings.port());
        this.server = launched.server();
        this.uri = launched.uri();
        this.healthy = true;
    }

    private record Launched(ServerProcess server, URI uri) {}

    /**
     * Starts the server and waits until it answers.
     *
     * @throws FolderInUseException if another running application has the folder
     * @throws IllegalStateException if it cannot be started, with one sentence that says why and what to do
     */
    public static EmbeddedElasticsearch start(Settings settings) {
        Distribution distribution = Distribution.find(settings.distribution());
        FolderLock lock = FolderLock.of(settings.folder());
        try {
            demandFree(settings.port());
            var elasticsearch = new EmbeddedElasticsearch(
                    settings, lock, distribution, UnprivilegedUser.neededHere(), Credentials.of(settings.folder()));
            elasticsearch.credentials.write(settings.folder(), elasticsearch.uri);
            Thread.ofPlatform().daemon().name("elasticsearch-supervisor").start(elasticsearch::supervise);
            return elasticsearch;
        } catch (IOException e) {
            lock.close();
            throw new UncheckedIOException("Elasticsearch could not be started in " + settings.folder(), e);
        } catch (InterruptedException e) {
            lock.close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting Elasticsearch", e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Where it listens, without credentials: {@code http://127.0.0.1:port}. Stays the same after a restart by itself. */
    public URI uri() {
        return uri;
    }

    public String username() {
        return credentials.username();
    }

    /** Stays the same for the folder; also in its file {@code credentials.properties}. */
    public String password() {
        return credentials.password();
    }

    /** Whether the server runs and has answered since it was started. */
    public boolean isAlive() {
        return healthy && server.isAlive();
    }

    /** The process that serves now; another one after a restart. */
    public long pid() {
        return server.pid();
    }

    /** Stops the server and gives the folder free. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        healthy = false;
        server.stop();
        http.close();
        lock.close();
    }

    private Launched launch(int port) throws IOException, InterruptedException {
        var progress = new StartProgress(settings.progress());
        ServerHome home = ServerHome.prepare(settings.folder(), distribution, credentials, user, settings.progress());
        ServerProcess.endLeftOver(home.home());
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = ServerCommand.of(
                java, home.home(), home.temporary(), bridge(home), settings.heapMegabytes(), settings.quickStart());
        if (user.isPresent()) {
            demandReachable(user.get(), java);
            command = user.get().running(command, java, home.launch());
            user.get().own(home.launch());
        }
        byte[] arguments = ServerArguments.encode(
                home.settings(port, settings.quickStart()), Credentials.randomText(15), home.config(), home.logs());
        ServerProcess started = ServerProcess.start(command, arguments, home, progress::logged);
        try {
            URI address = awaitStart(started, home, progress);
            awaitHealth(started, address, progress);
            progress.done("ready at " + address);
            return new Launched(started, address);
        } catch (IOException | InterruptedException | RuntimeException e) {
            started.kill();
            throw e;
        }
    }

    private static URI awaitStart(ServerProcess started, ServerHome home, StartProgress progress)
            throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (!started.awaitReady(Duration.ofMillis(500))) {
            progress.tick();
            demandInTime(started, limit);
        }
        demandInTime(started, limit);
        List<String> addresses = Files.readAllLines(home.ports());
        return URI.create("http://" + addresses.getFirst().strip());
    }

    private void awaitHealth(ServerProcess started, URI address, StartProgress progress)
            throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(START_LIMIT);
        progress.logged("recovered [");
        var request = HttpRequest.newBuilder(address.resolve("/_cluster/health?wait_for_status=yellow&timeout=2s"))
                .header("Authorization", credentials.basic())
                .timeout(Duration.ofSeconds(20))
                .build();
        while (true) {
            demandInTime(started, limit);
            progress.tick();
            try {
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return;
                }
                if (answer.statusCode() == 401) {
                    throw new IllegalStateException(
                            "Elasticsearch does not accept the password that it was started with.");
                }
            } catch (java.net.http.HttpTimeoutException | java.net.ConnectException e) {
                log.debug("not there yet", e);
            }
            Thread.sleep(100);
        }
    }

    private static void demandInTime(ServerProcess started, Instant limit) {
        if (!started.isAlive()) {
            throw new IllegalStateException("Elasticsearch ended while it was starting. Its last lines:"
                    + System.lineSeparator() + started.lastWords());
        }
        if (Instant.now().isAfter(limit)) {
            throw new IllegalStateException("Elasticsearch did not start within " + START_LIMIT + ". Its last lines:"
                    + System.lineSeparator() + started.lastWords());
        }
    }

    private static void demandFree(int port) throws IOException {
        if (port == 0) {
            return;
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
        } catch (java.net.BindException e) {
            throw new IllegalStateException(
                    "Port " + port
                            + " is in use: set daftar.embedded.elasticsearch-port to a free one, or to 0 for any.",
                    e);
        }
    }

    private static void demandReachable(UnprivilegedUser user, Path java) {
        if (!user.reaches(java)) {
            throw new IllegalStateException(
                    "Elasticsearch does not run as root, and other users cannot reach the JDK in "
                            + System.getProperty("java.home")
                            + ": start Daftar as an ordinary user, or with a JDK that all can use.");
        }
    }

    private static Path bridge(ServerHome home) throws IOException {
        try (Stream<Path> jars = Files.list(home.home().resolve("lib/entitlement-bridge"))) {
            return jars.findFirst().orElseThrow(() -> new IOException("the entitlement bridge is missing in " + home));
        }
    }

    /** Runs until close: waits for the end of the server, and starts the next. */
    private void supervise() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!closed) {
                Instant since = Instant.now();
                int status = server.awaitEnd();
                healthy = false;
                if (closed) {
                    return;
                }
                if (Duration.between(since, Instant.now()).compareTo(STABLE_AFTER) > 0) {
                    pause = FIRST_PAUSE;
                }
                log.warn("Elasticsearch has ended by itself (status {}); it is started again in {}.", status, pause);
                pause = restart(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return the pause before the next restart */
    private Duration restart(Duration firstPause) throws InterruptedException {
        Duration pause = firstPause;
        while (!closed) {
            Thread.sleep(pause);
            pause = longer(pause);
            try {
                Launched launched = launch(uri.getPort());
                if (taken(launched)) {
                    return pause;
                }
            } catch (IOException | RuntimeException e) {
                log.warn("Elasticsearch could not be started again; next try in {}.", pause, e);
            }
        }
        return pause;
    }

    private synchronized boolean taken(Launched launched) {
        if (closed) {
            launched.server().stop();
            return false;
        }
        server = launched.server();
        healthy = true;
        return true;
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
}
