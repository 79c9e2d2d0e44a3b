package daftar.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.http.RecordingCommands.Sent;
import daftar.http.write.TicketAction;
import daftar.http.write.WriteBodies;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is done to a right request, it is carried out whole or refused as the caller's mistake. */
class MutatedRequestsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param action null for raising */
    record Mutated(String action, byte[] body) {
        @Override
        public String toString() {
            return action + " " + new String(body, StandardCharsets.UTF_8);
        }
    }

    @Property(tries = 1_500, shrinking = ShrinkingMode.BOUNDED)
    void a_body_with_one_value_replaced_is_never_a_fault(@ForAll("replaced") Mutated mutated) {
        holds(mutated);
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.BOUNDED)
    void a_body_with_bytes_changed_is_never_a_fault(@ForAll("garbled") Mutated mutated) {
        holds(mutated);
    }

    private static void holds(Mutated mutated) {
        Api.COMMANDS.carryOut();
        String path = mutated.action() == null ? "/api/tickets" : "/api/tickets/T-1/" + mutated.action();
        Answer answer = Api.send(Api.request("dispatcher", path)
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(mutated.body()))
                .build());
        List<Sent> sent = Api.COMMANDS.sent();
        if (answer.status() < 300) {
            assertThat(sent).hasSize(1);
        } else {
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.body().path("detail").asString())
                    .isNotBlank()
                    .doesNotContain("Exception", "daftar.", "tools.");
            assertThat(sent).isEmpty();
        }
    }

    @Provide
    Arbitrary<Mutated> replaced() {
        return Combinators.combine(actions(), Arbitraries.integers().between(0, 200), values())
                .as((action, place, value) -> {
                    JsonNode body = JSON.readTree(bodyOf(action));
                    List<Runnable> places = new ArrayList<>();
                    collect(body, JSON.readTree(value), places);
                    if (!places.isEmpty()) {
                        places.get(place % places.size()).run();
                    }
                    return new Mutated(action, body.toString().getBytes(StandardCharsets.UTF_8));
                });
    }

    @Provide
    Arbitrary<Mutated> garbled() {
        return Combinators.combine(
                        actions(),
                        Arbitraries.integers().between(0, 100_000),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(4))
                .as((action, place, kind, bytes) -> {
                    byte[] body = bodyOf(action).getBytes(StandardCharsets.UTF_8);
                    int at = place % body.length;
                    byte[] head = Arrays.copyOf(body, at);
                    byte[] tail = Arrays.copyOfRange(body, at, body.length);
                    return new Mutated(
                            action,
                            switch (kind) {
                                case 0 -> head;
                                case 1 -> join(head, bytes, tail);
                                case 2 ->
                                    join(
                                            head,
                                            bytes,
                                            Arrays.copyOfRange(tail, Math.min(bytes.length, tail.length), tail.length));
                                default -> join(head, Arrays.copyOfRange(tail, 1, tail.length));
                            });
                });
    }

    private static byte[] join(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static Arbitrary<String> actions() {
        List<String> actions = new ArrayList<>(
                TicketAction.ALL.stream().map(TicketAction::name).toList());
        actions.add(null);
        return Arbitraries.of(actions);
    }

    private static String bodyOf(String action) {
        return action == null ? WriteBodies.raise() : WriteBodies.of(action);
    }

    /** JSON of every kind, with what is known to hurt. */
    private static Arbitrary<String> values() {
        Arbitrary<String> nasty = Arbitraries.of(
                "null",
                "true",
                "0",
                "-1",
                "1e400",
                "-0.0",
                "1E-400",
                "9223372036854775808",
                "\"\"",
                "\" \"",
                "[]",
                "{}",
                "[[[[]]]]",
                "[null]",
                "{\"a\":null}",
                "{\"amount\":\"1\",\"currency\":\"EUR\"}",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"2026-02-30T00:00:00Z\"",
                "\"+1000000000-01-01T00:00:00Z\"",
                "\"PT4H\"",
                "\"T-1\"",
                "\"HIGH\"",
                "\"../..\"",
                "\"${jndi:ldap://x}\"",
                "\"\u202e\"",
                "{\"key\":\"k\",\"sealed\":\"s\"}");
        Arbitrary<String> strings = Arbitraries.strings()
                .all()
                .ofMaxLength(40)
                .map(string -> JSON.writeValueAsString(withoutHalves(string)));
        Arbitrary<String> numbers = Arbitraries.bigDecimals().map(Object::toString);
        return Arbitraries.oneOf(nasty, strings, numbers);
    }

    /** Halves of characters cannot be written as UTF-8; they are among the nasty values, escaped. */
    private static String withoutHalves(String string) {
        return new String(string.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** A change for every place of the tree: its value replaced, removed, or joined by an unknown neighbour. */
    private static void collect(JsonNode node, JsonNode value, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            places.add(() -> object.set("unknown", value));
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                places.add(() -> object.set(field.getKey(), value));
                places.add(() -> object.set(field.getKey(), value));
                places.add(() -> object.remove(field.getKey()));
                collect(field.getValue(), value, places);
            }
        } else if (node instanceof ArrayNode array) {
            places.add(() -> array.add(value));
            places.add(() -> array.add(JsonNodeFactory.instance.nullNode()));
            array.forEach(entry -> collect(entry, value, places));
        }
    }
}
