package daftar.mail.in;

import daftar.mail.Certificates;
import daftar.mail.in.MailboxStanding.State;
import daftar.messages.mail.AsideReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one mailbox over IMAP: takes each mail of its folder, and moves it only once what became of it is durable. Then it
 * waits until the server says that there is more (IDLE, RFC 2177), or looks again after a while where the server cannot say.
 * A lost connection is taken up again, after ever longer pauses.
 */
final class MailboxReader {

    private static final Logger log = LoggerFactory.getLogger(MailboxReader.class);

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration SERVER_PATIENCE = Duration.ofSeconds(60);

    /** After as many tries that broke off by a fault of the mail's own, it is set aside, so that it does not hold up others. */
    private static final int TRIES = 5;

    private static final int AT_ONCE = 50;

    private final Mailbox mailbox;
    private final MailDesk desk;
    private final Predicate<Throwable> outage;
    private final BooleanSupplier active;
    private final int largest;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Map<String, Integer> faults = new HashMap<>();

    private volatile MailboxStanding standing;
    private volatile @Nullable IMAPFolder waitingIn;
    private volatile boolean stopped;
    private @Nullable Thread thread;

    /**
     * @param outage whether a fault means that a part is away for the moment
     * @param active whether this node may read now; asked before each mail
     * @param largest bytes of a mail that is taken
     */
    MailboxReader(
            Mailbox mailbox,
            MailDesk desk,
            Predicate<Throwable> outage,
            BooleanSupplier active,
            int largest,
            InstantSource clock,
            MeterRegistry meters) {
        this.mailbox = mailbox;
        this.desk = desk;
        this.outage = outage;
        this.active = active;
        this.largest = largest;
        this.clock = clock;
        this.meters = meters;
        this.standing = new MailboxStanding(mailbox.name(), State.ELSEWHERE, clock.instant(), 0, null);
        MailInMeters.CONNECTED.gauge(
                meters,
                () -> switch (standing.state()) {
                    case READ -> 1;
                    case AWAY -> 0;
                    case ELSEWHERE -> -1;
                },
                "mailbox",
                mailbox.name());
        // there from the start, so that the first one is seen as a rise
        failures("connection");
        failures("mail");
        for (Taken.Result result : Taken.Result.values()) {
            if (result != Taken.Result.SET_ASIDE) {
                taken(result.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    MailboxStanding standing() {
        return standing;
    }

    /** Begins to read, on a thread of its own; nothing where it reads already. */
    synchronized void start() {
        Thread running = thread;
        if (running == null || !running.isAlive()) {
            stopped = false;
            thread = Thread.ofVirtual().name("mailbox-" + mailbox.name()).start(this::run);
        }
    }

    /** Reads no more. Returns once the mail that is being taken is taken, or after some seconds. */
    void stop() {
        Thread running;
        synchronized (this) {
            running = thread;
            thread = null;
        }
        stopped = true;
        if (running == null) {
            return;
        }
        running.interrupt();
        wake();
        try {
            running.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        standing = standing.now(State.ELSEWHERE, clock.instant());
    }

    /** Whoever waits for the server looks by themselves: a connection that died quietly is noticed by it. */
    void wake() {
        IMAPFolder folder = waitingIn;
        if (folder != null) {
            Thread unused = Thread.ofVirtual().start(() -> {
                try {
                    boolean ignored = folder.isOpen();
                    Object answer = folder.doCommand(protocol -> {
                        protocol.noop();
                        return null;
                    });
                } catch (MessagingException | RuntimeException broken) {
                    log.debug("The connection of {} is broken", mailbox.name(), broken);
                }
            });
        }
    }

    private boolean goesOn() {
        return !stopped && !Thread.currentThread().isInterrupted() && active.getAsBoolean();
    }

    private void run() {
        Duration pause = SHORTEST_PAUSE;
        while (goesOn()) {
            try {
                read();
                pause = SHORTEST_PAUSE;
            } catch (MessagingException | IOException | RuntimeException broken) {
                if (stopped) {
                    return;
                }
                if (broken instanceof AuthenticationFailedException) {
                    mailbox.login().refused();
                }
                if (standing.state() == State.READ) {
                    pause = SHORTEST_PAUSE; // it was there a moment ago
                }
                standing = standing.failed(saidOf(broken), clock.instant());
                failures("connection").increment();
                log.warn(
                        "The mailbox {} cannot be read; again in {} s: {}", mailbox, pause.toSeconds(), saidOf(broken));
                if (!sleep(pause)) {
                    return;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    /** What servers say of a login that failed may hold the login: only the kind of the fault is told. */
    private String saidOf(Exception broken) {
        if (broken instanceof AuthenticationFailedException) {
            return "the server does not take the login";
        }
        String refused = Certificates.refusal(mailbox.host() + ":" + mailbox.port(), broken);
        if (refused != null) {
            return refused;
        }
        Throwable cause = broken;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String said = String.valueOf(cause.getMessage());
        return cause.getClass().getSimpleName() + ": " + said.substring(0, Math.min(said.length(), 200));
    }

    private void read() throws MessagingException, IOException {
        String protocol = mailbox.tls() == Mailbox.Tls.IMPLICIT ? "imaps" : "imap";
        Session session = Session.getInstance(properties(protocol));
        try (IMAPStore store = (IMAPStore) session.getStore(protocol)) {
            store.connect(
                    mailbox.host(),
                    mailbox.port(),
                    mailbox.user(),
                    mailbox.login().secret());
            Folder processed = folder(store, mailbox.processed());
            Folder aside = folder(store, mailbox.aside());
            try (IMAPFolder folder = (IMAPFolder) store.getFolder(mailbox.folder())) {
                folder.open(Folder.READ_WRITE);
                standing = standing.now(State.READ, clock.instant());
                log.info("Reading the mailbox {}", mailbox);
                boolean idle = store.hasCapability("IDLE");
                while (goesOn()) {
                    int left = takeAll(folder, processed, aside);
                    if (!goesOn()) {
                        return;
                    }
                    if (left > 0) {
                        // what broke off is tried again; a part may be away
                        if (!sleep(mailbox.poll())) {
                            return;
                        }
                    } else if (idle) {
                        idle(folder);
                    } else if (!sleep(mailbox.poll())) {
                        return;
                    }
                }
            }
        }
    }

    private void idle(IMAPFolder folder) throws MessagingException {
        if (folder.getMessageCount() > 0) {
            return; // came in while the others were taken
        }
        waitingIn = folder;
        try {
            folder.idle(true);
        } finally {
            waitingIn = null;
        }
    }

    private static Folder folder(IMAPStore store, String name) throws MessagingException {
        Folder folder = store.getFolder(name);
        if (!folder.exists() && !folder.create(Folder.HOLDS_MESSAGES)) {
            throw new MessagingException("there is no folder " + name + ", and it cannot be made");
        }
        return folder;
    }

    /** Takes what is there; returns how many broke off and are there still. */
    private int takeAll(IMAPFolder folder, Folder processed, Folder aside) throws MessagingException, IOException {
        int left = 0;
        while (goesOn()) {
            int count = folder.getMessageCount();
            if (count <= left) {
                return left;
            }
            // what broke off stays where it was, at the front
            Message[] some = folder.getMessages(left + 1, Math.min(count, left + AT_ONCE));
            FetchProfile profile = new FetchProfile();
            profile.add(FetchProfile.Item.FLAGS);
            profile.add(FetchProfile.Item.SIZE);
            folder.fetch(some, profile);
            for (Message message : some) {
                if (!goesOn()) {
                    return left;
                }
                if (message.isExpunged() || message.isSet(Flags.Flag.DELETED)) {
                    continue;
                }
                Taken taken = take(message);
                if (taken == null) {
                    left++;
                } else {
                    move(folder, message, taken.isAside() ? aside : processed);
                }
            }
            Message[] gone = folder.expunge();
            if (gone.length == 0 && left == 0 && folder.getMessageCount() >= count) {
                return 0; // nothing can be moved away here: it is not taken over and over
            }
        }
        return left;
    }

    private static void move(IMAPFolder folder, Message message, Folder to) throws MessagingException {
        // as two steps, so that it works with every server; where the second does not come, the mail is taken again,
        // and
        // that does nothing
        folder.copyMessages(new Message[] {message}, to);
        message.setFlag(Flags.Flag.DELETED, true);
    }

    /** Null where it broke off and is to be taken again. */
    private @Nullable Taken take(Message message) throws MessagingException, IOException {
        byte[] raw;
        boolean tooLarge;
        try {
            tooLarge = message.getSize() > largest;
            raw = tooLarge ? headOf(message) : bytesOf(message);
        } catch (MessageRemovedException gone) {
            return null;
        }
        try {
            Taken taken = tooLarge
                    ? desk.setAside(raw, mailbox, AsideReason.TOO_LARGE, message.getSize() + " bytes")
                    : desk.take(raw, mailbox, null);
            count(taken);
            faults.remove(MailParser.sha256(raw));
            return taken;
        } catch (IOException | RuntimeException fault) {
            return afterFault(raw, fault);
        }
    }

    private @Nullable Taken afterFault(byte[] raw, Exception fault) {
        failures("mail").increment();
        if (fault instanceof IOException || outage.test(fault)) {
            log.warn("A mail of {} waits, since a part is away: {}", mailbox.name(), fault.toString());
            return null;
        }
        String key = MailParser.sha256(raw);
        int tries = faults.merge(key, 1, Integer::sum);
        log.warn("A mail of {} could not be taken, for the {}. time", mailbox.name(), tries, fault);
        if (tries < TRIES) {
            return null;
        }
        try {
            Taken taken = desk.setAside(
                    raw, mailbox, AsideReason.FAULT, fault.getClass().getSimpleName());
            faults.remove(key);
            count(taken);
            return taken;
        } catch (IOException | RuntimeException away) {
            log.warn("Nor could it be set aside: {}", away.toString());
            return null;
        }
    }

    private void count(Taken taken) {
        String outcome = taken.result().name().toLowerCase(Locale.ROOT);
        AsideReason reason = taken.reason();
        taken(reason == null ? outcome : "aside-" + reason.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    private Counter taken(String outcome) {
        return MailInMeters.TAKEN.counter(meters, "mailbox", mailbox.name(), "outcome", outcome);
    }

    private Counter failures(String what) {
        return MailInMeters.FAILURES.counter(meters, "mailbox", mailbox.name(), "what", what);
    }

    private byte[] bytesOf(Message message) throws MessagingException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toByteArray();
    }

    /** The headers and a little more: enough to tell it by. */
    private static byte[] headOf(Message message) throws MessagingException, IOException {
        int most = 20_000;
        byte[] head = new byte[most];
        int[] length = {0};
        try {
            message.writeTo(new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    if (length[0] == most) {
                        throw new EnoughRead();
                    }
                    head[length[0]++] = (byte) b;
                }
            });
        } catch (EnoughRead enough) {
            return head;
        }
        return Arrays.copyOf(head, length[0]);
    }

    private static final class EnoughRead extends IOException {}

    private static boolean sleep(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Properties properties(String protocol) {
        String prefix = "mail." + protocol + ".";
        Properties properties = new Properties();
        properties.setProperty("mail.store.protocol", protocol);
        properties.setProperty(prefix + "connectiontimeout", String.valueOf(SERVER_PATIENCE.toMillis()));
        properties.setProperty(prefix + "timeout", String.valueOf(SERVER_PATIENCE.toMillis()));
        properties.setProperty(prefix + "writetimeout", String.valueOf(SERVER_PATIENCE.toMillis()));
        properties.setProperty(prefix + "peek", "true");
        properties.setProperty(prefix + "partialfetch", "false");
        if (mailbox.tls() != Mailbox.Tls.NONE) {
            properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        }
        if (mailbox.tls() == Mailbox.Tls.STARTTLS) {
            properties.setProperty(prefix + "starttls.enable", "true");
            properties.setProperty(prefix + "starttls.required", "true");
        }
        if (mailbox.login().isToken()) {
            properties.setProperty(prefix + "auth.mechanisms", "XOAUTH2");
        }
        return properties;
    }

    /** How the mailbox is called, for whoever retries what came to it. */
    Mailbox mailbox() {
        return mailbox;
    }

    /** All mailboxes by their names. */
    static Map<String, Mailbox> byName(List<MailboxReader> readers) {
        Map<String, Mailbox> all = new HashMap<>();
        readers.forEach(each -> all.put(each.mailbox.name(), each.mailbox));
        return all;
    }
}
