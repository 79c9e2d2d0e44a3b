package daftar.domain.ticket;

import daftar.domain.directory.Delegations;
import daftar.messages.directory.Reference;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who is above somebody, where they do not decide. */
final class Superiors {

    private Superiors() {}

    /**
     * The nearest above them who may be asked, or who acts for that one; where nobody is, who manages their department, or one
     * above it. Null for nobody.
     */
    static @Nullable String nearest(String person, Instant now, Reference reference, Predicate<String> mayBeAsked) {
        Set<String> passed = new LinkedHashSet<>(List.of(person));
        Reference.Person at = reference.person(person);
        String department = at == null ? null : at.department();
        while (at != null && at.supervisor() != null && passed.add(at.supervisor())) {
            String above = present(at.supervisor(), now, reference, mayBeAsked);
            if (above != null) {
                return above;
            }
            at = reference.person(at.supervisor());
        }
        for (String each : reference.pathOf(department).reversed()) {
            Reference.Department found = reference.department(each);
            String manager = found == null ? null : found.manager();
            String above = manager == null ? null : present(manager, now, reference, mayBeAsked);
            if (above != null) {
                return above;
            }
        }
        return null;
    }

    /** They, or who acts for them now; null where neither may be asked. */
    private static @Nullable String present(
            String above, Instant now, Reference reference, Predicate<String> mayBeAsked) {
        String acting = Delegations.actingFor(above, now, reference);
        if (mayBeAsked.test(acting)) {
            return acting;
        }
        return mayBeAsked.test(above) ? above : null;
    }
}
