package daftar.query;

import org.jspecify.annotations.Nullable;

/** Elasticsearch cannot answer at the moment; the same query may succeed in a while. */
public final class ElasticsearchAway extends RuntimeException {

    /** @param cause null where it answers, but has not caught up with the register */
    public ElasticsearchAway(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
