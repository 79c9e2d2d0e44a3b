package daftar.messages.catalogue;

import daftar.messages.directory.Reference;
import daftar.messages.ticket.Impact;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Urgency;
import java.util.ArrayList;
import java.util.List;

/**
 * How impact and urgency give a priority, and what else moves it.
 *
 * @param matrix a cell for each pair of impact and urgency
 * @param vipPeople for whom more is done
 * @param vipPosts whose holders are such
 * @param vipRaises by how many steps the priority of their requests is raised, up to CRITICAL; 0 to 3
 * @param outsideHoursLowers by how many steps it is lowered outside of the service's hours, down to LOW; 0 to 3
 */
public record PriorityRules(
        List<Cell> matrix, List<String> vipPeople, List<String> vipPosts, int vipRaises, int outsideHoursLowers) {

    /** What comes with Daftar: {@link Priority#of}, and nothing moves it. */
    public static final PriorityRules USUAL = usual();

    public PriorityRules {
        matrix = matrix == null ? List.of() : List.copyOf(matrix);
        vipPeople = vipPeople == null ? List.of() : List.copyOf(vipPeople);
        vipPosts = vipPosts == null ? List.of() : List.copyOf(vipPosts);
    }

    public record Cell(Impact impact, Urgency urgency, Priority priority) {}

    /** What the matrix alone says. */
    public Priority byMatrix(Impact impact, Urgency urgency) {
        for (Cell cell : matrix) {
            if (cell.impact() == impact && cell.urgency() == urgency) {
                return cell.priority();
            }
        }
        return Priority.of(impact, urgency);
    }

    /** The priority: pure. @param vip whether the requester is one of those @param outsideHours of the service */
    public Priority decide(Impact impact, Urgency urgency, boolean vip, boolean outsideHours) {
        int step = byMatrix(impact, urgency).ordinal();
        if (vip) {
            step = Math.max(Priority.CRITICAL.ordinal(), step - vipRaises);
        }
        if (outsideHours) {
            step = Math.min(Priority.LOW.ordinal(), step + outsideHoursLowers);
        }
        return Priority.values()[step];
    }

    /** Whether more is done for this person. */
    public boolean isVip(String person, Reference reference) {
        if (vipPeople.contains(person)) {
            return true;
        }
        Reference.Person known = reference.person(person);
        return known != null && known.post() != null && vipPosts.contains(known.post());
    }

    private static PriorityRules usual() {
        List<Cell> matrix = new ArrayList<>();
        for (Impact impact : Impact.values()) {
            for (Urgency urgency : Urgency.values()) {
                matrix.add(new Cell(impact, urgency, Priority.of(impact, urgency)));
            }
        }
        return new PriorityRules(matrix, List.of(), List.of(), 0, 0);
    }
}
