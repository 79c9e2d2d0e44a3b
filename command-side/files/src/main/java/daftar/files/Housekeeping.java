package daftar.files;

import daftar.messages.file.FileScanner;
import daftar.messages.file.FileScanner.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes content that no ticket got, and looks through what came while the scanner was away. Whether a ticket has a file is
 * asked of the register itself. Harmless on several nodes at once.
 */
public final class Housekeeping {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

    /** What the register says of a ticket. */
    public interface Tickets {
        /** Whether the ticket has this file. */
        boolean has(String ticket, String sha256);

        /** The ticket gives it to nobody any more. @param finding of the scanner */
        void withhold(String ticket, String sha256, String finding);
    }

    private final SealedFileStore store;
    private final Tickets tickets;
    private final @Nullable FileScanner scanner;
    private final Duration patience;
    private final InstantSource clock;
    private final Counter removed;
    private final AtomicInteger unscanned = new AtomicInteger();

    /** @param patience how long content waits to be attached */
    public Housekeeping(
            SealedFileStore store,
            Tickets tickets,
            @Nullable FileScanner scanner,
            Duration patience,
            InstantSource clock,
            MeterRegistry meters) {
        this.store = store;
        this.tickets = tickets;
        this.scanner = scanner;
        this.patience = patience;
        this.clock = clock;
        removed = FileMeters.REMOVED.counter(meters);
        Gauge.builder(FileMeters.UNSCANNED.meterName(), unscanned, AtomicInteger::get)
                .description(FileMeters.UNSCANNED.description())
                .register(meters);
    }

    /** One round. What fails for one file does not stop the others. */
    public void run() throws IOException {
        scanLate();
        Instant before = clock.instant().minus(patience);
        for (String sha256 : store.pending()) {
            try {
                settleOrRemove(sha256, before);
            } catch (IOException | RuntimeException failed) {
                log.warn("Content {} could not be looked after: {}", sha256, failed.toString());
            }
        }
        int broken = store.removeBroken(before);
        if (broken > 0) {
            log.info("Removed {} files that were being written when a process died", broken);
        }
    }

    private void settleOrRemove(String sha256, Instant before) throws IOException {
        Instant since = store.pendingSince(sha256);
        if (since == null || !since.isBefore(before)) {
            return;
        }
        for (String ticket : store.keptFor(sha256)) {
            if (tickets.has(ticket, sha256)) {
                store.settle(sha256);
                return;
            }
            Instant kept = store.keptAt(sha256, ticket);
            if (kept != null && !kept.isBefore(before)) {
                return; // its command may still be under way
            }
        }
        store.remove(sha256);
        removed.increment();
    }

    private void scanLate() throws IOException {
        List<String> waiting = scanner == null ? List.of() : store.unscanned();
        unscanned.set(waiting.size());
        for (String sha256 : waiting) {
            if (scanner == null) {
                return;
            }
            Verdict verdict;
            try (InputStream content = store.open(sha256)) {
                verdict = scanner.scan(content);
            } catch (java.nio.file.NoSuchFileException gone) {
                store.scanned(sha256);
                continue;
            } catch (IOException away) {
                log.debug("The scanner is still away: {}", away.toString());
                return;
            }
            switch (verdict) {
                case Verdict.Clean clean -> store.scanned(sha256);
                case Verdict.Infected(String finding) -> withhold(sha256, finding);
                case Verdict.NotScanned(String reason) -> {
                    log.warn("Content {} cannot be looked through: {}", sha256, reason);
                    withhold(sha256, "not scanned: " + reason);
                }
            }
            unscanned.set(unscanned.get() - 1);
        }
    }

    private void withhold(String sha256, String finding) throws IOException {
        List<String> having = new ArrayList<>();
        for (String ticket : store.keptFor(sha256)) {
            if (tickets.has(ticket, sha256)) {
                having.add(ticket);
            }
        }
        having.forEach(ticket -> tickets.withhold(ticket, sha256, finding));
        if (having.isEmpty()) {
            store.remove(sha256);
        } else {
            store.scanned(sha256);
        }
    }
}
