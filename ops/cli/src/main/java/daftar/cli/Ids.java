package daftar.cli;

import java.text.Normalizer;
import java.util.Locale;

/** Ids of the directory, made from the names of a log: the same name gives the same id in every run. */
final class Ids {

    private Ids() {}

    static String person(String name) {
        return "person-" + slug(name);
    }

    static String team(String name) {
        return "team-" + slug(name);
    }

    static String category(String name) {
        return slug(name);
    }

    /** Lower-case letters, digits and hyphens; names in other scripts by their code points. */
    static String slug(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        StringBuilder slug = new StringBuilder();
        plain.toLowerCase(Locale.ROOT).codePoints().forEach(c -> {
            if (c < 128 && Character.isLetterOrDigit(c)) {
                slug.appendCodePoint(c);
            } else if (c >= 128 && Character.isLetterOrDigit(c)) {
                slug.append('u').append(Integer.toHexString(c));
            } else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
        });
        while (!slug.isEmpty() && slug.charAt(slug.length() - 1) == '-') {
            slug.setLength(slug.length() - 1);
        }
        return slug.isEmpty() ? "x" : slug.toString();
    }
}
