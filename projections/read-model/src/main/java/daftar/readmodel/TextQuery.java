package daftar.readmodel;

import daftar.messages.words.SearchWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The one way in which words are sought: the clause of an Elasticsearch query that finds documents by text, and gives them
 * their order. Pure. It is beside the definitions of the indexes, since it is the other half of them: what {@code daftar-cli
 * relevance} measures is this clause on those definitions (decision 0071, with all the weights).
 *
 * <p>The words are weighed over all fields together, as if these were one text in which the title is said three times; so a
 * word in the title and another in the solution find more than one of them twice. Parts of words of the title ({@code
 * title.parts}, four letters each) add to it: a compound, another ending and a typing mistake have parts in common.
 */
public final class TextQuery {

    /** How many of what was found quickly are put in order exactly, at the least. */
    public static final int BEST = 200;

    private static final String TITLE = "title";
    private static final String PARTS = "title.parts";
    private static final int WEIGHT_OF_TITLE = 3;
    private static final double WEIGHT_OF_PARTS = 0.5;
    /** What is described at length says in its first sentences what it is about; the rest is often a log. */
    private static final int BEGINNING = 500;
    /** Words, of which the parts are sought, too. */
    private static final int FEW = 16;
    /** More would ask for more terms than a server takes. */
    private static final int LONGEST = 5_000;

    private TextQuery() {}

    /** One of the two ways to look for words: {@link TextQuery#of}, {@link TextQuery#quick}. */
    @FunctionalInterface
    public interface Clause {
        Map<String, ?> of(AskedText asked, Collection<String> fields, Fit fit);
    }

    /** How a text must fit. */
    public enum Fit {
        /** All words, with operators as search boxes know them: "a phrase", -without, one | other, begin*. */
        ALL_WORDS,
        /** One word at least, and first what has most, as when a problem is described; phrases must be there. */
        MOST_WORDS
    }

    /**
     * @param text as typed
     * @param fields where it may be found; all analysed alike. {@code title} has a field of parts beside it
     */
    public static Map<String, ?> of(String text, Collection<String> fields, Fit fit) {
        return of(AskedText.of(text, SearchWords.NONE), fields, fit);
    }

    /** @param fields where it may be found; all analysed alike. {@code title} has a field of parts beside it */
    public static Map<String, ?> of(AskedText asked, Collection<String> fields, Fit fit) {
        return switch (fit) {
            case ALL_WORDS -> bool(List.of(allWords(asked.query(), fields)), order(asked.words(), fields));
            case MOST_WORDS -> mostWords(asked, anyWord(asked.words(), fields), parts(asked.words(), fields), fields);
        };
    }

    /**
     * Finds the very documents that {@link #of} finds, in an order that is near to its: each field is weighed by itself. What a
     * word can be worth is then known for whole blocks of documents, and most are skipped where few are wanted. Of a million
     * documents the first few hundred are found by this, and put in order by that.
     */
    public static Map<String, ?> quick(AskedText asked, Collection<String> fields, Fit fit) {
        return switch (fit) {
            case ALL_WORDS -> bool(List.of(allWords(asked.query(), fields)), partsOfFew(asked.words(), fields));
            case MOST_WORDS ->
                mostWords(asked, quickly(asked.words(), fields), partsOfFew(asked.words(), fields), fields);
        };
    }

    /**
     * The part of a search's body that has the best of what was found by {@link #quick} scored by {@link #of} alone, for
     * searches that end with their first page.
     */
    public static Map<String, ?> inOrder(Map<String, ?> exact) {
        return Map.of(
                "window_size",
                BEST,
                "query",
                Map.of("rescore_query", exact, "query_weight", 0, "rescore_query_weight", 1));
    }

    /**
     * What is to be marked in a field of what was found: the words of that field, each by itself. The whole query says the same
     * with ten times as many terms, through all of which the marker goes for each field of each document.
     */
    public static Map<String, ?> marked(AskedText asked, String field, Fit fit) {
        return switch (fit) {
            case ALL_WORDS -> allWords(asked.query(), List.of(field));
            case MOST_WORDS -> Map.of("match", Map.of(field, shortened(asked.words())));
        };
    }

    private static Map<String, ?> mostWords(
            AskedText asked, Map<String, ?> anyWord, List<Map<String, ?>> parts, Collection<String> fields) {
        List<Map<String, ?>> must = new ArrayList<>();
        must.add(anyWord);
        asked.phrases().forEach(phrase -> must.add(phrase(phrase, fields)));
        return bool(must, parts);
    }

