package daftar.embedded.eventstore;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event store that speaks the EventStoreDB protocol, for EventStoreDB's own clients, and keeps its data in one folder. What it
 * has acknowledged has reached the disk. Listens on the loopback address only, without TLS and without a password.
 */
public final class EmbeddedEventStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedEventStore.class);
    private static final String HOST = "127.0.0.1";

    private final FolderLock lock;
    private final LogWriter log;
    private final EventWriter writer;
    private final LogReader reader;
    private final ReadCall.Running running = new ReadCall.Running();
    private final Scavenger scavenger;
    private final Server server;
    private boolean closed;

    private EmbeddedEventStore(Path folder, FolderLock lock, int port, InstantSource clock)
            throws SQLException, IOException {
        this.lock = lock;
        Database database = new Database(folder);
        Database.End end = database.end();
        LiveTail tail = new LiveTail(end.position());
        log = new LogWriter(database, end, clock);
        reader = new LogReader(database);
        writer = new EventWriter(log, tail);
        scavenger = new Scavenger(database, writer, log, reader, tail, clock);
        Reads reads = new Reads(reader, tail, clock);
        server = NettyServerBuilder.forAddress(new InetSocketAddress(HOST, port))
                // no handler blocks: reads have threads of their own, and the writer's queue is never waited for
                .directExecutor()
                .maxInboundMessageSize(StreamsService.MAX_APPEND_BYTES + (1 << 20))
                // the client pings every 10 s, also when nothing else is going on
                .permitKeepAliveTime(1, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .addService(new StreamsService(writer, reads, new Subscriptions(reader, tail, reads, clock), running))
                .addService(new AppendSessionService(writer))
                .addService(new NodeServices.Features())
                .addService(new NodeServices.Gossip(HOST, this::port, clock))
                .build();
        try {
            server.start();
        } catch (IOException e) {
            closeStorage();
            throw e;
        }
    }

    /**
     * Starts a store.
     *
     * @param folder where its data are; made if it is not there
     * @param port where to listen on 127.0.0.1; 0 for any free port
     * @throws DataFolderInUse if another store has the folder open
     * @throws PortInUse if something else listens on the port
     * @throws IllegalStateException if the data cannot be opened
     */
    public static EmbeddedEventStore start(Path folder, int port) {
        return start(folder, port, InstantSource.system());
    }

    static EmbeddedEventStore start(Path folder, int port, InstantSource clock) {
        FolderLock lock = FolderLock.acquire(folder);
        try {
            EmbeddedEventStore store = new EmbeddedEventStore(folder, lock, port, clock);
            LOG.info("Event store listens on {}, its data are in {}", store.connectionString(), folder);
            return store;
        } catch (SQLException e) {
            lock.close();
            throw new IllegalStateException(
                    "The event store's data in " + folder + " cannot be opened: " + e.getMessage(), e);
        } catch (IOException e) {
            lock.close();
            if (isPortInUse(e)) {
                throw new PortInUse(port, e);
            }
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static boolean isPortInUse(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException
                    || String.valueOf(cause.getMessage()).contains("bind(")) {
                return true;
            }
        }
        return false;
    }

    /** The port that it listens on. */
    public int port() {
        return server.getPort();
    }

    /** What a client needs to connect: {@code esdb://127.0.0.1:PORT?tls=false}. */
    public String connectionString() {
        return "esdb://" + HOST + ":" + port() + "?tls=false";
    }

    /**
     * Removes events that can no longer be read in their streams (truncated, expired, beyond {@code $maxCount}, of deleted
     * streams) from the log and their bytes from the files. Appends wait while the file is written anew.
     *
     * @return the number of events removed
     * @throws IllegalStateException if it failed; what it had removed until then stays removed, and it can be started again
     */
    public long scavenge() {
        try {
            long removed = scavenger.scavenge();
            LOG.info("Scavenged {} events", removed);
            return removed;
        } catch (SQLException e) {
            throw new IllegalStateException("The scavenge failed.", e);
        }
    }

    /**
     * Answers what was asked until now, ends every subscription with a status that makes clients reconnect, and stops. Closing
     * twice does nothing.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        server.shutdown();
        try {
            running.close();
            closeStorage();
            if (!server.awaitTermination(2, TimeUnit.SECONDS)) {
                server.shutdownNow();
                server.awaitTermination(2, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.error("The event store's files could not be closed", e);
        } finally {
            lock.close();
        }
    }

    private void closeStorage() throws SQLException {
        writer.close();
        try {
            reader.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.close();
    }
}
