package daftar.projectors;

import java.io.Serial;

/** Elasticsearch did not take a request for a reason that passes by: it is away, busy, or restarting. Try again. */
public class ElasticsearchAway extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public ElasticsearchAway(String message, Throwable cause) {
        super(message, cause);
    }

    public ElasticsearchAway(String message) {
        super(message);
    }
}
