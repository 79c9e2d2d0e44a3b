package daftar.reference;

import daftar.messages.Recorded;
import java.util.List;

/**
 * Keeps what the view is made of apart from the log ({@code snap-reference}), so that a start need not look for it there.
 * It is a list of parts to which parts are added: no part is ever as large as the organisation.
 */
public interface ReferenceSnapshots {

    /**
     * The events that concern the view in a stretch of the log. They are kept as they were recorded, texts sealed: nobody's
     * name lies open, what was redacted stays so, and another fold over the same events needs no other snapshot.
     *
     * @param format which streams the events were taken from; a part of another format is passed over
     * @param from the position after which the stretch begins; -1 for the start of the log
     * @param to the position of the stretch's last record, whether that concerned the view or not
     * @param events at most a hundred
     */
    record Part(int format, long from, long to, List<Recorded> events) {
        public Part {
            events = List.copyOf(events);
        }
    }

    /** All parts in the order in which they were added; empty where there are none. */
    List<Part> load();

    /**
     * Adds a part if there are exactly so many now.
     *
     * @return false where another node has added one meanwhile; nothing was added
     */
    boolean add(int parts, Part part);
}
