package daftar.http.scim;

import daftar.http.directory.Register;
import daftar.http.request.Conditions;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Limits;
import daftar.messages.LocalizedText;
import daftar.messages.directory.DirectoryCommand.AddTeamMember;
import daftar.messages.directory.DirectoryCommand.FormTeam;
import daftar.messages.directory.DirectoryCommand.RemoveTeamMember;
import daftar.messages.directory.DirectoryCommand.RenameTeam;
import daftar.messages.directory.Reference.Person;
import daftar.messages.directory.Reference.Team;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Teams as SCIM's groups: name and members. Leads, line and categories are kept here, not by the identity provider. */
final class ScimGroups {

    static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";

    private static final UUID NAMESPACE = UUID.fromString("0f6f1d35-6ae7-5a0e-9c41-2f7c9c6f4f52");
    private static final Pattern ONE_MEMBER =
            Pattern.compile("members\\[value eq \"([^\"]+)\"\\]", Pattern.CASE_INSENSITIVE);

    static final Map<String, Function<Team, @Nullable String>> FILTERS =
            Map.of("id", Team::id, "displayname", ScimGroups::displayName);

    private final Register register;
    private final Commands commands;

    ScimGroups(Register register, Commands commands) {
        this.register = register;
        this.commands = commands;
    }

    private static String displayName(Team team) {
        return team.name().in("en");
    }

    Map<String, Object> resource(Team team) {
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("schemas", List.of(SCHEMA));
        group.put("id", team.id());
        group.put("displayName", displayName(team));
        group.put(
                "members",
                team.members().stream()
                        .map(id -> {
                            Person person = register.reference().person(id);
                            String name = person == null ? null : person.name();
                            return name == null ? Map.of("value", id) : Map.of("value", id, "display", name);
                        })
                        .toList());
        group.put("meta", Map.of("resourceType", "Group", "location", "/scim/v2/Groups/" + team.id()));
        return group;
    }

    Team create(JsonNode body, Actor actor) {
        String name = name(body.get("displayName"));
        if (name == null) {
            throw ScimError.invalid("invalidValue", "displayName is required.");
        }
        if (register.teams().stream().anyMatch(team -> displayName(team).equalsIgnoreCase(name))) {
            throw new ScimError(409, "uniqueness", "There is a group " + name + " already.");
        }
        String id = "team-" + Conditions.derived(NAMESPACE, name.toLowerCase(Locale.ROOT));
        Provisioning provisioning = new Provisioning(commands, register, actor);
        provisioning.send(
                new FormTeam(id, LocalizedText.of("en", name), null, List.copyOf(members(body.path("members")))));
        provisioning.settle();
        return known(id);
    }

    /** What is not named stays as it is. */
    Team replace(String id, JsonNode body, Actor actor) {
        Team was = known(id);
        String name = name(body.get("displayName"));
        JsonNode members = body.get("members");
        return change(was, name, members == null ? new LinkedHashSet<>(was.members()) : members(members), actor);
    }

    Team patch(String id, JsonNode body, Actor actor) {
        Team was = known(id);
        String name = null;
        Set<String> members = new LinkedHashSet<>(was.members());
        for (Patch.Operation operation : Patch.read(body)) {
            String path = operation.path();
            JsonNode value = operation.value();
            Matcher one = ONE_MEMBER.matcher(path == null ? "" : path);
            if (path == null && value.isObject() && operation.kind() != Patch.Kind.REMOVE) {
                String named = name(value.get("displayName"));
                name = named == null ? name : named;
                if (value.has("members")) {
                    apply(operation.kind(), members, members(value.path("members")));
                }
            } else if ("members".equalsIgnoreCase(path)) {
                boolean all = operation.kind() == Patch.Kind.REMOVE && value.isMissingNode();
                apply(operation.kind(), members, all ? Set.copyOf(members) : members(value));
            } else if (one.matches() && operation.kind() == Patch.Kind.REMOVE) {
                members.remove(one.group(1));
            } else if ("displayName".equalsIgnoreCase(path) && operation.kind() != Patch.Kind.REMOVE) {
                name = name(value);
            } else if (!"externalId".equalsIgnoreCase(path)) {
                throw ScimError.invalid("invalidPath", "A group has displayName and members here.");
            }
        }
        return change(was, name, members, actor);
    }

    private static void apply(Patch.Kind kind, Set<String> members, Set<String> named) {
        switch (kind) {
            case ADD -> members.addAll(named);
            case REMOVE -> members.removeAll(named);
            case REPLACE -> {
                members.retainAll(named);
                members.addAll(named);
            }
        }
    }

    private Team change(Team was, @Nullable String name, Set<String> members, Actor actor) {
        Provisioning provisioning = new Provisioning(commands, register, actor);
        if (name != null && !name.equals(displayName(was))) {
            Map<String, String> names = new LinkedHashMap<>(was.name().texts());
            names.put("en", name);
            provisioning.send(new RenameTeam(was.id(), new LocalizedText(names)));
        }
        for (String member : members) {
            if (!was.members().contains(member)) {
                provisioning.send(new AddTeamMember(was.id(), member));
            }
        }
        for (String member : was.members()) {
            if (!members.contains(member)) {
                provisioning.send(new RemoveTeamMember(was.id(), member));
            }
        }
        provisioning.settle();
        return known(was.id());
    }

    /** A team is not deleted, since tickets name it: a deletion takes its members out. */
    void delete(String id, Actor actor) {
        change(known(id), null, Set.of(), actor);
    }

    Team known(String id) {
        Team team = register.reference().team(id);
        if (team == null) {
            throw ScimError.unknown("group", id);
        }
        return team;
    }

    private static Set<String> members(JsonNode members) {
        Set<String> ids = new LinkedHashSet<>();
        Iterable<JsonNode> all = members.isArray() || members.isMissingNode() ? members : List.of(members);
        for (JsonNode one : all) {
            String id = one.isObject() ? one.path("value").asString("") : one.asString("");
            if (id.isEmpty()) {
                throw ScimError.invalid("invalidValue", "A member has a value, the id of a user.");
            }
            ids.add(id);
        }
        return ids;
    }

    private static @Nullable String name(@Nullable JsonNode value) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return null;
        }
        String name = value.isString() ? value.asString().strip() : "";
        if (name.isEmpty() || name.length() > Limits.WORD) {
            throw ScimError.invalid("invalidValue", "displayName has 1 to " + Limits.WORD + " characters.");
        }
        return name;
    }
}
