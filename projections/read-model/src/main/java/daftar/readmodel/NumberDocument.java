package daftar.readmodel;

/**
 * Leads from a number to the ticket, or to the article.
 *
 * @param id the number itself, e.g. {@code T-1042}, or {@link #externalId} of the old desk's number
 * @param ticket the id and stream of the ticket or article
 * @param version always that of the raise
 */
public record NumberDocument(String id, String ticket, long version) implements Document {

    /** The document's id for an old desk's number, which could look like one of ours. */
    public static String externalId(String externalRef) {
        return Ids.bounded("ext:" + externalRef);
    }
}
