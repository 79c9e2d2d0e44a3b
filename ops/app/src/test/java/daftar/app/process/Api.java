package daftar.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The HTTP API of a node, as one person sees it. */
final class Api {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Node node;
    private final String login;
    private final String authorization;
    private final @Nullable String position;

    Api(Node node, String login, String password) {
        this(node, login, "Basic " + base64(login + ":" + password), null);
    }

    private Api(Node node, String login, String authorization, @Nullable String position) {
        this.node = node;
        this.login = login;
        this.authorization = authorization;
        this.position = position;
    }

    /** As whoever has this bearer token. */
    static Api withToken(Node node, String token) {
        return new Api(node, "a token", "Bearer " + token, null);
    }

    /** As somebody who has not signed in. */
    Api anonymously() {
        return new Api(node, "nobody", "", null);
    }

    /** Reads what is at least as new as this answer. */
    Api after(Answer command) {
        String newest = command.headers().firstValue("Daftar-Position").orElseThrow();
        return new Api(node, login, authorization, newest);
    }

    record Answer(String call, int status, String text, JsonNode body, HttpHeaders headers) {

        Answer expect(int expected) {
            assertThat(status).as("%s: %s", call, text).isEqualTo(expected);
            return this;
        }

        JsonNode at(String pointer) {
            return body.at(pointer);
        }
    }

    /** A list that is not as new as it was asked for says so, after three seconds; it is asked for again then. */
    Answer get(String path) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        Answer answer;
        do {
            answer = send(request(path).GET(), "GET " + path);
        } while (position != null && answer.at("/stale").asBoolean(false) && System.nanoTime() < until);
        return answer;
    }

    /** The lines of an answer as they come; as long as it lasts. */
    Stream<String> lines(String path) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response =
                HTTP.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    Answer post(String path, Map<String, ?> body) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))),
                "POST " + path);
    }

    /** A request that may be repeated under this key. */
    Answer post(String path, Map<String, ?> body, String key) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))),
                "POST " + path);
    }

    Answer put(String path, Map<String, ?> body) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))),
                "PUT " + path);
    }

    Answer csv(String path, String file) {
        return send(
                request(path).header("Content-Type", "text/csv").POST(HttpRequest.BodyPublishers.ofString(file)),
                "POST " + path);
    }

    /** Sends a file. @return by what a command names it */
    String upload(String name, byte[] content) {
        return send(
                        request("/api/files?name=" + encoded(name))
                                .header("Content-Type", "application/octet-stream")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(content)),
                        "POST /api/files")
                .expect(201)
                .at("/file")
                .asString();
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(node.url() + path)).timeout(Duration.ofSeconds(30));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return position == null ? request : request.header("Daftar-Position", position);
    }

    private Answer send(HttpRequest.Builder request, String call) {
        try {
            HttpResponse<String> response =
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            String type = response.headers().firstValue("Content-Type").orElse("");
            JsonNode body = type.contains("json") && !type.contains("ndjson")
                    ? JSON.readTree(response.body())
                    : MissingNode.getInstance();
            return new Answer(login + ": " + call, response.statusCode(), response.body(), body, response.headers());
        } catch (IOException away) {
            throw new AssertionError(login + ": " + call + ": " + away + "\n" + node.lastLines(), away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
