package daftar.messages.directory;

import daftar.messages.Command;
import daftar.messages.LocalizedText;
import daftar.messages.Role;
import daftar.messages.Text;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the directory. Ids are chosen by whoever registers and are stream names at the same time: {@code
 * person-…}, {@code department-…}, {@code post-…}, {@code team-…}, {@code vendor-…}; a category is known by its code.
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

    /** Names the team that owns a category. @param team null takes the category away from its team */
    record SetCategoryOwner(String category, @Nullable String team) implements DirectoryCommand {
        @Override
        public String stream() {
            return "category-" + category;
        }
    }

    record RenameCategory(String category, LocalizedText name) implements DirectoryCommand {
        @Override
        public String stream() {
            return "category-" + category;
        }
    }

    /** Puts a category below another. @param parent null for the top */
    record MoveCategory(String category, @Nullable String parent) implements DirectoryCommand {
        @Override
        public String stream() {
            return "category-" + category;
        }
    }

    /** Ends that requests get this category. Those that have it keep it. */
    record RetireCategory(String category) implements DirectoryCommand {
        @Override
        public String stream() {
            return "category-" + category;
        }
    }

    record RestoreCategory(String category) implements DirectoryCommand {
        @Override
        public String stream() {
            return "category-" + category;
        }
    }

    /** All of it as it is to be from now on. @param mail null for none @param telephone null for none */
    record ChangePersonalDetails(
            String person,
            Text name,
            @Nullable Text mail,
            @Nullable Text telephone,
            String language,
            String zone) implements DirectoryCommand {
        @Override
        public String stream() {
            return person;
        }
    }

    /**
     * Says under which names an identity provider knows the person.
     *
     * @param userName the name that they sign in by, whatever the case of its letters; sealed in the log
     * @param externalId the provider's own id; sealed in the log; null for none
     */
    record LinkIdentity(
            String person, Text userName, @Nullable Text externalId) implements DirectoryCommand {
        @Override
        public String stream() {
            return person;
        }
    }

    /**
     * Gives a person another place in the organisation.
     *
     * @param department null for none
     * @param post a post of that department; null for none
     */
    record MovePerson(
            String person,
            @Nullable String department,
            @Nullable String post) implements DirectoryCommand {
        @Override
        public String stream() {
            return person;
        }
    }

    record GrantRole(String person, Role role) implements DirectoryCommand {
        @Override
        public String stream() {
            return person;
        }
    }

    record RevokeRole(String person, Role role) implements DirectoryCommand {
        @Override
        public String stream() {
            return person;
        }
    }

    /** Ends what a person may do; they are never deleted. */
    record DeactivatePerson(String person) implements DirectoryCommand {
        @Override
        public String stream() {
            return person;
        }
    }

    record ReactivatePerson(String person) implements DirectoryCommand {
        @Override
        public String stream() {
            return person;
        }
    }

    record RenameDepartment(String department, LocalizedText name) implements DirectoryCommand {
        @Override
        public String stream() {
            return department;
        }
    }

    /** Puts a department below another. @param parent null for the top */
    record MoveDepartment(String department, @Nullable String parent) implements DirectoryCommand {
        @Override
        public String stream() {
            return department;
        }
    }

    /** @param manager null for none */
    record AppointManager(String department, @Nullable String manager) implements DirectoryCommand {
        @Override
        public String stream() {
            return department;
        }
    }

    /** @param post {@code post-…} @param department which the post belongs to */
    record CreatePost(String post, LocalizedText name, String department) implements DirectoryCommand {
        @Override
        public String stream() {
            return post;
        }
    }

    record RenameTeam(String team, LocalizedText name) implements DirectoryCommand {
        @Override
        public String stream() {
            return team;
        }
    }

    record RemoveTeamMember(String team, String person) implements DirectoryCommand {
        @Override
        public String stream() {
            return team;
        }
    }

    /** @param leads all who lead the team from now on, the first among them first; may be empty */
    record SetTeamLeads(String team, List<String> leads) implements DirectoryCommand {
        public SetTeamLeads {
            leads = leads == null ? List.of() : List.copyOf(leads);
        }

        @Override
        public String stream() {
            return team;
        }
    }

    /** Says when who of a team is there, and leads. @param shifts all of them from now on; none for always */
    record SetTeamShifts(String team, String zone, List<Shift> shifts) implements DirectoryCommand {
        public SetTeamShifts {
            shifts = shifts == null ? List.of() : List.copyOf(shifts);
        }

        @Override
        public String stream() {
            return team;
        }
    }

    record SetTeamLine(String team, Line line) implements DirectoryCommand {
        @Override
        public String stream() {
            return team;
        }
    }

    /**
     * @param vendor {@code vendor-…}
     * @param contacts people of the directory who answer for the vendor; only they have names and addresses
     */
    record RegisterVendor(String vendor, LocalizedText name, List<String> contacts) implements DirectoryCommand {
        public RegisterVendor {
            contacts = contacts == null ? List.of() : List.copyOf(contacts);
        }

        @Override
        public String stream() {
            return vendor;
        }
    }

    /** @param contacts all of them from now on */
    record SetVendorContacts(String vendor, List<String> contacts) implements DirectoryCommand {
        public SetVendorContacts {
            contacts = contacts == null ? List.of() : List.copyOf(contacts);
        }

        @Override
        public String stream() {
            return vendor;
        }
    }

    record DeactivateVendor(String vendor) implements DirectoryCommand {
        @Override
        public String stream() {
            return vendor;
        }
    }

    record ReactivateVendor(String vendor) implements DirectoryCommand {
        @Override
        public String stream() {
            return vendor;
        }
    }

    /**
     * Names who acts for a person while they are away.
     *
     * @param delegation a code, unique among the person's
     * @param until after the last moment of it
     */
    record SetDelegation(String person, String delegation, String substitute, Instant from, Instant until)
            implements DirectoryCommand {
        @Override
        public String stream() {
            return person;
        }
    }

    /** Lets another act for a person for what is left of a delegation's time. */
    record ReplaceSubstitute(String person, String delegation, String substitute) implements DirectoryCommand {
        @Override
        public String stream() {
            return person;
        }
    }

    /** Ends a delegation now, or withdraws one that has not begun. */
    record EndDelegation(String person, String delegation) implements DirectoryCommand {
        @Override
        public String stream() {
            return person;
        }
    }
}
