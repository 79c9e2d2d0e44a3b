package daftar.http.directory;

import daftar.http.DaftarPosition;
import daftar.json.DaftarJson;
import daftar.messages.Actor;
import daftar.messages.LocalizedText;
import daftar.messages.Meta;
import daftar.messages.NothingChanged;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.Line;
import daftar.messages.directory.Reference.Category;
import daftar.messages.directory.Reference.Department;
import daftar.messages.directory.Reference.Person;
import daftar.messages.directory.Reference.Post;
import daftar.messages.directory.Reference.Team;
import daftar.messages.directory.Reference.Vendor;
import daftar.messages.directory.Rota;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Reads the tree of departments, teams with what they own, posts, vendors, and what happened to any of them. */
@RestController
@RequestMapping(path = "/api/directory", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "directory")
public final class OrganisationController {

    /** What an address calls them, and how the streams' names begin. */
    private static final Map<String, String> KINDS = Map.of(
            "people", "person-",
            "departments", "department-",
            "posts", "post-",
            "teams", "team-",
            "vendors", "vendor-",
            "categories", "category-");

    private final Register register;
    private final InstantSource clock;

    public OrganisationController(Register register, InstantSource clock) {
        this.register = register;
        this.clock = clock;
    }

    /** @param people how many active people are in it, those of the departments below not counted */
    public record Branch(
            String id,
            LocalizedText name,
            @Nullable String manager,
            int people,
            List<Post> posts,
            List<Branch> departments) {}

    /**
     * @param rota when who is there; null for always
     * @param onShift the members who are on shift now; who of them is away is told by their delegations
     * @param leadOnShift who leads the present shift; null where none is on, or it names nobody
     * @param categories the codes of those that the team owns
     */
    public record TeamView(
            String id,
            LocalizedText name,
            @Nullable String lead,
            List<String> members,
            List<String> leads,
            @Nullable Line line,
            @Nullable Rota rota,
            List<String> onShift,
            @Nullable String leadOnShift,
            List<String> categories) {}

    /**
     * @param version the entry's version after the event
     * @param actor a person, or {@code system}
     * @param event the event's stored name
     * @param facts what it says; what was redacted is left out
     */
    public record Happened(
            long version,
            Instant occurredAt,
            Instant recordedAt,
            String actor,
            @Nullable String actorRole,
            @Nullable String onBehalfOf,
            String event,
            JsonNode facts) {}

    @Operation(summary = "The departments as a tree, with their posts")
    @GetMapping("/departments/tree")
    public ResponseEntity<List<Branch>> tree(
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return Answered.by(register, position, this::branches);
    }

    private List<Branch> branches() {
        List<Department> all = register.departments();
        Set<String> ids = all.stream().map(Department::id).collect(Collectors.toSet());
        Map<String, List<Department>> below = all.stream().collect(Collectors.groupingBy(one -> above(one, ids)));
        Map<String, List<Post>> posts = register.posts().stream().collect(Collectors.groupingBy(Post::department));
        Map<String, Integer> people = new HashMap<>();
        for (Person person : register.people()) {
            if (person.active() && person.department() != null) {
                people.merge(person.department(), 1, Integer::sum);
            }
        }
        return branches("", below, posts, people, new HashSet<>());
    }

    private static String above(Department department, Set<String> known) {
        String parent = department.parent();
        return parent == null || !known.contains(parent) ? "" : parent;
    }

    private static List<Branch> branches(
            String under,
            Map<String, List<Department>> below,
            Map<String, List<Post>> posts,
            Map<String, Integer> people,
            Set<String> passed) {
        return below.getOrDefault(under, List.of()).stream()
                .filter(one -> passed.add(one.id()))
                .map(one -> new Branch(
                        one.id(),
                        one.name(),
                        one.manager(),
                        people.getOrDefault(one.id(), 0),
                        posts.getOrDefault(one.id(), List.of()),
                        branches(one.id(), below, posts, people, passed)))
                .toList();
    }

