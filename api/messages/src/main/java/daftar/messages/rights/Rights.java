package daftar.messages.rights;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What the organisation has decided about who sees what. @param closed the departments that are closed to others */
public record Rights(DeskScope desk, List<ClosedDepartment> closed) {

    /** While nothing was decided: the desk sees everything, and no department is closed. */
    public static final Rights USUAL = new Rights(DeskScope.ALL, List.of());

    public Rights {
        closed = List.copyOf(closed);
    }

    /**
     * The closed departments that this person is outside of.
     *
     * @param ownPath the person's department and those above it
     */
    public List<String> closedTo(String person, Collection<String> ownPath) {
        List<String> outside = new ArrayList<>();
        for (ClosedDepartment each : closed) {
            if (!ownPath.contains(each.department()) && !each.people().contains(person)) {
                outside.add(each.department());
            }
        }
        return outside;
    }
}
