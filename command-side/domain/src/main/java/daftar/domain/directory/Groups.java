package daftar.domain.directory;

import daftar.domain.Decision;
import daftar.domain.Words;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.DirectoryCommand.*;
import daftar.messages.directory.DirectoryEvent.*;
import daftar.messages.directory.Reference;
import daftar.messages.directory.Rota;
import daftar.messages.directory.Shift;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is asked of departments, posts, teams and vendors: pure. */
final class Groups {

    private static final Role[] KEEPERS = {Role.ADMINISTRATOR, Role.IMPORTER};
    private static final Role[] TEAM_KEEPERS = {Role.ADMINISTRATOR, Role.IMPORTER, Role.PROVISIONER};

    private static final int MOST_SHIFTS = 200;

    private Groups() {}

    static Decision found(@Nullable Entry entry, FoundDepartment c, Actor actor, Reference reference) {
        String role = Mentioned.allowed(actor, Role.ADMINISTRATOR);
        Words.id(c.department(), "department-", "department");
        Words.name(c.name(), "name");
        Mentioned.parent(c.department(), c.parent(), reference);
        Mentioned.person(c.manager(), "manager", reference);
        if (entry != null) {
            throw Mentioned.alreadyThere("department", c.department());
        }
        return Decision.of(role, new DepartmentFounded(c.department(), c.name(), c.parent(), c.manager()));
    }

    static Decision rename(@Nullable Entry entry, RenameDepartment c, Actor actor) {
        String role = Mentioned.allowed(actor, Role.ADMINISTRATOR);
        Entry.Department department = department(entry, c.department());
        Words.name(c.name(), "name");
        return department.name().equals(c.name())
                ? Decision.of(role)
                : Decision.of(role, new DepartmentRenamed(c.department(), c.name()));
    }

    static Decision move(@Nullable Entry entry, MoveDepartment c, Actor actor, Reference reference) {
        String role = Mentioned.allowed(actor, Role.ADMINISTRATOR);
        Entry.Department department = department(entry, c.department());
        Mentioned.parent(c.department(), c.parent(), reference);
        return Objects.equals(department.parent(), c.parent())
                ? Decision.of(role)
                : Decision.of(role, new DepartmentMoved(c.department(), c.parent()));
    }

    static Decision appoint(@Nullable Entry entry, AppointManager c, Actor actor, Reference reference) {
        String role = Mentioned.allowed(actor, Role.ADMINISTRATOR);
        Entry.Department department = department(entry, c.department());
        Mentioned.person(c.manager(), "manager", reference);
        return Objects.equals(department.manager(), c.manager())
                ? Decision.of(role)
                : Decision.of(role, new ManagerAppointed(c.department(), c.manager()));
    }

    static Decision create(@Nullable Entry entry, CreatePost c, Actor actor, Reference reference) {
        String role = Mentioned.allowed(actor, Role.ADMINISTRATOR);
        Words.id(c.post(), "post-", "post");
        Words.name(c.name(), "name");
        Mentioned.department(c.department(), "department", reference);
        if (entry != null) {
            throw Mentioned.alreadyThere("post", c.post());
        }
        return Decision.of(role, new PostCreated(c.post(), c.name(), c.department()));
    }

    static Decision form(@Nullable Entry entry, FormTeam c, Actor actor, Reference reference) {
        String role = Mentioned.allowed(actor, TEAM_KEEPERS);
        Words.id(c.team(), "team-", "team");
        Words.name(c.name(), "name");
        Mentioned.person(c.lead(), "lead", reference);
        List<String> members = c.members().stream().distinct().toList();
        Mentioned.people(members, "members", reference);
        if (entry != null) {
            throw Mentioned.alreadyThere("team", c.team());
        }
        return Decision.of(role, new TeamFormed(c.team(), c.name(), c.lead(), members));
    }

    static Decision rename(@Nullable Entry entry, RenameTeam c, Actor actor) {
        String role = Mentioned.allowed(actor, TEAM_KEEPERS);
        Entry.Team team = team(entry, c.team());
        Words.name(c.name(), "name");
        return c.name().equals(team.name())
                ? Decision.of(role)
                : Decision.of(role, new TeamRenamed(c.team(), c.name()));
    }

    static Decision join(@Nullable Entry entry, AddTeamMember c, Actor actor, Reference reference) {
        String role = Mentioned.allowed(actor, TEAM_KEEPERS);
        Entry.Team team = team(entry, c.team());
        Mentioned.person(c.person(), "person", reference);
        return team.members().contains(c.person())
                ? Decision.of(role)
                : Decision.of(role, new TeamMemberAdded(c.team(), c.person()));
    }

    static Decision leave(@Nullable Entry entry, RemoveTeamMember c, Actor actor) {
        String role = Mentioned.allowed(actor, TEAM_KEEPERS);
        Entry.Team team = team(entry, c.team());
        return team.members().contains(c.person())
                ? Decision.of(role, new TeamMemberRemoved(c.team(), c.person()))
                : Decision.of(role);
    }

