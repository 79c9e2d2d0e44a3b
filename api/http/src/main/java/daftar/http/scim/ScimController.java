package daftar.http.scim;

import daftar.http.InvalidRequest;
import daftar.http.directory.Register;
import daftar.http.request.Body;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.Reference.Person;
import daftar.messages.directory.Reference.Team;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * SCIM 2.0 for the identity provider's client, which has the role PROVISIONER, and for administrators. Each request becomes
 * the directory's ordinary commands, by its ordinary rules. Described by SCIM's own {@code /Schemas}, not by OpenAPI.
 */
@RestController
@RequestMapping("/scim/v2")
@Hidden
public final class ScimController {

    static final MediaType SCIM = MediaType.valueOf("application/scim+json");

    private static final Set<String> JSON = Set.of("application/scim+json", "application/json");
    private static final int MOST = 500;

    private final Register register;
    private final ScimUsers users;
    private final ScimGroups groups;

    public ScimController(Register register, Commands commands) {
        this.register = register;
        this.users = new ScimUsers(register, commands);
        this.groups = new ScimGroups(register, commands);
    }

    @GetMapping("/Users")
    public ResponseEntity<Map<String, Object>> users(Actor actor, @RequestParam Map<String, String> query) {
        return answer(actor, 200, () -> {
            var wanted = ScimFilter.of(query.get("filter"), ScimUsers.FILTERS, ScimUsers.EXACT);
            List<Person> found = register.people().stream().filter(wanted).toList();
            return page(found, users::resource, query);
        });
    }

    @GetMapping("/Users/{id}")
    public ResponseEntity<Map<String, Object>> user(Actor actor, @PathVariable String id) {
        return answer(actor, 200, () -> users.resource(users.known(id)));
    }

    @PostMapping("/Users")
    public ResponseEntity<Map<String, Object>> createUser(Actor actor, HttpServletRequest request) {
        return answer(actor, 201, () -> users.resource(users.create(UserWish.of(body(request)), actor)));
    }

    @PutMapping("/Users/{id}")
    public ResponseEntity<Map<String, Object>> replaceUser(
            Actor actor, @PathVariable String id, HttpServletRequest request) {
        return answer(actor, 200, () -> users.resource(users.change(id, UserWish.of(body(request)), actor)));
    }

    @PatchMapping("/Users/{id}")
    public ResponseEntity<Map<String, Object>> patchUser(
            Actor actor, @PathVariable String id, HttpServletRequest request) {
        return answer(actor, 200, () -> users.resource(users.change(id, UserWish.ofPatch(body(request)), actor)));
    }

    @DeleteMapping("/Users/{id}")
    public ResponseEntity<Map<String, Object>> deleteUser(Actor actor, @PathVariable String id) {
        return answer(actor, 204, () -> {
            users.delete(id, actor);
            return null;
        });
    }

    @GetMapping("/Groups")
    public ResponseEntity<Map<String, Object>> groups(Actor actor, @RequestParam Map<String, String> query) {
        return answer(actor, 200, () -> {
            var wanted = ScimFilter.of(query.get("filter"), ScimGroups.FILTERS, List.of("id"));
            List<Team> found = register.teams().stream().filter(wanted).toList();
            return page(found, groups::resource, query);
        });
    }

    @GetMapping("/Groups/{id}")
    public ResponseEntity<Map<String, Object>> group(
            Actor actor, @PathVariable String id, @RequestParam Map<String, String> query) {
        return answer(actor, 200, () -> without(groups.resource(groups.known(id)), query));
    }

    @PostMapping("/Groups")
    public ResponseEntity<Map<String, Object>> createGroup(Actor actor, HttpServletRequest request) {
        return answer(actor, 201, () -> groups.resource(groups.create(body(request), actor)));
    }

    @PutMapping("/Groups/{id}")
    public ResponseEntity<Map<String, Object>> replaceGroup(
            Actor actor, @PathVariable String id, HttpServletRequest request) {
        return answer(actor, 200, () -> groups.resource(groups.replace(id, body(request), actor)));
    }

    @PatchMapping("/Groups/{id}")
    public ResponseEntity<Map<String, Object>> patchGroup(
            Actor actor, @PathVariable String id, HttpServletRequest request) {
        return answer(actor, 200, () -> groups.resource(groups.patch(id, body(request), actor)));
    }

