package daftar.http.mail;

import daftar.http.DaftarPosition;
import daftar.http.InvalidRequest;
import daftar.http.Problem;
import daftar.http.directory.Page;
import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.request.RecordFields;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.mail.AsideMail;
import daftar.messages.mail.AsideMail.State;
import daftar.messages.mail.AsideReason;
import daftar.messages.mail.MailCommand;
import daftar.messages.mail.MailCommand.DiscardMail;
import daftar.messages.mail.MailCommand.RetryMail;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The mail that no ticket was made of: looked at, taken after all, or discarded. Nothing of it is ever lost. */
@RestController
@RequestMapping(path = AsideMailController.ASIDE, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "mail", description = "Mail that comes in")
public final class AsideMailController {

    static final String ASIDE = "/api/mail/aside";
    static final RecordFields RETRY = RecordFields.of(RetryMail.class, "mail");
    static final RecordFields DISCARD = RecordFields.of(DiscardMail.class, "mail");

    private static final Pattern ID = Pattern.compile("mail-[0-9a-f]{32}");

    private final Commands commands;
    private final AsideMails mails;
    private final InstantSource clock;

    public AsideMailController(Commands commands, AsideMails mails, InstantSource clock) {
        this.commands = commands;
        this.mails = mails;
        this.clock = clock;
    }

    /**
     * A mail that was set aside.
     *
     * @param version the same as the {@code ETag}
     * @param because what the reason was seen by; null for nothing in particular
     * @param sender the address in it; null for none, and once it was redacted
     * @param names the ticket that the mail names; null for none
     * @param ticket that it has come to; null while it has not
     * @param kept whether the mail itself can be had and retried here; otherwise it is in the mailbox only
     */
    public record ShownMail(
            String id,
            long version,
            State state,
            AsideReason reason,
            @Nullable String because,
            String mailbox,
            @Nullable String sender,
            @Nullable String subject,
            int size,
            @Nullable String names,
            Instant setAsideAt,
            Instant changedAt,
            int tries,
            @Nullable String ticket,
            boolean kept) {}

    @Operation(
            summary = "Mail that waits for somebody, the longest first",
            description = "For DISPATCHER, MANAGER, ADMINISTRATOR, AUDITOR. reason: only of this one.")
    @GetMapping
    public ResponseEntity<Page<ShownMail>> list(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position,
            HttpServletRequest request) {
        maySee(actor);
        knownParameters(request, Set.of("reason", "after", "limit"));
        AsideReason wanted = reason == null ? null : reasonOf(reason);
        boolean fresh = position == null
                || mails.awaitPosition(DaftarPosition.decode(position).position());
        List<AsideMail> waiting = mails.waiting().stream()
                .filter(mail -> wanted == null || mail.aside().reason() == wanted)
                .sorted(Comparator.comparing(AsideMailController::key))
                .toList();
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (!fresh) {
            answer.header(DaftarPosition.STALE_HEADER, "true");
        }
        return answer.body(Page.of(waiting, AsideMailController::key, after, limit, mail -> shown(mails.opened(mail))));
    }

    @Operation(
            summary = "A mail that was set aside, whatever became of it since",
            description = "For DISPATCHER, MANAGER, ADMINISTRATOR, AUDITOR.")
    @GetMapping("/{id}")
    public ResponseEntity<ShownMail> mail(
            @Parameter(hidden = true) Actor actor, @PathVariable String id, HttpServletRequest request) {
        maySee(actor);
        knownParameters(request, Set.of());
        return answer(mails.opened(known(id)));
    }

