package daftar.messages.query;

import daftar.messages.knowledge.Audience;
import daftar.messages.knowledge.Stage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An article, in the language that suits the caller best.
 *
 * @param version for If-Match of an edit
 * @param status DRAFT, IN_REVIEW, PUBLISHED or RETIRED
 * @param language in which it is shown
 * @param outdated whether the original has been published anew since this translation
 * @param draft whether what is shown is not published
 * @param languages all in which the caller may read it
 * @param author null for readers who are not of the desk
 * @param ticket whose solution it grew from, for the desk and auditors; null for none
 * @param helped the caller's own word; null for none
 * @param variants how it stands in each language, for the desk and auditors; empty for others
 * @param remarks what readers said to who wrote it, for the desk and auditors; empty for others
 * @param redacted whether some text of it is no longer readable
 */
public record ArticleView(
        String id,
        String number,
        long version,
        String status,
        Audience audience,
        String language,
        @Nullable String title,
        @Nullable String summary,
        @Nullable String body,
        boolean outdated,
        boolean draft,
        List<String> languages,
        @Nullable Named category,
        @Nullable String service,
        List<String> keywords,
        @Nullable Named author,
        @Nullable String ticket,
        @Nullable String retiredBecause,
        @Nullable String replacedBy,
        @Nullable Instant publishedAt,
        Instant updatedAt,
        int helpful,
        int unhelpful,
        long uses,
        boolean favourite,
        @Nullable Boolean helped,
        List<Remark> comments,
        List<Remark> remarks,
        List<Variant> variants,
        boolean redacted,
        boolean stale)
        implements Answer {

    /** What somebody said. @param text null where it was redacted @param helpful null for a comment */
    public record Remark(
            Named person, @Nullable String text, @Nullable Boolean helpful, Instant at) {}

    /**
     * An article in one language.
     *
     * @param version the newest
     * @param published the version that readers see; null for none
     * @param returned why it went back to its author; null where it did not
     */
    public record Variant(
            String language,
            Stage stage,
            int version,
            @Nullable Integer published,
            Named editor,
            @Nullable Integer basedOn,
            boolean outdated,
            @Nullable String returned,
            Instant at) {}
}
