package daftar.domain.words;

import daftar.domain.Decision;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.words.SearchWords;
import daftar.messages.words.Synonyms;
import daftar.messages.words.WordsCommand.SetSearchWords;
import daftar.messages.words.WordsEvent.SearchWordsSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Decides what is asked of the words of searches: pure. First whether the actor may, then whether it makes sense. */
final class WordsRules {

    private static final int MOST_GROUPS = 1_000;
    private static final int MOST_IN_A_GROUP = 8;
    private static final int MOST_STOP_WORDS = 500;
    private static final int LONGEST = 60;
    private static final int MOST_WORDS = 5;

    /** Letters and digits, with what stands within a word; no sign that a search takes for an operator. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}][\\p{L}\\p{M}\\p{N}\\u200c'’./#&_ -]*");

    private WordsRules() {}

    /** @throws Refused with the fields that are wrong */
    static Decision decide(SearchWords before, SetSearchWords command, Actor actor) {
        if (!actor.is(Role.ADMINISTRATOR)) {
            throw Refused.forbidden("not-allowed", "The words of searches are set by ADMINISTRATOR.");
        }
        List<Refused.Wrong> wrong = new ArrayList<>();
        checkSynonyms(command.synonyms(), wrong);
        checkStopWords(command.stopWords(), wrong);
        if (!wrong.isEmpty()) {
            throw Refused.invalid(wrong);
        }
        boolean same = before.synonyms().equals(command.synonyms())
                && before.stopWords().equals(command.stopWords());
        return same
                ? Decision.of(Role.ADMINISTRATOR.name())
                : Decision.of(Role.ADMINISTRATOR.name(), new SearchWordsSet(command.synonyms(), command.stopWords()));
    }

    private static void checkSynonyms(List<Synonyms> groups, List<Refused.Wrong> wrong) {
        if (groups.size() > MOST_GROUPS) {
            wrong.add(new Refused.Wrong("synonyms", "too-many", "There are up to " + MOST_GROUPS + " groups."));
            return;
        }
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            List<String> words = groups.get(i).words();
            if (words.size() < 2 || words.size() > MOST_IN_A_GROUP) {
                wrong.add(new Refused.Wrong(
                        "synonyms[" + i + "].words", "wrong-size", "A group has 2 to " + MOST_IN_A_GROUP + " words."));
            }
            for (int j = 0; j < words.size(); j++) {
                String field = "synonyms[" + i + "].words[" + j + "]";
                if (isWord(words.get(j), MOST_WORDS, field, wrong)) {
                    String other = seen.putIfAbsent(SearchWords.folded(words.get(j)), field);
                    if (other != null) {
                        wrong.add(new Refused.Wrong(
                                field, "said-twice", "This is " + other + " already; join the groups into one."));
                    }
                }
            }
        }
    }

    private static void checkStopWords(List<String> words, List<Refused.Wrong> wrong) {
        if (words.size() > MOST_STOP_WORDS) {
            wrong.add(new Refused.Wrong("stopWords", "too-many", "There are up to " + MOST_STOP_WORDS + " words."));
            return;
        }
        for (int i = 0; i < words.size(); i++) {
            isWord(words.get(i), 1, "stopWords[" + i + "]", wrong);
        }
    }

    private static boolean isWord(String word, int most, String field, List<Refused.Wrong> wrong) {
        boolean fits = word.length() <= LONGEST
                && WORD.matcher(word).matches()
                && word.equals(word.strip())
                && SearchWords.folded(word).split(" ").length <= most;
        if (!fits) {
            wrong.add(new Refused.Wrong(
                    field,
                    "malformed-word",
                    (most == 1 ? "Send one word" : "Send one to " + most + " words") + " of letters and digits, up to "
                            + LONGEST + " characters."));
        }
        return fits;
    }
}
