package daftar.query;

import static java.util.Objects.requireNonNull;

import daftar.messages.query.KnowledgeKind;
import daftar.messages.query.KnowledgePage;
import daftar.readmodel.ArticleDocument;
import daftar.readmodel.ArticleDocument.Variant;
import daftar.readmodel.ArticleDocument.Version;
import daftar.readmodel.DocumentJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes rows of lists from articles that a search found, each in the language that suits the reader best: their own; else
 * that in which it was found; else the original.
 */
final class ArticleRows {

    /** What a row is made of. */
    static final List<String> FIELDS = List.of(
            "id",
            "number",
            "revision",
            "position",
            "edited",
            "author",
            "language",
            "audience",
            "category",
            "service",
            "status",
            "inReview",
            "languages",
            "authors",
            "variants",
            "helpful",
            "unhelpful",
            "uses",
            "favouredBy",
            "publishedAt",
            "raisedAt",
            "updatedAt");

    private static final int EXCERPT = 400;

    /** A version, in a language. @param draft whether it is not published */
    record Shown(Variant variant, Version version, boolean draft) {}

    private final ArticleAccess access;
    private final Naming naming;

    ArticleRows(ArticleAccess access, Naming naming) {
        this.access = access;
        this.naming = naming;
    }

    static ArticleDocument read(JsonNode source) {
        return DocumentJson.reader(ArticleDocument.class).readValue(source);
    }

    KnowledgePage.Entry row(JsonNode hit) {
        ArticleDocument article = read(hit.path("_source"));
        Map<String, List<String>> highlights = highlights(hit, access.readsDrafts(article));
        Shown shown = shown(article, highlights);
        Version version = shown.version();
        return new KnowledgePage.Entry(
                KnowledgeKind.ARTICLE,
                article.id(),
                article.number(),
                version.title(),
                version.summary(),
                excerpt(version.body()),
                null,
                null,
                null,
                null,
                naming.category(article.category()),
                article.service(),
                shown.variant().language(),
                article.publishedAt(),
                new KnowledgePage.Article(
                        article.status().name(),
                        article.languages(),
                        shown.variant().outdated(),
                        article.helpful(),
                        article.unhelpful(),
                        article.uses(),
                        article.favouredBy().contains(access.actor().person())),
                highlights);
    }

    private Shown shown(ArticleDocument article, Map<String, List<String>> highlights) {
        boolean drafts = access.readsDrafts(article);
        Shown own = of(article, naming.language(), drafts);
        if (own != null) {
            return own;
        }
        for (List<String> fragments : highlights.values()) {
            for (String fragment : fragments) {
                String plain = plain(fragment);
                for (Variant variant : article.variants()) {
                    Shown found = of(variant, drafts);
                    if (found != null && says(found.version(), plain)) {
                        return found;
                    }
                }
            }
        }
        return original(article, drafts);
    }

    /** What of the article is shown to whoever reads this language, or names it; null where there is nothing of it. */
    static @Nullable Shown of(ArticleDocument article, String language, boolean drafts) {
        String primary = primary(language);
        Shown near = null;
        for (Variant variant : article.variants()) {
            if (primary(variant.language()).equals(primary)) {
                Shown found = of(variant, drafts);
                if (found != null && variant.language().equalsIgnoreCase(language)) {
                    return found;
                }
                near = near == null ? found : near;
            }
        }
        return near;
    }

    /** The original, or where it is not published the first language that is. */
    static Shown original(ArticleDocument article, boolean drafts) {
        Shown original = of(article, article.language(), drafts);
        if (original != null) {
            return original;
        }
        return requireNonNull(
                article.variants().stream()
                        .map(variant -> of(variant, drafts))
                        .filter(found -> found != null)
                        .findFirst()
                        .orElse(null),
                "the filter let an article through that the caller may not see");
    }

    /** What is published, or where that is nothing the draft for those who may read it. */
    private static @Nullable Shown of(Variant variant, boolean drafts) {
        Version published = variant.published();
        if (published != null) {
            return new Shown(variant, published, false);
        }
        return drafts ? new Shown(variant, variant.newest(), true) : null;
    }

    private static String primary(String language) {
        int end = language.indexOf('-');
        return (end < 0 ? language : language.substring(0, end)).toLowerCase(java.util.Locale.ROOT);
    }

    private static boolean says(Version version, String plain) {
        return contains(version.title(), plain)
                || contains(version.summary(), plain)
                || contains(version.body(), plain);
    }

    private static boolean contains(@Nullable String text, String plain) {
        return text != null && text.contains(plain);
    }

    /** A fragment without its marks, and with what they escaped. */
    private static String plain(String fragment) {
        return fragment.replace("<em>", "")
                .replace("</em>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#x27;", "'")
                .replace("&#x2F;", "/")
                .replace("&amp;", "&");
    }

    private static Map<String, List<String>> highlights(JsonNode hit, boolean drafts) {
        Map<String, List<String>> shown = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : hit.path("highlight").properties()) {
            if (drafts || !field.getKey().equals("draftTexts")) {
                shown.put(
                        field.getKey(),
                        field.getValue().valueStream().map(JsonNode::asString).toList());
            }
        }
        return shown;
    }

    static @Nullable String excerpt(@Nullable String body) {
        if (body == null || body.length() <= EXCERPT) {
            return body;
        }
        int end = Character.isHighSurrogate(body.charAt(EXCERPT - 1)) ? EXCERPT - 1 : EXCERPT;
        return body.substring(0, end) + "…";
    }
}
