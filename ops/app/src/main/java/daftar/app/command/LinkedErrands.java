package daftar.app.command;

import daftar.automations.Errands;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is due because of other tickets, looked for every few seconds. */
final class LinkedErrands implements Errands {

    private static final Duration EVERY = Duration.ofSeconds(3);

    private final SolvedTickets solved;
    private final MajorIncidents majors;
    private final MergedTickets merged;
    private final UnmergedTickets unmerged;
    private Instant next = Instant.MIN;

    LinkedErrands(SolvedTickets solved, MajorIncidents majors, MergedTickets merged, UnmergedTickets unmerged) {
        this.merged = merged;
        this.unmerged = unmerged;
        this.solved = solved;
        this.majors = majors;
    }

    @Override
    public List<Errand> due(Instant now, int most) {
        if (now.isBefore(next)) {
            return List.of();
        }
        List<Errand> due = new ArrayList<>();
        due.addAll(majors.due(now, most));
        due.addAll(solved.due(now, most));
        due.addAll(unmerged.due(now, most));
        due.addAll(merged.due(now, most));
        // while there are more than can be sent the next ones follow at once
        next = due.size() < most ? now.plus(EVERY) : now;
        return due;
    }
}
