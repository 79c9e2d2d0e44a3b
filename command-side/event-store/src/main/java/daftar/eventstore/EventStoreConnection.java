package daftar.eventstore;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kurrent.dbclient.ConnectionSettingsBuilder;
import io.kurrent.dbclient.ConnectionShutdownException;
import io.kurrent.dbclient.Endpoint;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBClientSettings;
import io.kurrent.dbclient.KurrentDBConnectionString;
import io.kurrent.dbclient.NotLeaderException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to one EventStoreDB (or KurrentDB, or the embedded store), a single node or a cluster, shared by all of
 * an application. It connects at the first call and outlives the store's absence.
 *
 * <p>The client below it gives up for ever once its few attempts to connect have failed; then the next call makes a new
 * one. So a call fails within seconds while the store is away, and works again as soon as the store does.
 */
public final class EventStoreConnection implements AutoCloseable {

    /** A little over the client's own deadline of ten seconds, which it does not keep while it looks for a node. */
    private static final long ANSWER_SECONDS = 15;

    private static final Logger log = LoggerFactory.getLogger(EventStoreConnection.class);

    private final KurrentDBClientSettings settings;
    private final StoreMetrics metrics;
    private final ReentrantLock renewal = new ReentrantLock();
    private volatile KurrentDBClient client;
    private volatile boolean closed;

    private EventStoreConnection(KurrentDBClientSettings settings, StoreMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
        this.client = KurrentDBClient.create(settings);
    }

    /**
     * @param connectionString {@code esdb://host:port?tls=false}, {@code esdb+discover://…} for a cluster; the client's
     *     options may follow (keepAliveInterval, defaultDeadline, maxDiscoverAttempts, …)
     * @throws IllegalArgumentException if it cannot be understood; the message does not repeat it, as it may hold a
     *     password
     */
    public static EventStoreConnection to(String connectionString) {
        return to(connectionString, new CompositeMeterRegistry());
    }

    /** As {@link #to(String)}, with the numbers of {@link EventStoreMeters} published in a registry. */
    public static EventStoreConnection to(String connectionString, MeterRegistry registry) {
        return new EventStoreConnection(settings(connectionString), StoreMetrics.in(registry));
    }

    private static KurrentDBClientSettings settings(String connectionString) {
        KurrentDBClientSettings parsed;
        try {
            parsed = KurrentDBConnectionString.parseOrThrow(connectionString);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("The event store's address cannot be understood; it should look like"
                    + " esdb://host:2113?tls=false or esdb+discover://user:password@host:2113");
        }
        ConnectionSettingsBuilder settings = KurrentDBClientSettings.builder()
                .dnsDiscover(parsed.isDnsDiscover())
                .maxDiscoverAttempts(parsed.getMaxDiscoverAttempts())
                .discoveryInterval(parsed.getDiscoveryInterval())
                .gossipTimeout(parsed.getGossipTimeout())
                .nodePreference(parsed.getNodePreference())
                .tls(parsed.isTls())
                .tlsVerifyCert(parsed.isTlsVerifyCert())
                .keepAliveInterval(parsed.getKeepAliveInterval())
                .keepAliveTimeout(parsed.getKeepAliveTimeout())
                .features(parsed.getFeatures().toArray(String[]::new))
                .addInterceptor(new EndedByServer());
        if (parsed.getDefaultCredentials() != null) {
            settings.defaultCredentials(parsed.getDefaultCredentials());
        }
        if (parsed.getDefaultClientCertificate() != null) {
            settings.defaultClientCertificate(parsed.getDefaultClientCertificate());
        }
        if (parsed.getDefaultDeadline() != null) {
            settings.defaultDeadline(parsed.getDefaultDeadline());
        }
        if (parsed.getTlsCaFile() != null) {
            settings.tlsCaFile(parsed.getTlsCaFile());
        }
        for (Endpoint host : parsed.getHosts()) {
            settings.addHost(host.getHost(), host.getPort());
        }
        return settings.buildConnectionSettings();
    }

    /** The client of the moment. Ask again for each call, as it is replaced after the store was away. */
    public KurrentDBClient client() {
        KurrentDBClient current = client;
        if (!current.isShutdown()) {
            return current;
        }
        return renewed(current);
    }

    private KurrentDBClient renewed(KurrentDBClient dead) {
        renewal.lock();
        try {
            if (closed) {
                throw new EventStoreUnavailable("The connection to the event store is closed", null);
            }
            if (client == dead) {
                client = KurrentDBClient.create(settings);
                metrics.reconnects().increment();
                log.info("Connecting to the event store again");
            }
            return client;
        } finally {
            renewal.unlock();
        }
    }

    StoreMetrics metrics() {
        return metrics;
    }

    /** Waits for a read's answer; null if the stream does not exist. */
    <T> @Nullable T answer(KurrentDBClient asked, CompletableFuture<T> answer, Class<? extends Exception> absent) {
        try {
            return await(answer);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new EventStoreUnavailable("The event store did not answer in time", e);
        } catch (ExecutionException e) {
            Throwable cause = cause(e);
            if (absent.isInstance(cause)) {
                return null;
            }
            throw unanswered(asked, cause);
        }
    }

    private RuntimeException unanswered(KurrentDBClient asked, Throwable cause) {
        if (code(cause) == Status.Code.UNAVAILABLE) {
            // After a failed read the client keeps a channel that waits up to two minutes before it tries again.
            asked.shutdown();
        }
        return switch (failure(cause)) {
            case REFUSED -> new EventStoreException("The event store refused a read: " + cause.getMessage(), cause);
            case NOT_SENT, UNKNOWN ->
                new EventStoreUnavailable("The event store is not available: " + cause.getMessage(), cause);
        };
    }

    static <T> T await(CompletableFuture<T> answer) throws ExecutionException, TimeoutException {
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutionException(e);
        }
    }

    /** The failure itself, out of what futures and the client wrap it in. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null
                && (cause instanceof ExecutionException
                        || cause instanceof CompletionException
                        || cause.getClass() == RuntimeException.class)) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** What a failed call says of its effect. */
    enum Failure {
        /** The store answered that it will not do it. */
        REFUSED,
        /** It never left, or was turned away by a node that is not the leader. */
        NOT_SENT,
        /** It may have been done. */
        UNKNOWN
    }

    static Failure failure(Throwable cause) {
        if (cause instanceof ConnectionShutdownException || cause instanceof NotLeaderException) {
            return Failure.NOT_SENT;
        }
        Status.Code code = code(cause);
        if (code == null) {
            return cause instanceof RuntimeException ? Failure.REFUSED : Failure.UNKNOWN;
        }
        return switch (code) {
            case INVALID_ARGUMENT,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    PERMISSION_DENIED,
                    UNAUTHENTICATED,
                    FAILED_PRECONDITION,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED -> Failure.REFUSED;
            default -> Failure.UNKNOWN;
        };
    }

    private static Status.@Nullable Code code(Throwable cause) {
        return cause instanceof StatusRuntimeException status
                ? status.getStatus().getCode()
                : null;
    }

    /** Ends all calls and subscriptions. */
    @Override
    public void close() {
        renewal.lock();
        try {
            closed = true;
        } finally {
            renewal.unlock();
        }
        try {
            await(client.shutdown());
        } catch (ExecutionException | TimeoutException e) {
            log.debug("The event store's client did not close in time", e);
        }
    }
}