    @DeleteMapping("/Groups/{id}")
    public ResponseEntity<Map<String, Object>> deleteGroup(Actor actor, @PathVariable String id) {
        return answer(actor, 204, () -> {
            groups.delete(id, actor);
            return null;
        });
    }

    @GetMapping("/ServiceProviderConfig")
    public ResponseEntity<Map<String, Object>> config(Actor actor) {
        return answer(actor, 200, () -> ScimSchemas.CONFIG);
    }

    @GetMapping({"/ResourceTypes", "/Schemas"})
    public ResponseEntity<Map<String, Object>> descriptions(Actor actor, HttpServletRequest request) {
        return answer(actor, 200, () -> {
            List<Map<String, Object>> all = descriptions(request);
            return list(all, all.size(), 1);
        });
    }

    @GetMapping({"/ResourceTypes/{id}", "/Schemas/{id}"})
    public ResponseEntity<Map<String, Object>> description(
            Actor actor, @PathVariable String id, HttpServletRequest request) {
        return answer(actor, 200, () -> descriptions(request).stream()
                .filter(one -> id.equals(one.get("id")))
                .findFirst()
                .orElseThrow(() -> ScimError.unknown("description", id)));
    }

    private static List<Map<String, Object>> descriptions(HttpServletRequest request) {
        return request.getRequestURI().contains("/ResourceTypes") ? ScimSchemas.RESOURCE_TYPES : ScimSchemas.SCHEMAS;
    }

    private static <T> Map<String, Object> page(
            List<T> found, Function<T, Map<String, Object>> resource, Map<String, String> query) {
        int start = Math.max(1, number(query, "startIndex", 1));
        int count = Math.clamp(number(query, "count", 100), 0, MOST);
        List<Map<String, Object>> shown = found.stream()
                .skip(start - 1L)
                .limit(count)
                .map(one -> without(resource.apply(one), query))
                .toList();
        return list(shown, found.size(), start);
    }

    private static Map<String, Object> list(List<Map<String, Object>> shown, int total, int start) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("schemas", List.of("urn:ietf:params:scim:api:messages:2.0:ListResponse"));
        list.put("totalResults", total);
        list.put("startIndex", start);
        list.put("itemsPerPage", shown.size());
        list.put("Resources", shown);
        return list;
    }

    /** Clients leave out the members of large groups. */
    private static Map<String, Object> without(Map<String, Object> resource, Map<String, String> query) {
        Set<String> excluded = Arrays.stream(
                        query.getOrDefault("excludedAttributes", "").split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !Set.of("id", "schemas").contains(name))
                .collect(Collectors.toSet());
        Map<String, Object> rest = new LinkedHashMap<>(resource);
        rest.keySet().removeIf(name -> excluded.contains(name.toLowerCase(Locale.ROOT)));
        return rest;
    }

    private static int number(Map<String, String> query, String name, int missing) {
        String text = query.get(name);
        try {
            return text == null ? missing : Integer.parseInt(text);
        } catch (NumberFormatException malformed) {
            throw ScimError.invalid("invalidValue", name + " is a whole number.");
        }
    }

    private static JsonNode body(HttpServletRequest request) {
        JsonNode body = Body.read(request, JSON);
        if (!body.isObject()) {
            throw ScimError.invalid("invalidSyntax", "Send an object.");
        }
        return body;
    }

    private static ResponseEntity<Map<String, Object>> answer(
            Actor actor, int status, Supplier<@Nullable Map<String, Object>> work) {
        try {
            if (!actor.isAny(Role.PROVISIONER, Role.ADMINISTRATOR)) {
                throw new ScimError(403, null, "SCIM is for PROVISIONER and ADMINISTRATOR.");
            }
            Map<String, Object> body = work.get();
            ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
            if (status == 201 && body != null && body.get("meta") instanceof Map<?, ?> meta) {
                answer.header("Location", String.valueOf(meta.get("location")));
            }
            return body == null ? answer.build() : answer.contentType(SCIM).body(body);
        } catch (ScimError error) {
            return refused(error);
        } catch (Refused refused) {
            return refused(ScimError.of(refused));
        } catch (InvalidRequest invalid) {
            int code = invalid.problem().status();
            return refused(new ScimError(
                    code,
                    code == 400 ? "invalidSyntax" : null,
                    invalid.problem().detail()));
        }
    }

    private static ResponseEntity<Map<String, Object>> refused(ScimError error) {
        return ResponseEntity.status(error.status()).contentType(SCIM).body(error.body());
    }
}
