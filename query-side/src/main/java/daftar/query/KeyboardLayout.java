package daftar.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a text would be, had the same keys been pressed with another layout switched on: {@code ghbynth} is {@code принтер},
 * {@code ]hm'v} is {@code چاپگر}. Pure. By the places of the keys on a US keyboard; Russian as usual, Persian by
 * ISIRI 9147.
 */
final class KeyboardLayout {

    private static final String LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
    private static final String RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюё";
    private static final String LATIN_OF_PERSIAN = "qwertyuiop[]asdfghjkl;'zxcvbnm,";
    private static final String PERSIAN = "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو";

    private static final Map<Character, Character> TO_RUSSIAN = pairs(LATIN, RUSSIAN);
    private static final Map<Character, Character> FROM_RUSSIAN = pairs(RUSSIAN, LATIN);
    private static final Map<Character, Character> TO_PERSIAN = pairs(LATIN_OF_PERSIAN, PERSIAN);
    private static final Map<Character, Character> FROM_PERSIAN = pairs(PERSIAN, LATIN_OF_PERSIAN);

    private KeyboardLayout() {}

    /** The texts that may have been meant; empty where letters of several scripts are mixed, or there are none. */
    static List<String> meant(String text) {
        String folded = text.strip().toLowerCase(Locale.ROOT).replace('ي', 'ی').replace('ك', 'ک');
        List<String> meant = new ArrayList<>();
        if (is(folded, Character.UnicodeScript.LATIN)) {
            add(meant, folded, TO_RUSSIAN);
            add(meant, folded, TO_PERSIAN);
        } else if (is(folded, Character.UnicodeScript.CYRILLIC)) {
            add(meant, folded, FROM_RUSSIAN);
        } else if (is(folded, Character.UnicodeScript.ARABIC)) {
            add(meant, folded, FROM_PERSIAN);
        }
        return meant;
    }

    /** Every letter is of the script, and there is one. */
    private static boolean is(String text, Character.UnicodeScript script) {
        return text.codePoints().anyMatch(Character::isLetter)
                && text.codePoints()
                        .filter(Character::isLetter)
                        .allMatch(letter -> Character.UnicodeScript.of(letter) == script);
    }

    /** Where a letter has no key, the text was not typed by these keys. */
    private static void add(List<String> meant, String text, Map<Character, Character> keys) {
        StringBuilder typed = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            Character key = keys.get(text.charAt(i));
            if (key == null && Character.isLetter(text.charAt(i))) {
                return;
            }
            typed.append(key == null ? text.charAt(i) : key.charValue());
        }
        meant.add(typed.toString());
    }

    private static Map<Character, Character> pairs(String from, String to) {
        Map<Character, Character> pairs = new HashMap<>();
        for (int i = 0; i < from.length(); i++) {
            pairs.put(from.charAt(i), to.charAt(i));
        }
        return Map.copyOf(pairs);
    }
}
