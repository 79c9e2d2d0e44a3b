package daftar.http.write;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.http.RecordingCommands.Sent;
import daftar.messages.Command;
import daftar.messages.Envelope;
import daftar.messages.Refused;
import daftar.messages.bulk.BulkCommand.BeginBulk;
import daftar.messages.ticket.TicketCommand;
import daftar.messages.ticket.TicketCommand.AssignTicket;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One action on many tickets over HTTP: what is wrong as a whole, outcomes, retries, the end of it. */
class BulkTest {

    private static final String BULK = "/api/tickets/bulk";
    private static final String ASSIGN = "\"action\":\"assign\",\"body\":{\"assignees\":[\"person-dan\"]}";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @BeforeEach
    void begin() {
        Api.COMMANDS.carryOut();
        Api.SELECTIONS.clear();
    }

    @Test
    void each_ticket_is_a_command_of_its_own_with_its_own_outcome() {
        Api.COMMANDS.answerWith(BulkTest::refuseTheSecond);

        List<JsonNode> lines =
                lines(bulk("{" + ASSIGN + ",\"tickets\":[\"T-1\",\"" + Api.OTHER + "\",\"T-404\"]}", "key-each"));

        assertThat(lines.getFirst().path("tickets").asInt()).isEqualTo(3);
        assertThat(lines.getFirst().path("bulk").asString()).startsWith("bulk-");
        assertThat(outcome(lines, "T-1").path("version").asLong()).isEqualTo(7);
        assertThat(outcome(lines, "T-1").path("id").asString()).isEqualTo(Api.ID);
        assertThat(outcome(lines, Api.OTHER).at("/problem/status").asInt()).isEqualTo(409);
        assertThat(outcome(lines, Api.OTHER).at("/problem/type").asString())
                .isEqualTo("urn:daftar:problem:wrong-status");
        // what one may not see and what there is not are the same
        assertThat(outcome(lines, "T-404").at("/problem/status").asInt()).isEqualTo(404);
        JsonNode last = lines.getLast();
        assertThat(last.path("done").asInt()).isEqualTo(1);
        assertThat(last.path("refused").asInt()).isEqualTo(2);
        assertThat(last.path("left").asInt()).isZero();
        assertThat(last.path("position").asString()).isNotEmpty();
    }

    @Test
    void a_ticket_that_one_is_nothing_to_is_told_as_one_that_there_is_not() {
        Api.COMMANDS.answerWith((command, envelope) -> {
            if (command instanceof TicketCommand) {
                throw Refused.forbidden("not-allowed", "You may not assign this ticket.");
            }
        });

        List<JsonNode> lines = lines(bulk("{" + ASSIGN + ",\"tickets\":[\"T-1\",\"T-2\",\"T-404\"]}", "key-blind"));

        assertThat(outcome(lines, "T-1").at("/problem/status").asInt()).isEqualTo(403);
        assertThat(outcome(lines, "T-2").path("problem"))
                .isEqualTo(outcome(lines, "T-404").path("problem"));
    }

    @Test
    void a_retry_sends_each_ticket_s_command_under_the_same_id_and_other_tickets_under_others() {
        String body = "{" + ASSIGN + ",\"tickets\":[\"T-1\",\"T-2\"]}";
        lines(bulk(body, "key-retry"));
        List<Sent> first = Api.COMMANDS.sent();
        Api.COMMANDS.carryOut();
        lines(bulk(body, "key-retry"));

        assertThat(idsByTicket(Api.COMMANDS.sent()))
                .isEqualTo(idsByTicket(first))
                .hasSize(2);
        assertThat(first.stream().map(sent -> sent.envelope().commandId()).distinct())
                .hasSize(3);
        assertThat(first.stream().map(sent -> sent.envelope().correlationId()).distinct())
                .hasSize(1);
        assertThat(first.stream().allMatch(sent -> sent.envelope().commandId().version() == 5))
                .isTrue();
        Api.COMMANDS.carryOut();
        lines(bulk(body, "another-key"));
        assertThat(idsByTicket(Api.COMMANDS.sent())).isNotEqualTo(idsByTicket(first));
    }

