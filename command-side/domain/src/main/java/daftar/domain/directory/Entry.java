package daftar.domain.directory;

import daftar.messages.Recorded;
import daftar.messages.directory.DirectoryEvent;
import daftar.messages.directory.DirectoryEvent.CategoryDefined;
import daftar.messages.directory.DirectoryEvent.DepartmentFounded;
import daftar.messages.directory.DirectoryEvent.PersonRegistered;
import daftar.messages.directory.DirectoryEvent.SupervisorSet;
import daftar.messages.directory.DirectoryEvent.TeamFormed;
import daftar.messages.directory.DirectoryEvent.TeamMemberAdded;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a stream of the directory must remember to decide on the next command. */
public sealed interface Entry {

    record Person(@Nullable String supervisor, boolean provisional) implements Entry {}

    record Department() implements Entry {}

    record Team(List<String> members) implements Entry {
        public Team {
            members = List.copyOf(members);
        }
    }

    record Category() implements Entry {}

    /** The fold: pure. Events of other kinds change nothing. */
    static @Nullable Entry evolve(@Nullable Entry entry, Recorded recorded) {
        if (!(recorded.event() instanceof DirectoryEvent event)) {
            return entry;
        }
        return switch (event) {
            case PersonRegistered e -> new Person(e.supervisor(), e.provisional());
            case SupervisorSet e ->
                new Person(e.supervisor(), entry instanceof Person(var before, var provisional) && provisional);
            case DepartmentFounded e -> new Department();
            case TeamFormed e -> new Team(e.members());
            case TeamMemberAdded e -> {
                List<String> before = entry instanceof Team(List<String> members) ? members : List.of();
                yield new Team(Stream.concat(before.stream(), Stream.of(e.person()))
                        .distinct()
                        .toList());
            }
            case CategoryDefined e -> new Category();
        };
    }
}
