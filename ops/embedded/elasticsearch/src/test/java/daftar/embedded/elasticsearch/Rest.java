package daftar.embedded.elasticsearch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Talks plain HTTP to a server: what is tested here is the server, not a client. */
record Rest(URI uri, String authorization) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]*)\"");

    static Rest of(EmbeddedElasticsearch server) {
        return new Rest(server.uri(), new Credentials(server.username(), server.password()).basic());
    }

    HttpResponse<String> send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(uri.resolve(path))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    /** The terms that the text becomes. */
    List<String> analyze(String index, String analyzer, String text) {
        var answer = send(
                "POST", "/" + index + "/_analyze", "{\"analyzer\":\"" + analyzer + "\",\"text\":\"" + text + "\"}");
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
        var terms = new ArrayList<String>();
        var matcher = TOKEN.matcher(answer.body());
        while (matcher.find()) {
            terms.add(matcher.group(1));
        }
        return terms;
    }
}
