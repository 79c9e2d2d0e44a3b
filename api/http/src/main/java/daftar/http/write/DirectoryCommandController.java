package daftar.http.write;

import daftar.http.directory.handover.OpenWork;
import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.request.Faults;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.directory.DirectoryCommand;
import daftar.messages.directory.DirectoryCommand.DeactivatePerson;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes the directory. Who may is decided by the directory's own rules; its operations are described by their table, not
 * by scanning.
 */
@RestController
@RequestMapping(path = DirectoryCommandController.DIRECTORY, produces = MediaType.APPLICATION_JSON_VALUE)
public final class DirectoryCommandController {

    static final String DIRECTORY = "/api/directory";

    private static final Pattern REST_OF_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,199}");

    private final Commands commands;
    private final OpenWork work;
    private final InstantSource clock;

    public DirectoryCommandController(Commands commands, OpenWork work, InstantSource clock) {
        this.commands = commands;
        this.work = work;
        this.clock = clock;
    }

    @Operation(hidden = true)
    @PostMapping("/{kind}")
    public ResponseEntity<DirectoryAnswer> make(Actor actor, @PathVariable String kind, HttpServletRequest request) {
        return carryOut(known("/" + kind), null, actor, request);
    }

    @Operation(hidden = true)
    @PostMapping("/{kind}/{id}/{action}")
    public ResponseEntity<DirectoryAnswer> change(
            Actor actor,
            @PathVariable String kind,
            @PathVariable String id,
            @PathVariable String action,
            HttpServletRequest request) {
        return carryOut(known("/" + kind + "/{id}/" + action), id, actor, request);
    }

    private static DirectoryOperation known(String path) {
        DirectoryOperation operation = DirectoryOperation.at(path);
        if (operation == null) {
            throw Refused.notFound("unknown-action", "There is nothing here that could be done.");
        }
        return operation;
    }

    private ResponseEntity<DirectoryAnswer> carryOut(
            DirectoryOperation operation, @Nullable String id, Actor actor, HttpServletRequest request) {
        Instant now = clock.instant();
        Conditions conditions = Conditions.of(request, actor, now);
        JsonNode body = Body.read(request);
        String path =
                DIRECTORY + (id == null ? operation.path() : operation.path().replace("{id}", id));
        String fingerprint = Body.fingerprint("POST", path, body);
        UUID commandId = conditions.commandId(actor);
        if (operation.id() != null && body instanceof ObjectNode object && !object.hasNonNull(operation.id())) {
            object.put(operation.id(), operation.id() + "-" + conditions.newId(commandId, now));
        }
        Map<String, String> given = operation.given() == null || id == null ? Map.of() : Map.of(operation.given(), id);
        Faults faults = new Faults();
        DirectoryCommand command = (DirectoryCommand) operation.fields().read(body, "", given, faults);
        faults.throwIfAny();
        if (command == null || !isOfItsKind(operation, id)) {
            throw Refused.notFound("unknown-" + operation.given(), "There is no such " + operation.given() + ".");
        }
        Receipt receipt = commands.send(command, conditions.envelope(actor, commandId, fingerprint));
        return Answers.to(receipt, 200)
                .body(new DirectoryAnswer(
                        receipt.stream(),
                        receipt.version(),
                        Answers.repeated(receipt),
                        command instanceof DeactivatePerson left ? work.counts(left.person(), actor) : null));
    }

    /** An id is a stream's name: without this, a wrong one would reach another kind of stream. */
    private static boolean isOfItsKind(DirectoryOperation operation, @Nullable String id) {
        if (operation.given() == null || id == null) {
            return true;
        }
        // a category is addressed by its code
        String prefix = operation.given().equals("category") ? "" : operation.given() + "-";
        return id.startsWith(prefix)
                && REST_OF_ID.matcher(id.substring(prefix.length())).matches();
    }
}
