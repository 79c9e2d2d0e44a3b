package daftar.messages;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A name that people read, by language.
 *
 * @param texts BCP 47 language → text, the organisation's own language first; never empty
 */
public record LocalizedText(Map<String, String> texts) {

    public LocalizedText {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    public static LocalizedText of(String language, String text) {
        return new LocalizedText(Map.of(language, text));
    }

    /** The text in this language, else in English, else the first. */
    public String in(String language) {
        String text = texts.get(language);
        if (text == null) {
            text = texts.get("en");
        }
        return text != null ? text : texts.values().iterator().next();
    }
}
