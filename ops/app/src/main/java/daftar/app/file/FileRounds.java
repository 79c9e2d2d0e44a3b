package daftar.app.file;

import daftar.files.Housekeeping;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after files every few minutes. Each node does; it is harmless, and there is little of it. */
final class FileRounds implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FileRounds.class);
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final Housekeeping housekeeping;
    private final Thread thread;

    FileRounds(Housekeeping housekeeping) {
        this.housekeeping = housekeeping;
        this.thread = Thread.ofVirtual().name("files").unstarted(this::rounds);
    }

    void start() {
        thread.start();
    }

    private void rounds() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                round();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            housekeeping.run();
        } catch (IOException | RuntimeException failed) {
            log.warn("Files could not be looked after: {}", failed.toString());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