    /**
     * What resembles something that has a title and a description: the title is asked for by itself, and again together with
     * how the description begins.
     */
    public static Map<String, ?> like(String title, String description, Collection<String> fields) {
        String beginning = beginning(title, description);
        return either(
                bool(List.of(anyWord(title, fields)), parts(title, fields)),
                bool(List.of(anyWord(beginning, fields)), parts(beginning, fields)));
    }

    /** To {@link #like} as {@link #quick} is to {@link #of}. */
    public static Map<String, ?> quicklyLike(String title, String description, Collection<String> fields) {
        String beginning = beginning(title, description);
        return either(
                bool(List.of(quickly(title, fields)), partsOfFew(title, fields)),
                bool(List.of(quickly(beginning, fields)), partsOfFew(beginning, fields)));
    }

    private static String beginning(String title, String description) {
        String both = title + " " + description;
        return both.substring(
                0, both.offsetByCodePoints(0, Math.min(BEGINNING, both.codePointCount(0, both.length()))));
    }

    private static Map<String, ?> either(Map<String, ?> one, Map<String, ?> other) {
        return Map.of("bool", Map.of("should", List.of(one, other), "minimum_should_match", 1));
    }

    /**
     * What says in another language what was asked.
     *
     * @param terms of the question, as the analyzer of searches gives them
     * @return finds nothing where no term has a translation
     */
    public static Map<String, ?> translated(List<String> terms, Translations translations, Collection<String> fields) {
        List<Map<String, ?>> any = new ArrayList<>();
        for (String term : terms) {
            for (Translations.Translated other : translations.of(term)) {
                // a term as it is: analysed again it might become another
                any.add(Map.of(
                        "multi_match",
                        Map.of(
                                "query",
                                other.term(),
                                "fields",
                                weighed(fields),
                                "type",
                                "most_fields",
                                "analyzer",
                                "whitespace",
                                "boost",
                                other.probability())));
            }
        }
        return any.isEmpty()
                ? Map.of("match_none", Map.of())
                : Map.of("bool", Map.of("should", any, "minimum_should_match", 1));
    }

    private static Map<String, ?> allWords(String query, Collection<String> fields) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("query", query);
        words.put("fields", weighed(fields));
        words.put("default_operator", "and");
        words.put("flags", "AND|OR|NOT|PHRASE|PREFIX|PRECEDENCE|ESCAPE|WHITESPACE");
        return Map.of("simple_query_string", words);
    }

    private static Map<String, ?> anyWord(String words, Collection<String> fields) {
        return Map.of("combined_fields", Map.of("query", shortened(words), "fields", weighed(fields)));
    }

    private static Map<String, ?> quickly(String words, Collection<String> fields) {
        return Map.of(
                "multi_match", Map.of("query", shortened(words), "fields", weighed(fields), "type", "most_fields"));
    }

    private static Map<String, ?> phrase(String phrase, Collection<String> fields) {
        return Map.of(
                "multi_match", Map.of("query", phrase, "fields", List.copyOf(new TreeSet<>(fields)), "type", "phrase"));
    }

    private static List<Map<String, ?>> order(String words, Collection<String> fields) {
        if (words.isEmpty()) {
            return List.of();
        }
        List<Map<String, ?>> order = new ArrayList<>();
        order.add(anyWord(words, fields));
        order.addAll(parts(words, fields));
        return order;
    }

    private static List<Map<String, ?>> parts(String words, Collection<String> fields) {
        return fields.contains(TITLE)
                ? List.of(Map.of("match", Map.of(PARTS, Map.of("query", shortened(words), "boost", WEIGHT_OF_PARTS))))
                : List.of();
    }

    /** None of what is described at length: hundreds of parts hardly change which few hundred are found first. */
    private static List<Map<String, ?>> partsOfFew(String words, Collection<String> fields) {
        return words.split(" ", FEW + 1).length > FEW ? List.of() : parts(words, fields);
    }

    private static List<String> weighed(Collection<String> fields) {
        return new TreeSet<>(fields)
                .stream()
                        .map(field -> field.equals(TITLE) ? TITLE + "^" + WEIGHT_OF_TITLE : field)
                        .toList();
    }

    private static Map<String, ?> bool(List<Map<String, ?>> must, List<Map<String, ?>> should) {
        return Map.of("bool", should.isEmpty() ? Map.of("must", must) : Map.of("must", must, "should", should));
    }

    private static String shortened(String text) {
        return shortened(text, LONGEST);
    }

    /** The beginning of a text, of at most so many characters, and no half of one at its end. */
    public static String shortened(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
