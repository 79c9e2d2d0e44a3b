package daftar.domain.directory;

import static daftar.domain.directory.Organisation.REFERENCE;
import static daftar.domain.directory.Organisation.name;
import static daftar.domain.directory.Organisation.provisional;
import static daftar.domain.directory.Organisation.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daftar.domain.Caller;
import daftar.domain.workflow.ShippedWorkflows;
import daftar.domain.workflow.Workflows;
import daftar.messages.Actor;
import daftar.messages.Command;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryCommand;
import daftar.messages.directory.DirectoryCommand.*;
import daftar.messages.directory.Line;
import daftar.messages.workflow.WorkflowCommand;
import daftar.messages.workflow.WorkflowCommand.PublishWorkflow;
import daftar.messages.workflow.WorkflowCommand.SetWorkflowChoices;
import daftar.messages.workflow.WorkflowEvent.WorkflowPublished;
import daftar.reference.ReferenceState;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command of the directory and of workflows × every role. */
class DirectoryRolesTest {

    private static final Set<Role> ADMINISTRATOR = EnumSet.of(Role.ADMINISTRATOR);
    private static final Set<Role> LEADERS = EnumSet.of(Role.ADMINISTRATOR, Role.MANAGER);
    private static final Set<Role> KEEPERS = EnumSet.of(Role.ADMINISTRATOR, Role.IMPORTER);
    /** The clock registers who writes a mail to the desk for the first time. */
    private static final Set<Role> DESK_PROVISIONER_AND_CLOCK = EnumSet.of(
            Role.PROVISIONER,
            Role.ADMINISTRATOR,
            Role.IMPORTER,
            Role.DISPATCHER,
            Role.SPECIALIST,
            Role.MANAGER,
            Role.CLOCK);

    private static final ReferenceState KNOWN =
            Organisation.and(REFERENCE, new WorkflowPublished(ShippedWorkflows.incident()));

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Set<Role> PEOPLE_KEEPERS = EnumSet.of(Role.ADMINISTRATOR, Role.IMPORTER, Role.PROVISIONER);
    private static final Entry.Person PERSON = new Entry.Person(null, false);
    private static final Entry.Team TEAM = new Entry.Team(List.of());
    private static final Entry.Department DEPARTMENT = new Entry.Department(name("X"), null, null);

    record Case(Command command, @Nullable Entry entry, Set<Role> mayDoIt) {}

    private static final Entry CATEGORY = new Entry.Category(name("X"), null, null, false);

