package daftar.readmodel;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
    /** What stood together once may have met by chance: a rare word with all the words of the one title that has it. */
    private static final int EVIDENCE = 2;

    /** Of a word that stands beside everything, each word has a little. */
    private static final double LEAST_MUTUAL = 0.05;

    private static final int MOST_OF_A_LANGUAGE = 2;
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
        List<Pair> used = used(pairs);
        Map<String, Map<String, Double>> belongs = Map.of();
        for (int round = 0; round < ROUNDS; round++) {
            belongs = round(used, belongs);
        }
        Map<String, List<Translated>> byTerm = new HashMap<>();
        belongs.forEach((from, to) -> {
            if (!from.equals(NOTHING)) {
                List<Translated> best = best(to, MOST);
                if (!best.isEmpty()) {
                    byTerm.put(from, best);
                }
            }
        });
        return new Translations(Map.copyOf(byTerm));
    }

    /** What is said in two languages. */
    public record Parallel(String from, String to, List<Pair> pairs) {

        public Parallel {
            pairs = List.copyOf(pairs);
        }

        Parallel turned() {
            return new Parallel(
                    to,
                    from,
                    pairs.stream().map(pair -> new Pair(pair.to(), pair.from())).toList());
        }
    }

    /**
     * Learned from several languages in both directions, for searches that anybody's words may come to. Each two languages are
     * learned from by themselves, so that what a word is in one takes nothing from what it is in another. Where there is
     * little to learn from, chance looks like knowledge: only what stood together in two pairs at the least counts, and
     * only where each of the two may stand for the other, which a word that stands beside everything does not. A term does not
     * stand for itself, since it is sought anyway.
     *
     * @param languages each two of them once
     * @return by the language into which the terms are translated, from whichever other; only where something was learned
     */
    public static Map<String, Translations> learnEach(Collection<Parallel> languages) {
        Map<String, Map<String, Map<String, Double>>> all = new TreeMap<>();
        for (Parallel parallel : languages) {
            Parallel turned = parallel.turned();
            Translations there = learn(parallel.pairs());
            Translations back = learn(turned.pairs());
            there.putMutual(parallel, back, all);
            back.putMutual(turned, there, all);
        }
        Map<String, Translations> learned = new TreeMap<>();
        all.forEach((language, terms) -> {
            Map<String, List<Translated>> byTerm = new HashMap<>();
            terms.forEach((from, to) -> byTerm.put(from, best(to, MOST_OF_A_LANGUAGE)));
            learned.put(language, new Translations(Map.copyOf(byTerm)));
        });
        return Collections.unmodifiableMap(learned);
    }

    private void putMutual(Parallel parallel, Translations back, Map<String, Map<String, Map<String, Double>>> all) {
        Map<String, Map<String, Integer>> together = together(parallel.pairs());
        byTerm.forEach((from, translated) -> translated.stream()
                .filter(to -> !to.term().equals(from)
                        && together.getOrDefault(from, Map.of()).getOrDefault(to.term(), 0) >= EVIDENCE
                        && to.probability() * back.probability(to.term(), from) >= LEAST_MUTUAL)
                .forEach(to -> all.computeIfAbsent(parallel.to(), none -> new HashMap<>())
                        .computeIfAbsent(from, none -> new HashMap<>())
                        .merge(to.term(), to.probability(), Math::max)));
    }

    /** In how many pairs each term stood together with what may stand for it. */
    private Map<String, Map<String, Integer>> together(List<Pair> pairs) {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        for (Pair pair : used(pairs)) {
            Set<String> to = Set.copyOf(pair.to());
            for (String from : Set.copyOf(pair.from())) {
                for (Translated one : of(from)) {
                    if (to.contains(one.term())) {
                        counts.computeIfAbsent(from, none -> new HashMap<>()).merge(one.term(), 1, Integer::sum);
                    }
                }
            }
        }
        return counts;
    }

    private double probability(String from, String to) {
        return of(from).stream()
                .filter(one -> one.term().equals(to))
                .mapToDouble(Translated::probability)
                .findFirst()
                .orElse(0);
    }

    private static List<Pair> used(Collection<Pair> pairs) {
        return pairs.stream()
                .filter(pair -> !pair.from().isEmpty()
                        && !pair.to().isEmpty()
                        && !pair.from().equals(pair.to()))
                .map(pair -> new Pair(first(pair.from()), first(pair.to())))
                .toList();
    }

    private static List<Translated> best(Map<String, Double> to, int most) {
        return to.entrySet().stream()
                .filter(one -> one.getValue() >= LEAST)
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(one -> new Translated(one.getKey(), one.getValue()))
                .toList();
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
