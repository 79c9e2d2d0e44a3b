package daftar.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Calls the HTTP API. A call that found nobody, or a Daftar that is not ready, is repeated with growing pauses; each write
 * carries an Idempotency-Key, so that repeating does nothing twice.
 */
final class ApiClient implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.builder().build();

    /** How long an absent Daftar is waited for. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final URI base;
    private final String authorization;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final LongAdder repeats = new LongAdder();

    ApiClient(URI base, String user) {
        this.base = base;
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer. @param position the Daftar-Position header, null where there is none */
    record Answer(int status, JsonNode body, @Nullable String position) {

        boolean isSuccess() {
            return status < 300;
        }

        /** What the problem detail says, with the field it names. */
        String problem() {
            String field = body.path("field").asString("");
            return status + " "
                    + body.path("detail").asString(body.path("title").asString("no reason given"))
                    + (field.isEmpty() ? "" : " (" + field + ")");
        }
    }

    /** How many calls had to be repeated. */
    long repeats() {
        return repeats.sum();
    }

    Answer get(String path) throws InterruptedException {
        return send(request(path).GET().build());
    }

    /**
     * Writes what is answered with 200 to a file; of any other answer there is the problem only.
     *
     * @param accept the media types that are wanted
     */
    Answer save(String path, String accept, Path to) throws InterruptedException {
        HttpRequest request = request(path).setHeader("Accept", accept).GET().build();
        return send(
                request,
                info -> info.statusCode() == 200
                        ? HttpResponse.BodySubscribers.mapping(
                                HttpResponse.BodySubscribers.ofFile(to), written -> new byte[0])
                        : HttpResponse.BodySubscribers.ofByteArray());
    }

    /** @param key the Idempotency-Key @param occurredAt business time, null for now */
    Answer post(String path, Object body, @Nullable String key, @Nullable Instant occurredAt)
            throws InterruptedException {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        if (occurredAt != null) {
            request.header("Daftar-Occurred-At", occurredAt.toString());
        }
        return send(request.build());
    }

    /** Sends a file's text as CSV; waits long, since the answer comes when all of it is carried out. */
    Answer postCsv(String path, byte[] csv) throws InterruptedException {
        return send(request(path)
                .timeout(Duration.ofMinutes(30))
                .header("Content-Type", "text/csv; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(csv))
                .build());
    }

    /** A write that must see what an earlier one did. @param position that one's Daftar-Position; null for none */
    Answer postAfter(@Nullable String position, String path, Object body) throws InterruptedException {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        if (position != null) {
            request.header("Daftar-Position", position);
        }
        return send(request.build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "application/json, application/problem+json")
                .header("Authorization", authorization);
    }

    private Answer send(HttpRequest request) throws InterruptedException {
        return send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private Answer send(HttpRequest request, HttpResponse.BodyHandler<byte[]> body) throws InterruptedException {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        for (int attempt = 0; ; attempt++) {
            String why;
            try {
                HttpResponse<byte[]> response = http.send(request, body);
                if (response.statusCode() != 502 && response.statusCode() != 503 && response.statusCode() != 429) {
                    return answer(response);
                }
                why = "it answered " + response.statusCode();
            } catch (IOException away) {
                why = String.valueOf(away.getMessage());
            }
            if (System.nanoTime() > giveUpAt) {
                throw new IllegalStateException("No Daftar answered at " + base + " for " + PATIENCE.toSeconds()
                        + " seconds (" + why + "); run the same command again when it is back.");
            }
            repeats.increment();
            long pause = Math.min(2_000, 50L << Math.min(attempt, 6));
            Thread.sleep(pause + ThreadLocalRandom.current().nextLong(pause));
        }
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        byte[] body = response.body();
        JsonNode json;
        try {
            json = body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (tools.jackson.core.JacksonException notJson) {
            json = MissingNode.getInstance();
        }
        return new Answer(
                response.statusCode(),
                json,
                response.headers().firstValue("Daftar-Position").orElse(null));
    }

    @Override
    public void close() {
        http.close();
    }
}
