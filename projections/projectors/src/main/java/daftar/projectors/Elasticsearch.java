package daftar.projectors;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import daftar.readmodel.DocumentJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The few requests that projectors send to Elasticsearch, as raw JSON. Safe for many threads. Every request fails with
 * {@link ElasticsearchAway} where trying again may help; an answer in the 400s is given back.
 */
public final class Elasticsearch implements AutoCloseable {

    private static final ContentType JSON = ContentType.APPLICATION_JSON;
    private static final ContentType NDJSON = ContentType.create("application/x-ndjson", StandardCharsets.UTF_8);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final Duration FIRST_WORD = Duration.ofSeconds(2);
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);
    private static final Logger log = LoggerFactory.getLogger(Elasticsearch.class);
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    /** An answer. @param body missing where there is none */
    public record Answer(int status, JsonNode body) {

        public boolean ok() {
            return status < 300;
        }

        /** Reason of a refusal, for people. */
        public String reason() {
            JsonNode error = body.path("error");
            String reason = error.path("reason").asString("");
            return reason.isEmpty() ? status + " " + body : status + " " + reason;
        }
    }

    private final Rest5Client client;
    private volatile boolean closed;

    /** @param client the caller's, who closes it */
    public Elasticsearch(Rest5Client client) {
        this.client = client;
    }

    /** Ends all waiting for an Elasticsearch that is away: it fails then. The client stays open. */
    @Override
    public void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Repeats an action for as long as Elasticsearch is away, with growing pauses, until {@link #close}.
     *
     * @throws ElasticsearchAway only after close, or when the thread is interrupted
     */
    <T extends @Nullable Object> T patiently(Supplier<T> action) {
        long pause = FIRST_PAUSE_MILLIS;
        long since = System.nanoTime();
        long sayAfter = FIRST_WORD.toNanos();
        while (true) {
            try {
                return action.get();
            } catch (ElasticsearchAway away) {
                if (closed) {
                    throw away;
                }
                long waited = System.nanoTime() - since;
                if (waited > sayAfter) {
                    log.warn(
                            "Still waiting for Elasticsearch after {} s: {}",
                            waited / 1_000_000_000,
                            away.getMessage());
                    sayAfter = waited + Math.min(2 * sayAfter, LONGEST_SILENCE.toNanos());
                }
                try {
                    Thread.sleep(pause);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw away;
                }
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    public Answer get(String path) {
        return send("GET", path, Map.of(), null, JSON);
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, Map.of(), bytes(body), JSON);
    }

    public Answer post(String path, @Nullable Object body) {
        return send("POST", path, Map.of(), body == null ? null : bytes(body), JSON);
    }

    /** A search's answer as it is, for whoever reads it as a stream. @throws IllegalStateException if it is refused */
    byte[] searchRaw(Object search, String filterPath) {
        Request request = new Request("POST", "/_search");
        request.addParameter("filter_path", filterPath);
        request.setEntity(new ByteArrayEntity(bytes(search), JSON));
        try (InputStream in = perform(request).getEntity().getContent()) {
            return in.readAllBytes();
        } catch (ResponseException refused) {
            int status = refused.getResponse().getStatusCode();
            if (passes(status)) {
                throw new ElasticsearchAway("Elasticsearch answers " + status, refused);
            }
            throw new IllegalStateException("Elasticsearch refuses: " + refused.getMessage(), refused);
        } catch (IOException e) {
            throw new ElasticsearchAway("Elasticsearch's answer broke off", e);
        }
    }

    public Answer delete(String path) {
        return send("DELETE", path, Map.of(), null, JSON);
    }

    Answer delete(String path, Object body) {
        return send("DELETE", path, Map.of(), bytes(body), JSON);
    }

    public Answer bulk(byte[] lines, int length) {
        Request request = new Request("POST", "/_bulk");
        request.addParameter("filter_path", "errors,items.*.status,items.*.error.type,items.*.error.reason");
        request.setEntity(new ByteArrayEntity(lines, 0, length, NDJSON));
        return send(request);
    }

    /** A part of a path, encoded. */
    static String part(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Answer send(
            String method, String path, Map<String, String> parameters, byte @Nullable [] body, ContentType type) {
        int query = path.indexOf('?');
        Request request = new Request(method, query < 0 ? path : path.substring(0, query));
        request.addParameters(parameters);
        if (query >= 0) {
            for (String pair : path.substring(query + 1).split("&")) {
                int equals = pair.indexOf('=');
                request.addParameter(
                        equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
            }
        }
        if (body != null) {
            request.setEntity(new ByteArrayEntity(body, type));
        }
        return send(request);
    }

    private Answer send(Request request) {
        try {
            return answer(perform(request));
        } catch (ResponseException refused) {
            try {
                return answer(refused.getResponse());
            } catch (IOException e) {
                throw new ElasticsearchAway("Elasticsearch's answer broke off", e);
            }
        } catch (IOException e) {
            throw new ElasticsearchAway("Elasticsearch's answer broke off", e);
        }
    }

    /** @throws ResponseException if it answers that it refuses @throws ElasticsearchAway if it does not answer */
    private Response perform(Request request) throws ResponseException {
        try {
            return client.performRequest(request);
        } catch (ResponseException refused) {
            throw refused;
        } catch (IOException e) {
            throw new ElasticsearchAway("Elasticsearch is away: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            // the client wraps what its own threads report, and refuses all calls once it is stopped
            throw new ElasticsearchAway("Elasticsearch cannot be asked: " + e.getMessage(), e);
        }
    }

    private static Answer answer(Response response) throws IOException {
        int status = response.getStatusCode();
        JsonNode body = JsonNodeFactory.instance.missingNode();
        if (response.getEntity() != null) {
            try (InputStream in = response.getEntity().getContent()) {
                byte[] bytes = in.readAllBytes();
                if (bytes.length > 0) {
                    body = DocumentJson.mapper().readTree(bytes);
                }
            } catch (tools.jackson.core.JacksonException notJson) {
                // a proxy's own words
            }
        }
        if (passes(status)) {
            throw new ElasticsearchAway("Elasticsearch answers " + status + " " + body);
        }
        return new Answer(status, body);
    }

    /** Whether a status says that the same request may succeed later. */
    static boolean passes(int status) {
        return status == 429 || status == 408 || status == 401 || status == 403 || status >= 500;
    }

    private static byte[] bytes(Object body) {
        return body instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : DocumentJson.mapper().writeValueAsBytes(body);
    }
}
