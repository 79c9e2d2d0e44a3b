package daftar.http.directory;

import daftar.http.DaftarPosition;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.Reference.Category;
import daftar.messages.directory.Reference.Department;
import daftar.messages.directory.Reference.Person;
import daftar.messages.directory.Reference.Team;
import daftar.messages.workflow.Workflow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Reads people, departments, teams, categories and workflows. Everybody with a login may; mail addresses and telephone
 * numbers only the desk and the person themself.
 */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "directory")
public final class DirectoryController {

    private static final String PAGE = "100";

    private final Register register;

    public DirectoryController(Register register) {
        this.register = register;
    }

    @Operation(summary = "People, in the order of their ids")
    @GetMapping("/directory/people")
    public ResponseEntity<Page<Person>> people(
            Actor actor,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = PAGE) int limit,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return answer(position, () -> Page.of(register.people(), Person::id, after, limit, visibleTo(actor)));
    }

    @Operation(summary = "A person")
    @GetMapping("/directory/people/{id}")
    public ResponseEntity<Person> person(
            Actor actor,
            @PathVariable String id,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return answer(position, () -> visibleTo(actor)
                .apply(known(register.reference().person(id), "person")));
    }

    @Operation(summary = "Departments, in the order of their ids")
    @GetMapping("/directory/departments")
    public ResponseEntity<Page<Department>> departments(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = PAGE) int limit,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return answer(
                position, () -> Page.of(register.departments(), Department::id, after, limit, Function.identity()));
    }

    @Operation(summary = "A department")
    @GetMapping("/directory/departments/{id}")
    public ResponseEntity<Department> department(
            @PathVariable String id,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return answer(position, () -> known(register.reference().department(id), "department"));
    }

    @Operation(summary = "Teams, in the order of their ids")
    @GetMapping("/directory/teams")
    public ResponseEntity<Page<Team>> teams(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = PAGE) int limit,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return answer(position, () -> Page.of(register.teams(), Team::id, after, limit, Function.identity()));
    }

    @Operation(summary = "A team")
    @GetMapping("/directory/teams/{id}")
    public ResponseEntity<Team> team(
            @PathVariable String id,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return answer(position, () -> known(register.reference().team(id), "team"));
    }

    @Operation(summary = "Categories, in the order of their codes")
    @GetMapping("/directory/categories")
    public ResponseEntity<Page<Category>> categories(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = PAGE) int limit,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return answer(
                position, () -> Page.of(register.categories(), Category::code, after, limit, Function.identity()));
    }

    @Operation(summary = "A category")
    @GetMapping("/directory/categories/{code}")
    public ResponseEntity<Category> category(
            @PathVariable String code,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return answer(position, () -> known(register.reference().category(code), "category"));
    }

    @Operation(summary = "The workflows, each in its newest version")
    @GetMapping("/workflows")
    public ResponseEntity<Page<Workflow>> workflows(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = PAGE) int limit,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return answer(position, () -> Page.of(register.workflows(), Workflow::name, after, limit, Function.identity()));
    }

    @Operation(summary = "A workflow, in its newest version or in the one asked for")
    @GetMapping("/workflows/{name}")
    public ResponseEntity<Workflow> workflow(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return answer(
                position,
                () -> known(
                        version == null
                                ? register.workflow(name)
                                : register.reference().workflow(name, version),
                        "workflow"));
    }

    private <T> ResponseEntity<T> answer(@Nullable String position, java.util.function.Supplier<T> read) {
        boolean fresh = position == null
                || register.awaitPosition(DaftarPosition.decode(position).position());
        HttpHeaders headers = new HttpHeaders();
        if (!fresh) {
            headers.set(DaftarPosition.STALE_HEADER, "true");
        }
        return ResponseEntity.ok().headers(headers).body(read.get());
    }

    private static <T> T known(@Nullable T found, String what) {
        if (found == null) {
            throw Refused.notFound("unknown-" + what, "There is no such " + what + ".");
        }
        return found;
    }

    private static Function<Person, Person> visibleTo(Actor actor) {
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
                        person.provisional());
    }
}
