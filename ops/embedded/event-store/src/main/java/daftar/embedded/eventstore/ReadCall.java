package daftar.embedded.eventstore;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One read or subscription: a virtual thread that sends as fast as its client takes it, and ends when the client goes. */
final class ReadCall {
    private static final Logger LOG = LoggerFactory.getLogger(ReadCall.class);

    /** Bytes that may wait for the network before the sender does. */
    private static final int SEND_AHEAD = 128 << 10;

    private final ServerCallStreamObserver<ReadResp> client;

    private ReadCall(ServerCallStreamObserver<ReadResp> client) {
        this.client = client;
    }

    /** What a call does; it returns when the client has everything that it asked for. */
    interface Body {
        void send(ReadCall call) throws Exception;
    }

    /** The calls that are running. */
    static final class Running {
        private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
        private volatile boolean closing;

        /** Starts a call. Must be called by the method that serves it, before it returns. */
        void start(ServerCallStreamObserver<ReadResp> client, Body body) {
            Thread thread = Thread.ofVirtual().name("event-store-read").unstarted(() -> run(client, body));
            client.setOnReadyThreshold(SEND_AHEAD);
            client.setOnReadyHandler(() -> LockSupport.unpark(thread));
            client.setOnCancelHandler(thread::interrupt);
            threads.add(thread);
            if (closing) {
                thread.interrupt();
            }
            thread.start();
        }

        /** Ends every call with a status that makes its client look for the store again. */
        void close() throws InterruptedException {
            closing = true;
            for (Thread thread : threads) {
                thread.interrupt();
            }
            for (Thread thread : threads) {
                thread.join(2_000);
            }
        }

        private void run(ServerCallStreamObserver<ReadResp> client, Body body) {
            try {
                body.send(new ReadCall(client));
                client.onCompleted();
            } catch (InterruptedException gone) {
                if (!client.isCancelled()) {
                    end(
                            client,
                            Status.UNAVAILABLE
                                    .withDescription("The event store is closing.")
                                    .asRuntimeException());
                }
            } catch (io.grpc.StatusRuntimeException refused) {
                end(client, refused);
            } catch (IllegalArgumentException invalid) {
                end(
                        client,
                        Status.INVALID_ARGUMENT
                                .withDescription(invalid.getMessage())
                                .asRuntimeException());
            } catch (Exception e) {
                if (!client.isCancelled()) {
                    LOG.error("a read failed", e);
                    end(
                            client,
                            Status.UNAVAILABLE
                                    .withDescription("The event store could not read.")
                                    .asRuntimeException());
                }
            } finally {
                threads.remove(Thread.currentThread());
            }
        }

        private static void end(ServerCallStreamObserver<ReadResp> client, RuntimeException reason) {
            try {
                client.onError(reason);
            } catch (RuntimeException gone) {
                LOG.debug("a client had gone before it was told why its read ended", gone);
            }
        }
    }

    /** Sends a message once the client has taken enough of the ones before. */
    void send(ReadResp message) throws InterruptedException {
        while (!client.isReady()) {
            if (Thread.interrupted() || client.isCancelled()) {
                throw new InterruptedException();
            }
            LockSupport.park(client);
        }
        if (client.isCancelled()) {
            throw new InterruptedException();
        }
        client.onNext(message);
    }
}
