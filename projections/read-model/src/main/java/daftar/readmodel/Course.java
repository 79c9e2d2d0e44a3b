package daftar.readmodel;

import daftar.messages.ticket.TicketEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The course that a ticket took, as far as reports count it: part of {@link TicketDocument}. Durations are milliseconds of
 * business time.
 *
 * @param firstResolvedAt of its first solution, whatever became of it; null while there was none
 * @param ratedAt when its rating was given; null while there is none
 * @param reachFrom since when its department, and whether it is confidential and to whom, have been as they are
 * @param teams those of the desk that had it, in order; two beside each other differ
 * @param stages how long it was in each stage that it has left, one per stage
 * @param vendors how long each vendor that it came back from had it, one per vendor
 * @param vendorFrom since when its vendor has had it; null while none has
 */
public record Course(
        @Nullable Instant firstResolvedAt,
        @Nullable Instant ratedAt,
        @Nullable Instant reachFrom,
        List<String> teams,
        List<Spell> stages,
        List<Spell> vendors,
        @Nullable Instant vendorFrom) {

    /** Of a ticket that nothing has happened to. */
    public static final Course NONE = new Course(null, null, null, List.of(), List.of(), List.of(), null);

    public Course {
        teams = teams == null ? List.of() : teams;
        stages = stages == null ? List.of() : stages;
        vendors = vendors == null ? List.of() : vendors;
    }

    /** How long a ticket was in a stage, or with a vendor. @param of the stage's or the vendor's id */
    public record Spell(String of, long millis) {}

    /** The fold: pure. @param before the ticket before the event; null before its first @param now after it */
    Course after(@Nullable TicketDocument before, TicketDraft now, TicketEvent event, Instant at) {
        boolean rated = event instanceof TicketEvent.ResolutionConfirmed
                || !Objects.equals(before == null ? null : before.rating(), now.rating);
        String vendor = before == null ? null : before.vendor();
        boolean vendorCame = now.vendor != null && !now.vendor.equals(vendor);
        Course next = new Course(
                firstResolvedAt != null ? firstResolvedAt : now.resolvedAt,
                now.rating == null ? null : rated ? at : ratedAt,
                before == null || !now.sameReach(before) ? at : reachFrom,
                teams(now.deskTeam),
                before != null && left(before, now)
                        ? plus(stages, Objects.requireNonNull(before.stage()), before.stageFrom(), at)
                        : stages,
                vendor != null && vendorFrom != null && !vendor.equals(now.vendor)
                        ? plus(vendors, vendor, vendorFrom, at)
                        : vendors,
                vendorCame ? at : now.vendor == null ? null : vendorFrom);
        return next.equals(this) ? this : next;
    }

    private List<String> teams(@Nullable String team) {
        return team == null || (!teams.isEmpty() && teams.getLast().equals(team))
                ? teams
                : TicketDraft.plus(teams, team);
    }

    /** Whether a stage ended: by another one, or by the end of the ticket. */
    private static boolean left(TicketDocument before, TicketDraft now) {
        return before.stage() != null
                && !before.status().isEnd()
                && (now.status.isEnd() || !now.stageFrom.equals(before.stageFrom()));
    }

    private static List<Spell> plus(List<Spell> spells, String of, Instant from, Instant to) {
        long millis = to.toEpochMilli() - from.toEpochMilli();
        if (millis <= 0) {
            return spells; // what it passed through in a moment did not have it
        }
        List<Spell> longer = new ArrayList<>(spells.size() + 1);
        boolean known = false;
        for (Spell spell : spells) {
            boolean same = spell.of().equals(of);
            longer.add(same ? new Spell(of, spell.millis() + millis) : spell);
            known |= same;
        }
        if (!known) {
            longer.add(new Spell(of, millis));
        }
        return longer;
    }
}
