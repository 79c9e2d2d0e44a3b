package daftar.http.redaction;

import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.request.RecordFields;
import daftar.http.write.Answers;
import daftar.http.write.DirectoryAnswer;
import daftar.http.write.TicketRefs;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.redaction.RedactionCommand;
import daftar.messages.redaction.RedactionCommand.ApproveRedaction;
import daftar.messages.redaction.RedactionCommand.DeclineRedaction;
import daftar.messages.redaction.RedactionCommand.RequestRedaction;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes wishes to make texts unreadable, and the second person's answer to them. */
@RestController
@RequestMapping(path = RedactionCommandController.REDACTIONS, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "redactions")
public final class RedactionCommandController {

    static final String REDACTIONS = "/api/redactions";
    static final RecordFields WISH = RecordFields.of(RedactionWish.class);
    static final RecordFields NOTHING = RecordFields.of(Nothing.class);
    static final RecordFields REFUSAL = RecordFields.of(Refusal.class);

    private static final Pattern ID = Pattern.compile(uuid("redaction-"));
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** Streams that hold no texts of people, or keys. */
    private static final List<String> NOT_TO_BE_NAMED =
            List.of("$", "keys-", "snap-", "numbers-", "redaction-", "ticket-", "person-");

    private final Commands commands;
    private final Redactable redactable;
    private final TicketRefs refs;
    private final InstantSource clock;

    public RedactionCommandController(Commands commands, Redactable redactable, TicketRefs refs, InstantSource clock) {
        this.commands = commands;
        this.redactable = redactable;
        this.refs = refs;
        this.clock = clock;
    }

    /** No fields. */
    record Nothing() {}

    /** @param reason null for none */
    record Refusal(@Nullable Text reason) {}

    @Operation(
            operationId = "requestRedaction",
            summary = "Ask that texts become unreadable for ever",
            description =
                    "For REDACTOR. One of ticket (with its letters), person or stream; of a ticket or stream text (what was"
                            + " written, exactly), revisions (events) or files, of a person everything. Nothing happens until another"
                            + " REDACTOR approves. The text that is looked for is never kept. Events, their order and the proof stay.")
    @PostMapping
    public ResponseEntity<DirectoryAnswer> request(@Parameter(hidden = true) Actor actor, HttpServletRequest request) {
        Instant now = clock.instant();
        Conditions conditions = Conditions.ofNew("redaction", request, actor, now);
        JsonNode body = Body.read(request);
        RedactionWish wish = WISH.whole(body, Map.of(), RedactionWish.class);
        if (!actor.is(Role.REDACTOR)) {
            // before anything is looked up: the answer would tell what there is
            throw Refused.forbidden("not-allowed", "Making texts unreadable is for people with the role REDACTOR.");
        }
        Redactable.Meant meant = meant(wish);
        UUID commandId = conditions.commandId(actor);
        String id = "redaction-" + conditions.newId(commandId, now);
        Receipt receipt = commands.send(
                new RequestRedaction(id, meant.subject(), meant.places(), meant.files(), wish.reason()),
                conditions.envelope(actor, commandId, Body.fingerprint("POST", REDACTIONS, withoutText(body))));
        return Answers.to(receipt, 201)
                .header("Location", REDACTIONS + "/" + receipt.stream())
                .body(Answers.body(receipt));
    }

    @Operation(
            operationId = "approveRedaction",
            summary = "Agree to a redaction that another has asked for",
            description = "For REDACTOR. It is carried out at once and cannot be undone.")
    @PostMapping("/{id}/approve")
    public ResponseEntity<DirectoryAnswer> approve(
            @Parameter(hidden = true) Actor actor, @PathVariable String id, HttpServletRequest request) {
        JsonNode body = Body.read(request);
        Body.checkEmpty(body);
        return send(new ApproveRedaction(id), "approve", body, actor, request);
    }

