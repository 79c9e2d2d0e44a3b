package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClustersTest {

    @Test
    void those_that_say_the_same_are_together_and_rare_words_weigh_more() {
        Map<String, Map<String, Double>> weights = new LinkedHashMap<>();
        weights.put("a", Map.of("vpn", 5.0, "my", 0.1));
        weights.put("b", Map.of("printer", 5.0, "my", 0.1));
        weights.put("c", Map.of("vpn", 5.0, "today", 1.0));
        weights.put("d", Map.of("vpn", 4.0, "my", 0.1));
        weights.put("e", Map.of());
        assertThat(Clusters.of(weights, 2))
                .containsExactly(new Clusters.Cluster(List.of("a", "c", "d"), List.of("vpn", "my")));
        assertThat(Clusters.of(weights, 4)).isEmpty();
    }

    @Test
    void the_largest_comes_first_and_a_chain_of_resemblances_is_one_cluster() {
        Map<String, Map<String, Double>> weights = new LinkedHashMap<>();
        weights.put("x", Map.of("scanner", 1.0));
        weights.put("y", Map.of("scanner", 1.0));
        weights.put("1", Map.of("mail", 1.0, "slow", 2.0));
        weights.put("2", Map.of("slow", 2.0, "net", 2.0));
        weights.put("3", Map.of("net", 2.0, "down", 1.0));
        assertThat(Clusters.of(weights, 2))
                .extracting(Clusters.Cluster::members)
                .containsExactly(List.of("1", "2", "3"), List.of("x", "y"));
    }
}
