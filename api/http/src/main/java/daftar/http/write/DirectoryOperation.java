package daftar.http.write;

import daftar.http.request.RecordFields;
import daftar.messages.directory.DirectoryCommand;
import daftar.messages.directory.DirectoryCommand.*;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    private static final String ADMINISTRATOR = "ADMINISTRATOR";
    private static final String KEEPERS = "ADMINISTRATOR, IMPORTER";
    private static final String PEOPLE_KEEPERS = KEEPERS + ", PROVISIONER";

    static final List<DirectoryOperation> ALL = List.of(
            making(
                    "/people",
                    RegisterPerson.class,
                    "person",
                    "Register a person",
                    PEOPLE_KEEPERS + "; provisionally also DISPATCHER, SPECIALIST and MANAGER"),
            changing(
                    "/people/{id}/details",
                    ChangePersonalDetails.class,
                    "person",
                    "Change a person's name, addresses, language and time zone",
                    PEOPLE_KEEPERS),
            changing(
                    "/people/{id}/identity",
                    LinkIdentity.class,
                    "person",
                    "Say by which name a person signs in, and their id at the identity provider",
                    PEOPLE_KEEPERS),
            changing(
                    "/people/{id}/move",
                    MovePerson.class,
                    "person",
                    "Move a person to a department and a post, or, by null, out of them",
                    PEOPLE_KEEPERS),
            changing(
                    "/people/{id}/supervisor",
                    SetSupervisor.class,
                    "person",
                    "Set or, by null, take away a person's supervisor",
                    PEOPLE_KEEPERS),
            changing(
                    "/people/{id}/grant-role",
                    GrantRole.class,
                    "person",
                    "Give a person a role",
                    KEEPERS + "; the roles ADMINISTRATOR, AUDITOR, IMPORTER and PROVISIONER by ADMINISTRATOR only"),
            changing(
                    "/people/{id}/revoke-role",
                    RevokeRole.class,
                    "person",
                    "Take a role from a person",
                    KEEPERS + "; the roles ADMINISTRATOR, AUDITOR, IMPORTER and PROVISIONER by ADMINISTRATOR only"),
            changing(
                    "/people/{id}/deactivate",
                    DeactivatePerson.class,
                    "person",
                    "Deactivate a person; nobody is deleted. The answer counts what is open on them, to be handed over",
                    PEOPLE_KEEPERS),
            changing(
                    "/people/{id}/reactivate", ReactivatePerson.class, "person", "Reactivate a person", PEOPLE_KEEPERS),
            changing(
                    "/people/{id}/delegate",
                    SetDelegation.class,
                    "person",
                    "Name who acts for a person while they are away",
                    "the person, ADMINISTRATOR"),
            changing(
                    "/people/{id}/end-delegation",
                    EndDelegation.class,
                    "person",
                    "End or withdraw a delegation",
                    "the person, ADMINISTRATOR"),
            changing(
                    "/people/{id}/replace-substitute",
                    ReplaceSubstitute.class,
                    "person",
                    "Let another act for a person than the one named, for the rest of the time",
                    "the person, ADMINISTRATOR"),
            making("/departments", FoundDepartment.class, "department", "Found a department", ADMINISTRATOR),
            changing(
                    "/departments/{id}/rename",
                    RenameDepartment.class,
                    "department",
                    "Rename a department",
                    ADMINISTRATOR),
            changing(
                    "/departments/{id}/move",
                    MoveDepartment.class,
                    "department",
                    "Put a department below another or, by null, at the top",
                    ADMINISTRATOR),
            changing(
                    "/departments/{id}/manager",
                    AppointManager.class,
                    "department",
                    "Set or, by null, take away the manager of a department",
                    ADMINISTRATOR),
            making("/posts", CreatePost.class, "post", "Create a post in a department", ADMINISTRATOR),
            making("/teams", FormTeam.class, "team", "Form a team", PEOPLE_KEEPERS),
            changing("/teams/{id}/rename", RenameTeam.class, "team", "Rename a team", PEOPLE_KEEPERS),
            changing("/teams/{id}/members", AddTeamMember.class, "team", "Add a member to a team", PEOPLE_KEEPERS),
            changing(
                    "/teams/{id}/remove-member",
                    RemoveTeamMember.class,
                    "team",
                    "Take a member out of a team",
                    PEOPLE_KEEPERS),
            changing("/teams/{id}/leads", SetTeamLeads.class, "team", "Say who leads a team", KEEPERS),
            changing("/teams/{id}/line", SetTeamLine.class, "team", "Say which line a team is", KEEPERS),
            changing(
                    "/teams/{id}/shifts",
                    SetTeamShifts.class,
                    "team",
                    "Say when who of a team is there, and leads; automatic assignment skips the others",
                    KEEPERS + ", the team's leads"),
            new DirectoryOperation(
                    "/categories",
                    DefineCategory.class,
                    null,
                    null,
                    RecordFields.of(DefineCategory.class),
                    "Define a category",
                    KEEPERS),
            changing("/categories/{id}/rename", RenameCategory.class, "category", "Rename a category", KEEPERS),
            changing(
                    "/categories/{id}/move",
                    MoveCategory.class,
                    "category",
                    "Put a category below another or, by null, at the top",
                    KEEPERS),
            changing(
                    "/categories/{id}/retire",
                    RetireCategory.class,
                    "category",
                    "Retire a category: no request gets it any more, those that have it keep it. Not while an offered"
                            + " request type uses it or offered categories are below it",
                    KEEPERS),
            changing(
                    "/categories/{id}/restore",
                    RestoreCategory.class,
                    "category",
                    "Restore a retired category",
                    KEEPERS),
            changing(
                    "/categories/{id}/owner",
                    SetCategoryOwner.class,
                    "category",
                    "Give a category to a team or, by null, to none",
                    KEEPERS),
            making("/vendors", RegisterVendor.class, "vendor", "Register an external vendor", KEEPERS),
            changing(
                    "/vendors/{id}/contacts",
                    SetVendorContacts.class,
                    "vendor",
                    "Say who answers for a vendor",
                    KEEPERS),
            changing("/vendors/{id}/deactivate", DeactivateVendor.class, "vendor", "Deactivate a vendor", KEEPERS),
            changing("/vendors/{id}/reactivate", ReactivateVendor.class, "vendor", "Reactivate a vendor", KEEPERS));

    private static final Map<String, DirectoryOperation> BY_PATH =
            ALL.stream().collect(Collectors.toUnmodifiableMap(DirectoryOperation::path, Function.identity()));

    /** @param path below {@code /api/directory}, with {@code {id}} where an id is; null where there is no such operation */
    static @Nullable DirectoryOperation at(String path) {
        return BY_PATH.get(path);
    }

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
