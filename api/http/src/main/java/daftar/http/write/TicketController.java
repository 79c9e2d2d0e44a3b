package daftar.http.write;

import daftar.http.file.Uploads;
import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.request.Faults;
import daftar.http.request.RecordFields;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.DirectoryCommand.RegisterPerson;
import daftar.messages.file.FileRef;
import daftar.messages.query.ActionsView;
import daftar.messages.ticket.LinkKind;
import daftar.messages.ticket.LivingTickets;
import daftar.messages.ticket.TicketCommand;
import daftar.messages.ticket.TicketCommand.AddComment;
import daftar.messages.ticket.TicketCommand.AddWorkNote;
import daftar.messages.ticket.TicketCommand.AttachFile;
import daftar.messages.ticket.TicketCommand.LinkTicket;
import daftar.messages.ticket.TicketCommand.MergeTicket;
import daftar.messages.ticket.TicketCommand.RaiseTicket;
import daftar.messages.ticket.TicketCommand.UnlinkTicket;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Raises tickets and acts on them. Checks the request's form, and leaves every rule to the command side. Its operations are
 * described by the table of actions, not by scanning.
 */
@RestController
public final class TicketController {

    static final String TICKETS = "/api/tickets";
    static final String CALLER = "caller";
    static final RecordFields RAISE = RecordFields.of(RaiseTicket.class, "ticket");
    static final RecordFields UNKNOWN_CALLER = RecordFields.of(UnknownCaller.class);

