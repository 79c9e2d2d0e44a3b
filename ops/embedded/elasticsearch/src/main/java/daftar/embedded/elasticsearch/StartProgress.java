package daftar.embedded.elasticsearch;

import java.time.Duration;
import java.util.function.Consumer;

/** Turns the server's log into a few lines for people who wait: what it is doing, and since when. */
final class StartProgress {

    private static final Duration SILENCE = Duration.ofSeconds(4);

    private final Consumer<String> to;
    private final long startedAt = System.nanoTime();
    private String phase = "starting its virtual machine";
    private long saidAt = startedAt;

    StartProgress(Consumer<String> to) {
        this.to = to;
        say();
    }

    /** @param line of the server's log */
    synchronized void logged(String line) {
        String next = phaseOf(line);
        if (!next.isEmpty() && !next.equals(phase)) {
            phase = next;
            say();
        }
    }

    /** Called while waiting: says again what takes so long. */
    synchronized void tick() {
        if (System.nanoTime() - saidAt > SILENCE.toNanos()) {
            say();
        }
    }

    synchronized void done(String result) {
        phase = result;
        say();
    }

    private void say() {
        saidAt = System.nanoTime();
        to.accept("Elasticsearch: %s (%.1f s)".formatted(phase, (saidAt - startedAt) / 1e9));
    }

    /** @return what the line shows the server to be doing; empty: nothing new */
    static String phaseOf(String line) {
        if (line.contains("Bootstrapping Entitlements")) {
            return "securing its virtual machine";
        } else if (line.contains("loaded module") || line.contains("loaded plugin")) {
            return "loading its modules";
        } else if (line.contains("data paths")) {
            return "opening the data folder";
        } else if (line.contains("Node starting")) {
            return "starting the node";
        } else if (line.contains("elected-as-master")) {
            return "forming the cluster";
        } else if (line.contains("recovered [")) {
            return "recovering its indexes";
        }
        return "";
    }
}
