package daftar.automations.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A receiver on a real server, which can go away and come back at the same address. */
final class Receiver implements AutoCloseable {

    /** What came. @param accepted whether it was answered 2xx */
    record Got(String id, String ticket, long revision, Map<String, String> headers, byte[] body, boolean accepted) {}

    /** @param headers of the answer */
    record Reply(int status, Map<String, String> headers) {
        static final Reply OK = new Reply(204, Map.of());

        static Reply of(int status) {
            return new Reply(status, Map.of());
        }
    }

    private final List<Got> got = new ArrayList<>();
    private volatile Function<Got, Reply> answering = got -> Reply.OK;
    private int port;
    private HttpServer server;

    Receiver() {
        back();
    }

    String url() {
        return "http://127.0.0.1:" + port + "/hook";
    }

    void answers(Function<Got, Reply> how) {
        answering = how;
    }

    /** Comes back at the address that it had. */
    void back() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            port = server.getAddress().getPort();
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::handle);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void away() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            String[] parts = new String(body, StandardCharsets.UTF_8).split(" ");
            Got asked = new Got(
                    headers.get("webhook-id"),
                    parts[0],
                    parts.length > 1 ? Long.parseLong(parts[1]) : -1,
                    headers,
                    body,
                    false);
            Reply reply = answering.apply(asked);
            synchronized (got) {
                got.add(new Got(
                        asked.id(), asked.ticket(), asked.revision(), headers, body, reply.status() / 100 == 2));
                got.notifyAll();
            }
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), -1);
        }
    }

    /** All that came, in the order in which it was answered. */
    List<Got> got() {
        synchronized (got) {
            return List.copyOf(got);
        }
    }

    List<Got> accepted() {
        return got().stream().filter(Got::accepted).toList();
    }

    /** Waits until what has come is as wished. */
    void await(java.util.function.Predicate<List<Got>> wished) throws InterruptedException {
        long until = System.nanoTime() + 20_000_000_000L;
        synchronized (got) {
            while (!wished.test(List.copyOf(got))) {
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("in 20 s came only " + got.size() + ": "
                            + got.stream()
                                    .map(one ->
                                            one.ticket() + "/" + one.revision() + (one.accepted() ? "" : " refused"))
                                    .limit(50)
                                    .toList());
                }
                got.wait(left);
            }
        }
    }

    void awaitAccepted(int count) throws InterruptedException {
        await(all -> all.stream().filter(Got::accepted).map(Got::id).distinct().count() >= count);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
