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
import daftar.messages.directory.DirectoryCommand;
import daftar.messages.directory.DirectoryCommand.AddTeamMember;
import daftar.messages.directory.DirectoryCommand.DefineCategory;
import daftar.messages.directory.DirectoryCommand.FormTeam;
import daftar.messages.directory.DirectoryCommand.FoundDepartment;
import daftar.messages.directory.DirectoryCommand.SetSupervisor;
import daftar.messages.workflow.WorkflowCommand;
import daftar.messages.workflow.WorkflowCommand.PublishWorkflow;
import daftar.messages.workflow.WorkflowCommand.SetWorkflowChoices;
import daftar.messages.workflow.WorkflowEvent.WorkflowPublished;
import daftar.reference.ReferenceState;
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
    private static final Set<Role> KEEPERS = EnumSet.of(Role.ADMINISTRATOR, Role.IMPORTER);
    private static final Set<Role> DESK =
            EnumSet.of(Role.ADMINISTRATOR, Role.IMPORTER, Role.DISPATCHER, Role.SPECIALIST, Role.MANAGER);

    private static final ReferenceState KNOWN =
            Organisation.and(REFERENCE, new WorkflowPublished(ShippedWorkflows.incident()));

    record Case(Command command, @Nullable Entry entry, Set<Role> mayDoIt) {}

    static Stream<Arguments> cases() {
        return Stream.of(
                        new Case(register("person-x"), null, KEEPERS),
                        new Case(register("person-x", null, Role.SPECIALIST), null, KEEPERS),
                        new Case(register("person-x", null, Role.ADMINISTRATOR), null, ADMINISTRATOR),
                        new Case(register("person-x", null, Role.AUDITOR), null, ADMINISTRATOR),
                        new Case(register("person-x", null, Role.IMPORTER), null, ADMINISTRATOR),
                        new Case(provisional("person-x"), null, DESK),
                        new Case(provisional("person-x", Role.REQUESTER), null, DESK),
                        new Case(provisional("person-x", Role.MANAGER), null, KEEPERS),
                        new Case(new SetSupervisor("person-x", "person-boss"), new Entry.Person(null, false), KEEPERS),
                        new Case(new FoundDepartment("department-x", name("X"), null, null), null, ADMINISTRATOR),
                        new Case(new FormTeam("team-x", name("X"), null, List.of()), null, KEEPERS),
                        new Case(new AddTeamMember("team-x", "person-anna"), new Entry.Team(List.of()), KEEPERS),
                        new Case(new DefineCategory("x", name("X"), null, null), null, KEEPERS),
                        new Case(new PublishWorkflow(ShippedWorkflows.incident()), null, ADMINISTRATOR),
                        new Case(
                                new SetWorkflowChoices(
                                        List.of(ShippedWorkflows.choices().getLast())),
                                null,
                                ADMINISTRATOR))
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
            case DirectoryCommand c -> Directory.decide(one.entry(), c, actor, KNOWN);
            case WorkflowCommand c -> Workflows.decide(null, c, actor, KNOWN);
            default -> throw new IllegalArgumentException();
        }
    }
}
