package daftar.app.process;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mail server behind two wires that can be held at the very points between which a crash does harm: a letter is accepted
 * and its sender does not know yet; a mail is taken and not yet moved.
 */
final class HeldMail implements AutoCloseable {

    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });
    private final Set<String> unacknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger letters = new AtomicInteger();
    private final AtomicReference<@Nullable Pattern> heldStep = new AtomicReference<>();
    private final Wire smtp;
    private final Wire imap;
    private volatile int acknowledged = Integer.MAX_VALUE;

    HeldMail() throws IOException {
        server.start();
        smtp = new Wire(server.getSmtp().getPort(), Sending::new);
        imap = new Wire(server.getImap().getPort(), Reading::new);
    }

    GreenMail server() {
        return server;
    }

    int smtpPort() {
        return smtp.port();
    }

    int imapPort() {
        return imap.port();
    }

    /** From now on so many letters are acknowledged; those after them are taken, and nobody is told. */
    void acknowledge(int most) {
        acknowledged = most;
    }

    /** Message-IDs of the letters that are here, and whose senders wait to be told. */
    Set<String> unacknowledged() {
        return Set.copyOf(unacknowledged);
    }

    /** A command of a mail's reader that does not arrive any more. */
    void hold(String command) {
        heldStep.set(Pattern.compile("\\S+ (?:UID )?" + command + " .*", Pattern.CASE_INSENSITIVE));
    }

    boolean holdsReader() {
        return imap.held() > 0;
    }

    /** Ends the connections that are held, as they are; nothing is held from now on. */
    void goOn() {
        acknowledged = Integer.MAX_VALUE;
        heldStep.set(null);
        smtp.cut();
        imap.cut();
    }

    @Override
    public void close() {
        smtp.close();
        imap.close();
        server.stop();
    }

    /** What is said on one connection, line by line; true holds it at this line. */
    private interface Ear {
        boolean client(String line);

        boolean server(String line);
    }

    private final class Sending implements Ear {

        private volatile boolean ended;
        private volatile String messageId = "";

        @Override
        public boolean client(String line) {
            if (line.toLowerCase(Locale.ROOT).startsWith("message-id:")) {
                messageId = line.substring("message-id:".length()).strip();
            }
            ended = line.equals(".");
            return false;
        }

        @Override
        public boolean server(String line) {
            if (!ended || letters.incrementAndGet() <= acknowledged) {
                return false;
            }
            unacknowledged.add(messageId);
            return true;
        }
    }

    private final class Reading implements Ear {

        @Override
        public boolean client(String line) {
            Pattern held = heldStep.get();
            return held != null && held.matcher(line).matches();
        }

        @Override
        public boolean server(String line) {
            return false;
        }
    }

    /** Hands on what is said between clients and a server of this machine. */
    private static final class Wire implements AutoCloseable {

        private final int target;
        private final Supplier<Ear> ears;
        private final ServerSocket listening;
        private final Set<Socket> held = ConcurrentHashMap.newKeySet();

        Wire(int target, Supplier<Ear> ears) throws IOException {
            this.target = target;
            this.ears = ears;
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::accept);
        }

        int port() {
            return listening.getLocalPort();
        }

        int held() {
            return held.size();
        }

        void cut() {
            held.forEach(Wire::end);
            held.clear();
        }

        private void accept() {
            while (!listening.isClosed()) {
                try {
                    Socket client = listening.accept();
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                    Ear ear = ears.get();
                    Thread.ofVirtual().start(() -> pass(client, server, ear::client));
                    Thread.ofVirtual().start(() -> pass(server, client, ear::server));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private void pass(Socket from, Socket to, Predicate<String> holds) {
            try {
                InputStream in = new BufferedInputStream(from.getInputStream());
                OutputStream out = to.getOutputStream();
                ByteArrayOutputStream line = new ByteArrayOutputStream();
                for (int one = in.read(); one >= 0; one = in.read()) {
                    line.write(one);
                    if (one == '\n') {
                        if (holds.test(
                                line.toString(StandardCharsets.ISO_8859_1).strip())) {
                            held.add(from);
                            held.add(to);
                            return;
                        }
                        line.writeTo(out);
                        out.flush();
                        line.reset();
                    }
                }
            } catch (IOException gone) {
                // the other side ends with it
            }
            end(from);
            end(to);
        }

        private static void end(Socket socket) {
            try {
                socket.close();
            } catch (IOException closed) {
                // is what was wanted
            }
        }

        @Override
        public void close() {
            cut();
            try {
                listening.close();
            } catch (IOException closed) {
                // is what was wanted
            }
        }
    }
}
