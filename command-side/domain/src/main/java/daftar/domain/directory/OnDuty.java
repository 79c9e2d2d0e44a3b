package daftar.domain.directory;

import daftar.messages.directory.Reference;
import daftar.messages.directory.Reference.Team;
import daftar.messages.directory.Rota;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who of a team is there, and who leads it, at a moment: pure. */
public final class OnDuty {

    private OnDuty() {}

    /** The members who are active, not away and on shift, in the team's order. */
    public static List<String> membersOf(Team team, Instant now, Reference reference) {
        List<String> there = new ArrayList<>();
        for (String member : team.members()) {
            if (isThere(member, team, now, reference)) {
                there.add(member);
            }
        }
        return there;
    }

    /** Who leads the present shift, else the first of the team's leads who is there; null for nobody. */
    public static @Nullable String leadOf(Team team, Instant now, Reference reference) {
        Rota rota = team.rota();
        String ofShift = rota == null ? null : rota.leadAt(now);
        if (ofShift != null && isPresent(ofShift, now, reference)) {
            return ofShift;
        }
        for (String lead : team.leads()) {
            if (isThere(lead, team, now, reference)) {
                return lead;
            }
        }
        return null;
    }

    /** Whether they are active, not away and on shift in this team. */
    public static boolean isThere(String person, Team team, Instant now, Reference reference) {
        Rota rota = team.rota();
        return isPresent(person, now, reference) && (rota == null || rota.isThere(person, now));
    }

    private static boolean isPresent(String person, Instant now, Reference reference) {
        Reference.Person known = reference.person(person);
        return known != null && known.active() && !Delegations.isAway(known, now);
    }
}
