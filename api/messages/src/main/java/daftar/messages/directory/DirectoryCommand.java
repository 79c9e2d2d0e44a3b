package daftar.messages.directory;

import daftar.messages.Command;
import daftar.messages.LocalizedText;
import daftar.messages.Role;
import daftar.messages.Text;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the directory. Ids are chosen by whoever registers and are stream names at the same time: {@code
 * person-…}, {@code department-…}, {@code team-…}; a category is known by its code.
 */
public sealed interface DirectoryCommand extends Command {

    /**
     * @param person {@code person-…}
     * @param name sealed in the log
     * @param mail sealed in the log; null for none
     * @param telephone sealed in the log; null for none
     * @param department null for none
     * @param supervisor a person; null for none
     * @param language BCP 47
     * @param zone IANA time zone
     * @param provisional a caller whom nobody knew; somebody completes it later
     */
    record RegisterPerson(
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
            implements DirectoryCommand {
        public RegisterPerson {
            roles = roles == null ? Set.of() : Set.copyOf(roles);
        }

        @Override
        public String stream() {
            return person;
        }
    }

    /** @param supervisor null takes the supervisor away */
    record SetSupervisor(String person, @Nullable String supervisor) implements DirectoryCommand {
        @Override
        public String stream() {
            return person;
        }
    }

    /** @param parent the department above; null at the top */
    record FoundDepartment(
            String department,
            LocalizedText name,
            @Nullable String parent,
            @Nullable String manager) implements DirectoryCommand {
        @Override
        public String stream() {
            return department;
        }
    }

    record FormTeam(
            String team, LocalizedText name, @Nullable String lead, List<String> members) implements DirectoryCommand {
        public FormTeam {
            members = members == null ? List.of() : List.copyOf(members);
        }

        @Override
        public String stream() {
            return team;
        }
    }

    record AddTeamMember(String team, String person) implements DirectoryCommand {
        @Override
        public String stream() {
            return team;
        }
    }

    /** @param parent a category's code; null at the top @param team the team that owns it; null for none */
    record DefineCategory(
            String category,
            LocalizedText name,
            @Nullable String parent,
            @Nullable String team) implements DirectoryCommand {
        @Override
        public String stream() {
            return "category-" + category;
        }
    }
}