    private static final Pattern ID =
            Pattern.compile("ticket-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern NUMBER = Pattern.compile("[A-Za-z]{1,10}-[0-9]{1,18}");

    private final Commands commands;
    private final TicketRefs refs;
    private final AllowedActions allowed;
    private final LivingTickets living;
    private final Uploads uploads;
    private final InstantSource clock;

    public TicketController(
            Commands commands,
            TicketRefs refs,
            AllowedActions allowed,
            LivingTickets living,
            Uploads uploads,
            InstantSource clock) {
        this.living = living;
        this.uploads = uploads;
        this.commands = commands;
        this.refs = refs;
        this.allowed = allowed;
        this.clock = clock;
    }

    @Operation(hidden = true)
    @PostMapping(path = TICKETS, produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<TicketAnswer> raise(Actor actor, HttpServletRequest request) {
        Instant now = clock.instant();
        Conditions conditions = Conditions.ofNew("ticket", request, actor, now);
        JsonNode body = Body.read(request);
        String fingerprint = Body.fingerprint("POST", TICKETS, body);
        UUID commandId = conditions.commandId(actor);
        Faults faults = new Faults();
        JsonNode callerNode = body instanceof ObjectNode object ? object.remove(CALLER) : null;
        UnknownCaller caller = callerNode == null || callerNode.isNull()
                ? null
                : (UnknownCaller) UNKNOWN_CALLER.read(callerNode, CALLER, Map.of(), faults);
        if (callerNode != null && !callerNode.isNull() && body.hasNonNull("requester")) {
            faults.add(
                    CALLER,
                    "two-requesters",
                    "Send requester for a person of the directory, or caller for an unknown" + " one, not both.");
        }
        RaiseTicket raise = (RaiseTicket) RAISE.read(body, "", Map.of("ticket", ""), faults);
        faults.throwIfAny();
        if (raise == null) {
            throw new IllegalStateException("neither a ticket nor a fault");
        }
        Envelope envelope = conditions.envelope(actor, commandId, fingerprint);
        String requester = raise.requester();
        if (caller != null && callerNode != null) {
            Receipt registered = register(caller, callerNode, raise.language(), envelope);
            requester = registered.stream();
            envelope = atLeast(envelope, registered.position());
        }
        String externalRef = raise.externalRef();
        UUID id = externalRef == null ? conditions.newId(commandId, now) : Conditions.ofExternalRef(externalRef);
        List<FileRef> files = redeemed(raise.files(), actor);
        Receipt receipt = commands.send(with(raise, "ticket-" + id, requester, files), envelope);
        if (receipt.number() != null) {
            refs.raised(receipt.number(), receipt.stream());
        }
        return Answers.to(receipt, 201)
                .header("Location", TICKETS + "/" + receipt.stream())
                .body(answer(receipt));
    }

    @Operation(hidden = true)
    @PostMapping(path = TICKETS + "/{ref}/{action}", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<TicketAnswer> act(
            Actor actor, @PathVariable String ref, @PathVariable String action, HttpServletRequest request) {
        TicketAction known = TicketAction.named(action);
        if (known == null) {
            throw Refused.notFound("unknown-action", "The actions are " + actions() + ".");
        }
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        JsonNode body = Body.read(request);
        String id = idOf(ref);
        Faults faults = new Faults();
        TicketCommand command =
                (TicketCommand) known.fields().read(body, "", Map.of("ticket", id == null ? "" : id), faults);
        faults.throwIfAny();
        if (id == null || command == null) {
            throw Refused.notFound("unknown-ticket", "There is no such ticket, or you may not know of it.");
        }
        command = resolved(command, actor);
        String fingerprint = Body.fingerprint("POST", TICKETS + "/" + id + "/" + action, body);
        Receipt receipt = send(command, conditions.envelope(actor, conditions.commandId(actor), fingerprint));
        return Answers.to(receipt, 200).body(answer(receipt));
    }

    @Operation(
            summary = "What the caller may do",
            description =
                    "For everybody who has to do with the ticket, and auditors: each action, and why not where it is"
                            + " not allowed as the ticket stands. An action may still be refused for what is sent with it.")
    @Tag(name = "tickets")
    @GetMapping(path = TICKETS + "/{ref}/actions", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<ActionsView> actions(
            @Parameter(hidden = true) Actor actor, @Parameter(description = "Number or id") @PathVariable String ref) {
        String id = idOf(ref);
        if (id == null) {
            throw Refused.notFound("unknown-ticket", "There is no such ticket, or you may not know of it.");
        }
        ActionsView view = allowed.of(actor, id);
        return ResponseEntity.ok().eTag("\"" + view.version() + "\"").body(view);
    }

    /**
     * One of many: the same as {@link #act}, but that a ticket that the caller is nothing to is told as one that there is
     * not, so that nobody finds out by the hundred which there are.
     *
     * @param envelope of the ticket's id
     */
    public Receipt carryOut(TicketAction action, String ref, JsonNode body, Function<String, Envelope> envelope) {
        String id = idOf(ref);
        Faults faults = new Faults();
        TicketCommand command =
                (TicketCommand) action.fields().read(body, "", Map.of("ticket", id == null ? "" : id), faults);
        faults.throwIfAny();
        if (id == null || command == null) {
            throw unknownTicket();
        }
        Envelope sent = envelope.apply(id);
        try {
            return send(resolved(command, sent.actor()), sent);
        } catch (Refused refused) {
            if (refused.kind() == Refused.Kind.NOT_FOUND) {
                throw unknownTicket();
            }
            if (refused.kind() == Refused.Kind.FORBIDDEN) {
                var unused = allowed.of(sent.actor(), id); // a 404 itself where they may not know of it
            }
            throw refused;
        }
    }

    private static Refused unknownTicket() {
        return Refused.notFound("unknown-ticket", "There is no such ticket, or you may not know of it.");
    }

    /** The id of a ticket that somebody named by id or number; null where there is none. */
    private @Nullable String idOf(String ref) {
        if (ID.matcher(ref).matches()) {
            return ref;
        }
        return NUMBER.matcher(ref).matches() ? refs.idOf(ref) : null;
    }

    /** What people say and send to a ticket that was merged belongs to the one where it goes on. */
    private Receipt send(TicketCommand command, Envelope envelope) {
        try {
            return commands.send(command, envelope);
        } catch (Refused refused) {
            String target = refused.code().equals("merged") ? living.ticketFor(command.ticket()) : null;
            TicketCommand led = target == null || target.equals(command.ticket()) ? null : ledTo(target, command);
            if (led == null) {
                throw target == null ? refused : goesOnIn(target, envelope.actor());
            }
            return commands.send(
                    led,
                    new Envelope(
                            envelope.actor(),
                            envelope.commandId(),
                            envelope.requestHash(),
                            null, // a version of the other ticket
                            envelope.importedAt(),
                            envelope.atLeast(),
                            envelope.correlationId()));
        }
    }

    /** Named as people call it, and to who may know of it only. */
    private Refused goesOnIn(String target, Actor actor) {
        String name;
        try {
            name = allowed.of(actor, target).number();
        } catch (Refused notTheirs) {
            name = "another";
        }
        return Refused.conflict("merged", "This ticket was merged into " + name + "; go on there.");
    }

    private static @Nullable TicketCommand ledTo(String ticket, TicketCommand command) {
        return switch (command) {
            case AddComment comment -> new AddComment(ticket, comment.text(), comment.files());
            case AddWorkNote note -> new AddWorkNote(ticket, note.text(), note.files());
            case AttachFile attach -> new AttachFile(ticket, attach.files(), attach.visibility(), attach.comment());
            default -> null;
        };
    }

    private List<FileRef> redeemed(List<FileRef> named, Actor actor) {
        List<FileRef> files = new ArrayList<>(named.size());
        for (int i = 0; i < named.size(); i++) {
            files.add(uploads.redeem(named.get(i).sha256(), "files[" + i + "]", actor.person(), clock.instant()));
        }
        return files;
    }

    /** Another ticket may be named by its number, too; files are by what their upload was answered with. */
    private TicketCommand resolved(TicketCommand command, Actor actor) {
        return switch (command) {
            case LinkTicket link -> {
                String other = idOfOther("other", link.other());
                mayLink(actor, link.kind(), other);
                yield new LinkTicket(link.ticket(), link.kind(), other);
            }
            case UnlinkTicket unlink ->
                new UnlinkTicket(unlink.ticket(), unlink.kind(), idOfOther("other", unlink.other()));
            case MergeTicket merge -> new MergeTicket(merge.ticket(), livingTarget(merge, actor), merge.reason());
            case AddComment comment ->
                new AddComment(comment.ticket(), comment.text(), redeemed(comment.files(), actor));
            case AddWorkNote note -> new AddWorkNote(note.ticket(), note.text(), redeemed(note.files(), actor));
            case AttachFile attach ->
                new AttachFile(attach.ticket(), redeemed(attach.files(), actor), attach.visibility(), attach.comment());
            default -> command;
        };
    }

    private String idOfOther(String field, String ref) {
        String id = ID.matcher(ref).matches() || NUMBER.matcher(ref).matches() ? refs.idOf(ref) : null;
        if (id == null) {
            throw unknownOther(field);
        }
        return id;
    }

    /** Merged into one that was merged itself, it goes to where that goes on; not into what the caller may not know of. */
    private String livingTarget(MergeTicket merge, Actor actor) {
        String into = idOfOther("into", merge.into());
        String target = living.ticketFor(into);
        if (target == null) {
            throw unknownOther("into");
        }
        mayKnow(actor, "into", target);
        return target;
    }

    private ActionsView mayKnow(Actor actor, String field, String other) {
        try {
            return allowed.of(actor, other);
        } catch (Refused refused) {
            throw refused.kind() == Refused.Kind.NOT_FOUND ? unknownOther(field) : refused;
        }
    }

    private static Refused unknownOther(String field) {
        return Refused.invalid(
                "unknown-ticket", field, "There is no such ticket; send an id or a number such as T-1042.");
    }

    /**
     * Only what the caller may know of is linked; and since a child is resolved with its major incident, only those make a
     * ticket a child who may ever resolve or assign it themselves.
     */
    private void mayLink(Actor actor, LinkKind kind, String other) {
        ActionsView view = mayKnow(actor, "other", other);
        boolean mayActOn = view.actions().stream()
                .anyMatch(action ->
                        (action.name().equals("resolve") || action.name().equals("assign"))
                                && !"not-allowed".equals(action.because()));
        if (kind == LinkKind.PARENT_OF && !mayActOn) {
            throw Refused.forbidden(
                    "not-allowed",
                    "A child is resolved with its parent, and you may neither resolve nor assign the other ticket.");
        }
    }

    private Receipt register(UnknownCaller caller, JsonNode sent, @Nullable String language, Envelope raising) {
        UUID commandId = Conditions.derived(raising.commandId(), CALLER);
        RegisterPerson person = new RegisterPerson(
                "person-" + Conditions.derived(commandId, "id"),
                caller.name(),
                caller.mail(),
                caller.telephone(),
                caller.department(),
                null,
                Set.of(Role.REQUESTER),
                language == null ? "en" : language,
                "UTC",
                true);
        Envelope envelope = new Envelope(
                raising.actor(),
                commandId,
                // of the caller alone: a corrected request under the same key finds the same person
                Body.fingerprint("POST", TICKETS + "#" + CALLER, sent),
                null,
                raising.importedAt(),
                raising.atLeast(),
                raising.correlationId());
        return commands.send(person, envelope);
    }

    private static Envelope atLeast(Envelope envelope, long position) {
        Long asked = envelope.atLeast();
        return new Envelope(
                envelope.actor(),
                envelope.commandId(),
                envelope.requestHash(),
                envelope.expectedVersion(),
                envelope.importedAt(),
                asked == null ? position : Math.max(asked, position),
                envelope.correlationId());
    }

    private static RaiseTicket with(RaiseTicket raise, String ticket, @Nullable String requester, List<FileRef> files) {
        return new RaiseTicket(
                ticket,
                requester,
                raise.channel(),
                raise.type(),
                raise.category(),
                raise.service(),
                raise.symptom(),
                raise.location(),
                raise.title(),
                raise.description(),
                raise.language(),
                raise.affectedItems(),
                raise.affectedPeople(),
                raise.contact(),
                raise.fields(),
                raise.externalRef(),
                raise.triage(),
                raise.assign(),
                raise.work(),
                raise.resolution(),
                raise.confirmation(),
                raise.confidentialTo(),
                raise.requestType(),
                files);
    }

    private static TicketAnswer answer(Receipt receipt) {
        return new TicketAnswer(receipt.stream(), receipt.number(), receipt.version(), Answers.repeated(receipt));
    }

    static String actions() {
        return TicketAction.ALL.stream().map(TicketAction::name).collect(Collectors.joining(", "));
    }
}
