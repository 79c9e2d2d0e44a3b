package daftar.domain.ticket;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What came before, the newest first: a list that is never copied, since a ticket is folded anew for every command.
 *
 * @param newest the last thing added
 * @param earlier what was there before it; null where there was nothing
 */
record Past<T>(T newest, @Nullable Past<T> earlier) {

    static <T> Past<T> add(@Nullable Past<T> past, T thing) {
        return new Past<>(thing, past);
    }

    /** The same without what equals this thing. */
    static <T> @Nullable Past<T> without(@Nullable Past<T> past, T thing) {
        if (past == null) {
            return null;
        }
        Past<T> rest = without(past.earlier, thing);
        return past.newest.equals(thing) ? rest : new Past<>(past.newest, rest);
    }

    /** The newest that fits, or null. */
    static <T> @Nullable T find(@Nullable Past<T> past, Predicate<T> fits) {
        for (Past<T> at = past; at != null; at = at.earlier) {
            if (fits.test(at.newest)) {
                return at.newest;
            }
        }
        return null;
    }
}
