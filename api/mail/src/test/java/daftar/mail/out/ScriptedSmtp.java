package daftar.mail.out;

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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server that answers as it is told to, for what a well-behaved one cannot be made to say. */
final class ScriptedSmtp implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final UnaryOperator<String> script;
    private final @Nullable SSLContext tls;

    /** What came over TLS has a lock before it. */
    final List<String> heard = new CopyOnWriteArrayList<>();

    final AtomicInteger connections = new AtomicInteger();

    /** @param script the answer to a line; null for the usual one */
    ScriptedSmtp(UnaryOperator<String> script) throws IOException {
        this(script, null);
    }

    /** @param tls what it offers to begin with STARTTLS; null for not at all */
    ScriptedSmtp(UnaryOperator<String> script, @Nullable SSLContext tls) throws IOException {
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
        connections.incrementAndGet();
        try (socket) {
            say(socket.getOutputStream(), "220 scripted");
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
            boolean data = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (data && !line.equals(".")) {
                    continue;
                }
                heard.add(lock + line);
                String answer = script.apply(data ? "." : line);
                String verb = data ? "." : line.split(" ")[0].toUpperCase(java.util.Locale.ROOT);
                data = verb.equals("DATA") && answer == null;
                if (answer == null) {
                    answer = switch (verb) {
                        case "EHLO" ->
                            "250-scripted\r\n" + (tls != null && lock.isEmpty() ? "250-STARTTLS\r\n" : "")
                                    + "250 AUTH XOAUTH2 PLAIN";
                        case "STARTTLS" -> tls == null ? "502 no" : "220 go on";
                        case "DATA" -> "354 go on";
                        case "QUIT" -> "221 bye";
                        case "AUTH" -> "235 welcome";
                        default -> "250 ok";
                    };
                }
                say(out, answer);
                if (verb.equals("STARTTLS") && tls != null) {
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
