package daftar.messages.rights;

import daftar.messages.Command;
import java.util.List;

/** What is asked of the organisation's rights. */
public sealed interface RightsCommand extends Command {

    /** The one stream that they are kept in. */
    String STREAM = "rights-organisation";

    @Override
    default String stream() {
        return STREAM;
    }

    /** All of it anew. @param closed the departments that are closed to others */
    record SetRights(DeskScope desk, List<ClosedDepartment> closed) implements RightsCommand {
        public SetRights {
            closed = closed == null ? List.of() : List.copyOf(closed);
        }
    }
}