    @Operation(
            summary = "The mail itself, as it came",
            description = "For DISPATCHER, MANAGER, ADMINISTRATOR. To be saved, never shown by a browser.")
    @GetMapping(path = "/{id}/raw", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    public ResponseEntity<Resource> raw(
            @Parameter(hidden = true) Actor actor, @PathVariable String id, HttpServletRequest request) {
        mayAct(actor);
        knownParameters(request, Set.of());
        AsideMail mail = known(id);
        String sha256 = mail.aside().raw();
        if (sha256 == null) {
            throw inMailboxOnly();
        }
        InputStream content;
        try {
            content = mails.raw(sha256);
        } catch (IOException away) {
            throw storeAway();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Disposition", "attachment; filename=\"" + mail.id() + ".eml\"")
                .header("X-Content-Type-Options", "nosniff")
                .body(new InputStreamResource(content));
    }

    @Operation(
            summary = "Take a mail after all",
            description =
                    "For DISPATCHER, MANAGER, ADMINISTRATOR; as often as it is needed. person: whose mail it is, whatever"
                            + " it says itself. anyway: also what a machine, a stopped or an unauthenticated sender seems to have sent."
                            + " The answer says whether it has come to a ticket, or was set aside again, and why.")
    @PostMapping("/{id}/retry")
    public ResponseEntity<ShownMail> retry(
            @Parameter(hidden = true) Actor actor, @PathVariable String id, HttpServletRequest request) {
        checkedId(id);
        RetryMail command = (RetryMail) read(RETRY, id, request);
        mayAct(actor);
        AsideMail before = known(id);
        if (before.aside().raw() == null) {
            throw inMailboxOnly();
        }
        Receipt receipt = send(command, "/retry", actor, request);
        AsideMail retried = known(id);
        // the same request again finds it done, or goes on with what broke off
        if (retried.state() == State.RETRIED) {
            try {
                mails.retry(retried, command.person(), Boolean.TRUE.equals(command.anyway()));
            } catch (IOException away) {
                throw storeAway();
            }
        }
        return answer(mails.opened(known(id)), receipt);
    }

    @Operation(
            summary = "Ask nobody to look at it any more",
            description = "For DISPATCHER, MANAGER, ADMINISTRATOR. The mail is kept, and can be retried all the same.")
    @PostMapping("/{id}/discard")
    public ResponseEntity<ShownMail> discard(
            @Parameter(hidden = true) Actor actor, @PathVariable String id, HttpServletRequest request) {
        checkedId(id);
        Receipt receipt = send((MailCommand) read(DISCARD, id, request), "/discard", actor, request);
        return answer(mails.opened(known(id)), receipt);
    }

    private Record read(RecordFields fields, String id, HttpServletRequest request) {
        JsonNode body = Body.read(request);
        request.setAttribute(BODY, body);
        return fields.whole(body, Map.of("mail", id), Record.class);
    }

    private static final String BODY = AsideMailController.class.getName() + ".body";

    private Receipt send(MailCommand command, String action, Actor actor, HttpServletRequest request) {
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        String path = ASIDE + "/" + command.stream() + action;
        return commands.send(
                command,
                conditions.envelope(actor, conditions.commandId(actor), Body.fingerprint("POST", path, (JsonNode)
                        request.getAttribute(BODY))));
    }

    private AsideMail known(String id) {
        checkedId(id);
        AsideMail mail = mails.find(id);
        if (mail == null) {
            throw unknown();
        }
        return mail;
    }

    /** An id is a stream's name: without this, a wrong one would reach another kind of stream. */
    private static void checkedId(String id) {
        if (!ID.matcher(id).matches()) {
            throw unknown();
        }
    }

    private static Refused unknown() {
        return Refused.notFound("unknown-mail", "There is no such mail.");
    }

    private static Refused inMailboxOnly() {
        return Refused.conflict(
                "mail-not-kept",
                "This mail was too large to be kept here; it is in the mailbox's folder of mail that was set aside.");
    }

    private static InvalidRequest storeAway() {
        return new InvalidRequest(Problem.of(503, "part-away", "The file store cannot be reached now; try again.")
                .withHeader("Retry-After", "10"));
    }

    private static AsideReason reasonOf(String reason) {
        try {
            return AsideReason.valueOf(reason);
        } catch (IllegalArgumentException unknown) {
            throw Refused.invalid(
                    "unknown-value", "reason", "Send one of " + Arrays.toString(AsideReason.values()) + ".");
        }
    }

    private static void knownParameters(HttpServletRequest request, Set<String> known) {
        for (String sent : request.getParameterMap().keySet()) {
            if (!known.contains(sent)) {
                throw Refused.invalid(
                        "unknown-parameter",
                        sent,
                        known.isEmpty()
                                ? "This address takes no parameters."
                                : "The parameters here are " + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
    }

    private static void maySee(Actor actor) {
        if (!actor.isAny(Role.DISPATCHER, Role.MANAGER, Role.ADMINISTRATOR, Role.AUDITOR)) {
            throw Refused.forbidden(
                    "not-allowed", "Mail that was set aside is for DISPATCHER, MANAGER, ADMINISTRATOR and AUDITOR.");
        }
    }

    private static void mayAct(Actor actor) {
        if (!actor.isAny(Role.DISPATCHER, Role.MANAGER, Role.ADMINISTRATOR)) {
            throw Refused.forbidden(
                    "not-allowed", "Mail that was set aside is for DISPATCHER, MANAGER and ADMINISTRATOR.");
        }
    }

    /** The longest waiting first; unique by the id. */
    private static String key(AsideMail mail) {
        return "%013d-%s".formatted(mail.firstAt().toEpochMilli(), mail.id());
    }

    private static ResponseEntity<ShownMail> answer(AsideMail mail) {
        return ResponseEntity.ok().header("ETag", "\"" + mail.version() + "\"").body(shown(mail));
    }

    private static ResponseEntity<ShownMail> answer(AsideMail mail, Receipt receipt) {
        return ResponseEntity.ok()
                .header("ETag", "\"" + mail.version() + "\"")
                .header(DaftarPosition.HEADER, DaftarPosition.of(receipt).encode())
                .body(shown(mail));
    }

    private static ShownMail shown(AsideMail mail) {
        return new ShownMail(
                mail.id(),
                mail.version(),
                mail.state(),
                mail.aside().reason(),
                mail.aside().because(),
                mail.aside().mailbox(),
                Text.read(mail.aside().sender()),
                Text.read(mail.aside().subject()),
                mail.aside().size(),
                mail.aside().ticket(),
                mail.firstAt(),
                mail.changedAt(),
                mail.tries(),
                mail.ticket(),
                mail.aside().raw() != null);
    }
}
