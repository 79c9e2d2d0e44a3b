package daftar.http.directory;

import daftar.http.DaftarPosition;
import daftar.messages.Actor;
import daftar.messages.Role;
import daftar.messages.directory.Reference.Department;
import daftar.messages.directory.Reference.Person;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Finds people. Everybody with a login may; addresses, telephone numbers and the names by which people sign in are seen,
 * and searched, only by the desk and by the person themself.
 */
@RestController
@RequestMapping(path = "/api/directory/people", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "directory")
public final class PeopleController {

    private final Register register;

    public PeopleController(Register register) {
        this.register = register;
    }

    @Operation(
            summary = "People, in the order of their ids",
            description =
                    "q: words that begin a word of the name, in any script; for the desk also of the mail address or"
                            + " user name. department: those of it and of the departments below it.")
    @GetMapping
    public ResponseEntity<Page<Person>> people(
            Actor actor,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable Role role,
            @RequestParam(required = false) @Nullable String post,
            @RequestParam(required = false) @Nullable Boolean active,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return Answered.by(register, position, () -> {
            UnaryOperator<Person> visible = visibleTo(actor);
            List<Person> all = register.people();
            List<Person> found = q == null && department == null && role == null && post == null && active == null
                    ? all
                    : all.stream()
                            .filter(wanted(department, role, post, active))
                            .filter(named(q, visible))
                            .toList();
            return Page.of(found, Person::id, after, limit, visible::apply);
        });
    }

    @Operation(summary = "A person")
    @GetMapping("/{id}")
    public ResponseEntity<Person> person(
            Actor actor,
            @PathVariable String id,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return Answered.by(register, position, () -> visibleTo(actor)
                .apply(Answered.known(register.reference().person(id), "person")));
    }

    private Predicate<Person> wanted(
            @Nullable String department, @Nullable Role role, @Nullable String post, @Nullable Boolean active) {
        Set<String> departments = department == null ? Set.of() : atOrBelow(department);
        return person ->
                (department == null || (person.department() != null && departments.contains(person.department())))
                        && (role == null || person.roles().contains(role))
                        && (post == null || post.equals(person.post()))
                        && (active == null || active == person.active());
    }

    private static Predicate<Person> named(@Nullable String q, UnaryOperator<Person> visible) {
        String sought = q == null ? "" : Spelling.folded(q);
        if (sought.isBlank()) {
            return person -> true;
        }
        return person -> {
            Person seen = visible.apply(person);
            return matches(sought, seen.name()) || matches(sought, seen.mail()) || matches(sought, seen.userName());
        };
    }

    private static boolean matches(String sought, @Nullable String text) {
        return text != null && Spelling.matches(sought, text);
    }

    private Set<String> atOrBelow(String department) {
        Set<String> found = new HashSet<>(Set.of(department));
        List<Department> all = register.departments();
        boolean more = true;
        while (more) {
            more = false;
            for (Department one : all) {
                more |= one.parent() != null && found.contains(one.parent()) && found.add(one.id());
            }
        }
        return found;
    }

    private static UnaryOperator<Person> visibleTo(Actor actor) {
        boolean desk = actor.roles().stream().anyMatch(role -> role != Role.REQUESTER);
        return person -> desk || person.id().equals(actor.person())
                ? person
                : new Person(
                        person.id(),
                        person.name(),
                        null,
                        null,
                        person.department(),
                        null,
                        person.roles(),
                        person.language(),
                        person.zone(),
                        person.provisional(),
                        person.active(),
                        person.post(),
                        null,
                        null,
                        person.delegations());
    }
}
