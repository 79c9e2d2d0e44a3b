package daftar.messages.knowledge;

import daftar.messages.Command;
import daftar.messages.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked of an article. {@code article} is its id and stream, {@code article-<uuid>}. */
public sealed interface ArticleCommand extends Command {

    String article();

    @Override
    default String stream() {
        return article();
    }

    /**
     * Begins an article, in one language.
     *
     * @param language BCP 47; of the original, which others are translated from
     * @param title one line
     * @param summary in a sentence or two; null for none
     * @param category a code of the directory; null for none
     * @param service a code of the catalogue; null for none
     * @param ticket whose solution it grew from; null for none
     */
    record DraftArticle(
            String article,
            String language,
            Text title,
            @Nullable Text summary,
            Text body,
            Audience audience,
            @Nullable String category,
            @Nullable String service,
            List<String> keywords,
            @Nullable String ticket)
            implements ArticleCommand {
        public DraftArticle {
            keywords = List.copyOf(keywords);
        }
    }

    /**
     * A new version in a language, which may be a new language. What is published goes on being read until this is published.
     *
     * @param basedOn of a translation the version of the original that it says; null for the newest one that is published
     */
    record ReviseArticle(
            String article,
            String language,
            Text title,
            @Nullable Text summary,
            Text body,
            @Nullable Integer basedOn) implements ArticleCommand {}

    /** The newest version of a language is to be read by somebody else. */
    record SubmitArticle(String article, String language) implements ArticleCommand {}

    /** Back to its author. @param reason what is missing */
    record ReturnArticle(String article, String language, Text reason) implements ArticleCommand {}

    /** From now on readers see it. */
    record PublishArticle(String article, String language) implements ArticleCommand {}

    /** Nobody is to go by it any more. @param replacedBy the article to read instead; null for none */
    record RetireArticle(
            String article, @Nullable Text reason, @Nullable String replacedBy) implements ArticleCommand {}

    /** It was retired by mistake. */
    record RestoreArticle(String article) implements ArticleCommand {}

    /** Where it belongs and whom it is for, all of it anew. */
    record ClassifyArticle(
            String article,
            Audience audience,
            @Nullable String category,
            @Nullable String service,
            List<String> keywords)
            implements ArticleCommand {
        public ClassifyArticle {
            keywords = List.copyOf(keywords);
        }
    }

    /** What a reader says about it, for other readers. */
    record CommentOnArticle(String article, Text text) implements ArticleCommand {}

    /** Whether it helped; the last word of each reader counts. @param remark for who wrote it; null for none */
    record RateArticle(
            String article, boolean helpful, @Nullable Text remark) implements ArticleCommand {}

    /** Keeps it at hand for the actor. */
    record FavourArticle(String article) implements ArticleCommand {}

    /** Keeps it at hand no longer. */
    record UnfavourArticle(String article) implements ArticleCommand {}

    /** A ticket was solved by it. @param ticket its id */
    record UseArticle(String article, String ticket) implements ArticleCommand {}

    /**
     * A node's: how often it was read in an interval. One record for all the glances of that time.
     *
     * @param reads how many, at least 1
     */
    record RecordReads(String article, int reads, Instant from, Instant to) implements ArticleCommand {}
}
