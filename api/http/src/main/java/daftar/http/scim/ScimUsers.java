package daftar.http.scim;

import daftar.http.directory.Register;
import daftar.http.request.Conditions;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryCommand.ChangePersonalDetails;
import daftar.messages.directory.DirectoryCommand.DeactivatePerson;
import daftar.messages.directory.DirectoryCommand.LinkIdentity;
import daftar.messages.directory.DirectoryCommand.MovePerson;
import daftar.messages.directory.DirectoryCommand.ReactivatePerson;
import daftar.messages.directory.DirectoryCommand.RegisterPerson;
import daftar.messages.directory.DirectoryCommand.SetSupervisor;
import daftar.messages.directory.Reference.Department;
import daftar.messages.directory.Reference.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** People as SCIM's users. What a client does not name stays as it is; what already is as wished is left alone. */
final class ScimUsers {

    static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";

    private static final UUID NAMESPACE = UUID.fromString("0f6f1d35-6ae7-5a0e-9c41-2f7c9c6f4f51");

    static final Map<String, Function<Person, @Nullable String>> FILTERS = Map.of(
            "id", Person::id,
            "username", ScimUsers::userName,
            "externalid", Person::externalId,
            "active", person -> String.valueOf(person.active()),
            "displayname", Person::name,
            "emails", Person::mail,
            "emails.value", Person::mail);

    static final List<String> EXACT = List.of("id", "externalid");

    private final Register register;
    private final Commands commands;

    ScimUsers(Register register, Commands commands) {
        this.register = register;
        this.commands = commands;
    }

    static String userName(Person person) {
        String name = person.userName();
        return name == null ? person.id() : name;
    }

