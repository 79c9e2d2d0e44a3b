package daftar.mail.in;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the mailboxes while it is this node's turn. Two nodes that read at once would do no harm, since a mail asks for the
 * same things whoever takes it; one at a time is enough.
 */
public final class MailIn implements AutoCloseable {

    /** Of several nodes one reads. Given by the application. */
    public interface Turn {

        /** Whether it is this node's; takes it where nobody has it, and keeps it. Asked every few seconds. */
        boolean hold();

        /** Gives it up, so that another need not wait for it to lapse. */
        void release();
    }

    private static final Logger log = LoggerFactory.getLogger(MailIn.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private final List<MailboxReader> readers;
    private final Map<String, Mailbox> mailboxes;
    private final MailDesk desk;
    private final Turn turn;
    private final Duration wakeEvery;
    private volatile boolean mine;
    private volatile @Nullable Thread thread;

    /**
     * @param mailboxes may be empty; then nothing is read
     * @param outage whether a fault means that a part is away for the moment
     * @param largest bytes of a mail that is taken
     */
    public MailIn(
            List<Mailbox> mailboxes,
            MailDesk desk,
            Turn turn,
            Predicate<Throwable> outage,
            int largest,
            InstantSource clock,
            MeterRegistry meters) {
        this.desk = desk;
        this.turn = turn;
        this.readers = mailboxes.stream()
                .map(mailbox -> new MailboxReader(mailbox, desk, outage, () -> mine, largest, clock, meters))
                .toList();
        this.mailboxes = MailboxReader.byName(readers);
        // servers end a wait of half an hour; a connection that died is noticed sooner
        this.wakeEvery =
                mailboxes.stream().map(Mailbox::poll).min(Duration::compareTo).orElse(Duration.ofMinutes(1));
    }

    /** Runs until {@link #close}. */
    public void start() {
        if (!readers.isEmpty()) {
            thread = Thread.ofVirtual().name("mail-in").start(this::run);
        }
    }

    private void run() {
        long woken = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            mine = held();
            if (mine) {
                readers.forEach(MailboxReader::start);
                if (System.nanoTime() - woken > wakeEvery.toNanos()) {
                    woken = System.nanoTime();
                    readers.forEach(MailboxReader::wake);
                }
            } else {
                readers.forEach(MailboxReader::stop);
            }
            try {
                Thread.sleep(HEARTBEAT);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private boolean held() {
        try {
            return turn.hold();
        } catch (RuntimeException away) {
            log.warn("Whose turn it is to read mail cannot be found out now: {}", away.toString());
            return false;
        }
    }

    /** How each mailbox stands. */
    public List<MailboxStanding> standings() {
        return readers.stream().map(MailboxReader::standing).toList();
    }

    /**
     * Takes a mail that had been set aside.
     *
     * @param mail its stream
     * @param sha256 of it in the file store
     * @param mailbox the name of the one that it came to; what that gives tickets is left out where there is none of the name
     * @throws IOException where the file store is away
     */
    public Taken retry(String mail, String sha256, String mailbox, Known.Told told) throws IOException {
        Mailbox known = mailboxes.get(mailbox);
        return desk.retry(mail, sha256, known == null ? nameless(mailbox) : known, told);
    }

    private static Mailbox nameless(String name) {
        return new Mailbox(
                name,
                null,
                "",
                0,
                Mailbox.Tls.NONE,
                "",
                new Mailbox.Login() {
                    @Override
                    public boolean isToken() {
                        return false;
                    }

                    @Override
                    public String secret() {
                        return "";
                    }

                    @Override
                    public void refused() {}
                },
                "",
                "",
                "",
                Duration.ofMinutes(1),
                null,
                null,
                null,
                null);
    }

    @Override
    public void close() {
        mine = false;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
        readers.forEach(MailboxReader::stop);
        Thread release = Thread.ofVirtual().start(() -> {
            try {
                turn.release();
            } catch (RuntimeException away) {
                log.debug("The turn to read mail is left to lapse", away);
            }
        });
        try {
            if (!release.join(Duration.ofSeconds(2))) {
                release.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
