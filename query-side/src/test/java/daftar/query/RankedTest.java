package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RankedTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void what_is_found_for_two_reasons_is_there_once_with_the_best_that_it_is_worth() {
        List<JsonNode> ordered = Ranked.byScore(List.of(
                answer(hit("known", 2.5, "b"), hit("worse", 1, "d")),
                answer(hit("best", 3, "c"), hit("same", 2.5, "a"), hit("known", 0.5, "b"))));
        assertThat(ordered.stream().map(hit -> hit.path("_id").asString()))
                .containsExactly("best", "same", "known", "worse");
        assertThat(ordered.get(2).at("/sort/0").asDouble()).isEqualTo(2.5);
    }

    private static JsonNode answer(String... hits) {
        return JSON.readTree("{\"hits\":{\"hits\":[" + String.join(",", hits) + "]}}");
    }

    private static String hit(String id, double score, String last) {
        return "{\"_id\":\"" + id + "\",\"sort\":[" + score + ",\"" + last + "\"]}";
    }
}
