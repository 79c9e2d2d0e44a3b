package daftar.domain.rights;

import daftar.domain.Decision;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.Reference;
import daftar.messages.rights.ClosedDepartment;
import daftar.messages.rights.Rights;
import daftar.messages.rights.RightsCommand;
import daftar.messages.rights.RightsCommand.SetRights;
import daftar.messages.rights.RightsEvent.RightsSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what is asked of the organisation's rights: pure. First whether the actor may, then whether it makes sense. */
final class RightsRules {

    private RightsRules() {}

    /** @throws Refused with the field that is wrong */
    static Decision decide(@Nullable Rights before, RightsCommand command, Actor actor, Reference reference) {
        if (!actor.is(Role.ADMINISTRATOR)) {
            throw Refused.forbidden("not-yours", "Who sees what is decided by ADMINISTRATOR only.");
        }
        return switch (command) {
            case SetRights set -> set(before == null ? Rights.USUAL : before, set, reference);
        };
    }

    private static Decision set(Rights before, SetRights command, Reference reference) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < command.closed().size(); i++) {
            ClosedDepartment closed = command.closed().get(i);
            String field = "closed[" + i + "]";
            if (reference.department(closed.department()) == null) {
                throw Refused.invalid(
                        "unknown-department",
                        field + ".department",
                        "There is no department " + closed.department() + ".");
            }
            if (!seen.add(closed.department())) {
                throw Refused.invalid("named-twice", field + ".department", closed.department() + " is named twice.");
            }
            people(closed.people(), field + ".people", reference);
        }
        return before.equals(new Rights(command.desk(), command.closed()))
                ? Decision.of(Role.ADMINISTRATOR.name())
                : Decision.of(Role.ADMINISTRATOR.name(), new RightsSet(command.desk(), command.closed()));
    }

    private static void people(List<String> people, String field, Reference reference) {
        for (int i = 0; i < people.size(); i++) {
            if (reference.person(people.get(i)) == null) {
                throw Refused.invalid(
                        "unknown-person", field + "[" + i + "]", "There is no person " + people.get(i) + ".");
            }
        }
    }
}