    static Stream<Arguments> cases() {
        return Stream.of(
                        new Case(register("person-x"), null, PEOPLE_KEEPERS),
                        new Case(register("person-x", null, Role.SPECIALIST), null, KEEPERS),
                        new Case(register("person-x", null, Role.ADMINISTRATOR), null, ADMINISTRATOR),
                        new Case(register("person-x", null, Role.AUDITOR), null, ADMINISTRATOR),
                        new Case(register("person-x", null, Role.PROVISIONER), null, ADMINISTRATOR),
                        new Case(register("person-x", null, Role.IMPORTER), null, ADMINISTRATOR),
                        new Case(provisional("person-x"), null, DESK_PROVISIONER_AND_CLOCK),
                        new Case(provisional("person-x", Role.REQUESTER), null, DESK_PROVISIONER_AND_CLOCK),
                        new Case(provisional("person-x", Role.MANAGER), null, KEEPERS),
                        new Case(new SetSupervisor("person-x", "person-boss"), PERSON, PEOPLE_KEEPERS),
                        new Case(new FoundDepartment("department-x", name("X"), null, null), null, ADMINISTRATOR),
                        new Case(new FormTeam("team-x", name("X"), null, List.of()), null, PEOPLE_KEEPERS),
                        new Case(new AddTeamMember("team-x", "person-anna"), TEAM, PEOPLE_KEEPERS),
                        new Case(new RemoveTeamMember("team-x", "person-anna"), TEAM, PEOPLE_KEEPERS),
                        new Case(new RenameTeam("team-x", name("Y")), TEAM, PEOPLE_KEEPERS),
                        new Case(new SetTeamLeads("team-x", List.of("person-anna")), TEAM, KEEPERS),
                        new Case(new SetTeamLine("team-x", Line.SECOND), TEAM, KEEPERS),
                        new Case(
                                new ChangePersonalDetails("person-x", Text.of("X"), null, null, "en", "UTC"),
                                PERSON,
                                PEOPLE_KEEPERS),
                        new Case(new LinkIdentity("person-x", Text.of("x"), null), PERSON, PEOPLE_KEEPERS),
                        new Case(
                                new LinkIdentity("person-x", Text.of("x"), null),
                                new Entry.Person(null, false, true, ADMINISTRATOR, null, null, List.of()),
                                ADMINISTRATOR),
                        new Case(new MovePerson("person-x", "department-it", null), PERSON, PEOPLE_KEEPERS),
                        new Case(new GrantRole("person-x", Role.SPECIALIST), PERSON, KEEPERS),
                        new Case(new GrantRole("person-x", Role.ADMINISTRATOR), PERSON, ADMINISTRATOR),
                        new Case(new RevokeRole("person-x", Role.SPECIALIST), PERSON, KEEPERS),
                        new Case(new RevokeRole("person-x", Role.AUDITOR), PERSON, ADMINISTRATOR),
                        new Case(new DeactivatePerson("person-x"), PERSON, PEOPLE_KEEPERS),
                        new Case(new ReactivatePerson("person-x"), PERSON, PEOPLE_KEEPERS),
                        new Case(new EndDelegation("person-x", "d"), PERSON, ADMINISTRATOR),
                        new Case(new RenameDepartment("department-x", name("Y")), DEPARTMENT, ADMINISTRATOR),
                        new Case(new MoveDepartment("department-x", "department-it"), DEPARTMENT, ADMINISTRATOR),
                        new Case(new AppointManager("department-x", "person-anna"), DEPARTMENT, ADMINISTRATOR),
                        new Case(new CreatePost("post-x", name("X"), "department-it"), null, ADMINISTRATOR),
                        new Case(new SetCategoryOwner("x", null), CATEGORY, KEEPERS),
                        new Case(new RenameCategory("x", name("Y")), CATEGORY, KEEPERS),
                        new Case(new MoveCategory("x", "network"), CATEGORY, KEEPERS),
                        new Case(new RetireCategory("x"), CATEGORY, KEEPERS),
                        new Case(new RestoreCategory("x"), CATEGORY, KEEPERS),
                        new Case(new RegisterVendor("vendor-x", name("X"), List.of()), null, KEEPERS),
                        new Case(
                                new SetVendorContacts("vendor-x", List.of()),
                                new Entry.Vendor(List.of(), true),
                                KEEPERS),
                        new Case(new DeactivateVendor("vendor-x"), new Entry.Vendor(List.of(), true), KEEPERS),
                        new Case(new ReactivateVendor("vendor-x"), new Entry.Vendor(List.of(), true), KEEPERS),
                        new Case(new DefineCategory("x", name("X"), null, null), null, KEEPERS),
                        new Case(new PublishWorkflow(ShippedWorkflows.incident()), null, LEADERS),
                        new Case(
                                new SetWorkflowChoices(
                                        List.of(ShippedWorkflows.choices().getLast())),
                                null,
                                LEADERS))
                .flatMap(one -> Stream.of(Role.values()).map(role -> Arguments.of(one, role)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void who_may_and_who_may_not(Case one, Role role) {
        Refused refused = catchThrowableOfType(Refused.class, () -> decide(one, Caller.actor(role)));
        if (one.mayDoIt().contains(role)) {
            assertThat(refused).isNull();
        } else {
            assertThat(refused).isNotNull();
            assertThat(refused.kind()).isEqualTo(Refused.Kind.FORBIDDEN);
        }
    }

    private static void decide(Case one, Actor actor) {
        switch (one.command()) {
            case DirectoryCommand c -> Directory.decide(one.entry(), c, actor, KNOWN, NOW);
            case WorkflowCommand c -> Workflows.decide(null, c, actor, KNOWN);
            default -> throw new IllegalArgumentException();
        }
    }
}
