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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The raw limits of reading and indexing: Elasticsearch without Daftar. */
final class RawElasticsearch implements AutoCloseable {

    private static final int PAGE = 2_000;
    private static final int BULK = 4_000_000;
    private static final Pattern TICKET = Pattern.compile("ticket-[0-9a-f]{8}-[0-9a-f-]{27}");

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
            request.header(
                    "Content-Type",
                    path.contains("_bulk") || path.contains("_msearch") ? "application/x-ndjson" : "application/json");
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
        pages(index, "", most, hit -> documents.add(hit.path("_source").toString()));
        return documents.subList(0, Math.min(most, documents.size()));
    }

    /** Reads some fields of the documents that a query finds. @return how many there were */
    long read(String index, String query, String fields) throws IOException, InterruptedException {
        AtomicLong read = new AtomicLong();
        pages(
                index,
                ",\"query\":" + query + ",\"_source\":" + fields,
                Integer.MAX_VALUE,
                hit -> read.incrementAndGet());
        return read.get();
    }

    /** What is done with a page: id → document. */
    interface Page {
        void on(Map<String, JsonNode> documents) throws IOException, InterruptedException;
    }

    /** All documents of an index as it is now, page by page. */
    void pages(String index, Page each) throws IOException, InterruptedException {
        Map<String, JsonNode> page = new LinkedHashMap<>();
        pages(index, "", Integer.MAX_VALUE, hit -> {
            page.put(hit.path("_id").asString(), hit.path("_source"));
            if (page.size() == PAGE) {
                each.on(Map.copyOf(page));
                page.clear();
            }
        });
        if (!page.isEmpty()) {
            each.on(page);
        }
    }

    /** Those of these documents that there are. @param whole whether with what is in them */
    Map<String, JsonNode> byId(String index, List<String> ids, boolean whole) throws IOException, InterruptedException {
        String body = ApiClient.JSON.writeValueAsString(Map.of("ids", ids));
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (JsonNode document : json("POST", "/" + index + "/_mget" + (whole ? "" : "?_source=false"), body)
                .path("docs")) {
            if (document.path("found").asBoolean(false)) {
                found.put(document.path("_id").asString(), document.path("_source"));
            }
        }
        return found;
    }

    /** How many documents an index has. */
    long count(String index) throws IOException, InterruptedException {
        return json("GET", "/" + index + "/_count", null).path("count").asLong();
    }

    private void pages(String index, String search, int most, Each each) throws IOException, InterruptedException {
        String pit = json("POST", "/" + index + "/_pit?keep_alive=5m", null)
                .path("id")
                .asString();
        String after = "";
        for (int read = 0; read < most; ) {
            JsonNode hits = json(
                            "POST",
                            "/_search",
                            "{\"size\":" + PAGE
                                    + ",\"track_total_hits\":false,\"sort\":[\"_shard_doc\"],\"pit\":{\"id\":\"" + pit
                                    + "\",\"keep_alive\":\"5m\"}" + search + after + "}")
                    .path("hits")
                    .path("hits");
            if (hits.isEmpty()) {
                break;
            }
            for (JsonNode hit : hits) {
                each.on(hit);
                after = ",\"search_after\":" + hit.path("sort");
                read++;
            }
        }
        json("DELETE", "/_pit", "{\"id\":\"" + pit + "\"}");
    }

    /**
     * Writes each document so many times more, as of other tickets. The log knows nothing of them: the next rebuild leaves
     * them out.
     *
     * @param query which; empty for all
     */
    void multiply(String index, String query, int more) throws IOException, InterruptedException {
        StringBuilder bulk = new StringBuilder();
        pages(index, query.isEmpty() ? "" : ",\"query\":" + query, Integer.MAX_VALUE, hit -> {
            String id = hit.path("_id").asString();
            String document = hit.path("_source").toString();
            for (int copy = 1; copy <= more; copy++) {
                String other = "$0-copy-" + copy;
                bulk.append("{\"index\":{\"_id\":\"")
                        .append(TICKET.matcher(id).replaceFirst(other))
                        .append("\"}}\n")
                        .append(TICKET.matcher(document).replaceAll(other))
                        .append('\n');
                if (bulk.length() > BULK) {
                    send(index, bulk);
                }
            }
        });
        send(index, bulk);
        json("POST", "/" + index + "/_refresh", null);
    }

    private void send(String index, StringBuilder bulk) throws IOException, InterruptedException {
        if (bulk.isEmpty()) {
            return;
        }
        byte[] answer = call(
                "POST",
                "/" + index + "/_bulk?filter_path=errors",
                bulk.toString().getBytes(StandardCharsets.UTF_8));
        bulk.setLength(0);
        if (new String(answer, StandardCharsets.UTF_8).contains("true")) {
            throw new IOException("some documents of " + index + " were refused");
        }
    }

    /** What is done with a hit. */
    private interface Each {
        void on(JsonNode hit) throws IOException, InterruptedException;
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
