package daftar.app.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that are restarted on the same one. Below 32,768, since above it the operating system gives ports to
 * outgoing connections, which might take one while its server is dead. Each fork of the test run has a range of its own:
 * a port is free for a while before its server listens.
 */
final class Ports {

    private static final int FIRST = 20_000;
    private static final int PER_FORK = 3_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    static int free() {
        int first = FIRST + PER_FORK * (Fork.number() % 4);
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(first, first + PER_FORK);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException taken) {
                continue;
            }
            if (GIVEN.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free");
    }
}
