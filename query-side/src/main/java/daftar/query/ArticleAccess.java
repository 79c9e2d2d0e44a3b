package daftar.query;

import daftar.messages.Actor;
import daftar.messages.knowledge.ArticleReaders;
import daftar.messages.knowledge.Audience;
import daftar.readmodel.ArticleDocument;
import daftar.readmodel.ArticleDocument.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which articles a caller may know of, and how much: the rule of {@link ArticleReaders}, as filters for Elasticsearch and in
 * memory. What is not published is in a field of its own, which is searched where the caller may read it and nowhere else.
 */
record ArticleAccess(Actor actor) {

    private static final List<String> SHOWN = List.of("title", "keywords", "solution", "description");
    private static final List<String> WITH_DRAFTS =
            List.of("title", "keywords", "solution", "description", "draftTexts");

    /** Articles, and the fields of them that may be searched. */
    record Clause(Map<String, ?> filter, List<String> fields) {}

    /** The clauses, those that show the most first. Retired articles are in none: nobody is to go by them. */
    List<Clause> clauses() {
        List<Clause> clauses = new ArrayList<>(2);
        Map<String, ?> living = Json.not(Json.term("status", Status.RETIRED.name()));
        if (ArticleReaders.seesAll(actor)) {
            clauses.add(new Clause(Json.all(List.of(Json.exists("audience"), living)), WITH_DRAFTS));
            return clauses;
        }
        if (ArticleReaders.writes(actor)) {
            clauses.add(new Clause(
                    Json.all(List.of(
                            Json.any(List.of(Json.term("authors", actor.person()), Json.term("inReview", true))),
                            living)),
                    WITH_DRAFTS));
        }
        List<String> audiences = new ArrayList<>(2);
        for (Audience audience : Audience.values()) {
            if (ArticleReaders.isOf(audience, actor)) {
                audiences.add(audience.name());
            }
        }
        clauses.add(new Clause(
                Json.all(List.of(
                        Json.term("status", Status.PUBLISHED.name()), Json.terms("audience", List.copyOf(audiences)))),
                SHOWN));
        return clauses;
    }

    /** The articles of all clauses. */
    Map<String, ?> filter() {
        return Json.any(clauses().stream().map(Clause::filter).toList());
    }

    /** Whether the caller may know of it at all. */
    boolean covers(ArticleDocument article) {
        return readsDrafts(article)
                || article.status() == Status.PUBLISHED && ArticleReaders.isOf(article.audience(), actor);
    }

    /** Whether the caller may read what is not published of it. */
    boolean readsDrafts(ArticleDocument article) {
        return ArticleReaders.seesAll(actor)
                || ArticleReaders.writes(actor)
                        && (article.authors().contains(actor.person())
                                || article.inReview() && article.status() != Status.RETIRED);
    }

    /** Whether the caller may read who wrote it, and what readers said to them. */
    boolean readsPeople() {
        return ArticleReaders.writes(actor) || ArticleReaders.seesAll(actor);
    }
}
