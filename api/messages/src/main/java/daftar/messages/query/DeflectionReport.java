package daftar.messages.query;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read instead of raising a request.
 *
 * @param deflected requests that were not raised
 * @param raised tickets that were, in the same time
 * @param share of all that might have been raised, 0 to 1; null where there was nothing
 * @param byDay in the caller's days
 * @param byArticle articles and tickets that answered most
 */
public record DeflectionReport(
        Instant from,
        Instant to,
        long deflected,
        long raised,
        @Nullable Double share,
        List<Day> byDay,
        List<Read> byArticle,
        List<OfCategory> byCategory,
        boolean stale)
        implements Answer {

    public record Day(LocalDate day, long deflected) {}

    /** @param number null where it is unknown @param title as the caller may read it; null otherwise */
    public record Read(
            String id, @Nullable String number, @Nullable String title, long deflected) {}

    public record OfCategory(Named category, long deflected) {}
}
