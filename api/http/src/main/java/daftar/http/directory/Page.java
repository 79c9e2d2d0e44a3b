package daftar.http.directory;

import daftar.messages.Refused;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list that is sorted by key.
 *
 * @param total how many there are in all
 * @param entries those of this page
 * @param next what to send as {@code after} for the next page; null on the last
 */
public record Page<T>(int total, List<T> entries, @Nullable String next) {

    static final int MOST = 500;

    /**
     * @param sorted by key, ascending
     * @param after the key before the page; null for the first page
     * @throws Refused 400 for a limit that is not from 1 to {@link #MOST}
     */
    public static <S, T> Page<T> of(
            List<S> sorted, Function<S, String> key, @Nullable String after, int limit, Function<S, T> view) {
        if (limit < 1 || limit > MOST) {
            throw Refused.invalid("out-of-range", "limit", "Send a limit from 1 to " + MOST + ".");
        }
        int from = 0;
        if (after != null) {
            int low = 0;
            int high = sorted.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (key.apply(sorted.get(middle)).compareTo(after) <= 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            from = low;
        }
        int to = Math.min(sorted.size(), from + limit);
        List<S> part = sorted.subList(from, to);
        String next = to < sorted.size() ? key.apply(part.getLast()) : null;
        return new Page<>(sorted.size(), part.stream().map(view).toList(), next);
    }
}
