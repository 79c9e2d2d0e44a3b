package daftar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an export asks a desk for. */
class ExportCommandTest {

    private static final Map<String, String> PAGES = Map.of(
            "from=0", "{\"ticket\":\"ticket-1\",\"events\":[{\"revision\":0},{\"revision\":1}],\"next\":2}",
            "from=2", "{\"ticket\":\"ticket-1\",\"events\":[{\"revision\":2}],\"next\":null}");

    private HttpServer desk;

    @BeforeEach
    void start() throws Exception {
        desk = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        desk.createContext("/api/audit/tickets/ticket-1/events", exchange -> {
            String query = exchange.getRequestURI().getQuery();
            byte[] page = String.valueOf(PAGES.get(query.substring(query.indexOf("from="))))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        desk.start();
    }

    @AfterEach
    void stop() {
        desk.stop(0);
    }

    @Test
    void the_readable_events_of_a_ticket_are_those_of_all_pages() throws Exception {
        URI address = URI.create("http://127.0.0.1:" + desk.getAddress().getPort());
        try (ApiClient client = new ApiClient(address, "auditor:demo")) {
            JsonNode readable = ExportCommand.readable(client, "ticket-1");

            assertThat(readable.path("ticket").asString()).isEqualTo("ticket-1");
            assertThat(readable.path("events")
                            .valueStream()
                            .map(event -> event.path("revision").asInt())
                            .toList())
                    .isEqualTo(List.of(0, 1, 2));
            assertThat(readable.path("next").isNull()).isTrue();
        }
    }
}
