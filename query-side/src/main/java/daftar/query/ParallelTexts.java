package daftar.query;

import daftar.readmodel.Translations.Pair;
import daftar.readmodel.Translations.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What articles say in several languages, piece by piece, as translations are learned from it. Pure. Where two languages have the
 * same number of lines, line stands for line; else paragraph for paragraph, where their number is the same; else nothing
 * is taken from them. Titles come first, then summaries, then bodies, and of each those of the first articles: when there is
 * enough, the rest is left out.
 *
 * @param pieces in the order in which they teach
 */
record ParallelTexts(List<Piece> pieces) {

    static final ParallelTexts NONE = new ParallelTexts(List.of());

    /** Characters of all texts together. They are analysed when learning, and kept to see whether they have changed. */
    static final int MOST = 500_000;
    /** Terms of one piece: in more, which word stands for which is chance. */
    private static final int LONGEST = 60;
    /** Of each two languages, pairs of terms that may belong together: what learning holds in memory, some 100 bytes each. */
    private static final int MOST_COMBINED = 300_000;

    private static final Pattern LINES = Pattern.compile("\\R");
    private static final Pattern PARAGRAPHS = Pattern.compile("\\R\\s*\\R");

    /** One article in one language. @param parts its title, summary and body; an empty text for what there is not */
    record Said(String language, List<String> parts) {

        Said {
            parts = List.copyOf(parts);
        }
    }

    /** The same said twice. @param from the language of the one @param to the language of the other */
    record Piece(String from, String to, String one, String other) {}

    ParallelTexts {
        pieces = List.copyOf(pieces);
    }

    /** @param articles each in its languages, in the order in which they are to teach */
    static ParallelTexts of(List<List<Said>> articles) {
        List<Piece> pieces = new ArrayList<>();
        Set<String> texts = new HashSet<>();
        int characters = 0;
        for (int part = 0; part < 3; part++) {
            for (List<Said> article : articles) {
                for (Piece piece : pieces(article, part)) {
                    int more = (texts.contains(piece.one()) ? 0 : piece.one().length())
                            + (texts.contains(piece.other()) ? 0 : piece.other().length());
                    if (characters + more <= MOST) {
                        characters += more;
                        texts.add(piece.one());
                        texts.add(piece.other());
                        pieces.add(piece);
                    }
                }
            }
        }
        return new ParallelTexts(pieces);
    }

    private static List<Piece> pieces(List<Said> article, int part) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < article.size(); i++) {
            for (int j = i + 1; j < article.size(); j++) {
                Said one = article.get(i);
                Said other = article.get(j);
                pieces.addAll(pieces(
                        one.language(),
                        other.language(),
                        one.parts().get(part),
                        other.parts().get(part)));
            }
        }
        return pieces;
    }

    private static List<Piece> pieces(String from, String to, String one, String other) {
        for (Pattern between : List.of(LINES, PARAGRAPHS)) {
            List<String> left = split(between, one);
            List<String> right = split(between, other);
            if (left.size() == right.size()) {
                List<Piece> pieces = new ArrayList<>();
                for (int i = 0; i < left.size(); i++) {
                    pieces.add(new Piece(from, to, left.get(i), right.get(i)));
                }
                return pieces;
            }
        }
        return List.of();
    }

    private static List<String> split(Pattern between, String text) {
        return Arrays.stream(between.split(text))
                .map(String::strip)
                .filter(piece -> !piece.isEmpty())
                .toList();
    }

    /** All that is to be analysed, each once. */
    List<String> texts() {
        return pieces.stream()
                .flatMap(piece -> List.of(piece.one(), piece.other()).stream())
                .distinct()
                .toList();
    }

    /** What there is to learn of each two languages. @param terms of each of the texts */
    List<Parallel> parallel(Map<String, List<String>> terms) {
        Map<Languages, List<Pair>> pairs = new LinkedHashMap<>();
        Map<Languages, Integer> combined = new HashMap<>();
        for (Piece piece : pieces) {
            List<String> one = terms.getOrDefault(piece.one(), List.of());
            List<String> other = terms.getOrDefault(piece.other(), List.of());
            int more = one.size() * other.size();
            // the same two languages, whichever is the original
            boolean inOrder = piece.from().compareTo(piece.to()) < 0;
            Languages languages =
                    inOrder ? new Languages(piece.from(), piece.to()) : new Languages(piece.to(), piece.from());
            if (one.size() <= LONGEST
                    && other.size() <= LONGEST
                    && combined.getOrDefault(languages, 0) + more <= MOST_COMBINED) {
                combined.merge(languages, more, Integer::sum);
                pairs.computeIfAbsent(languages, none -> new ArrayList<>())
                        .add(inOrder ? new Pair(one, other) : new Pair(other, one));
            }
        }
        return pairs.entrySet().stream()
                .map(each -> new Parallel(each.getKey().one(), each.getKey().other(), each.getValue()))
                .toList();
    }

    private record Languages(String one, String other) {}
}
