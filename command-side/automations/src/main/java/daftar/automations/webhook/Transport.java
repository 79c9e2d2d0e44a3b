package daftar.automations.webhook;

import daftar.messages.Refused;
import daftar.messages.webhook.Webhook;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Sends one event once. Follows nobody elsewhere, and reads no answer but its status. */
final class Transport implements AutoCloseable {

    /** A receiver takes an event in and answers; what it does with it can wait. */
    static final Duration LONGEST = Duration.ofSeconds(15);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MOST_OF_AN_ANSWER = 64 * 1024;

    private final Destinations destinations;
    private final InstantSource clock;
    private final Duration longest;
    private final HttpClient client;

    Transport(Destinations destinations, InstantSource clock, Duration longest) {
        this.destinations = destinations;
        this.clock = clock;
        this.longest = longest;
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** @param id of the event, the same each time it is sent */
    Attempt send(Webhook webhook, String id, byte[] body) throws InterruptedException {
        Instant began = clock.instant();
        long start = System.nanoTime();
        String url = webhook.url().readable();
        List<String> keys = webhook.keysAt(began);
        if (url == null || keys.isEmpty()) {
            return Attempt.failed(began, Duration.ZERO, "address or key can no longer be read");
        }
        URI uri;
        try {
            uri = destinations.check(url);
        } catch (Refused refused) {
            return Attempt.failed(began, since(start), refused.code());
        }
        long seconds = began.getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(longest)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Daftar-Webhooks/1")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(seconds))
                .header("webhook-signature", Signatures.of(id, seconds, body, keys))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.discarding(), MOST_OF_AN_ANSWER));
        try {
            HttpResponse<Void> response = answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return Attempt.answered(began, since(start), response.statusCode(), retryAfter(response, clock.instant()));
        } catch (ExecutionException failed) {
            return Attempt.failed(began, since(start), wordsFor(failed.getCause()));
        } catch (TimeoutException late) {
            answer.cancel(true);
            return Attempt.failed(began, since(start), "no answer in " + longest.toSeconds() + " s");
        } catch (InterruptedException stopped) {
            answer.cancel(true);
            throw stopped;
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Nothing of what the other side said: it would be shown to people. */
    private static String wordsFor(@Nullable Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException late -> "no connection in " + CONNECT.toSeconds() + " s";
            case java.net.http.HttpTimeoutException late -> "no answer in time";
            case ConnectException refused -> "no connection";
            case SSLException insecure -> "no secure connection: its certificate is not trusted, or TLS failed";
            case IOException broken -> "the connection broke";
            case null, default -> "it could not be sent";
        };
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> response, Instant now) {
        String header = response.headers().firstValue("Retry-After").orElse(null);
        if (header == null) {
            return null;
        }
        try {
            String value = header.strip();
            if (value.matches("[0-9]{1,9}")) {
                return Duration.ofSeconds(Long.parseLong(value));
            }
            Duration until = Duration.between(
                    now,
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return until.isNegative() ? null : until;
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