    @Operation(summary = "Teams, in the order of their ids, with the categories that they own")
    @GetMapping("/teams")
    public ResponseEntity<Page<TeamView>> teams(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return Answered.by(register, position, () -> {
            Function<Team, TeamView> view = views();
            return Page.of(register.teams(), Team::id, after, limit, view);
        });
    }

    @Operation(summary = "A team")
    @GetMapping("/teams/{id}")
    public ResponseEntity<TeamView> team(
            @PathVariable String id,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return Answered.by(register, position, () -> views().apply(
                        Answered.known(register.reference().team(id), "team")));
    }

    private Function<Team, TeamView> views() {
        Instant now = clock.instant();
        Map<String, List<String>> owned = register.categories().stream()
                .filter(category -> category.team() != null)
                .collect(Collectors.groupingBy(
                        category -> String.valueOf(category.team()),
                        Collectors.mapping(Category::code, Collectors.toList())));
        return team -> new TeamView(
                team.id(),
                team.name(),
                team.lead(),
                team.members(),
                team.leads(),
                team.line(),
                team.rota(),
                team.rota() == null
                        ? team.members()
                        : team.members().stream()
                                .filter(member -> team.rota().isThere(member, now))
                                .toList(),
                team.rota() == null ? null : team.rota().leadAt(now),
                owned.getOrDefault(team.id(), List.of()));
    }

    @Operation(summary = "Posts, in the order of their ids")
    @GetMapping("/posts")
    public ResponseEntity<Page<Post>> posts(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return Answered.by(
                register, position, () -> Page.of(register.posts(), Post::id, after, limit, Function.identity()));
    }

    @Operation(summary = "A post")
    @GetMapping("/posts/{id}")
    public ResponseEntity<Post> post(
            @PathVariable String id,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return Answered.by(
                register, position, () -> Answered.known(register.reference().post(id), "post"));
    }

    @Operation(summary = "Vendors, in the order of their ids")
    @GetMapping("/vendors")
    public ResponseEntity<Page<Vendor>> vendors(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return Answered.by(
                register, position, () -> Page.of(register.vendors(), Vendor::id, after, limit, Function.identity()));
    }

    @Operation(summary = "A vendor")
    @GetMapping("/vendors/{id}")
    public ResponseEntity<Vendor> vendor(
            @PathVariable String id,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return Answered.by(
                register, position, () -> Answered.known(register.reference().vendor(id), "vendor"));
    }

    @Operation(
            summary = "What happened to a person, department, post, team, category or vendor",
            description = "For ADMINISTRATOR, AUDITOR and PROVISIONER; everybody reads their own.")
    @GetMapping("/{kind}/{id}/history")
    public ResponseEntity<List<Happened>> history(
            Actor actor,
            @PathVariable String kind,
            @PathVariable String id,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        String prefix = KINDS.get(kind);
        if (prefix == null) {
            throw Refused.notFound("unknown-kind", "The directory has " + KINDS.keySet() + ".");
        }
        if (!actor.isAny(Role.ADMINISTRATOR, Role.AUDITOR, Role.PROVISIONER) && !id.equals(actor.person())) {
            throw Refused.forbidden(
                    "not-yours", "ADMINISTRATOR, AUDITOR and PROVISIONER read what happened; others their own.");
        }
        String stream = kind.equals("categories") ? prefix + id : id;
        return Answered.by(register, position, () -> {
            List<Recorded> all = stream.startsWith(prefix) ? register.history(stream) : List.of();
            if (all.isEmpty()) {
                throw Refused.notFound(
                        "unknown-" + prefix.substring(0, prefix.length() - 1), "There is no such entry.");
            }
            return all.stream()
                    .filter(one -> !(one.event() instanceof NothingChanged))
                    .map(OrganisationController::happened)
                    .toList();
        });
    }

    public static Happened happened(Recorded one) {
        return new Happened(
                one.revision(),
                one.occurredAt(),
                one.recordedAt(),
                one.actor(),
                one.metadata().get(Meta.ACTOR_ROLE),
                one.metadata().get(Meta.ON_BEHALF_OF),
                one.event().getClass().getSimpleName(),
                DaftarJson.web().valueToTree(one.event()));
    }
}
