package daftar.http.knowledge;

import org.jspecify.annotations.Nullable;

/** Leads from what people call an article to its id. Given by the application. */
@FunctionalInterface
public interface ArticleRefs {

    /**
     * The id of the article of this number. It says nothing about whether somebody may read it.
     *
     * @param number such as {@code A-1017}
     * @return {@code article-<uuid>}, or null where there is none, or it is too new to be known by number
     */
    @Nullable String idOf(String number);
}
