package daftar.http;

/** Tells a part that is away for the moment from a fault of Daftar's own. Given by the application. */
@FunctionalInterface
public interface Outages {

    /**
     * Whether the exception itself (its causes are asked one by one) means that the event store, Elasticsearch or another
     * part cannot be reached now, so that the same request may succeed in a while.
     */
    boolean isOutage(Throwable fault);

    /** Whether the exception or one of its causes means an outage. */
    default boolean isCausedByOutage(Throwable fault) {
        Throwable cause = fault;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (isOutage(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