    static Decision lead(@Nullable Entry entry, SetTeamLeads c, Actor actor, Reference reference) {
        String role = Mentioned.allowed(actor, KEEPERS);
        Entry.Team team = team(entry, c.team());
        Mentioned.people(c.leads(), "leads", reference);
        return team.leads().equals(c.leads())
                ? Decision.of(role)
                : Decision.of(role, new TeamLeadsSet(c.team(), c.leads()));
    }

    static Decision line(@Nullable Entry entry, SetTeamLine c, Actor actor) {
        String role = Mentioned.allowed(actor, KEEPERS);
        return c.line() == team(entry, c.team()).line()
                ? Decision.of(role)
                : Decision.of(role, new TeamLineSet(c.team(), c.line()));
    }

    /** A team's leads make its rota themselves. */
    static Decision shifts(@Nullable Entry entry, SetTeamShifts c, Actor actor, Reference reference) {
        boolean leads = entry instanceof Entry.Team team && team.leads().contains(actor.person());
        String role = leads ? "TEAM_LEAD" : Mentioned.allowed(actor, KEEPERS);
        Entry.Team team = team(entry, c.team());
        if (!ZoneId.getAvailableZoneIds().contains(c.zone())) {
            throw Refused.invalid("unknown-zone", "zone", "Send an IANA time zone such as Asia/Tehran.");
        }
        if (c.shifts().size() > MOST_SHIFTS) {
            throw Refused.invalid("too-many", "shifts", "A rota has " + MOST_SHIFTS + " shifts at most.");
        }
        for (int i = 0; i < c.shifts().size(); i++) {
            shift(c.shifts().get(i), "shifts[" + i + "].", team, reference);
        }
        Rota rota = new Rota(c.zone(), c.shifts());
        return rota.equals(team.rota())
                ? Decision.of(role)
                : Decision.of(role, new TeamShiftsSet(c.team(), c.zone(), c.shifts()));
    }

    private static void shift(Shift shift, String path, Entry.Team team, Reference reference) {
        if (shift.days().isEmpty()) {
            throw Refused.invalid("no-days", path + "days", "Say on which days the shift begins.");
        }
        if (shift.from().getNano() != 0 || shift.until().getNano() != 0) {
            throw Refused.invalid("malformed-time", path + "from", "Send whole seconds, such as 08:00.");
        }
        Mentioned.people(shift.people(), path + "people", reference);
        for (int i = 0; i < shift.people().size(); i++) {
            if (!team.members().contains(shift.people().get(i))) {
                throw Refused.invalid(
                        "not-a-member",
                        path + "people[" + i + "]",
                        shift.people().get(i) + " is not a member of the team; add them first.");
            }
        }
        Mentioned.person(shift.lead(), path + "lead", reference);
        if (shift.lead() != null
                && !team.members().contains(shift.lead())
                && !team.leads().contains(shift.lead())) {
            throw Refused.invalid(
                    "not-a-member", path + "lead", shift.lead() + " is not a member of the team; add them first.");
        }
    }

    static Decision register(@Nullable Entry entry, RegisterVendor c, Actor actor, Reference reference) {
        String role = Mentioned.allowed(actor, KEEPERS);
        Words.id(c.vendor(), "vendor-", "vendor");
        Words.name(c.name(), "name");
        Mentioned.people(c.contacts(), "contacts", reference);
        if (entry != null) {
            throw Mentioned.alreadyThere("vendor", c.vendor());
        }
        return Decision.of(role, new VendorRegistered(c.vendor(), c.name(), c.contacts()));
    }

    static Decision contact(@Nullable Entry entry, SetVendorContacts c, Actor actor, Reference reference) {
        String role = Mentioned.allowed(actor, KEEPERS);
        Entry.Vendor vendor = vendor(entry, c.vendor());
        Mentioned.people(c.contacts(), "contacts", reference);
        return vendor.contacts().equals(c.contacts())
                ? Decision.of(role)
                : Decision.of(role, new VendorContactsSet(c.vendor(), c.contacts()));
    }

    static Decision deactivate(@Nullable Entry entry, DeactivateVendor c, Actor actor) {
        String role = Mentioned.allowed(actor, KEEPERS);
        return vendor(entry, c.vendor()).active()
                ? Decision.of(role, new VendorDeactivated(c.vendor()))
                : Decision.of(role);
    }

    static Decision reactivate(@Nullable Entry entry, ReactivateVendor c, Actor actor) {
        String role = Mentioned.allowed(actor, KEEPERS);
        return vendor(entry, c.vendor()).active()
                ? Decision.of(role)
                : Decision.of(role, new VendorReactivated(c.vendor()));
    }

    private static Entry.Department department(@Nullable Entry entry, String id) {
        if (entry instanceof Entry.Department department) {
            return department;
        }
        throw Mentioned.unknown("department", id);
    }

    private static Entry.Team team(@Nullable Entry entry, String id) {
        if (entry instanceof Entry.Team team) {
            return team;
        }
        throw Mentioned.unknown("team", id);
    }

    private static Entry.Vendor vendor(@Nullable Entry entry, String id) {
        if (entry instanceof Entry.Vendor vendor) {
            return vendor;
        }
        throw Mentioned.unknown("vendor", id);
    }
}
