package daftar.files;

import daftar.files.FilePolicy.Unscanned;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.file.FileIntake;
import daftar.messages.file.FileRef;
import daftar.messages.file.FileScanner;
import daftar.messages.file.FileScanner.Verdict;
import daftar.messages.file.FileTooLarge;
import daftar.messages.file.ScannerAway;
import daftar.messages.file.StoredFile;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.tika.Tika;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes files in: finds out what they are, refuses what is not wanted, stores them and has them looked through. */
public final class Reception implements FileIntake {

    private static final Logger log = LoggerFactory.getLogger(Reception.class);

    /** So many of the first bytes tell what a file is. */
    private static final int TELLING = 64 * 1024;

    private static final String UNKNOWN = "application/octet-stream";

    /** What became of a file. */
    private enum Outcome {
        TAKEN,
        TYPE,
        TOO_LARGE,
        EMPTY,
        VIRUS,
        NOT_SCANNED,
        BROKEN_OFF,
        FAILED
    }

    /** Knows whether it was the sender who broke off. */
    private static final class Sent extends FilterInputStream {
        private boolean broke;

        Sent(InputStream content) {
            super(content);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                broke = true;
                throw e;
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                broke = true;
                throw e;
            }
        }
    }

    /** Where it is noted that somebody sent a file with a virus. */
    public interface Audit {
        /** @param what was sent, for the auditor */
        void infected(String person, String what);
    }

    private final SealedFileStore store;
    private final FilePolicy policy;
    private final @Nullable FileScanner scanner;
    private final Audit audit;
    private final Tika tika = new Tika();
    private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
    private final DistributionSummary bytes;

    /** @param scanner null where files are not looked through */
    public Reception(
            SealedFileStore store,
            FilePolicy policy,
            @Nullable FileScanner scanner,
            Audit audit,
            MeterRegistry meters) {
        this.store = store;
        this.policy = policy;
        this.scanner = scanner;
        this.audit = audit;
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(
                    outcome,
                    FileMeters.RECEIVED.counter(
                            meters, "outcome", outcome.name().toLowerCase(Locale.ROOT)));
        }
        bytes = DistributionSummary.builder(FileMeters.BYTES.meterName())
                .description(FileMeters.BYTES.description())
                .register(meters);
    }

    private void count(Outcome outcome) {
        Counter counter = outcomes.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public FileRef receive(InputStream content, @Nullable String name, @Nullable String declared, String person)
            throws IOException {
        Sent sent = new Sent(content);
        try {
            return receive(sent, FileNames.clean(name), declared, person);
        } catch (FileTooLarge large) {
            count(Outcome.TOO_LARGE);
            throw large;
        } catch (ScannerAway counted) {
            throw counted;
        } catch (IOException failed) {
            count(sent.broke ? Outcome.BROKEN_OFF : Outcome.FAILED);
            throw failed;
        }
    }

    private FileRef receive(Sent sent, String clean, @Nullable String declared, String person) throws IOException {
        BufferedInputStream whole = new BufferedInputStream(sent, TELLING);
        whole.mark(TELLING);
        byte[] first = whole.readNBytes(TELLING);
        whole.reset();
        if (first.length == 0) {
            count(Outcome.EMPTY);
            throw Refused.invalid("empty-file", "body", "The file is empty; send its content as the body.");
        }
        String type = typeOf(first, clean, declared);
        if (policy.refuses(type, clean)) {
            count(Outcome.TYPE);
            throw Refused.invalid(
                    "file-type-refused",
                    "body",
                    "Files such as " + clean + " (" + type + ") are not taken, since they run when they are opened; "
                            + "send a document, a picture or a log.");
        }
        StoredFile stored = store.put(whole, policy.limit());
        if (scanner != null) {
            scan(scanner, stored, clean, type, person);
        }
        count(Outcome.TAKEN);
        bytes.record(stored.size());
        return new FileRef(stored.sha256(), Text.of(clean), stored.size(), type);
    }

    /** By the content; the name tells apart what is alike inside. What the sender says decides nothing. */
    private String typeOf(byte[] first, String name, @Nullable String declared) {
        String type = tika.detect(first, name);
        if (type.equals(UNKNOWN) && declared != null && log.isDebugEnabled()) {
            log.debug("A file whose type is not known was sent as {}", declared);
        }
        return type;
    }

    private void scan(FileScanner by, StoredFile stored, String name, String type, String person) throws IOException {
        Verdict verdict;
        try (InputStream again = store.open(stored.sha256())) {
            verdict = by.scan(again);
        } catch (IOException away) {
            unscanned(stored, "the scanner is away: " + away.getMessage());
            return;
        }
        switch (verdict) {
            case Verdict.Clean clean -> store.scanned(stored.sha256());
            case Verdict.Infected(String finding) -> {
                count(Outcome.VIRUS);
                audit.infected(
                        person,
                        finding + " in a file of " + stored.size() + " bytes, " + type + ", SHA-256 "
                                + stored.sha256());
                store.refuse(stored.sha256());
                throw Refused.invalid(
                        "virus-found",
                        "body",
                        "The virus scanner found " + finding + " in " + name + "; the file was not kept.");
            }
            case Verdict.NotScanned(String reason) -> unscanned(stored, reason);
        }
    }

    private void unscanned(StoredFile stored, String reason) throws IOException {
        log.warn("A file could not be looked through: {}", reason);
        if (policy.whenUnscanned() == Unscanned.ACCEPT) {
            store.noteUnscanned(stored.sha256());
            return;
        }
        count(Outcome.NOT_SCANNED);
        store.refuse(stored.sha256());
        throw new ScannerAway();
    }
}
