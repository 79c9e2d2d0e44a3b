package daftar.messages.directory;

import daftar.messages.Event;
import daftar.messages.LocalizedText;
import daftar.messages.Role;
import daftar.messages.Text;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened to people, departments, teams and categories. Names and addresses of people are sealed. */
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
}
