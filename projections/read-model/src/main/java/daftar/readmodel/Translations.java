package daftar.readmodel;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which words of one language stand for which of another, learned from texts that say the same in both. Pure. No
 * dictionary is needed: what stands together in pair after pair belongs together (IBM's model 1, by expectation and
 * maximisation). The words are terms as the index knows them.
 */
public final class Translations {

    /** Nothing was learned. */
    public static final Translations NONE = new Translations(Map.of());

    private static final int ROUNDS = 8;
    /** Beyond that a sentence is a list, and who belongs to whom is chance. */
    private static final int LONGEST = 80;

    private static final int MOST = 5;
    private static final double LEAST = 0.05;
    /** Stands for all that a text says and its translation was not told. */
    private static final String NOTHING = "";

    private final Map<String, List<Translated>> byTerm;

    private Translations(Map<String, List<Translated>> byTerm) {
        this.byTerm = byTerm;
    }

    /** The same said twice: a title, a sentence or a paragraph in two languages, as terms. */
    public record Pair(List<String> from, List<String> to) {

        public Pair {
            from = List.copyOf(from);
            to = List.copyOf(to);
        }
    }

    /** @param probability that it stands for the term, 0 to 1 */
    public record Translated(String term, double probability) {}

    /** @param pairs in any order; what is the same in both languages teaches nothing and is left out */
    public static Translations learn(Collection<Pair> pairs) {
        List<Pair> used = pairs.stream()
                .filter(pair -> !pair.from().isEmpty()
                        && !pair.to().isEmpty()
                        && !pair.from().equals(pair.to()))
                .map(pair -> new Pair(first(pair.from()), first(pair.to())))
                .toList();
        Map<String, Map<String, Double>> belongs = Map.of();
        for (int round = 0; round < ROUNDS; round++) {
            belongs = round(used, belongs);
        }
        Map<String, List<Translated>> byTerm = new HashMap<>();
        belongs.forEach((from, to) -> {
            if (!from.equals(NOTHING)) {
                List<Translated> best = to.entrySet().stream()
                        .filter(one -> one.getValue() >= LEAST)
                        .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(MOST)
                        .map(one -> new Translated(one.getKey(), one.getValue()))
                        .toList();
                if (!best.isEmpty()) {
                    byTerm.put(from, best);
                }
            }
        });
        return new Translations(Map.copyOf(byTerm));
    }

    /** The terms that may stand for this one, the likeliest first; empty where nothing was learned of it. */
    public List<Translated> of(String term) {
        return byTerm.getOrDefault(term, List.of());
    }

    /** How many terms have translations. */
    public int size() {
        return byTerm.size();
    }

    private static List<String> first(List<String> terms) {
        return terms.subList(0, Math.min(LONGEST, terms.size()));
    }

    /** Each word of a translation is shared out among the words that it may come from, by what is known so far. */
    private static Map<String, Map<String, Double>> round(List<Pair> pairs, Map<String, Map<String, Double>> known) {
        Map<String, Map<String, Double>> counts = new HashMap<>();
        for (Pair pair : pairs) {
            Set<String> sources = new LinkedHashSet<>(pair.from());
            sources.add(NOTHING);
            for (String to : pair.to()) {
                double all = 0;
                for (String from : sources) {
                    all += probability(known, from, to);
                }
                if (all == 0) {
                    continue;
                }
                for (String from : sources) {
                    double share = probability(known, from, to) / all;
                    if (share > 1e-6) {
                        counts.computeIfAbsent(from, none -> new HashMap<>()).merge(to, share, Double::sum);
                    }
                }
            }
        }
        counts.values().forEach(to -> {
            double sum = to.values().stream().mapToDouble(Double::doubleValue).sum();
            to.replaceAll((term, count) -> count / sum);
        });
        return counts;
    }

    private static double probability(Map<String, Map<String, Double>> known, String from, String to) {
        return known.isEmpty() ? 1 : known.getOrDefault(from, Map.of()).getOrDefault(to, 0.0);
    }
}
