package daftar.messages.words;

import daftar.messages.Command;
import java.util.List;

/** What is asked about the words of searches. */
public sealed interface WordsCommand extends Command {

    /**
     * All of it anew.
     *
     * @param synonyms groups of words that mean the same; a word is in one group at most
     * @param stopWords words that say nothing in a question
     */
    record SetSearchWords(List<Synonyms> synonyms, List<String> stopWords) implements WordsCommand {
        public SetSearchWords {
            synonyms = synonyms == null ? List.of() : List.copyOf(synonyms);
            stopWords = stopWords == null ? List.of() : List.copyOf(stopWords);
        }

        @Override
        public String stream() {
            return SearchWords.STREAM;
        }
    }
}
