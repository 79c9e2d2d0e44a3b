package daftar.messages.directory;

import daftar.messages.LocalizedText;
import daftar.messages.Role;
import daftar.messages.rights.Rights;
import daftar.messages.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What commands decide with besides the ticket's own past: a view of the directory and of the workflows at one moment.
 * Implementations are safe to read from many threads.
 */
public interface Reference {

    /** The person of this id, or null. */
    @Nullable Person person(String id);

    @Nullable Department department(String id);

    @Nullable Team team(String id);

    @Nullable Category category(String code);

    /** The workflow in this version, or null. */
    @Nullable Workflow workflow(String name, int version);

    /** The newest version of the workflow that the organisation's rules choose; null where no rule fits. */
    @Nullable Workflow choose(String type, @Nullable String category, @Nullable String department);

    /** The people who have this role, in a stable order. */
    List<Person> holdersOf(Role role);

    /** The teams that the person is a member of, in a stable order. */
    List<Team> teamsOf(String person);

    /** What the organisation has decided about who sees what. */
    default Rights rights() {
        return Rights.USUAL;
    }

    /** A department and those above it, from the top down; empty for none, and for one that is not known. */
    default List<String> pathOf(@Nullable String department) {
        Deque<String> path = new ArrayDeque<>();
        Department here = department == null ? null : department(department);
        // two departments may have been put below each other at once; who walks upwards stops where it has been
        while (here != null && !path.contains(here.id())) {
            path.addFirst(here.id());
            here = here.parent() == null ? null : department(here.parent());
        }
        return List.copyOf(path);
    }

    /** @param name null where it was redacted */
    record Person(
            String id,
            @Nullable String name,
            @Nullable String mail,
            @Nullable String telephone,
            @Nullable String department,
            @Nullable String supervisor,
            Set<Role> roles,
            String language,
            String zone,
            boolean provisional) {}

    record Department(
            String id,
            LocalizedText name,
            @Nullable String parent,
            @Nullable String manager) {}

    record Team(String id, LocalizedText name, @Nullable String lead, List<String> members) {}

    record Category(
            String code,
            LocalizedText name,
            @Nullable String parent,
            @Nullable String team) {}
}
