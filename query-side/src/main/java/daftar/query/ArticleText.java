package daftar.query;

import daftar.readmodel.AskedText;
import daftar.readmodel.TextQuery;
import daftar.readmodel.TextQuery.Fit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How articles are found by words. Pure. */
final class ArticleText {

    /** Among equals the article in the reader's own language comes first. */
    private static final double OWN_LANGUAGE = 0.5;

    private ArticleText() {}

    /**
     * Articles that the caller may know of.
     *
     * @param asked null for all
     * @param other the text's words in other languages
     * @param conditions that all of them fulfil
     * @param clauseOf how exactly their order is told
     * @param part what of the text is sought
     */
    static Map<String, ?> of(
            ArticleAccess access,
            @Nullable AskedText asked,
            OtherWords other,
            String language,
            List<Map<String, ?>> conditions,
            TextQuery.Clause clauseOf,
            SearchBody.Part part) {
        if (asked == null) {
            List<Map<String, ?>> all = new ArrayList<>(conditions);
            all.add(access.filter());
            return Json.all(all);
        }
        List<Map<String, ?>> found = new ArrayList<>();
        for (ArticleAccess.Clause clause : access.clauses()) {
            found.add(Map.of(
                    "bool",
                    Map.of(
                            "filter",
                            List.of(clause.filter()),
                            "must",
                            List.of(sought(asked, other, clause.fields(), clauseOf, part)))));
        }
        return Map.of(
                "bool",
                Map.of(
                        "filter",
                        conditions,
                        "must",
                        List.of(Map.of("dis_max", Map.of("queries", found))),
                        "should",
                        List.of(Map.of(
                                "constant_score",
                                Map.of("filter", Json.term("languages", language), "boost", OWN_LANGUAGE)))));
    }

    private static Map<String, ?> sought(
            AskedText asked, OtherWords other, List<String> fields, TextQuery.Clause clauseOf, SearchBody.Part part) {
        return SearchBody.either(
                part, other.or(clauseOf.of(asked, fields, Fit.MOST_WORDS), fields), asked, List.of("number"));
    }
}
