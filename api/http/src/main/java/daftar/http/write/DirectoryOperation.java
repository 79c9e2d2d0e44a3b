package daftar.http.write;

import daftar.http.request.RecordFields;
import daftar.messages.directory.DirectoryCommand;
import daftar.messages.directory.DirectoryCommand.AddTeamMember;
import daftar.messages.directory.DirectoryCommand.DefineCategory;
import daftar.messages.directory.DirectoryCommand.FormTeam;
import daftar.messages.directory.DirectoryCommand.FoundDepartment;
import daftar.messages.directory.DirectoryCommand.RegisterPerson;
import daftar.messages.directory.DirectoryCommand.SetSupervisor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command on the directory.
 *
 * @param path below {@code /api/directory}
 * @param command whose components are the body's fields
 * @param id the component that is the new thing's id, made up where the body leaves it out; null where the address gives it
 *     or it is a code of the caller's own
 * @param given the component that the address gives as {@code {id}}; null for none
 * @param fields what the body may hold
 * @param summary what it does, for the API's description
 * @param who may do it, for the API's description; decided by the directory's rules
 */
record DirectoryOperation(
        String path,
        Class<? extends DirectoryCommand> command,
        @Nullable String id,
        @Nullable String given,
        RecordFields fields,
        String summary,
        String who) {

    private static final String KEEPERS = "ADMINISTRATOR, IMPORTER";

    static final String PEOPLE = "/people";
    static final String DEPARTMENTS = "/departments";
    static final String TEAMS = "/teams";
    static final String CATEGORIES = "/categories";
    static final String MEMBERS = "/teams/{id}/members";
    static final String SUPERVISOR = "/people/{id}/supervisor";

    static final DirectoryOperation REGISTER_PERSON = making(
            PEOPLE,
            RegisterPerson.class,
            "person",
            "Register a person",
            KEEPERS + "; provisionally also DISPATCHER, SPECIALIST and MANAGER");
    static final DirectoryOperation FOUND_DEPARTMENT =
            making(DEPARTMENTS, FoundDepartment.class, "department", "Found a department", "ADMINISTRATOR");
    static final DirectoryOperation FORM_TEAM = making(TEAMS, FormTeam.class, "team", "Form a team", KEEPERS);
    static final DirectoryOperation DEFINE_CATEGORY = new DirectoryOperation(
            CATEGORIES,
            DefineCategory.class,
            null,
            null,
            RecordFields.of(DefineCategory.class),
            "Define a category",
            KEEPERS);
    static final DirectoryOperation ADD_MEMBER =
            changing(MEMBERS, AddTeamMember.class, "team", "Add a member to a team", KEEPERS);
    static final DirectoryOperation SET_SUPERVISOR = changing(
            SUPERVISOR, SetSupervisor.class, "person", "Set or, by null, take away a person's supervisor", KEEPERS);

    static final List<DirectoryOperation> ALL =
            List.of(REGISTER_PERSON, FOUND_DEPARTMENT, FORM_TEAM, DEFINE_CATEGORY, ADD_MEMBER, SET_SUPERVISOR);

    private static DirectoryOperation making(
            String path, Class<? extends DirectoryCommand> command, String id, String summary, String who) {
        return new DirectoryOperation(path, command, id, null, RecordFields.of(record(command)), summary, who);
    }

    private static DirectoryOperation changing(
            String path, Class<? extends DirectoryCommand> command, String given, String summary, String who) {
        return new DirectoryOperation(
                path, command, null, given, RecordFields.of(record(command), given), summary, who);
    }

    private static Class<? extends Record> record(Class<? extends DirectoryCommand> command) {
        return command.asSubclass(Record.class);
    }
}
