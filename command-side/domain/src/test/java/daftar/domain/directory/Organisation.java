package daftar.domain.directory;

import daftar.messages.Event;
import daftar.messages.LocalizedText;
import daftar.messages.Recorded;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryCommand.RegisterPerson;
import daftar.messages.directory.DirectoryEvent.CategoryDefined;
import daftar.messages.directory.DirectoryEvent.DepartmentFounded;
import daftar.messages.directory.DirectoryEvent.PersonRegistered;
import daftar.messages.directory.DirectoryEvent.TeamFormed;
import daftar.reference.ReferenceState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A small organisation: Boss supervises Chief, who supervises Anna of the IT department; team network; category network. */
public final class Organisation {

    public static final ReferenceState REFERENCE = knowing(
            person("person-boss", null, Role.MANAGER),
            person("person-chief", "person-boss", Role.SUPERVISOR),
            person("person-anna", "person-chief", Role.REQUESTER),
            new DepartmentFounded("department-company", name("Company"), null, "person-boss"),
            new DepartmentFounded("department-it", name("IT"), "department-company", null),
            new TeamFormed("team-network", name("Network"), null, List.of("person-chief")),
            new TeamFormed("team-service-desk", name("Service desk"), null, List.of()),
            new CategoryDefined("hardware", name("Hardware"), null, null),
            new CategoryDefined("network", name("Network"), "hardware", "team-network"));

    private Organisation() {}

    public static ReferenceState knowing(Event... events) {
        return and(ReferenceState.EMPTY, events);
    }

    public static ReferenceState and(ReferenceState known, Event... events) {
        ReferenceState state = known;
        for (Event event : events) {
            state = ReferenceState.evolve(state, recorded(event));
        }
        return state;
    }

    public static Recorded recorded(Event event) {
        return new Recorded("person-x", 0, 0, UUID.randomUUID(), Instant.EPOCH, Map.of(), event);
    }

    public static LocalizedText name(String text) {
        return LocalizedText.of("en", text);
    }

    public static PersonRegistered person(String id, @Nullable String supervisor, Role... roles) {
        return new PersonRegistered(
                id, Text.of("N"), null, null, null, supervisor, Set.of(roles), "en", "Europe/Berlin", false);
    }

    public static RegisterPerson register(String id) {
        return register(id, null, Role.REQUESTER);
    }

    public static RegisterPerson register(String id, @Nullable String supervisor, Role... roles) {
        return new RegisterPerson(
                id,
                Text.of("Ada Lovelace"),
                Text.of("ada@example.org"),
                null,
                "department-it",
                supervisor,
                Set.of(roles),
                "de",
                "Europe/Berlin",
                false);
    }

    public static RegisterPerson provisional(String id, Role... roles) {
        return new RegisterPerson(
                id, Text.of("A caller"), null, null, null, null, Set.of(roles), "fa", "Asia/Tehran", true);
    }

    static RegisterPerson change(
            RegisterPerson c, @Nullable String department, @Nullable String supervisor, String language, String zone) {
        return new RegisterPerson(
                c.person(),
                c.name(),
                c.mail(),
                c.telephone(),
                department,
                supervisor,
                c.roles(),
                language,
                zone,
                c.provisional());
    }
}
