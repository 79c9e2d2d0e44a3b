package daftar.http.directory.handover;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of each thing. What was refused, or was more than one request takes, is still open; the same request again
 * goes on with it.
 *
 * @param done how many were handed over
 * @param refused how many were not
 * @param left how many tickets more there are than one request takes
 */
public record HandOverAnswer(String person, int done, int refused, long left, List<Outcome> outcomes) {

    /**
     * @param what the id of a ticket, person, department, team, post or vendor, or a workflow's name
     * @param number of a ticket; null otherwise
     * @param to who has it now; where it was refused, who was to have it
     * @param problem why it was refused, as the last part of a problem's type; null where it was done
     * @param detail of the problem; null where it was done
     */
    public record Outcome(
            OpenKind kind,
            String what,
            @Nullable String number,
            String to,
            boolean done,
            @Nullable String problem,
            @Nullable String detail) {}
}