    @Test
    void a_selection_by_view_is_fixed_before_the_first_ticket_and_kept_for_a_retry() {
        Api.SELECTIONS.found(List.of(Api.ID, Api.OTHER), 2);
        String body = "{" + ASSIGN + ",\"view\":\"unassigned\",\"expected\":2}";
        lines(bulk(body, "key-view"));

        assertThat(Api.COMMANDS.sent().getFirst().command()).isInstanceOfSatisfying(BeginBulk.class, begun -> {
            assertThat(begun.tickets()).containsExactly(Api.ID, Api.OTHER);
            assertThat(begun.action()).isEqualTo("assign");
            Api.SELECTIONS.begun(begun.bulk(), begun.tickets());
        });
        assertThat(Api.SELECTIONS.asked()).containsExactly("view unassigned");
        // none is unassigned any more
        Api.SELECTIONS.found(List.of(), 0);
        Api.COMMANDS.carryOut();
        lines(bulk(body, "key-view"));
        assertThat(idsByTicket(Api.COMMANDS.sent())).containsOnlyKeys(Api.ID, Api.OTHER);
        assertThat(Api.SELECTIONS.asked()).containsExactly("view unassigned");
    }

    @Test
    void a_selection_that_is_not_what_the_caller_saw_is_not_touched() {
        Api.SELECTIONS.found(List.of(Api.ID, Api.OTHER), 2);
        Answer changed = bulk(
                "{" + ASSIGN + ",\"search\":{\"q\":\"disk\",\"filters\":{\"status\":[\"NEW\"]}},\"expected\":3}",
                "key-3");
        assertThat(changed.status()).isEqualTo(409);
        assertThat(changed.problem()).isEqualTo("selection-changed");
        assertThat(changed.body().path("detail").asString()).contains("2").contains("3");

        Api.SELECTIONS.found(List.of(Api.ID), 501);
        Answer many = bulk("{" + ASSIGN + ",\"view\":\"overdue\",\"expected\":501}", "key-501");
        assertThat(many.status()).isEqualTo(400);
        assertThat(many.problem()).isEqualTo("too-many-tickets");
        assertThat(many.body().path("detail").asString()).contains("500").contains("501");
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"action\":\"explode\",\"tickets\":[\"T-1\"]}|unknown-action|action",
                "{\"tickets\":[\"T-1\"]}|required|action",
                "{\"action\":\"start\"}|one-selection|tickets",
                "{\"action\":\"start\",\"tickets\":[\"T-1\"],\"view\":\"mine\",\"expected\":1}|one-selection|tickets",
                "{\"action\":\"start\",\"view\":\"mine\"}|required|expected",
                "{\"action\":\"start\",\"tickets\":\"T-1\"}|wrong-type|tickets",
                "{\"action\":\"start\",\"tickets\":[\"T-1\"],\"body\":{\"why\":\"x\"}}|unknown-field|body.why",
                "{\"action\":\"note\",\"tickets\":[\"T-1\"]}|required|body.text",
                "{\"action\":\"start\",\"search\":{\"filters\":{\"status\":[\"BROKEN\"]}},\"expected\":1}|unknown-value|search.filters.status"
            })
    void what_is_wrong_as_a_whole_is_told_at_once_and_nothing_is_done(String body, String problem, String field) {
        Answer answer = bulk(body, "key-wrong");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.body().path("field").asString()).isEqualTo(field);
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void more_tickets_than_one_request_takes_are_refused_with_the_limit() {
        String refs =
                IntStream.rangeClosed(1, 501).mapToObj(i -> "\"T-" + i + "\"").collect(Collectors.joining(","));

        Answer answer = bulk("{" + ASSIGN + ",\"tickets\":[" + refs + "]}", "key-many");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("detail").asString()).contains("500");
    }

    @Test
    void a_key_is_needed_and_a_version_makes_no_sense() {
        Answer keyless = Api.post("dispatcher", BULK, "{" + ASSIGN + ",\"tickets\":[\"T-1\"]}");
        assertThat(keyless.status()).isEqualTo(400);
        assertThat(keyless.problem()).isEqualTo("idempotency-key-required");
        Answer versioned = Api.post(
                "dispatcher",
                BULK,
                "{" + ASSIGN + ",\"tickets\":[\"T-1\"]}",
                "Idempotency-Key",
                "x",
                "If-Match",
                "\"3\"");
        assertThat(versioned.problem()).isEqualTo("if-match-not-applicable");
        assertThat(Api.post("", BULK, "{}", "Idempotency-Key", "x").status()).isEqualTo(401);
    }

    @Test
    void a_store_that_is_away_stops_it_and_what_is_left_is_said() {
        AtomicInteger tried = new AtomicInteger();
        Api.COMMANDS.answerWith((command, envelope) -> {
            if (command instanceof TicketCommand) {
                tried.incrementAndGet();
                throw new IllegalStateException(new ConnectException("away"));
            }
        });
        Api.SELECTIONS.found(ids(60), 60);

        List<JsonNode> lines = lines(bulk("{" + ASSIGN + ",\"view\":\"unassigned\",\"expected\":60}", "key-away"));

        JsonNode last = lines.getLast();
        assertThat(lines.get(1).at("/problem/status").asInt()).isEqualTo(503);
        assertThat(tried.get()).isLessThanOrEqualTo(2 * BulkRuns.AT_ONCE);
        assertThat(last.path("left").asInt()).isEqualTo(60 - tried.get());
        assertThat(last.path("refused").asInt()).isEqualTo(tried.get());
    }

    @Test
    void a_few_are_carried_out_at_once_and_no_more() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(BulkRuns.AT_ONCE);
        Api.COMMANDS.answerWith((command, envelope) -> {
            if (command instanceof TicketCommand) {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                full.countDown();
                await(full);
                now.decrementAndGet();
            }
        });
        Api.SELECTIONS.found(ids(40), 40);

        JsonNode last = lines(bulk("{" + ASSIGN + ",\"view\":\"mine\",\"expected\":40}", "key-few"))
                .getLast();

        assertThat(last.path("done").asInt()).isEqualTo(40);
        assertThat(most.get()).isEqualTo(BulkRuns.AT_ONCE);
    }

    @Test
    void whoever_goes_away_stops_it() throws Exception {
        AtomicInteger tried = new AtomicInteger();
        CountDownLatch gone = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Api.COMMANDS.answerWith((command, envelope) -> {
            if (command instanceof TicketCommand && tried.incrementAndGet() > 4 * BulkRuns.AT_ONCE) {
                begun.countDown();
                await(gone);
                pause();
            }
        });
        Api.SELECTIONS.found(ids(500), 500);
        HttpRequest request = Api.request("dispatcher", BULK)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "key-gone")
                .POST(HttpRequest.BodyPublishers.ofString("{" + ASSIGN + ",\"view\":\"mine\",\"expected\":500}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            // progress is there before all is done
            assertThat(response.body().read()).isEqualTo('{');
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            response.body().close();
            client.shutdownNow();
        }
        gone.countDown();
        // the answer of another bulk comes after this one has ended, for both use the same few slots in order
        Api.SELECTIONS.found(ids(1), 1);
        lines(bulk("{" + ASSIGN + ",\"view\":\"mine\",\"expected\":1}", "key-after"));
        assertThat(tried.get()).isLessThan(400);
    }

    private static void refuseTheSecond(Command command, Envelope envelope) {
        if (command.stream().equals(Api.OTHER)) {
            throw Refused.conflict("wrong-status", "This ticket is CLOSED.");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> ids(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> String.format("ticket-0193a5b0-0000-7000-8000-%012d", i))
                .toList();
    }

    private static Answer bulk(String body, String key) {
        return Api.post("dispatcher", BULK, body, "Idempotency-Key", key);
    }

    private static java.util.Map<String, Object> idsByTicket(List<Sent> sent) {
        return sent.stream()
                .filter(one -> one.command() instanceof AssignTicket)
                .collect(Collectors.toMap(
                        one -> one.command().stream(), one -> one.envelope().commandId()));
    }

    private static JsonNode outcome(List<JsonNode> lines, String ref) {
        return lines.stream()
                .filter(line -> line.path("ticket").asString("").equals(ref))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> lines(Answer answer) {
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
        List<JsonNode> lines = new ArrayList<>();
        answer.raw().body().lines().forEach(line -> lines.add(JSON.readTree(line)));
        return lines;
    }
}