    Map<String, Object> resource(Person person) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("schemas", List.of(SCHEMA, UserWish.ENTERPRISE));
        user.put("id", person.id());
        put(user, "externalId", person.externalId());
        user.put("userName", userName(person));
        put(user, "displayName", person.name());
        if (person.name() != null) {
            user.put("name", Map.of("formatted", person.name()));
        }
        user.put("active", person.active());
        if (person.mail() != null) {
            user.put("emails", List.of(Map.of("value", person.mail(), "type", "work", "primary", true)));
        }
        if (person.telephone() != null) {
            user.put("phoneNumbers", List.of(Map.of("value", person.telephone(), "type", "work")));
        }
        user.put("preferredLanguage", person.language());
        user.put("timezone", person.zone());
        user.put(
                "groups",
                register.reference().teamsOf(person.id()).stream()
                        .map(team -> Map.of(
                                "value", team.id(), "display", team.name().in("en")))
                        .toList());
        Map<String, Object> enterprise = new LinkedHashMap<>();
        put(enterprise, "department", person.department());
        if (person.supervisor() != null) {
            enterprise.put("manager", Map.of("value", person.supervisor()));
        }
        user.put(UserWish.ENTERPRISE, enterprise);
        user.put("meta", Map.of("resourceType", "User", "location", "/scim/v2/Users/" + person.id()));
        return user;
    }

    /** @throws ScimError 409 where somebody signs in by this name already */
    Person create(UserWish wish, Actor actor) {
        String userName = wish.or("username", null);
        if (userName == null) {
            throw ScimError.invalid("invalidValue", "userName is required.");
        }
        if (register.reference().personOfUserName(userName) != null) {
            throw new ScimError(409, "uniqueness", "Somebody signs in as " + userName + " already.");
        }
        String name = wish.name(userName);
        // derived: a client that lost the first answer meets the same person again
        String id = "person-" + Conditions.derived(NAMESPACE, userName.toLowerCase(Locale.ROOT));
        Provisioning provisioning = new Provisioning(commands, register, actor);
        if (register.reference().person(id) == null) {
            provisioning.send(new RegisterPerson(
                    id,
                    Text.of(name == null ? userName : name),
                    Text.ofNullable(wish.or("emails", null)),
                    Text.ofNullable(wish.or("phonenumbers", null)),
                    department(wish.or("department", null)),
                    person(wish.or("manager", null)),
                    Set.of(Role.REQUESTER),
                    Objects.requireNonNullElse(wish.or("preferredlanguage", null), "en"),
                    Objects.requireNonNullElse(wish.or("timezone", null), "UTC"),
                    false));
        }
        provisioning.send(new LinkIdentity(id, Text.of(userName), Text.ofNullable(wish.or("externalid", null))));
        if (!wish.active(true)) {
            provisioning.send(new DeactivatePerson(id));
        }
        provisioning.settle();
        return known(id);
    }

    Person change(String id, UserWish wish, Actor actor) {
        Person was = known(id);
        Provisioning provisioning = new Provisioning(commands, register, actor);
        String userName = wish.or("username", userName(was));
        String externalId = wish.or("externalid", was.externalId());
        if (userName == null) {
            throw ScimError.invalid("mutability", "userName cannot be taken away.");
        }
        if (!userName.equals(userName(was)) || !Objects.equals(externalId, was.externalId())) {
            provisioning.send(new LinkIdentity(id, Text.of(userName), Text.ofNullable(externalId)));
        }
        describe(was, wish, provisioning);
        String department = department(wish.or("department", was.department()));
        if (!Objects.equals(department, was.department())) {
            provisioning.send(new MovePerson(id, department, null));
        }
        String supervisor = person(wish.or("manager", was.supervisor()));
        if (!Objects.equals(supervisor, was.supervisor())) {
            provisioning.send(new SetSupervisor(id, supervisor));
        }
        if (wish.active(was.active()) != was.active()) {
            provisioning.send(was.active() ? new DeactivatePerson(id) : new ReactivatePerson(id));
        }
        provisioning.settle();
        return known(id);
    }

    private static void describe(Person was, UserWish wish, Provisioning provisioning) {
        String name = wish.name(was.name());
        String mail = wish.or("emails", was.mail());
        String telephone = wish.or("phonenumbers", was.telephone());
        String language = Objects.requireNonNullElse(wish.or("preferredlanguage", null), was.language());
        String zone = Objects.requireNonNullElse(wish.or("timezone", null), was.zone());
        boolean same = Objects.equals(name, was.name())
                && Objects.equals(mail, was.mail())
                && Objects.equals(telephone, was.telephone())
                && language.equals(was.language())
                && zone.equals(was.zone());
        if (same) {
            return;
        }
        if (name == null) {
            throw ScimError.invalid("invalidValue", "A name is required.");
        }
        provisioning.send(new ChangePersonalDetails(
                was.id(), Text.of(name), Text.ofNullable(mail), Text.ofNullable(telephone), language, zone));
    }

    /** Nobody is deleted: a deletion deactivates. */
    void delete(String id, Actor actor) {
        if (known(id).active()) {
            new Provisioning(commands, register, actor).send(new DeactivatePerson(id));
        }
    }

    Person known(String id) {
        Person person = register.reference().person(id);
        if (person == null) {
            throw ScimError.unknown("user", id);
        }
        return person;
    }

    /** By id, else by its name in any language. */
    private @Nullable String department(@Nullable String wanted) {
        if (wanted == null || register.reference().department(wanted) != null) {
            return wanted;
        }
        return register.departments().stream()
                .filter(one -> one.name().texts().values().stream().anyMatch(wanted::equalsIgnoreCase))
                .map(Department::id)
                .findFirst()
                .orElseThrow(() -> ScimError.invalid(
                        "invalidValue", "There is no department " + wanted + "; found it in Daftar before."));
    }

    /** By id, else by the name that they sign in by. */
    private @Nullable String person(@Nullable String wanted) {
        if (wanted == null || register.reference().person(wanted) != null) {
            return wanted;
        }
        Person named = register.reference().personOfUserName(wanted);
        if (named == null) {
            throw ScimError.invalid("invalidValue", "There is no manager " + wanted + "; create that user before.");
        }
        return named.id();
    }

    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
