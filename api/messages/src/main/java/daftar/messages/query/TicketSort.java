package daftar.messages.query;

import org.jspecify.annotations.Nullable;

/**
 * In which order a search answers. Ties are broken by the ticket's id, so that paging is stable.
 *
 * @param descending newest, most urgent, best first
 */
public record TicketSort(By by, boolean descending) {

    /** What is sorted by. */
    public enum By {
        /** How well the text fits; without a text, the newest change. */
        RELEVANCE("relevance"),
        RAISED("raisedAt"),
        UPDATED("updatedAt"),
        PRIORITY("priority"),
        /** When the resolution is due; tickets without a target last. */
        DUE("dueAt");

        private final String key;

        By(String key) {
            this.key = key;
        }

        /** The name in URLs; descending with a minus before it. */
        public String key() {
            return key;
        }
    }

    public static final TicketSort BY_RELEVANCE = new TicketSort(By.RELEVANCE, true);
    public static final TicketSort NEWEST_CHANGE = new TicketSort(By.UPDATED, true);

    /** The order of this name, such as {@code -raisedAt}, or null. */
    public static @Nullable TicketSort of(String name) {
        boolean descending = name.startsWith("-");
        String key = descending ? name.substring(1) : name;
        for (By by : By.values()) {
            if (by.key.equals(key)) {
                return by == By.RELEVANCE ? BY_RELEVANCE : new TicketSort(by, descending);
            }
        }
        return null;
    }
}