    @Operation(
            operationId = "declineRedaction",
            summary = "Do not agree to a redaction, or take back one's own",
            description = "For REDACTOR.")
    @PostMapping("/{id}/decline")
    public ResponseEntity<DirectoryAnswer> decline(
            @Parameter(hidden = true) Actor actor, @PathVariable String id, HttpServletRequest request) {
        JsonNode body = Body.read(request);
        Refusal refusal = REFUSAL.whole(body, Map.of(), Refusal.class);
        return send(new DeclineRedaction(id, refusal.reason()), "decline", body, actor, request);
    }

    private ResponseEntity<DirectoryAnswer> send(
            RedactionCommand command, String action, JsonNode body, Actor actor, HttpServletRequest request) {
        // an id is a stream's name: without this, a wrong one would reach another kind of stream
        if (!ID.matcher(command.redaction()).matches()) {
            throw unknown();
        }
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        String path = REDACTIONS + "/" + command.redaction() + "/" + action;
        Receipt receipt = commands.send(
                command, conditions.envelope(actor, conditions.commandId(actor), Body.fingerprint("POST", path, body)));
        return Answers.written(receipt, 200);
    }

    private Redactable.Meant meant(RedactionWish wish) {
        String stream = stream(wish);
        String text = Text.read(wish.text());
        Set<Long> revisions = wish.revisions().stream().map(Integer::longValue).collect(Collectors.toSet());
        if (wish.person() != null) {
            if (text != null || !revisions.isEmpty() || !wish.files().isEmpty()) {
                throw Refused.invalid(
                        "person-is-whole",
                        text != null ? "text" : revisions.isEmpty() ? "files" : "revisions",
                        "Of a person everything becomes unreadable; leave this out.");
            }
        } else if (text == null && revisions.isEmpty() && wish.files().isEmpty()) {
            throw Refused.invalid("nothing-named", "text", "Say what: text, revisions or files.");
        }
        for (int i = 0; i < wish.files().size(); i++) {
            if (!SHA256.matcher(wish.files().get(i)).matches()) {
                throw Refused.invalid(
                        "malformed-hash", "files[" + i + "]", "A file is named by its SHA-256, 64 hexadecimal digits.");
            }
        }
        Redactable.Meant meant = redactable.find(stream, text, revisions, wish.files());
        if (meant == null) {
            String field = wish.ticket() != null ? "ticket" : wish.person() != null ? "person" : "stream";
            throw Refused.notFound("unknown-" + field, "There is no such " + field + ".");
        }
        return meant;
    }

    private String stream(RedactionWish wish) {
        int named = (wish.ticket() == null ? 0 : 1) + (wish.person() == null ? 0 : 1) + (wish.stream() == null ? 0 : 1);
        if (named != 1) {
            throw Refused.invalid("one-subject", "ticket", "Name one of ticket, person and stream.");
        }
        if (wish.ticket() != null) {
            String id = refs.idOf(wish.ticket());
            if (id == null) {
                throw Refused.notFound("unknown-ticket", "There is no ticket " + wish.ticket() + ".");
            }
            return id;
        }
        if (wish.person() != null) {
            if (!wish.person().startsWith("person-")) {
                throw Refused.invalid("malformed-person", "person", "A person's id begins with person-.");
            }
            return wish.person();
        }
        String stream = wish.stream();
        if (stream == null || NOT_TO_BE_NAMED.stream().anyMatch(stream::startsWith)) {
            throw Refused.invalid(
                    "stream-not-redactable",
                    "stream",
                    "Name a stream of the register that holds texts, such as mail-…; tickets and people have fields of their own.");
        }
        return stream;
    }

    /** A hash of a short secret tells it to whoever tries them all. */
    private static JsonNode withoutText(JsonNode body) {
        ObjectNode without = (ObjectNode) body.deepCopy();
        without.remove("text");
        return without;
    }

    static Refused unknown() {
        return Refused.notFound("unknown-redaction", "There is no such redaction.");
    }

    private static String uuid(String prefix) {
        return prefix + "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    }
}
