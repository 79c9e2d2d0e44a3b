package daftar.report;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives each Arabic letter the form that it has between its neighbours, those of Persian too, which the library's own way leaves
 * out. A PDF is drawn glyph by glyph, so this cannot be left to the font. Which forms there are is read from the names that
 * Unicode gives them.
 */
final class JoinedLetters extends ICUBidiReorderer {

    private static final int LAM = 0x644;
    private static final int TATWEEL = 0x640;
    private static final int JOINER = 0x200D;

    /** The forms of a letter; null where it has none, as one that never joins to the next has no initial form. */
    private static final class Forms {
        private @Nullable Integer isolated;
        private @Nullable Integer ending;
        private @Nullable Integer initial;
        private @Nullable Integer medial;
    }

    /** Letter, or lam and the alef after it → its forms. */
    private static final Map<String, Forms> FORMS = forms();

    private static Map<String, Forms> forms() {
        Map<String, Forms> forms = new HashMap<>();
        for (int c = 0xFB50; c <= 0xFEFC; c++) {
            String name = Character.getName(c);
            String letters = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
            if (name == null
                    || !(name.startsWith("ARABIC LETTER ") || name.startsWith("ARABIC LIGATURE LAM WITH ALEF"))
                    || letters.length() > 2
                    || (letters.length() == 2 && letters.charAt(0) != LAM)) {
                continue;
            }
            Forms of = forms.computeIfAbsent(letters, none -> new Forms());
            if (name.endsWith(" ISOLATED FORM")) {
                of.isolated = c;
            } else if (name.endsWith(" FINAL FORM")) {
                of.ending = c;
            } else if (name.endsWith(" INITIAL FORM")) {
                of.initial = c;
            } else if (name.endsWith(" MEDIAL FORM")) {
                of.medial = c;
            }
        }
        return forms;
    }

    @Override
    public String shapeText(String text) {
        return shaped(text);
    }

    /** The text in its logical order, each letter in its form. */
    static String shaped(String text) {
        if (text.chars().noneMatch(c -> c >= 0x600 && c <= 0x6FF)) {
            return text;
        }
        StringBuilder shaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean joinsBefore = joinsToNext(neighbour(text, i, -1));
            Forms ligature = letter == LAM && i + 1 < text.length() ? FORMS.get(text.substring(i, i + 2)) : null;
            Forms forms = ligature != null ? ligature : FORMS.get(Character.toString(letter));
            if (forms == null) {
                shaped.append(letter);
                continue;
            }
            boolean joinsAfter = ligature == null && joinsToPrevious(neighbour(text, i, 1));
            Integer form = joinsBefore && joinsAfter && forms.medial != null
                    ? forms.medial
                    : joinsBefore && forms.ending != null
                            ? forms.ending
                            : joinsAfter && forms.initial != null ? forms.initial : forms.isolated;
            shaped.appendCodePoint(form == null ? letter : form);
            i += ligature == null ? 0 : 1;
        }
        return shaped.toString();
    }

    /** The next letter in a direction, marks above and below passed by; 0 at an end. */
    private static char neighbour(String text, int from, int step) {
        for (int i = from + step; i >= 0 && i < text.length(); i += step) {
            if (Character.getType(text.charAt(i)) != Character.NON_SPACING_MARK) {
                return text.charAt(i);
            }
        }
        return 0;
    }

    private static boolean joinsToNext(char letter) {
        Forms forms = FORMS.get(Character.toString(letter));
        return letter == TATWEEL || letter == JOINER || (forms != null && forms.initial != null);
    }

    private static boolean joinsToPrevious(char letter) {
        Forms forms = FORMS.get(Character.toString(letter));
        return letter == TATWEEL || letter == JOINER || (forms != null && forms.ending != null);
    }
}
