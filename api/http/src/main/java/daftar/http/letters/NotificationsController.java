package daftar.http.letters;

import daftar.http.directory.Register;
import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.request.RecordFields;
import daftar.http.write.Answers;
import daftar.http.write.DirectoryAnswer;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.Reference.Person;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.PreferenceCommand.SetPreferences;
import daftar.messages.outbox.Preferences;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What people want to get from the desk: each for themselves, administrators for all. */
@RestController
public final class NotificationsController {

    public static final String MINE = "/api/me/notifications";
    public static final String OF = "/api/directory/people/{id}/notifications";

    /** What the body may hold. */
    public static final RecordFields FIELDS = RecordFields.of(SetPreferences.class, "person");

    private final Commands commands;
    private final Register register;
    private final InstantSource clock;

    public NotificationsController(Commands commands, Register register, InstantSource clock) {
        this.commands = commands;
        this.register = register;
        this.clock = clock;
    }

    @Operation(summary = "What the caller gets from the desk, and when")
    @Tag(name = "notifications")
    @GetMapping(path = MINE, produces = MediaType.APPLICATION_JSON_VALUE)
    public NotificationsView mine(@Parameter(hidden = true) Actor actor) {
        return view(actor.person());
    }

    @Operation(
            summary = "What a person gets from the desk, and when",
            description = "For the person, ADMINISTRATOR, AUDITOR.")
    @Tag(name = "notifications")
    @GetMapping(path = OF, produces = MediaType.APPLICATION_JSON_VALUE)
    public NotificationsView of(@Parameter(hidden = true) Actor actor, @PathVariable String id) {
        if (!actor.person().equals(id) && !actor.isAny(Role.ADMINISTRATOR, Role.AUDITOR)) {
            throw Refused.forbidden(
                    "not-allowed", "What a person gets is for themselves, ADMINISTRATOR and AUDITOR to see.");
        }
        return view(id);
    }

    @Operation(hidden = true)
    @PostMapping(path = MINE, produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<DirectoryAnswer> setMine(Actor actor, HttpServletRequest request) {
        return set(actor.person(), MINE, actor, request);
    }

    @Operation(hidden = true)
    @PostMapping(path = OF, produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<DirectoryAnswer> setOf(Actor actor, @PathVariable String id, HttpServletRequest request) {
        return set(id, OF.replace("{id}", id), actor, request);
    }

    private NotificationsView view(String id) {
        Person person = register.reference().person(id);
        if (person == null) {
            throw Refused.notFound("unknown-person", "There is no person " + id + ".");
        }
        Preferences wishes = register.reference().preferences(id);
        Map<LetterKind, Boolean> kinds = new TreeMap<>();
        for (LetterKind kind : LetterKind.values()) {
            if (kind.isChosen()) {
                kinds.put(kind, wishes.wants(kind));
            }
        }
        return new NotificationsView(
                id,
                kinds,
                wishes.digest(),
                wishes.digestAt(),
                wishes.quiet(),
                wishes.channel(),
                person.zone(),
                person.language());
    }

    private ResponseEntity<DirectoryAnswer> set(String person, String path, Actor actor, HttpServletRequest request) {
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        JsonNode body = Body.read(request);
        UUID commandId = conditions.commandId(actor);
        SetPreferences command = FIELDS.whole(body, Map.of("person", person), SetPreferences.class);
        Receipt receipt =
                commands.send(command, conditions.envelope(actor, commandId, Body.fingerprint("POST", path, body)));
        return Answers.written(receipt, 200);
    }
}
