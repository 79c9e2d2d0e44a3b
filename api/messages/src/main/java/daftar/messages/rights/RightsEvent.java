package daftar.messages.rights;

import daftar.messages.Event;
import java.util.List;

/** What was decided about who sees what. */
public sealed interface RightsEvent extends Event {

    /** From now on it is like this; what was decided before holds no more. */
    record RightsSet(DeskScope desk, List<ClosedDepartment> closed) implements RightsEvent {
        public RightsSet {
            closed = closed == null ? List.of() : List.copyOf(closed);
        }
    }
}
