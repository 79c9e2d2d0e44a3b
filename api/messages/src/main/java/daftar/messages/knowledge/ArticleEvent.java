package daftar.messages.knowledge;

import daftar.messages.Event;
import daftar.messages.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to an article. Versions are counted from 1 in each language. */
public sealed interface ArticleEvent extends Event {

    /** The first version of the original. @param number e.g. {@code A-1017} @param ticket whose solution it grew from */
    record ArticleDrafted(
            String number,
            String author,
            String language,
            Text title,
            @Nullable Text summary,
            Text body,
            Audience audience,
            @Nullable String category,
            @Nullable String service,
            List<String> keywords,
            @Nullable String ticket)
            implements ArticleEvent {
        public ArticleDrafted {
            keywords = keywords == null ? List.of() : List.copyOf(keywords);
        }
    }

    /**
     * A version in a language.
     *
     * @param editor who wrote it
     * @param basedOn of a translation the version of the original that it says; null for the original itself
     */
    record ArticleRevised(
            String language,
            int version,
            String editor,
            Text title,
            @Nullable Text summary,
            Text body,
            @Nullable Integer basedOn)
            implements ArticleEvent {}

    record ArticleSubmitted(String language, int version) implements ArticleEvent {}

    record ArticleReturned(String language, int version, Text reason) implements ArticleEvent {}

    record ArticlePublished(String language, int version) implements ArticleEvent {}

    record ArticleRetired(@Nullable Text reason, @Nullable String replacedBy) implements ArticleEvent {}

    record ArticleRestored() implements ArticleEvent {}

    record ArticleClassified(
            Audience audience,
            @Nullable String category,
            @Nullable String service,
            List<String> keywords) implements ArticleEvent {
        public ArticleClassified {
            keywords = keywords == null ? List.of() : List.copyOf(keywords);
        }
    }

    record ArticleCommented(String person, Text text) implements ArticleEvent {}

    record ArticleRated(
            String person, boolean helpful, @Nullable Text remark) implements ArticleEvent {}

    record ArticleFavoured(String person) implements ArticleEvent {}

    record ArticleUnfavoured(String person) implements ArticleEvent {}

    /** A ticket was solved by it. */
    record ArticleUsed(String person, String ticket) implements ArticleEvent {}

    /** How often it was read on a node in an interval. */
    record ArticleReadsCounted(int reads, Instant from, Instant to) implements ArticleEvent {}
}
