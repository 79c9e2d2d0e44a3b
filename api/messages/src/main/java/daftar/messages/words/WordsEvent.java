package daftar.messages.words;

import daftar.messages.Event;
import java.util.List;

/** What was decided about the words of searches. */
public sealed interface WordsEvent extends Event {

    /** From now on it is like this. */
    record SearchWordsSet(List<Synonyms> synonyms, List<String> stopWords) implements WordsEvent {
        public SearchWordsSet {
            synonyms = synonyms == null ? List.of() : List.copyOf(synonyms);
            stopWords = stopWords == null ? List.of() : List.copyOf(stopWords);
        }
    }
}
