package daftar.query;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Elasticsearch as queries need it: JSON in, JSON out, without a second mapping in between. Blocks; made for virtual
 * threads. Whatever keeps it from answering is {@link ElasticsearchAway}.
 */
public final class Elastic {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final ContentType NDJSON = ContentType.create("application/x-ndjson");

    private final Rest5Client client;

    public Elastic(Rest5Client client) {
        this.client = client;
    }

    /**
     * A search over an index or alias; one that does not exist yet is empty.
     *
     * @param preference searches with the same one ask the same copies, so that scores do not vary from page to page
     */
    public JsonNode search(String index, String preference, Map<String, ?> body) {
        return perform(withBody(searching(index, preference), body));
    }

    /**
     * A search over several indices whose scores are comparable: what a word is worth is counted over all of them, not in
     * each.
     */
    JsonNode searchAcross(List<String> indices, String preference, Map<String, ?> body) {
        Request request = searching(String.join(",", indices), preference);
        request.addParameter("search_type", "dfs_query_then_fetch");
        return perform(withBody(request, body));
    }

    /** One of several searches. @param indices of which it finds the best, whose scores are comparable */
    public record Search(List<String> indices, Map<String, Object> body) {}

    /** Several searches at the same time, each as {@link #search}, or as {@link #searchAcross} where it is over several indices. */
    public List<JsonNode> searchAll(String preference, List<Search> searches) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Search search : searches) {
            // where nothing is scored, what words are worth need not be asked for
            boolean across = search.indices().size() > 1
                    && !Integer.valueOf(0).equals(search.body().get("size"));
            line(lines, header(search.indices(), preference, across ? "dfs_query_then_fetch" : "query_then_fetch"));
            line(lines, search.body());
        }
        Request request = new Request("POST", "/_msearch");
        request.setEntity(new ByteArrayEntity(lines.toByteArray(), NDJSON));
        return perform(request)
                .path("responses")
                .valueStream()
                .map(Elastic::answered)
                .toList();
    }

    private static Map<String, ?> header(List<String> indices, String preference, String type) {
        return Map.of(
                "index", indices, "preference", "by " + preference, "ignore_unavailable", true, "search_type", type);
    }

    private static void line(ByteArrayOutputStream lines, Map<String, ?> json) {
        lines.writeBytes(JSON.writeValueAsBytes(json));
        lines.write('\n');
    }

    /** One of several answers, refused as it would be by itself. */
    private static JsonNode answered(JsonNode answer) {
        int status = answer.path("status").asInt(200);
        if (passes(status)) {
            throw new ElasticsearchAway("Elasticsearch answered " + status, null);
        }
        if (status >= 400) {
            throw new IllegalStateException("Elasticsearch refused a query with " + status + ": "
                    + answer.at("/error/root_cause/0/reason").asString(""));
        }
        return answer;
    }

    /** Whether a refusal is one of the moment: 401 is said while the server starts, before it knows its users. */
    private static boolean passes(int status) {
        return status >= 500 || status == 429 || status == 401;
    }

    private static Request searching(String index, String preference) {
        Request request = new Request("POST", "/" + index + "/_search");
        request.addParameter("preference", "by " + preference);
        request.addParameter("ignore_unavailable", "true");
        return request;
    }

    /** The terms of some documents' fields, each with how many documents have it. */
    JsonNode termVectors(String index, List<String> ids, List<String> fields) {
        Request request = new Request("POST", "/" + index + "/_mtermvectors");
        request.addParameter("term_statistics", "true");
        request.addParameter("field_statistics", "true");
        request.addParameter("positions", "false");
        request.addParameter("offsets", "false");
        request.addParameter("payloads", "false");
        request.addParameter("fields", String.join(",", fields));
        return perform(withBody(request, Map.of("ids", ids)));
    }

    /** What an analyzer of an index makes of texts, the terms of each. All of them together at most 10,000 terms. */
    List<List<String>> analyze(String index, String analyzer, List<String> texts) {
        List<List<String>> terms = new ArrayList<>();
        int[] starts = new int[texts.size()];
        int start = 0;
        for (int i = 0; i < starts.length; i++) {
            terms.add(new ArrayList<>());
            starts[i] = start;
            start += texts.get(i).length() + 1;
        }
        Request request = new Request("POST", "/" + index + "/_analyze");
        for (JsonNode token : perform(withBody(request, Map.of("analyzer", analyzer, "text", texts)))
                .path("tokens")) {
            // offsets go on from text to text
            int place = Arrays.binarySearch(starts, token.path("start_offset").asInt());
            terms.get(place >= 0 ? place : -place - 2).add(token.path("token").asString());
        }
        return terms;
    }

    /** A point in time, to be read page by page as it stood then. @param kept how long after each use @return its id */
    String openPoint(String index, java.time.Duration kept) {
        Request request = new Request("POST", "/" + index + "/_pit");
        request.addParameter("keep_alive", kept.toSeconds() + "s");
        request.addParameter("ignore_unavailable", "true");
        return perform(request).path("id").asString();
    }

    /** A search at the point in time that the body names. */
    JsonNode searchAtPoint(Map<String, ?> body) {
        return perform(withBody(new Request("POST", "/_search"), body));
    }

    /** Lets go of a point in time. */
    void closePoint(String id) {
        perform(withBody(new Request("DELETE", "/_pit"), Map.of("id", id)));
    }

    /** The newest version of a document, whether a refresh has come or not; null where there is none. */
    public @Nullable JsonNode get(String index, String id) {
        Request request = new Request("GET", "/" + index + "/_doc/" + URLEncoder.encode(id, StandardCharsets.UTF_8));
        JsonNode found = perform(request);
        return found.path("found").asBoolean(false) ? found : null;
    }

    /** Several documents by id, in the order asked for; what does not exist is left out. */
    public List<JsonNode> get(String index, List<String> ids) {
        return get(index, ids, "*");
    }

    /** The same, with some of their fields. @param fields separated by commas */
    List<JsonNode> get(String index, List<String> ids, String fields) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Request request = new Request("POST", "/" + index + "/_mget");
        request.addParameter("_source_includes", fields);
        return perform(withBody(request, Map.of("ids", ids)))
                .path("docs")
                .valueStream()
                .filter(document -> document.path("found").asBoolean(false))
                .toList();
    }

    /** Makes searches see all that is written by now. */
    public void refresh(String indices) {
        Request request = new Request("POST", "/" + indices + "/_refresh");
        request.addParameter("ignore_unavailable", "true");
        perform(request);
    }

    private static Request withBody(Request request, Map<String, ?> body) {
        request.setEntity(new ByteArrayEntity(JSON.writeValueAsBytes(body), ContentType.APPLICATION_JSON));
        return request;
    }

    private JsonNode perform(Request request) {
        try {
            Response response = client.performRequest(request);
            HttpEntity entity = response.getEntity();
            if (entity == null) {
                return MissingNode.getInstance();
            }
            try (InputStream in = entity.getContent()) {
                return JSON.readTree(in);
            }
        } catch (ResponseException e) {
            int status = e.getResponse().getStatusCode();
            if (status == 404) {
                return MissingNode.getInstance();
            }
            if (passes(status)) {
                throw new ElasticsearchAway("Elasticsearch answered " + status, e);
            }
            // a body that Elasticsearch refuses is a fault of ours: what callers send was checked before
            throw new IllegalStateException("Elasticsearch refused a query with " + status, e);
        } catch (IOException | JacksonException e) {
            throw new ElasticsearchAway("Elasticsearch cannot be reached", e);
        } catch (RuntimeException e) {
            // no connection was free in time: so many wait for an answer
            if (e.getCause() instanceof TimeoutException) {
                throw new ElasticsearchAway("Elasticsearch has too much to answer", e);
            }
            throw e;
        }
    }
}
