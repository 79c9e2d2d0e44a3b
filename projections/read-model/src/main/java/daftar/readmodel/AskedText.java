package daftar.readmodel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that was typed into a search box, taken apart. Pure.
 *
 * @param query the text with every kind of quotation mark written as {@code "}, which is what search operators know
 * @param words all that is sought, without operators and without what is excluded; may be empty
 * @param phrases what stood between quotation marks
 */
public record AskedText(String query, String words, List<String> phrases) {

    private static final Pattern QUOTES = Pattern.compile("[«»„“”‟「」『』＂]");
    private static final Pattern PHRASE = Pattern.compile("(?<![\\p{L}\\p{N}])(-?)\"([^\"]+)\"");
    private static final Pattern WITHOUT = Pattern.compile("(?<!\\S)-\\S+");
    private static final Pattern OPERATORS = Pattern.compile("[\"+|()~*\\\\]");

    public AskedText {
        phrases = List.copyOf(phrases);
    }

    /** @param text as typed */
    public static AskedText of(String text) {
        String query = QUOTES.matcher(text).replaceAll("\"");
        List<String> phrases = new ArrayList<>();
        StringBuilder sought = new StringBuilder();
        Matcher phrase = PHRASE.matcher(query);
        while (phrase.find()) {
            boolean excluded = phrase.group(1).equals("-");
            String said = phrase.group(2).strip();
            if (!excluded && !said.isEmpty()) {
                phrases.add(said);
            }
            phrase.appendReplacement(sought, excluded ? " " : Matcher.quoteReplacement(" " + said + " "));
        }
        phrase.appendTail(sought);
        String words = WITHOUT.matcher(sought).replaceAll(" ");
        words = OPERATORS.matcher(words).replaceAll(" ").replaceAll("\\s+", " ").strip();
        return new AskedText(query, words, phrases);
    }
}
