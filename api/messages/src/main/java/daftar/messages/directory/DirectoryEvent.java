package daftar.messages.directory;

import daftar.messages.Event;
import daftar.messages.LocalizedText;
import daftar.messages.Role;
import daftar.messages.Text;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened to people, departments, posts, teams, categories and vendors. Names and addresses of people are sealed. */
public sealed interface DirectoryEvent extends Event {

    record PersonRegistered(
            String person,
            Text name,
            @Nullable Text mail,
            @Nullable Text telephone,
            @Nullable String department,
            @Nullable String supervisor,
            Set<Role> roles,
            String language,
            String zone,
            boolean provisional)
            implements DirectoryEvent {
        public PersonRegistered {
            roles = Set.copyOf(roles);
        }
    }

    record SupervisorSet(String person, @Nullable String supervisor) implements DirectoryEvent {}

    record DepartmentFounded(
            String department,
            LocalizedText name,
            @Nullable String parent,
            @Nullable String manager) implements DirectoryEvent {}

    record TeamFormed(
            String team, LocalizedText name, @Nullable String lead, List<String> members) implements DirectoryEvent {
        public TeamFormed {
            members = List.copyOf(members);
        }
    }

    record TeamMemberAdded(String team, String person) implements DirectoryEvent {}

    record CategoryDefined(
            String category,
            LocalizedText name,
            @Nullable String parent,
            @Nullable String team) implements DirectoryEvent {}

    record CategoryOwnerSet(String category, @Nullable String team) implements DirectoryEvent {}

    record CategoryRenamed(String category, LocalizedText name) implements DirectoryEvent {}

    record CategoryMoved(String category, @Nullable String parent) implements DirectoryEvent {}

    record CategoryRetired(String category) implements DirectoryEvent {}

    record CategoryRestored(String category) implements DirectoryEvent {}

    record PersonalDetailsChanged(
            String person,
            Text name,
            @Nullable Text mail,
            @Nullable Text telephone,
            String language,
            String zone) implements DirectoryEvent {}

    record IdentityLinked(
            String person, Text userName, @Nullable Text externalId) implements DirectoryEvent {}

    record PersonMoved(
            String person,
            @Nullable String department,
            @Nullable String post) implements DirectoryEvent {}

    record RoleGranted(String person, Role role) implements DirectoryEvent {}

    record RoleRevoked(String person, Role role) implements DirectoryEvent {}

    record PersonDeactivated(String person) implements DirectoryEvent {}

    record PersonReactivated(String person) implements DirectoryEvent {}

    record DepartmentRenamed(String department, LocalizedText name) implements DirectoryEvent {}

    record DepartmentMoved(String department, @Nullable String parent) implements DirectoryEvent {}

    record ManagerAppointed(String department, @Nullable String manager) implements DirectoryEvent {}

    record PostCreated(String post, LocalizedText name, String department) implements DirectoryEvent {}

    record TeamRenamed(String team, LocalizedText name) implements DirectoryEvent {}

    record TeamMemberRemoved(String team, String person) implements DirectoryEvent {}

    record TeamLeadsSet(String team, List<String> leads) implements DirectoryEvent {
        public TeamLeadsSet {
            leads = List.copyOf(leads);
        }
    }

    record TeamLineSet(String team, Line line) implements DirectoryEvent {}

    /** @param shifts all of them from now on; none for a team that is always there */
    record TeamShiftsSet(String team, String zone, List<Shift> shifts) implements DirectoryEvent {
        public TeamShiftsSet {
            shifts = List.copyOf(shifts);
        }
    }

    record VendorRegistered(String vendor, LocalizedText name, List<String> contacts) implements DirectoryEvent {
        public VendorRegistered {
            contacts = List.copyOf(contacts);
        }
    }

    record VendorContactsSet(String vendor, List<String> contacts) implements DirectoryEvent {
        public VendorContactsSet {
            contacts = List.copyOf(contacts);
        }
    }

    record VendorDeactivated(String vendor) implements DirectoryEvent {}

    record VendorReactivated(String vendor) implements DirectoryEvent {}

    record DelegationSet(String person, String delegation, String substitute, Instant from, Instant until)
            implements DirectoryEvent {}

    record DelegationEnded(String person, String delegation) implements DirectoryEvent {}
}
