package daftar.http.access;

import daftar.http.DaftarPosition;
import daftar.http.directory.Register;
import daftar.http.request.Body;
import daftar.http.request.Faults;
import daftar.http.request.Ids;
import daftar.http.request.RecordFields;
import daftar.http.security.SlowedLogins;
import daftar.messages.Actor;
import daftar.messages.Command;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.access.AccessCommand.GiveLogin;
import daftar.messages.access.AccessCommand.LinkSubject;
import daftar.messages.access.AccessCommand.NameFirstAdministrator;
import daftar.messages.access.AccessView;
import daftar.messages.access.LoginRules;
import daftar.messages.access.Secrets;
import daftar.messages.directory.DirectoryCommand.RegisterPerson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Makes the first administrator for whoever has the one-time token. Everything that can be wrong is looked at before the
 * token is used up; what comes after it goes on where it stopped if the same request is sent again.
 */
@RestController
@Tag(name = "access")
public final class FirstAdministratorController {

    static final String PATH = "/api/access/first-administrator";
    static final RecordFields FIELDS = RecordFields.of(FirstAdministratorRequest.class);

    private static final UUID NAMESPACE = UUID.fromString("7d0b1a5e-0c3c-5b2e-8f0a-6f7a51b6b5c4");
    private static final Pattern PERSON = Pattern.compile("person-[a-z0-9][a-z0-9-]{0,150}");
    private static final Actor FOUNDER = new Actor(Actor.SYSTEM, Set.of(Role.ADMINISTRATOR), "api", null);

    private final Commands commands;
    private final Register register;
    private final AccessView view;
    private final SlowedLogins slowed;

    public FirstAdministratorController(Commands commands, Register register, AccessView view, SlowedLogins slowed) {
        this.commands = commands;
        this.register = register;
        this.view = view;
        this.slowed = slowed;
    }

    /** @param version of the person's stream */
    public record Made(String person, long version) {}

    @Operation(
            summary = "Make the first administrator",
            description = "With the one-time token that the first start wrote into a file, while the directory has no"
                    + " administrator. Send login (a name and a bcrypt hash), subject (of the identity provider), or both."
                    + " 403 once the token was used or has expired.")
    @SecurityRequirements
    @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    public @Nullable ResponseEntity<Made> make(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!slowed.isLetPass(request, response)) {
            return null; // answered
        }
        JsonNode body = Body.read(request);
        Faults faults = new Faults();
        FirstAdministratorRequest wish = (FirstAdministratorRequest) FIELDS.read(body, "", Map.of(), faults);
        if (wish != null) {
            check(wish, faults);
        }
        faults.throwIfAny();
        if (wish == null) {
            throw new IllegalStateException("neither an administrator nor a fault");
        }
        String secretHash = Secrets.sha256(wish.token());
        UUID commandId = Ids.derived(NAMESPACE, secretHash);
        String person = wish.person() == null ? "person-" + Ids.derived(commandId, "person") : wish.person();
        String fingerprint = Body.fingerprint("POST", PATH, body);
        try {
            checkFree(wish, person);
            commands.send(
                    new NameFirstAdministrator(secretHash, person),
                    new Envelope(
                            new Actor(person, Set.of(), "api", null),
                            commandId,
                            fingerprint,
                            null,
                            null,
                            null,
                            commandId.toString()));
        } catch (Refused refused) {
            if (refused.kind() == Refused.Kind.FORBIDDEN) {
                slowed.failed(request);
            }
            throw refused.kind() == Refused.Kind.KEY_REUSED
                    ? Refused.forbidden("one-time-token", "The one-time token was used for another person.")
                    : refused;
        }
        FirstAdministratorRequest.PasswordLogin login = wish.login();
        if (login != null) {
            carryOut(
                    new GiveLogin(
                            "login-" + Secrets.sha256(login.name()),
                            Text.of(login.name()),
                            person,
                            Text.of(login.passwordHash())),
                    commandId,
                    fingerprint);
        }
        String subject = wish.subject();
        if (subject != null) {
            carryOut(new LinkSubject("identity-" + Secrets.sha256(subject), person), commandId, fingerprint);
        }
        // last, since with it the directory has an administrator and the way here is closed
        Receipt receipt = carryOut(
                new RegisterPerson(
                        person,
                        wish.name(),
                        wish.mail(),
                        null,
                        null,
                        null,
                        Set.of(Role.REQUESTER, Role.ADMINISTRATOR),
                        wish.language() == null ? "en" : wish.language(),
                        wish.zone() == null ? "UTC" : wish.zone(),
                        false),
                commandId,
                fingerprint);
        return ResponseEntity.status(201)
                .header("ETag", "\"" + receipt.version() + "\"")
                .header(DaftarPosition.HEADER, DaftarPosition.of(receipt).encode())
                .header("Location", "/api/directory/people/" + person)
                .body(new Made(person, receipt.version()));
    }

    private static void check(FirstAdministratorRequest wish, Faults faults) {
        if (wish.person() != null && !PERSON.matcher(wish.person()).matches()) {
            faults.add("person", "malformed-id", "Send an id such as person-anna, or leave it out.");
        }
        String name = wish.name().readable();
        if (name == null || name.isBlank()) {
            faults.add("name", "missing-name", "The name must not be blank.");
        }
        FirstAdministratorRequest.PasswordLogin login = wish.login();
        if (login == null && wish.subject() == null) {
            faults.add("login", "required", "Send login, subject, or both: they must be able to come in.");
        }
        if (login != null && !LoginRules.isName(login.name())) {
            faults.add("login.name", "malformed-login", "Send a name of up to 200 characters without a colon.");
        }
        if (login != null && !LoginRules.isPasswordHash(login.passwordHash())) {
            faults.add("login.passwordHash", "malformed-password-hash", "Send " + LoginRules.PASSWORD_HASH + ".");
        }
    }

    private void checkFree(FirstAdministratorRequest wish, String person) {
        if (!register.reference().holdersOf(Role.ADMINISTRATOR).isEmpty()) {
            // who has a used token, and who has none, learn the same
            throw Refused.forbidden("one-time-token", "The one-time token is wrong, was used, or has expired.");
        }
        if (register.reference().person(person) != null) {
            throw new Refused(
                    Refused.Kind.CONFLICT, "person-exists", "person", "There is a person " + person + " already.");
        }
        FirstAdministratorRequest.PasswordLogin login = wish.login();
        AccessView.Login taken = login == null ? null : view.login(login.name());
        if (taken != null && !taken.person().equals(person)) {
            throw new Refused(
                    Refused.Kind.CONFLICT, "login-exists", "login.name", "There is a login of this name already.");
        }
    }

    private Receipt carryOut(Command command, UUID commandId, String fingerprint) {
        return commands.send(
                command, new Envelope(FOUNDER, commandId, fingerprint, null, null, null, commandId.toString()));
    }
}
