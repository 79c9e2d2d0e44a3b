package daftar.mail.out;

import daftar.messages.outbox.LetterChannel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The plain way to SMS and messengers: a POST of JSON to an address of the organisation's own gateway, {@code {"id", "to",
 * "ticket", "language", "subject", "text"}}, with a bearer token where one is set. 2xx is accepted; 429 and 5xx come again
 * later; any other answer is final. The {@code id} (also as {@code Idempotency-Key}) is the same when a message is sent again.
 */
public final class HttpMessenger implements PostOffice {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Gateway gateway;
    private final HttpClient http;

    /** @param token null for none */
    public record Gateway(URI address, @Nullable String token) {
        @Override
        public String toString() {
            return "Gateway at " + address.getHost(); // never the token
        }
    }

    HttpMessenger(Gateway gateway) {
        this.gateway = gateway;
        this.http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    }

    @Override
    public LetterChannel channel() {
        return LetterChannel.MESSENGER;
    }

    @Override
    public Outcome deliver(Parcel parcel) {
        String id = parcel.about() + "." + parcel.key();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("to", parcel.address());
        if (parcel.number() != null) {
            body.put("ticket", parcel.number());
        }
        body.put("language", parcel.language());
        body.put("subject", parcel.subject());
        body.put("text", parcel.text());
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", id)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (gateway.token != null) {
            request.header("Authorization", "Bearer " + gateway.token);
        }
        try {
            HttpResponse<Void> answer = http.send(request.build(), HttpResponse.BodyHandlers.discarding());
            int status = answer.statusCode();
            return switch (status / 100) {
                case 2 -> new Outcome.Accepted(id);
                case 5 -> new Outcome.Later("The gateway answered " + status + ".");
                case 4 ->
                    switch (status) {
                        case 401, 403 -> new Outcome.Away("The gateway did not let the desk in: " + status + ".");
                        case 408, 425, 429 -> new Outcome.Later("The gateway answered " + status + ".");
                        default -> new Outcome.Never("The gateway answered " + status + ".");
                    };
                default -> new Outcome.Never("The gateway answered " + status + ".");
            };
        } catch (IOException away) {
            return new Outcome.Away("The gateway cannot be reached: " + away.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Outcome.Away("stopped");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
