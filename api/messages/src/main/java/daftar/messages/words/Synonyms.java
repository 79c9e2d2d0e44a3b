package daftar.messages.words;

import java.util.List;

/**
 * Words that mean the same: who looks for one of them looks for all.
 *
 * @param words two to eight, each of one or more words: {@code VPN}, {@code удалённый доступ}
 */
public record Synonyms(List<String> words) {

    public Synonyms {
        words = words == null ? List.of() : List.copyOf(words);
    }
}
