package daftar.mail.in;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Guesses the language of a text by its script; of the Latin ones, German by its own letters and words. Pure. */
final class Languages {

    private static final Set<String> GERMAN = Set.of(
            "ich", "nicht", "und", "der", "die", "das", "ist", "bitte", "wir", "kann", "mein", "nach", "mit", "für",
            "ein", "eine", "auf", "den", "dem", "sehr", "guten", "hallo", "danke", "keine", "kein");

    private Languages() {}

    /** One of {@code fa}, {@code ru}, {@code zh}, {@code de} and {@code en}. */
    static String of(String text) {
        Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
        text.codePoints()
                .limit(5_000)
                .filter(Character::isLetter)
                .forEach(c -> letters.merge(UnicodeScript.of(c), 1, Integer::sum));
        int latin = letters.getOrDefault(UnicodeScript.LATIN, 0);
        int arabic = letters.getOrDefault(UnicodeScript.ARABIC, 0);
        int cyrillic = letters.getOrDefault(UnicodeScript.CYRILLIC, 0);
        // a sign says as much as a few letters
        int han = letters.getOrDefault(UnicodeScript.HAN, 0) * 3;
        int most = Math.max(Math.max(latin, arabic), Math.max(cyrillic, han));
        if (most == 0 || most == latin) {
            return isGerman(text) ? "de" : "en";
        }
        return most == arabic ? "fa" : most == cyrillic ? "ru" : "zh";
    }

    private static boolean isGerman(String text) {
        int words = 0;
        int german = 0;
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", 400)) {
            words++;
            boolean own = word.contains("ß") || word.contains("ä") || word.contains("ö") || word.contains("ü");
            german += GERMAN.contains(word) || own ? 1 : 0;
        }
        return german >= 2 && german * 8 >= words;
    }
}
