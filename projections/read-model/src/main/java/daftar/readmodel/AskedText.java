package daftar.readmodel;

import daftar.messages.words.SearchWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that was typed into a search box, taken apart. Pure. What the organisation says of words (synonyms, stop words) and
 * how Persian words are written, together or apart, is looked up here, when the question is asked.
 *
 * @param query with operators: every kind of quotation mark as {@code "}, and each word with what may stand for it
 * @param words all that is sought, without operators and without what is excluded; may be empty
 * @param phrases what stood between quotation marks
 * @param references what of it may name a ticket, an article or a case of others: each piece with a digit in it, digits of every
 *     script as ASCII, as typed and in capitals; and the whole of it. Empty where there is no digit
 */
public record AskedText(String query, String words, List<String> phrases, List<String> references) {

    private static final Pattern QUOTES = Pattern.compile("[«»„“”‟「」『』＂]");
    private static final Pattern PHRASE = Pattern.compile("(?<![\\p{L}\\p{N}])(-?)\"([^\"]+)\"");
    private static final Pattern WITHOUT = Pattern.compile("(?<!\\S)-\\S+");
    private static final Pattern OPERATORS = Pattern.compile("[\"+|()~*\\\\]");
    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");
    private static final int MOST_REFERENCES = 40;
    private static final Pattern SPACES = Pattern.compile("\\s+");

    public AskedText {
        phrases = List.copyOf(phrases);
        references = List.copyOf(references);
    }

    /** @param text as typed @param known what the organisation says of words */
    public static AskedText of(String text, SearchWords known) {
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
        words = SPACES.matcher(OPERATORS.matcher(words).replaceAll(" "))
                .replaceAll(" ")
                .strip();
        boolean plain =
                !WITHOUT.matcher(query).find() && !OPERATORS.matcher(query).find();
        List<Sought> each = each(words, known);
        return new AskedText(
                plain && !words.isEmpty()
                        ? String.join(" ", each.stream().map(Sought::query).toList())
                        : query,
                String.join(" ", each.stream().map(Sought::words).toList()),
                phrases,
                references(text, query));
    }

    /** @param query the text with quotation marks of one kind */
    private static List<String> references(String text, String query) {
        Set<String> all = new LinkedHashSet<>();
        String sought = WITHOUT.matcher(query).replaceAll(" ");
        for (String piece : SPACES.split(OPERATORS.matcher(sought).replaceAll(" "))) {
            String bare = AROUND.matcher(piece).replaceAll("");
            if (all.size() < MOST_REFERENCES && bare.codePoints().anyMatch(Character::isDigit)) {
                StringBuilder ascii = new StringBuilder();
                bare.codePoints()
                        .map(each -> Character.isDigit(each) ? '0' + Character.digit(each, 10) : each)
                        .forEach(ascii::appendCodePoint);
                all.add(ascii.toString());
                all.add(ascii.toString().toUpperCase(Locale.ROOT));
            }
        }
        if (!all.isEmpty()) {
            all.add(text.strip());
        }
        return new ArrayList<>(all);
    }

    /** One word or several that belong together, and what may stand for them. */
    private record Sought(String said, Set<String> others, boolean synonyms) {

        String query() {
            if (others.isEmpty()) {
                return said;
            }
            List<String> all = new ArrayList<>();
            all.add(said.contains(" ") ? "(" + said + ")" : said);
            others.forEach(other -> all.add(other.contains(" ") ? "\"" + other + "\"" : other));
            return "(" + String.join(" | ", all) + ")";
        }

        String words() {
            // where any word will do, the parts of a word that may be two would find too much
            return synonyms ? said + " " + String.join(" ", others) : said;
        }
    }

    private static List<Sought> each(String words, SearchWords known) {
        List<String> said = words.isEmpty() ? List.of() : List.of(words.split(" "));
        if (said.stream().anyMatch(word -> !known.isStopped(word))) {
            said = said.stream().filter(word -> !known.isStopped(word)).toList();
        }
        List<Sought> each = new ArrayList<>();
        for (int from = 0; from < said.size(); ) {
            int length = synonym(said, from, known);
            if (length > 0) {
                String together = String.join(" ", said.subList(from, from + length));
                each.add(new Sought(together, new LinkedHashSet<>(known.meaningTheSameAs(together)), true));
            } else if (from + 1 < said.size()
                    && PersianSpacing.mayBeOneWord(said.get(from), said.get(from + 1))
                    && synonym(said, from + 1, known) == 0) {
                length = 2;
                each.add(new Sought(
                        said.get(from) + " " + said.get(from + 1), Set.of(said.get(from) + said.get(from + 1)), false));
            } else {
                length = 1;
                each.add(new Sought(said.get(from), new LinkedHashSet<>(PersianSpacing.apart(said.get(from))), false));
            }
            from += length;
        }
        return each;
    }

    /** How many words from there on are the longest synonym; 0 for none. */
    private static int synonym(List<String> said, int from, SearchWords known) {
        for (int length = Math.min(known.longest(), said.size() - from); length > 0; length--) {
            if (!known.meaningTheSameAs(String.join(" ", said.subList(from, from + length)))
                    .isEmpty()) {
                return length;
            }
        }
        return 0;
    }
}
