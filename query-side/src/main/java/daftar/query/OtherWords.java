package daftar.query;

import daftar.readmodel.TextQuery;
import daftar.readmodel.Translations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The words of a question, and what they are in other languages as far as that was learned. Pure. Where none of them is
 * known, queries stay as they are.
 *
 * @param terms as the analyzer of searches gives them
 * @param languages in each language that has some of them
 */
record OtherWords(List<String> terms, List<Translations> languages) {

    static final OtherWords NONE = new OtherWords(List.of(), List.of());

    /** What was said counts more than what it may be in another language (measured, decision 0071). */
    private static final double WEIGHT = 0.5;

    private static final int MOST_TERMS = 30;
    /** In one language. Each is sought in several fields, and a server takes some thousand terms. */
    private static final int MOST_TRANSLATED = 40;

    OtherWords {
        terms = List.copyOf(terms);
        languages = List.copyOf(languages);
    }

    /** @param terms of a question of any length, of which the first are used */
    static OtherWords of(List<String> terms, Collection<Translations> known) {
        List<String> first = terms.stream().distinct().limit(MOST_TERMS).toList();
        List<Translations> languages = known.stream()
                .filter(language ->
                        first.stream().anyMatch(term -> !language.of(term).isEmpty()))
                .toList();
        return languages.isEmpty() ? NONE : new OtherWords(first, languages);
    }

    /**
     * What fits in the words that were said or in those of another language, first what fits in those that were said. What
     * can be read in several languages is worth what fits best, else it would come first for being translated.
     */
    Map<String, ?> or(Map<String, ?> said, List<String> fields) {
        if (languages.isEmpty()) {
            return said;
        }
        List<Map<String, ?>> all = new ArrayList<>();
        all.add(said);
        languages.forEach(language -> all.add(in(language, fields)));
        return Map.of("dis_max", Map.of("queries", all));
    }

    /** Names, say, are in every language what they are: what has no translation is sought beside what has. */
    private Map<String, ?> in(Translations language, List<String> fields) {
        List<String> translated = new ArrayList<>();
        List<Map<String, ?>> same = new ArrayList<>();
        int count = 0;
        for (String term : terms) {
            int more = language.of(term).size();
            if (more == 0) {
                same.add(itself(term, fields));
            } else if (count + more <= MOST_TRANSLATED) {
                translated.add(term);
                count += more;
            }
        }
        return Map.of(
                "bool",
                Map.of(
                        "must",
                        List.of(TextQuery.translated(translated, language, fields)),
                        "should",
                        same,
                        "boost",
                        WEIGHT));
    }

    /**
     * What has enough of the words, each as it was said or in another language.
     *
     * @param said what has enough of them as they were said
     * @param enough how many, as {@code minimum_should_match}
     */
    Map<String, ?> orEnough(Map<String, ?> said, List<String> fields, String enough) {
        if (languages.isEmpty()) {
            return said;
        }
        List<Map<String, ?>> each = new ArrayList<>();
        for (String term : terms) {
            List<Map<String, ?>> any = new ArrayList<>();
            any.add(itself(term, fields));
            languages.stream()
                    .filter(language -> !language.of(term).isEmpty())
                    .forEach(language -> any.add(TextQuery.translated(List.of(term), language, fields)));
            each.add(Json.any(any));
        }
        return Json.any(List.of(said, Map.of("bool", Map.of("should", each, "minimum_should_match", enough))));
    }

    private static Map<String, ?> itself(String term, List<String> fields) {
        return Map.of("multi_match", Map.of("query", term, "fields", fields, "analyzer", "whitespace"));
    }
}
