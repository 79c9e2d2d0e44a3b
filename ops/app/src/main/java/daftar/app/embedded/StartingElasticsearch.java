package daftar.app.embedded;

import daftar.embedded.elasticsearch.EmbeddedElasticsearch;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** An Elasticsearch that starts while the application does; whoever needs it waits. */
public final class StartingElasticsearch implements AutoCloseable {

    private final CompletableFuture<EmbeddedElasticsearch> server = new CompletableFuture<>();

    StartingElasticsearch(Supplier<EmbeddedElasticsearch> start) {
        Thread.ofPlatform().name("elasticsearch-start").daemon().start(() -> {
            try {
                EmbeddedElasticsearch started = start.get();
                if (!server.complete(started)) {
                    started.close();
                }
            } catch (RuntimeException failed) {
                server.completeExceptionally(failed);
            }
        });
    }

    /** Waits for the start. What hindered it comes through. */
    public EmbeddedElasticsearch server() {
        try {
            return server.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException reason ? reason : failed;
        }
    }

    /** Whether it has started and runs now; waits for nothing. */
    boolean isAlive() {
        return server.isDone()
                && !server.isCompletedExceptionally()
                && server.join().isAlive();
    }

    @Override
    public void close() {
        if (!server.completeExceptionally(new CancellationException("the application stops"))
                && !server.isCompletedExceptionally()) {
            server.join().close();
        }
    }
}
