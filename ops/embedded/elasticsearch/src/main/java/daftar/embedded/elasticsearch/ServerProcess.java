package daftar.embedded.elasticsearch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server process whose standard input we hold. When that input ends the server stops by itself: because we close it, or
 * because we are gone, even by SIGKILL.
 */
final class ServerProcess {

    private static final Logger log = LoggerFactory.getLogger(ServerProcess.class);
    private static final int REMEMBERED_LINES = 40;

    private final Process process;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Deque<String> lastLines = new ArrayDeque<>();

    private ServerProcess(Process process, Consumer<String> onLine) {
        this.process = process;
        // not virtual threads: each would hold on to one of the few carriers while it waits for the pipe
        Thread.ofPlatform().daemon().name("elasticsearch-out").start(() -> readLines(onLine));
        Thread.ofPlatform().daemon().name("elasticsearch-err").start(this::readErrors);
        // whoever waits for the start must also learn of the end
        process.onExit().thenRun(ready::countDown);
    }

    static ServerProcess start(List<String> command, byte[] arguments, ServerHome home, Consumer<String> onLine)
            throws IOException {
        var builder = new ProcessBuilder(inSessionOfItsOwn(command))
                .directory(home.logs().toFile());
        // nothing of our environment is the server's business, secrets least of all
        builder.environment().keySet().retainAll(List.of("PATH", "LANG", "LC_ALL", "TZ"));
        builder.environment().put("ES_PATH_CONF", home.config().toString());
        builder.environment().put("LIBFFI_TMPDIR", home.temporary().toString());
        Process process = builder.start();
        var server = new ServerProcess(process, onLine);
        try {
            OutputStream input = process.getOutputStream();
            input.write(arguments);
            input.flush();
        } catch (IOException e) {
            process.destroyForcibly();
            throw new IOException("Elasticsearch did not start: " + server.lastWords(), e);
        }
        return server;
    }

    /** Ctrl-C goes to all processes of a session at once; the server is to outlive us by the moment that we need it. */
    private static List<String> inSessionOfItsOwn(List<String> command) {
        List<String> session = List.of("setsid");
        return UnprivilegedUser.works(session)
                ? Stream.concat(session.stream(), command.stream()).toList()
                : command;
    }

    /** @return true: it says that it has started; false: not within the time. It may also have ended: see {@link #isAlive}. */
    boolean awaitReady(Duration time) throws InterruptedException {
        return ready.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** Asks, then insists. */
    void stop() {
        try {
            OutputStream input = process.getOutputStream();
            input.write(ServerArguments.STOP);
            input.close();
        } catch (IOException e) {
            log.debug("The server has closed its input already", e);
        }
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                log.warn("Elasticsearch does not stop by itself; it is killed.");
                process.destroyForcibly();
                process.waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    void kill() {
        process.destroyForcibly();
    }

    /** The last lines that it wrote, for the report of a failed start. */
    String lastWords() {
        synchronized (lastLines) {
            return String.join(System.lineSeparator(), lastLines);
        }
    }

    private void readLines(Consumer<String> onLine) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                remember(line);
                onLine.accept(line);
            }
        } catch (IOException e) {
            log.debug("The server's output has ended", e);
        }
    }

    private void readErrors() {
        var line = new StringBuilder();
        try (InputStream errors = process.getErrorStream()) {
            for (int c = errors.read(); c >= 0; c = errors.read()) {
                if (c == ServerArguments.READY) {
                    ready.countDown();
                } else if (c == '\n') {
                    remember(line.toString());
                    line.setLength(0);
                } else {
                    line.append((char) c);
                }
            }
        } catch (IOException e) {
            log.debug("The server's error output has ended", e);
        }
        if (!line.isEmpty()) {
            remember(line.toString());
        }
    }

    private void remember(String line) {
        log.debug("{}", line);
        synchronized (lastLines) {
            if (lastLines.size() == REMEMBERED_LINES) {
                lastLines.removeFirst();
            }
            lastLines.addLast(line);
        }
    }

    /** Ends a server that a killed application has left on this folder and that has not noticed yet. */
    static void endLeftOver(Path home) {
        String mark = "-Des.path.home=" + home;
        ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(all -> List.of(all).contains(mark))
                        .orElse(false))
                .forEach(process -> {
                    try {
                        process.onExit().get(5, TimeUnit.SECONDS);
                    } catch (java.util.concurrent.TimeoutException e) {
                        log.warn(
                                "A server of an earlier run (process {}) is still on the folder; it is killed.",
                                process.pid());
                        process.destroyForcibly();
                        process.onExit().join();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (java.util.concurrent.ExecutionException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }
}
