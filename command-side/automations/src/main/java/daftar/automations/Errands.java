package daftar.automations;

import daftar.messages.Command;
import java.time.Instant;
import java.util.List;

/**
 * What one ticket's events make due on other streams: an incident is told that its problem is solved, an update is
 * announced. Given by the application, which compares what is with what should be; so nothing is lost while no clock runs.
 */
public interface Errands {

    /**
     * A command to send.
     *
     * @param key names the errand for ever: the command's id is made from it, so that sending it again does nothing
     */
    record Errand(String key, Command command) {}

    /** What is due now, at most so many. Asked by one thread. */
    List<Errand> due(Instant now, int most);
}
