package daftar.mail.in;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mailbox that is always empty, and lets in whom it is told to: for logins that a well-behaved server does not know. */
final class ScriptedImap implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final UnaryOperator<String> script;
    private final @Nullable SSLContext tls;

    /** Without their tags; what came over TLS has a lock before it. */
    final List<String> heard = new CopyOnWriteArrayList<>();

    /** @param script the answer to a command, without its tag; null for OK @param tls for STARTTLS; null for none */
    ScriptedImap(UnaryOperator<String> script, @Nullable SSLContext tls) throws IOException {
        this.script = script;
        this.tls = tls;
        Thread.ofVirtual().start(() -> {
            while (true) {
                try {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> talk(socket));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    private void talk(Socket socket) {
        try (socket) {
            say(socket.getOutputStream(), "* OK scripted");
            SSLContext context = tls;
            if (talk(socket, "") && context != null) {
                SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
                secured.setUseClientMode(false);
                boolean unused = talk(secured, "\uD83D\uDD12 ");
            }
        } catch (IOException gone) {
            // the other side has hung up
        }
    }

    /** True where TLS begins now. */
    private boolean talk(Socket socket, String lock) throws IOException {
        try {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = socket.getOutputStream();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] parts = line.split(" ", 2);
                String command = parts.length == 1 ? "" : parts[1];
                heard.add(lock + command);
                boolean begins = command.equals("STARTTLS") && tls != null;
                if (command.equals("CAPABILITY")) {
                    say(
                            out,
                            "* CAPABILITY IMAP4rev1 AUTH=XOAUTH2 AUTH=PLAIN SASL-IR"
                                    + (tls != null && lock.isEmpty() ? " STARTTLS" : ""));
                }
                if (command.startsWith("LIST \"\" ")) {
                    say(out, "* LIST () \"/\" " + command.substring("LIST \"\" ".length()));
                }
                if (command.startsWith("SELECT")) {
                    say(out, "* 0 EXISTS");
                }
                String answer = script.apply(command);
                say(out, parts[0] + " " + (answer == null ? "OK done" : answer));
                if (begins) {
                    return true;
                }
            }
            return false;
        } catch (SSLException refused) {
            return false;
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
