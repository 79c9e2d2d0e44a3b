package daftar.cli;

import daftar.cli.ApiClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** Tickets that are all to go on by themselves at one instant, and how long the clock takes for that. */
final class DueLoad {

    private static final int CONNECTIONS = 64;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private DueLoad() {}

    /**
     * Raises so many tickets, puts all of them on hold until the same instant, and waits until none is on hold any more, as
     * a search finds it.
     */
    static Map<String, Object> measure(ApiClient client, int tickets) throws Exception {
        long before = onHold(client);
        ConcurrentLinkedQueue<String> ids = new ConcurrentLinkedQueue<>();
        long start = System.nanoTime();
        Tasks.each(IntStream.range(0, tickets).boxed().toList(), CONNECTIONS, number -> {
            Answer raised = client.post(
                    "/api/tickets",
                    Map.of(
                            "requester",
                            "person-load-" + number % 50,
                            "channel",
                            "TELEPHONE",
                            "type",
                            "incident",
                            "title",
                            "Waits until noon"),
                    null,
                    null);
            ids.add(done(raised).body().path("ticket").asString());
        });
        Duration raising = Duration.ofNanos(System.nanoTime() - start);
        Instant due = Instant.now().plus(raising.multipliedBy(2)).plusSeconds(20);
        Map<String, Object> hold = Map.of("reason", "PARTS", "until", due.toString());
        Tasks.each(List.copyOf(ids), CONNECTIONS, ticket -> {
            var unused = done(client.post("/api/tickets/" + ticket + "/hold", hold, null, null));
        });
        Duration wait = Duration.between(Instant.now(), due);
        if (!wait.isNegative()) {
            Thread.sleep(wait);
        }
        Instant giveUpAt = due.plus(PATIENCE);
        long left = onHold(client) - before;
        while (left > 0) {
            if (Instant.now().isAfter(giveUpAt)) {
                throw new IllegalStateException(
                        left + " tickets are on hold still, " + PATIENCE + " after they fell due.");
            }
            Thread.sleep(Duration.ofMillis(200));
            left = onHold(client) - before;
        }
        double seconds = Duration.between(due, Instant.now()).toMillis() / 1_000.0;
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("due", tickets);
        result.put("seconds", seconds);
        result.put("perMinute", Math.round(tickets / seconds * 60));
        return result;
    }

    private static long onHold(ApiClient client) throws InterruptedException {
        return done(client.get("/api/tickets?size=1&status=ON_HOLD"))
                .body()
                .path("total")
                .asLong();
    }

    private static Answer done(Answer answer) {
        if (!answer.isSuccess()) {
            throw new IllegalStateException("Daftar refused: " + answer.problem());
        }
        return answer;
    }
}
