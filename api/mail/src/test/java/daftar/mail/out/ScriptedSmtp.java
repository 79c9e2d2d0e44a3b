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

/** A mail server that answers as it is told to, for what a well-behaved one cannot be made to say. */
final class ScriptedSmtp implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final UnaryOperator<String> script;
    final List<String> heard = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();

    /** @param script the answer to a line; null for the usual one */
    ScriptedSmtp(UnaryOperator<String> script) throws IOException {
        this.script = script;
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
        try (socket;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = socket.getOutputStream();
            say(out, "220 scripted");
            boolean data = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (data && !line.equals(".")) {
                    continue;
                }
                heard.add(line);
                String answer = script.apply(data ? "." : line);
                String verb = data ? "." : line.split(" ")[0].toUpperCase(java.util.Locale.ROOT);
                data = verb.equals("DATA") && answer == null;
                if (answer == null) {
                    answer = switch (verb) {
                        case "EHLO" -> "250-scripted\r\n250 AUTH XOAUTH2";
                        case "DATA" -> "354 go on";
                        case "QUIT" -> "221 bye";
                        case "AUTH" -> "235 welcome";
                        default -> "250 ok";
                    };
                }
                say(out, answer);
            }
        } catch (IOException gone) {
            // the other side has hung up
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
