package daftar.domain.directory;

import daftar.domain.Decision;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.directory.DirectoryCommand;
import daftar.messages.directory.DirectoryCommand.*;
import daftar.messages.directory.Reference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is asked of the directory: pure. First whether the actor may, then whether the rules allow it.
 *
 * <p>What is already so is harmless: adding a member again, or setting the supervisor who it is, is allowed and nothing
 * happens. What would change who somebody is, is not: an id is registered once. Only a person registered provisionally is
 * registered again, when somebody completes them.
 */
public final class Directory {

    private Directory() {}

    /**
     * @param entry what the command's stream says so far; null if it is empty
     * @param now the business time of what is decided
     * @throws Refused with the field that is wrong
     */
    public static Decision decide(
            @Nullable Entry entry, DirectoryCommand command, Actor actor, Reference reference, Instant now) {
        return switch (command) {
            case RegisterPerson c -> People.register(entry, c, actor, reference);
            case SetSupervisor c -> People.supervise(entry, c, actor, reference);
            case ChangePersonalDetails c -> People.describe(entry, c, actor);
            case LinkIdentity c -> People.link(entry, c, actor, reference);
            case MovePerson c -> People.move(entry, c, actor, reference);
            case GrantRole c -> People.grant(entry, c, actor);
            case RevokeRole c -> People.revoke(entry, c, actor, reference);
            case DeactivatePerson c -> People.deactivate(entry, c, actor, reference);
            case ReactivatePerson c -> People.reactivate(entry, c, actor);
            case SetDelegation c -> Delegations.set(entry, c, actor, reference, now);
            case ReplaceSubstitute c -> Delegations.replace(entry, c, actor, reference, now);
            case EndDelegation c -> Delegations.end(entry, c, actor);
            case FoundDepartment c -> Groups.found(entry, c, actor, reference);
            case RenameDepartment c -> Groups.rename(entry, c, actor);
            case MoveDepartment c -> Groups.move(entry, c, actor, reference);
            case AppointManager c -> Groups.appoint(entry, c, actor, reference);
            case CreatePost c -> Groups.create(entry, c, actor, reference);
            case FormTeam c -> Groups.form(entry, c, actor, reference);
            case RenameTeam c -> Groups.rename(entry, c, actor);
            case AddTeamMember c -> Groups.join(entry, c, actor, reference);
            case RemoveTeamMember c -> Groups.leave(entry, c, actor);
            case SetTeamLeads c -> Groups.lead(entry, c, actor, reference);
            case SetTeamLine c -> Groups.line(entry, c, actor);
            case SetTeamShifts c -> Groups.shifts(entry, c, actor, reference);
            case DefineCategory c -> Categories.define(entry, c, actor, reference);
            case SetCategoryOwner c -> Categories.own(entry, c, actor, reference);
            case RenameCategory c -> Categories.rename(entry, c, actor);
            case MoveCategory c -> Categories.move(entry, c, actor, reference);
            case RetireCategory c -> Categories.retire(entry, c, actor, reference);
            case RestoreCategory c -> Categories.restore(entry, c, actor, reference);
            case RegisterVendor c -> Groups.register(entry, c, actor, reference);
            case SetVendorContacts c -> Groups.contact(entry, c, actor, reference);
            case DeactivateVendor c -> Groups.deactivate(entry, c, actor);
            case ReactivateVendor c -> Groups.reactivate(entry, c, actor);
        };
    }
}
