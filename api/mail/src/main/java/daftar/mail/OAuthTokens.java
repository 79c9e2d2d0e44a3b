package daftar.mail;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Access tokens for a mail server that wants OAuth 2 (RFC 6749) in the place of a password: by client credentials, or by a
 * refresh token where one is given. A token is kept until shortly before it lapses. Safe for many threads; no secret is in
 * an exception.
 */
public final class OAuthTokens {

    private static final Duration BEFORE_IT_LAPSES = Duration.ofSeconds(60);
    private static final Duration WHERE_NOBODY_SAYS = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** RFC 6749, 5.2. */
    private static final Set<String> ERRORS = Set.of(
            "invalid_request",
            "invalid_client",
            "invalid_grant",
            "unauthorized_client",
            "unsupported_grant_type",
            "invalid_scope");

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * How tokens are got.
     *
     * @param tokenUri where they are asked for
     * @param refreshToken of the mailbox; null for client credentials
     * @param scope null for the server's own choice
     */
    public record Grant(
            URI tokenUri,
            String clientId,
            String clientSecret,
            @Nullable String refreshToken,
            @Nullable String scope) {

        @Override
        public String toString() {
            return "Grant of " + clientId + " at " + tokenUri; // never the secrets
        }
    }

    private record Token(String value, Instant until) {}

    private final Grant grant;
    private final InstantSource clock;
    private final HttpClient http;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable String refreshToken;
    private @Nullable Token token;

    public OAuthTokens(Grant grant, InstantSource clock) {
        this.grant = grant;
        this.clock = clock;
        this.refreshToken = grant.refreshToken();
        this.http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    }

    /**
     * A token that is valid for a while yet.
     *
     * @throws IOException if the authorization server gives none, with the word that it gives for why
     */
    public String accessToken() throws IOException {
        lock.lock();
        try {
            Token known = token;
            if (known != null && clock.instant().isBefore(known.until)) {
                return known.value;
            }
            Token fresh = ask();
            token = fresh;
            return fresh.value;
        } finally {
            lock.unlock();
        }
    }

    /** The mail server did not take the token: the next one is asked for anew. */
    public void forget() {
        lock.lock();
        try {
            token = null;
        } finally {
            lock.unlock();
        }
    }

    private Token ask() throws IOException {
        Map<String, String> form = new LinkedHashMap<>();
        String refresh = refreshToken;
        form.put("grant_type", refresh == null ? "client_credentials" : "refresh_token");
        if (refresh != null) {
            form.put("refresh_token", refresh);
        }
        form.put("client_id", grant.clientId());
        form.put("client_secret", grant.clientSecret());
        String scope = grant.scope();
        if (scope != null) {
            form.put("scope", scope);
        }
        HttpRequest request = HttpRequest.newBuilder(grant.tokenUri())
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"))))
                .build();
        HttpResponse<String> answer;
        try {
            answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking for a token", stopped);
        }
        JsonNode json = json(answer.body());
        String value = json.path("access_token").asString("");
        if (answer.statusCode() != 200 || value.isEmpty()) {
            // only a word of the specification's: what else is said may repeat what was sent
            String error = json.path("error").asString("");
            throw new IOException("the authorization server gave no token: " + answer.statusCode()
                    + (ERRORS.contains(error) ? " " + error : ""));
        }
        // some servers give a new refresh token each time, and the old one is void
        String next = json.path("refresh_token").asString("");
        if (refresh != null && !next.isEmpty()) {
            refreshToken = next;
        }
        long seconds = json.path("expires_in").asLong(WHERE_NOBODY_SAYS.toSeconds());
        return new Token(value, clock.instant().plusSeconds(seconds).minus(BEFORE_IT_LAPSES));
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            return JSON.createObjectNode();
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
