package daftar.query;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words that were mistyped, corrected by words of texts that the reader may see anyway. Pure. Two words are near when one
 * becomes the other by one change (two from eight letters on): a letter more, less or other, or two that changed places.
 */
final class Spelling {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    /** Below it any word is near to any. */
    private static final int SHORTEST = 4;

    private static final int LONG = 8;

    private Spelling() {}

    /**
     * The question with each word that is in none of the texts replaced by the nearest that is; of equally near ones by the
     * most frequent.
     *
     * @return null where nothing would be replaced
     */
    static @Nullable String corrected(String question, List<String> texts) {
        Map<String, Integer> known = new HashMap<>();
        for (String text : texts) {
            Set<String> ofOne = new HashSet<>();
            words(text, ofOne);
            ofOne.forEach(word -> known.merge(word, 1, Integer::sum));
        }
        boolean[] changed = {false};
        String corrected = WORD.matcher(question).replaceAll(found -> {
            String word = found.group().toLowerCase(Locale.ROOT);
            String nearest = known.containsKey(word) ? null : nearest(word, known);
            changed[0] |= nearest != null;
            return Matcher.quoteReplacement(nearest == null ? found.group() : nearest);
        });
        return changed[0] ? corrected : null;
    }

    private static void words(String text, Set<String> words) {
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group().toLowerCase(Locale.ROOT));
        }
    }

    private static @Nullable String nearest(String word, Map<String, Integer> known) {
        if (word.length() < SHORTEST) {
            return null;
        }
        int allowed = word.length() < LONG ? 1 : 2;
        String nearest = null;
        int least = allowed + 1;
        for (Map.Entry<String, Integer> candidate : known.entrySet()) {
            String other = candidate.getKey();
            if (Math.abs(other.length() - word.length()) > allowed) {
                continue;
            }
            int changes = changes(word, other);
            boolean better = nearest == null
                    ? changes <= allowed
                    : changes < least
                            || changes == least
                                    && (candidate.getValue() > known.getOrDefault(nearest, 0)
                                            || candidate.getValue().equals(known.get(nearest))
                                                    && other.compareTo(nearest) < 0);
            if (better) {
                nearest = other;
                least = changes;
            }
        }
        return nearest;
    }

    /** The optimal string alignment distance: as Levenshtein's, and neighbours that changed places are one change. */
    static int changes(String one, String other) {
        int[][] least = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    least[i][j] = i + j;
                    continue;
                }
                int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                least[i][j] = Math.min(least[i - 1][j - 1] + same, 1 + Math.min(least[i - 1][j], least[i][j - 1]));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    least[i][j] = Math.min(least[i][j], 1 + least[i - 2][j - 2]);
                }
            }
        }
        return least[one.length()][other.length()];
    }
}
