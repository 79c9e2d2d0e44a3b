package daftar.files;

import daftar.messages.file.FileScanner;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ClamAV's daemon, by its INSTREAM command: the content in pieces of a length each, then its verdict in a line. */
public final class Clamd implements FileScanner {

    private static final int PIECE = 64 * 1024;
    private static final int MOST_ANSWER = 4_096;
    private static final Pattern FOUND = Pattern.compile("stream: (.+) FOUND");
    private static final Pattern ADDRESS = Pattern.compile("\\[?([^\\]]+?)\\]?:(\\d{1,5})");
    private static final String UNIX = "unix:";

    private interface Line extends AutoCloseable {
        InputStream in() throws IOException;

        OutputStream out() throws IOException;

        @Override
        void close() throws IOException;
    }

    private interface Door {
        Line open() throws IOException;
    }

    private final Door door;

    private Clamd(Door door) {
        this.door = door;
    }

    /**
     * @param address {@code host:port}, or {@code unix:/path/of/clamd.sock}
     * @param patience how long it may take to connect, and to answer
     * @throws IllegalArgumentException for another form
     */
    public static Clamd at(String address, Duration patience) {
        if (address.startsWith(UNIX)) {
            UnixDomainSocketAddress socket = UnixDomainSocketAddress.of(Path.of(address.substring(UNIX.length())));
            return new Clamd(() -> overUnix(socket));
        }
        Matcher tcp = ADDRESS.matcher(address);
        if (!tcp.matches()) {
            throw new IllegalArgumentException("The scanner's address is host:port or unix:/path, not " + address);
        }
        return new Clamd(() -> overTcp(tcp.group(1), Integer.parseInt(tcp.group(2)), (int) patience.toMillis()));
    }

    private static Line overTcp(String host, int port, int millis) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), millis);
            socket.setSoTimeout(millis);
        } catch (IOException away) {
            socket.close();
            throw away;
        }
        return new Line() {
            @Override
            public InputStream in() throws IOException {
                return socket.getInputStream();
            }

            @Override
            public OutputStream out() throws IOException {
                return socket.getOutputStream();
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }

    private static Line overUnix(UnixDomainSocketAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(address);
        } catch (IOException away) {
            channel.close();
            throw away;
        }
        return new Line() {
            @Override
            public InputStream in() {
                return Channels.newInputStream(channel);
            }

            @Override
            public OutputStream out() {
                return Channels.newOutputStream(channel);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    /** Whether it answers. */
    public boolean isThere() {
        try (Line line = door.open()) {
            line.out().write(command("PING"));
            line.out().flush();
            return answer(line.in()).equals("PONG");
        } catch (IOException away) {
            return false;
        }
    }

    @Override
    public Verdict scan(InputStream content) throws IOException {
        try (Line line = door.open()) {
            IOException cutOff = null;
            try {
                send(content, line.out());
            } catch (ContentBroken broken) {
                throw broken.inside;
            } catch (IOException refused) {
                cutOff = refused; // what is too large for it is answered, and not read to its end
            }
            try {
                return verdict(answer(line.in()));
            } catch (IOException away) {
                throw cutOff == null ? away : cutOff;
            }
        }
    }

    /** Reading what is to be scanned failed, which says nothing of the scanner. */
    private static final class ContentBroken extends IOException {
        private final IOException inside;

        ContentBroken(IOException inside) {
            super(inside);
            this.inside = inside;
        }
    }

    private static void send(InputStream content, OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(to, PIECE + Integer.BYTES));
        out.write(command("INSTREAM"));
        byte[] piece = new byte[PIECE];
        while (true) {
            int read;
            try {
                read = content.readNBytes(piece, 0, piece.length);
            } catch (IOException broken) {
                throw new ContentBroken(broken);
            }
            out.writeInt(read);
            if (read == 0) {
                break;
            }
            out.write(piece, 0, read);
        }
        out.flush();
    }

    private static byte[] command(String name) {
        return ("z" + name + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    private static String answer(InputStream in) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (answer.length() < MOST_ANSWER) {
            int one = in.read();
            if (one < 0) {
                throw new EOFException("the virus scanner closed the connection");
            }
            if (one == 0 || one == '\n') {
                return answer.toString().strip();
            }
            answer.append((char) one);
        }
        throw new IOException("the virus scanner's answer has no end");
    }

    private static Verdict verdict(String answer) {
        if (answer.equals("stream: OK")) {
            return new Verdict.Clean();
        }
        Matcher found = FOUND.matcher(answer);
        return found.matches() ? new Verdict.Infected(found.group(1)) : new Verdict.NotScanned(answer);
    }
}
