package daftar.http.write;

import daftar.messages.query.Caller;
import daftar.messages.query.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds what a test prepared, and keeps what was asked. */
public final class PreparedSelections implements Selections {

    private final List<String> asked = new ArrayList<>();
    private final Map<String, List<String>> begun = new ConcurrentHashMap<>();
    private Found found = new Found(List.of(), 0);

    public void clear() {
        asked.clear();
        begun.clear();
        found = new Found(List.of(), 0);
    }

    void found(List<String> tickets, long total) {
        found = new Found(tickets, total);
    }

    void begun(String bulk, List<String> tickets) {
        begun.put(bulk, tickets);
    }

    List<String> asked() {
        return asked;
    }

    @Override
    public Found find(Caller caller, Selection selection, int most) {
        asked.add("search " + selection.text());
        return found;
    }

    @Override
    public Found ofView(Caller caller, String view, int most) {
        asked.add("view " + view);
        return found;
    }

    @Override
    public List<String> begun(String bulk) {
        return begun.get(bulk);
    }
}
