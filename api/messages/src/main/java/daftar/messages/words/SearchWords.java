package daftar.messages.words;

import daftar.messages.Recorded;
import daftar.messages.words.WordsEvent.SearchWordsSet;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which words the organisation takes for the same, and which for nothing, when somebody searches. They are looked up when a
 * question is asked and not built into an index, so that a change works at once, everywhere, with nothing made anew.
 */
public final class SearchWords {

    /** The stream that it is kept in. */
    public static final String STREAM = "words-search";

    /** While nothing was decided. */
    public static final SearchWords NONE = new SearchWords(List.of(), List.of(), -1);

    private final List<Synonyms> synonyms;
    private final List<String> stopWords;
    private final long version;
    private final Map<String, List<String>> others = new HashMap<>();
    private final Set<String> stopped = new HashSet<>();
    private final int longest;

    private SearchWords(List<Synonyms> synonyms, List<String> stopWords, long version) {
        this.synonyms = synonyms;
        this.stopWords = stopWords;
        this.version = version;
        int most = 0;
        for (Synonyms group : synonyms) {
            for (String word : group.words()) {
                String folded = folded(word);
                List<String> rest = new ArrayList<>(group.words());
                rest.removeIf(other -> folded(other).equals(folded));
                others.put(folded, List.copyOf(rest));
                most = Math.max(most, folded.split(" ").length);
            }
        }
        longest = most;
        stopWords.forEach(word -> stopped.add(folded(word)));
    }

    public static SearchWords of(List<Synonyms> synonyms, List<String> stopWords) {
        return new SearchWords(List.copyOf(synonyms), List.copyOf(stopWords), -1);
    }

    /** The fold: pure. */
    public SearchWords after(Recorded recorded) {
        return recorded.event() instanceof SearchWordsSet set
                ? new SearchWords(set.synonyms(), set.stopWords(), recorded.revision())
                : new SearchWords(synonyms, stopWords, recorded.revision());
    }

    public List<Synonyms> synonyms() {
        return synonyms;
    }

    public List<String> stopWords() {
        return stopWords;
    }

    /** Of the last event; -1 for none. */
    public long version() {
        return version;
    }

    /** What else means the same; empty for nothing. @param words one or more, as typed */
    public List<String> meaningTheSameAs(String words) {
        return others.getOrDefault(folded(words), List.of());
    }

    /** Of how many words the longest synonym is; 0 where there are none. */
    public int longest() {
        return longest;
    }

    /** Whether the word says nothing in a question. */
    public boolean isStopped(String word) {
        return stopped.contains(folded(word));
    }

    /** As words are compared: case, width, Arabic or Persian letters and what stands between words do not matter. */
    public static String folded(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('ي', 'ی')
                .replace('ك', 'ک')
                .replace('ё', 'е')
                .replaceAll("[\\s\\u200c]+", " ")
                .strip();
    }
}
