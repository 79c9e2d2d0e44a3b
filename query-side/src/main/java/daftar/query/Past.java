package daftar.query;

import daftar.messages.Role;
import daftar.messages.audit.AsOf;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The organisation as it was; given by the application from the reference view's folds. */
@FunctionalInterface
public interface Past {

    Moment at(AsOf asOf);

    /** One moment of it. */
    interface Moment {

        People people();

        Names names();

        /** The roles that the person had; null where the register had no such person. */
        @Nullable Set<Role> rolesOf(String person);
    }
}
