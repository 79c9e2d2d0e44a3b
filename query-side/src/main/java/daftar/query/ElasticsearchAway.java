package daftar.query;

/** Elasticsearch cannot answer at the moment; the same query may succeed in a while. */
public final class ElasticsearchAway extends RuntimeException {

    public ElasticsearchAway(String message, Throwable cause) {
        super(message, cause);
    }
}
