package daftar.mail.out;

import daftar.messages.Recorded;
import daftar.readmodel.TicketDocument;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tickets as they stood before and after each step, folded from the log; the last ones are remembered. */
final class CaseFiles {

    private static final int REMEMBERED = 4_000;

    private final LetterLog log;
    private final Map<String, TicketDocument> known =
            Collections.synchronizedMap(new LinkedHashMap<>(256, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, TicketDocument> eldest) {
                    return size() > REMEMBERED;
                }
            });

    CaseFiles(LetterLog log) {
        this.log = log;
    }

    /** @param before null where the ticket begins with it @param step what was appended at once */
    record Step(@Nullable TicketDocument before, TicketDocument after, List<Recorded> step) {}

    /**
     * The step that this event of a ticket is part of.
     *
     * @throws IllegalStateException if the ticket cannot be folded
     */
    Step at(String ticket, long revision) {
        TicketDocument before = known.get(ticket);
        if (before != null && before.revision() >= revision) {
            before = null;
        }
        List<Recorded> events = log.read(ticket, before == null ? 0 : before.revision() + 1);
        int at = 0;
        while (at < events.size() && events.get(at).revision() < revision) {
            at++;
        }
        if (at == events.size()) {
            throw new IllegalStateException(ticket + " has no event " + revision);
        }
        String command = events.get(at).commandId();
        int first = at;
        int end = at + 1;
        while (command != null
                && first > 0
                && command.equals(events.get(first - 1).commandId())) {
            first--;
        }
        while (command != null
                && end < events.size()
                && command.equals(events.get(end).commandId())) {
            end++;
        }
        TicketDocument after = before;
        for (int i = 0; i < end; i++) {
            after = TicketDocument.evolve(after, events.get(i));
            if (i < first) {
                before = after;
            }
        }
        known.put(ticket, Objects.requireNonNull(after));
        return new Step(before, after, List.copyOf(events.subList(first, end)));
    }

    /** The ticket as it is now; null for none. */
    @Nullable TicketDocument now(String ticket) {
        TicketDocument document = null;
        for (Recorded event : log.read(ticket, 0)) {
            document = TicketDocument.evolve(document, event);
        }
        return document;
    }
}
