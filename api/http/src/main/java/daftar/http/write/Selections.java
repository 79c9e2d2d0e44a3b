package daftar.http.write;

import daftar.messages.query.Caller;
import daftar.messages.query.Selection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the tickets that a bulk is about. Given by the application, over the read side and the register. */
public interface Selections {

    /**
     * @param tickets ids, as many as asked for at most
     * @param total how many there are
     */
    record Found(List<String> tickets, long total) {
        public Found {
            tickets = List.copyOf(tickets);
        }
    }

    /** The tickets of a search that the caller may know of. */
    Found find(Caller caller, Selection selection, int most);

    /** The tickets of a saved view that the caller may know of. @throws daftar.messages.Refused NOT_FOUND for no such view */
    Found ofView(Caller caller, String view, int most);

    /** What was fixed when the bulk began; null where it has not. */
    @Nullable List<String> begun(String bulk);
}
