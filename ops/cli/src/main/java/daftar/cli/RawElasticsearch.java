package daftar.cli;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The raw limits of reading and indexing: Elasticsearch without Daftar. */
final class RawElasticsearch implements AutoCloseable {

    private static final int PAGE = 2_000;

    private final URI base;
    private final String authorization;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param credentials a properties file with {@code url}, {@code username} and {@code password} */
    RawElasticsearch(Path credentials) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(credentials)) {
            properties.load(reader);
        }
        this.base = URI.create(properties.getProperty("url"));
        this.authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString((properties.getProperty("username") + ":" + properties.getProperty("password"))
                                .getBytes(StandardCharsets.UTF_8));
    }

    /** @param json null for none */
    byte[] call(String method, String path, byte @org.jspecify.annotations.Nullable [] json)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", authorization)
                .method(
                        method,
                        json == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(json));
        if (json != null) {
            request.header("Content-Type", path.contains("_bulk") ? "application/x-ndjson" : "application/json");
        }
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() >= 300) {
            throw new IOException("Elasticsearch answered " + response.statusCode() + " to " + method + " " + path
                    + ": "
                    + new String(response.body(), 0, Math.min(500, response.body().length), StandardCharsets.UTF_8));
        }
        return response.body();
    }

    JsonNode json(String method, String path, @org.jspecify.annotations.Nullable String body)
            throws IOException, InterruptedException {
        return ApiClient.JSON.readTree(call(method, path, body == null ? null : body.getBytes(StandardCharsets.UTF_8)));
    }

    /** The documents of an index as they are, at most so many. */
    List<String> documents(String index, int most) throws IOException, InterruptedException {
        List<String> documents = new ArrayList<>();
        String pit = json("POST", "/" + index + "/_pit?keep_alive=5m", null)
                .path("id")
                .asString();
        String after = "";
        while (documents.size() < most) {
            JsonNode hits = json(
                            "POST",
                            "/_search",
                            "{\"size\":" + PAGE
                                    + ",\"track_total_hits\":false,\"sort\":[\"_shard_doc\"],\"pit\":{\"id\":\"" + pit
                                    + "\",\"keep_alive\":\"5m\"}" + after + "}")
                    .path("hits")
                    .path("hits");
            if (hits.isEmpty()) {
                break;
            }
            for (JsonNode hit : hits) {
                documents.add(hit.path("_source").toString());
                after = ",\"search_after\":" + hit.path("sort");
            }
        }
        json("DELETE", "/_pit", "{\"id\":\"" + pit + "\"}");
        return documents.subList(0, Math.min(most, documents.size()));
    }

    /**
     * Documents per second of plain bulk indexing into a new index of the same definition, two streams of 2,000, without
     * refreshes. The index is deleted afterwards.
     */
    double bulkPerSecond(String like, List<String> documents) throws Exception {
        String index = "bench-raw";
        ObjectNode definition =
                (ObjectNode) json("GET", "/" + like, null).iterator().next();
        definition.remove("aliases");
        ObjectNode settings = (ObjectNode) definition.path("settings").path("index");
        for (String own : List.of("creation_date", "uuid", "version", "provided_name", "routing")) {
            settings.remove(own);
        }
        settings.put("refresh_interval", "-1");
        try {
            json("DELETE", "/" + index, null);
        } catch (IOException none) {
            // nothing left behind by an earlier run
        }
        json("PUT", "/" + index, definition.toString());
        List<byte[]> bodies = new ArrayList<>();
        for (int from = 0; from < documents.size(); from += PAGE) {
            StringBuilder body = new StringBuilder();
            for (String document : documents.subList(from, Math.min(from + PAGE, documents.size()))) {
                body.append("{\"index\":{}}\n").append(document).append('\n');
            }
            bodies.add(body.toString().getBytes(StandardCharsets.UTF_8));
        }
        long start = System.nanoTime();
        AtomicReference<String> errors = new AtomicReference<>();
        Tasks.each(bodies, 2, body -> {
            byte[] answer = call("POST", "/" + index + "/_bulk?filter_path=errors", body);
            if (new String(answer, StandardCharsets.UTF_8).contains("true")) {
                errors.set("some documents were refused");
            }
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        json("DELETE", "/" + index, null);
        if (errors.get() != null) {
            throw new IOException(errors.get());
        }
        return documents.size() / seconds;
    }

    @Override
    public void close() {
        http.close();
    }
}
