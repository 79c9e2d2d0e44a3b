package daftar.reference;

import daftar.messages.Event;
import daftar.messages.LocalizedText;
import daftar.messages.Recorded;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryEvent.CategoryDefined;
import daftar.messages.directory.DirectoryEvent.DepartmentFounded;
import daftar.messages.directory.DirectoryEvent.PersonRegistered;
import daftar.messages.directory.DirectoryEvent.SupervisorSet;
import daftar.messages.directory.DirectoryEvent.TeamFormed;
import daftar.messages.directory.DirectoryEvent.TeamMemberAdded;
import daftar.messages.ticket.Status;
import daftar.messages.workflow.HolderRule;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowChoice;
import daftar.messages.workflow.WorkflowEvent.WorkflowChoicesSet;
import daftar.messages.workflow.WorkflowEvent.WorkflowPublished;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events of a small organisation. */
final class Facts {

    private Facts() {}

    static PersonRegistered person(String id, String name, @Nullable String supervisor, Role... roles) {
        return new PersonRegistered(
                id,
                new Text.Sealed("key-" + id, name),
                null,
                null,
                "department-it",
                supervisor,
                Set.of(roles),
                "fa",
                "Asia/Tehran",
                false);
    }

    static SupervisorSet supervisor(String person, @Nullable String supervisor) {
        return new SupervisorSet(person, supervisor);
    }

    static DepartmentFounded department(String id, @Nullable String parent) {
        return new DepartmentFounded(id, name(id), parent, null);
    }

    static TeamFormed team(String id, String... members) {
        return new TeamFormed(id, name(id), null, List.of(members));
    }

    static TeamMemberAdded member(String team, String person) {
        return new TeamMemberAdded(team, person);
    }

    static CategoryDefined category(String code, @Nullable String parent) {
        return new CategoryDefined(code, name(code), parent, null);
    }

    static WorkflowPublished workflow(String name, int version) {
        Stage end = new Stage(
                "end", name("End"), StageKind.END, new HolderRule.Nobody(), null, null, Map.of(), Status.CLOSED);
        return new WorkflowPublished(new Workflow(name, version, name(name), List.of(end), Duration.ofDays(14)));
    }

    static WorkflowChoicesSet choices(WorkflowChoice... choices) {
        return new WorkflowChoicesSet(List.of(choices));
    }

    static String streamOf(Event event) {
        return switch (event) {
            case PersonRegistered e -> e.person();
            case SupervisorSet e -> e.person();
            case DepartmentFounded e -> e.department();
            case TeamFormed e -> e.team();
            case TeamMemberAdded e -> e.team();
            case CategoryDefined e -> "category-" + e.category();
            case WorkflowPublished e -> "workflow-" + e.workflow().name();
            case WorkflowChoicesSet e -> "workflow-choices";
            default -> "ticket-1";
        };
    }

    static ReferenceState folded(Event... events) {
        return and(ReferenceState.EMPTY, events);
    }

    static ReferenceState and(ReferenceState before, Event... events) {
        ReferenceState state = before;
        for (Event event : events) {
            state = ReferenceState.evolve(
                    state, new Recorded(streamOf(event), 0, 0, new UUID(0, 0), Instant.EPOCH, Map.of(), event));
        }
        return state;
    }

    /** Opens a sealed name by what these facts sealed it with: nothing. */
    static Recorded opened(Recorded recorded) {
        return recorded.event() instanceof PersonRegistered e && e.name() instanceof Text.Sealed(var key, var name)
                ? recorded.with(new PersonRegistered(
                        e.person(),
                        Text.of("opened " + name),
                        e.mail(),
                        e.telephone(),
                        e.department(),
                        e.supervisor(),
                        e.roles(),
                        e.language(),
                        e.zone(),
                        e.provisional()))
                : recorded;
    }

    private static LocalizedText name(String text) {
        return LocalizedText.of("en", text);
    }
}
