package daftar.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds among texts those that say the same. Pure. Each is what its words are worth; two resemble each other by the cosine of
 * these, and a cluster is what hangs together by resemblances.
 */
final class Clusters {

    /** A cosine from which on two say the same. */
    static final double SAME = 0.5;

    private static final int WORDS = 5;

    /** @param members ids, in the order they were given in @param words that most of them have, the weightiest first */
    record Cluster(List<String> members, List<String> words) {}

    private Clusters() {}

    /**
     * Those of at least so many, the largest first.
     *
     * @param weights by id, then by word
     */
    static List<Cluster> of(Map<String, Map<String, Double>> weights, int least) {
        List<String> ids = List.copyOf(weights.keySet());
        List<Map<String, Double>> vectors =
                weights.values().stream().map(Clusters::normalised).toList();
        int[] leaders = new int[ids.size()];
        for (int i = 0; i < leaders.length; i++) {
            leaders[i] = i;
            for (int j = 0; j < i; j++) {
                if (cosine(vectors.get(i), vectors.get(j)) >= SAME) {
                    leaders[leader(leaders, i)] = leader(leaders, j);
                }
            }
        }
        Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < leaders.length; i++) {
            groups.computeIfAbsent(leader(leaders, i), none -> new ArrayList<>())
                    .add(i);
        }
        return groups.values().stream()
                .filter(group -> group.size() >= least)
                .sorted(Comparator.comparingInt((List<Integer> group) -> group.size())
                        .reversed())
                .map(group -> new Cluster(
                        group.stream().map(ids::get).toList(),
                        words(group.stream().map(vectors::get).toList())))
                .toList();
    }

    private static int leader(int[] leaders, int of) {
        int at = of;
        while (leaders[at] != at) {
            leaders[at] = leaders[leaders[at]];
            at = leaders[at];
        }
        return at;
    }

    private static Map<String, Double> normalised(Map<String, Double> weights) {
        double length = Math.sqrt(
                weights.values().stream().mapToDouble(each -> each * each).sum());
        Map<String, Double> unit = new HashMap<>();
        weights.forEach((word, weight) -> unit.put(word, length == 0 ? 0 : weight / length));
        return unit;
    }

    private static double cosine(Map<String, Double> a, Map<String, Double> b) {
        Map<String, Double> shorter = a.size() < b.size() ? a : b;
        Map<String, Double> longer = shorter == a ? b : a;
        double product = 0;
        for (Map.Entry<String, Double> word : shorter.entrySet()) {
            product += word.getValue() * longer.getOrDefault(word.getKey(), 0.0);
        }
        return product;
    }

    private static List<String> words(List<Map<String, Double>> members) {
        Map<String, Double> sums = new HashMap<>();
        Map<String, Integer> having = new HashMap<>();
        for (Map<String, Double> member : members) {
            member.forEach((word, weight) -> {
                sums.merge(word, weight, Double::sum);
                having.merge(word, 1, Integer::sum);
            });
        }
        Set<String> all = sums.keySet();
        return all.stream()
                .filter(word -> having.getOrDefault(word, 0) * 2 > members.size())
                .sorted(Comparator.comparing((String word) -> sums.getOrDefault(word, 0.0))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(WORDS)
                .toList();
    }
}
