package daftar.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLContext;

/** TLS from the first byte on before a server of this machine; GreenMail itself keeps one certificate for a JVM's life. */
public final class TlsFront implements AutoCloseable {

    private final ServerSocket listening;
    private final int target;

    /** @param target the server's port */
    public TlsFront(SSLContext certificate, int target) throws IOException {
        this.target = target;
        this.listening =
                certificate.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                Thread.ofVirtual().start(() -> pass(client, server));
                Thread.ofVirtual().start(() -> pass(server, client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] some = new byte[8192];
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                out.write(some, 0, read);
                out.flush();
            }
        } catch (IOException ended) {
            // by one of them, or TLS was refused
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
