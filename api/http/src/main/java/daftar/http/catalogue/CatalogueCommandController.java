package daftar.http.catalogue;

import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.request.RecordFields;
import daftar.http.write.Answers;
import daftar.http.write.DirectoryAnswer;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.catalogue.CatalogueCommand;
import daftar.messages.catalogue.CatalogueCommand.ChangeEntry;
import daftar.messages.catalogue.CatalogueCommand.DefineEntry;
import daftar.messages.catalogue.CatalogueCommand.RestoreEntry;
import daftar.messages.catalogue.CatalogueCommand.RetireEntry;
import daftar.messages.catalogue.CatalogueCommand.SetPriorityRules;
import daftar.messages.catalogue.CatalogueEntry;
import daftar.messages.catalogue.EntryKind;
import daftar.messages.catalogue.PriorityRules;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Changes the catalogue. Who may is decided by the catalogue's own rules; its operations are described by the kinds of
 * entries, not by scanning.
 */
@RestController
@RequestMapping(path = CatalogueCommandController.CATALOGUE, produces = MediaType.APPLICATION_JSON_VALUE)
public final class CatalogueCommandController {

    public static final String CATALOGUE = "/api/catalogue";

    /** What the body that defines or changes an entry may hold. */
    public static final Map<EntryKind, RecordFields> FIELDS = fields();

    /** What the body that sets how priorities are decided may hold. */
    public static final RecordFields PRIORITIES = RecordFields.of(PriorityRules.class);

    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,199}");

    private final Commands commands;
    private final InstantSource clock;

    public CatalogueCommandController(Commands commands, InstantSource clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @Operation(hidden = true)
    @PostMapping("/{kind}")
    public ResponseEntity<DirectoryAnswer> define(Actor actor, @PathVariable String kind, HttpServletRequest request) {
        EntryKind known = kind(kind);
        JsonNode body = Body.read(request);
        return send(new DefineEntry(entry(known, body)), "POST", "/" + kind, body, 201, actor, request);
    }

    @Operation(hidden = true)
    @PostMapping("/{kind}/{code}/{action}")
    public ResponseEntity<DirectoryAnswer> act(
            Actor actor,
            @PathVariable String kind,
            @PathVariable String code,
            @PathVariable String action,
            HttpServletRequest request) {
        EntryKind known = kind(kind);
        if (!CODE.matcher(code).matches()) {
            throw Refused.notFound(
                    "unknown-" + known.title().replace(' ', '-'),
                    "The code of a " + known.title() + " is lower-case letters a-z, digits and hyphens.");
        }
        JsonNode body = Body.read(request);
        CatalogueCommand command =
                switch (action) {
                    case "change" -> new ChangeEntry(entryOf(known, code, body));
                    case "retire" -> new RetireEntry(known, empty(body, code));
                    case "restore" -> new RestoreEntry(known, empty(body, code));
                    default -> throw Refused.notFound("unknown-action", "The actions are change, retire and restore.");
                };
        return send(command, "POST", "/" + kind + "/" + code + "/" + action, body, 200, actor, request);
    }

    @Operation(hidden = true)
    @PutMapping("/priorities")
    public ResponseEntity<DirectoryAnswer> setPriorities(Actor actor, HttpServletRequest request) {
        JsonNode body = Body.read(request);
        PriorityRules rules = PRIORITIES.whole(body, Map.of(), PriorityRules.class);
        return send(new SetPriorityRules(rules), "PUT", "/priorities", body, 200, actor, request);
    }

    /** The kind of this address; it is the same for reading. */
    static EntryKind kind(String path) {
        EntryKind kind = EntryKind.ofPath(path);
        if (kind == null) {
            throw Refused.notFound(
                    "unknown-kind",
                    "The catalogue has "
                            + Arrays.stream(EntryKind.values())
                                    .map(EntryKind::path)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        return kind;
    }

    private static CatalogueEntry entry(EntryKind kind, JsonNode body) {
        return Objects.requireNonNull(FIELDS.get(kind)).whole(body, Map.of(), CatalogueEntry.class);
    }

    private static CatalogueEntry entryOf(EntryKind kind, String code, JsonNode body) {
        CatalogueEntry entry = entry(kind, body);
        if (!entry.code().equals(code)) {
            throw Refused.invalid(
                    "other-code", "code", "A code is never changed; send " + code + ", or define another entry.");
        }
        return entry;
    }

    private static String empty(JsonNode body, String code) {
        Body.checkEmpty(body);
        return code;
    }

    private ResponseEntity<DirectoryAnswer> send(
            CatalogueCommand command,
            String method,
            String path,
            JsonNode body,
            int status,
            Actor actor,
            HttpServletRequest request) {
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        UUID commandId = conditions.commandId(actor);
        Receipt receipt = commands.send(
                command, conditions.envelope(actor, commandId, Body.fingerprint(method, CATALOGUE + path, body)));
        return Answers.written(receipt, status);
    }

    private static Map<EntryKind, RecordFields> fields() {
        Map<EntryKind, RecordFields> fields = new EnumMap<>(EntryKind.class);
        fields.put(EntryKind.TICKET_TYPE, RecordFields.of(CatalogueEntry.TicketType.class));
        fields.put(EntryKind.SERVICE, RecordFields.of(CatalogueEntry.Service.class));
        fields.put(EntryKind.REQUEST_TYPE, RecordFields.of(CatalogueEntry.RequestType.class));
        fields.put(EntryKind.ACTIVITY, RecordFields.of(CatalogueEntry.Activity.class));
        fields.put(EntryKind.REPLY_TEXT, RecordFields.of(CatalogueEntry.ReplyText.class));
        return Collections.unmodifiableMap(fields);
    }
}
