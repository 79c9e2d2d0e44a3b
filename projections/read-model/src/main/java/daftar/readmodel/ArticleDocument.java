package daftar.readmodel;

import daftar.messages.knowledge.Audience;
import daftar.messages.knowledge.Stage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An article as it stands after an event. What readers may read has the names that tickets have for the like, so that one
 * search finds both; what is still being written is in fields of its own. Instants are business time.
 *
 * @param number e.g. {@code A-1017}
 * @param edited the revision of the last event that was no reader's: the version that an editor must have seen
 * @param language of the original, BCP 47
 * @param status how far it has come
 * @param inReview whether a version waits for somebody to read it
 * @param languages in which it can be read, the original first
 * @param outdatedIn languages whose translation is behind the original
 * @param authors who wrote on it
 * @param title of each published language; the same order holds for {@code languages}
 * @param description the summaries
 * @param solution the bodies
 * @param draftTexts titles, summaries and bodies of versions that are not published
 * @param ticket whose solution it grew from
 * @param retiredBecause null where it was not, or nobody said
 * @param helpful how many it helped
 * @param usedFor tickets that were solved by it
 * @param reads how often it was read
 * @param uses reads and tickets solved, by which the most used are found
 * @param redacted whether some text of it is no longer readable
 */
public record ArticleDocument(
        String id,
        String number,
        long revision,
        long position,
        long edited,
        String author,
        String language,
        Audience audience,
        @Nullable String category,
        @Nullable String service,
        List<String> keywords,
        Status status,
        boolean inReview,
        List<String> languages,
        List<String> outdatedIn,
        List<String> authors,
        List<String> title,
        List<String> description,
        List<String> solution,
        List<String> draftTexts,
        List<Variant> variants,
        @Nullable String ticket,
        @Nullable String retiredBecause,
        @Nullable String replacedBy,
        List<Comment> comments,
        List<Rating> ratings,
        int helpful,
        int unhelpful,
        List<String> favouredBy,
        List<String> usedFor,
        long reads,
        long uses,
        boolean redacted,
        @Nullable Instant publishedAt,
        Instant raisedAt,
        Instant updatedAt,
        Instant recordedAt)
        implements StreamDocument {

    /** How far an article has come, in the language that is furthest. */
    public enum Status {
        DRAFT,
        IN_REVIEW,
        PUBLISHED,
        RETIRED
    }

    /**
     * What was written.
     *
     * @param title null only where it was redacted, as {@code body}
     * @param basedOn of a translation the version of the original that it says
     */
    public record Version(
            int version,
            @Nullable String title,
            @Nullable String summary,
            @Nullable String body,
            String editor,
            @Nullable Integer basedOn,
            Instant at) {}

    /**
     * An article in one language.
     *
     * @param newest as it was written last
     * @param published what readers see; null for nothing
     * @param outdated whether the original has been published anew since the version that this translation says
     * @param returned why it went back to its author; null where it did not
     */
    public record Variant(
            String language,
            Stage stage,
            Version newest,
            @Nullable Version published,
            boolean outdated,
            @Nullable String returned) {}

    /** @param text null where it was redacted */
    public record Comment(String person, @Nullable String text, Instant at) {}

    /** A reader's last word. @param remark for who wrote it; null for none */
    public record Rating(
            String person, boolean helpful, @Nullable String remark, Instant at) {}
}
