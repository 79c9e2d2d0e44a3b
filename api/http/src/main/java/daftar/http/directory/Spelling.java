package daftar.http.directory;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names as people may type them: without regard to case, accents and vowel signs, to half and full width, to Arabic or
 * Persian forms of a letter, and to ё or е.
 */
final class Spelling {

    private static final Pattern MARKS = Pattern.compile("[\\p{M}\u0640]+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}@._+-]+");

    private Spelling() {}

    /** The words of a text, folded, each after a space. */
    static String folded(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace('\u064a', '\u06cc')
                .replace('\u0643', '\u06a9')
                .replace("ß", "ss");
        return " " + BETWEEN.matcher(plain).replaceAll(" ").strip();
    }

    /** Whether each word that is sought begins a word of the text. @param sought folded */
    static boolean matches(String sought, String text) {
        String words = folded(text);
        for (String word : sought.strip().split(" ")) {
            if (!words.contains(" " + word)) {
                return false;
            }
        }
        return true;
    }
}
