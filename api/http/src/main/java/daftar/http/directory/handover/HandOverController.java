package daftar.http.directory.handover;

import daftar.http.DaftarPosition;
import daftar.http.directory.Answered;
import daftar.http.directory.Register;
import daftar.http.directory.handover.HandOverAnswer.Outcome;
import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.request.RecordFields;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.Reference;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What is open on a person who leaves, and handing it over. */
@RestController
@RequestMapping(path = HandOverController.PEOPLE, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "directory")
public final class HandOverController {

    static final String PEOPLE = "/api/directory/people";

    /** What the request holds, for the API's description, too. */
    public static final RecordFields FIELDS = RecordFields.of(HandOverRequest.class);

    private final Register register;
    private final OpenWork work;
    private final Commands commands;
    private final InstantSource clock;

    public HandOverController(Register register, OpenWork work, Commands commands, InstantSource clock) {
        this.register = register;
        this.work = work;
        this.commands = commands;
        this.clock = clock;
    }

    @Operation(
            summary = "What is open on a person",
            description =
                    "For ADMINISTRATOR, MANAGER and the person: tickets that they have or answer for, approvals asked of"
                            + " them, whom they supervise, what they manage and lead, their post, for whom they act,"
                            + " vendors that they answer for, workflows that name them.")
    @GetMapping("/{id}/open")
    public ResponseEntity<OpenOnPerson> open(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String id,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        if (!actor.person().equals(id)) {
            allowed(actor);
        }
        return Answered.by(register, position, () -> work.on(id, actor));
    }

    @Operation(
            summary = "Hand over what is open on a person",
            description =
                    "For ADMINISTRATOR (all of it) and MANAGER (tickets, approvals and workflows). Each thing is handed"
                            + " over by a command of its own and has its own outcome; repeat the request for what is left.")
    @PostMapping("/{id}/hand-over")
    public HandOverAnswer handOver(
            @Parameter(hidden = true) Actor actor, @PathVariable String id, HttpServletRequest request) {
        allowed(actor);
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        if (conditions.expectedVersion() != null) {
            throw Refused.invalid(
                    "if-match-not-applicable", Conditions.IF_MATCH, "Many things change here; leave it out.");
        }
        JsonNode body = Body.read(request);
        HandOverRequest wish = FIELDS.whole(body, Map.of(), HandOverRequest.class);
        Reference.Person person = Answered.known(register.reference().person(id), "person");
        Map<OpenKind, String> successors = successors(wish, id);
        OpenOnPerson open = work.on(id, actor);
        UUID commandId = conditions.commandId(actor);
        String fingerprint = Body.fingerprint("POST", PEOPLE + "/" + id + "/hand-over", body);
        HandOver over = new HandOver(
                person,
                successors,
                wish.reason(),
                register,
                commands,
                (name, position) ->
                        envelope(conditions, actor, Conditions.derived(commandId, name), fingerprint, position));
        List<Outcome> outcomes = over.carryOut(open);
        int done = (int) outcomes.stream().filter(Outcome::done).count();
        long tickets =
                open.counts().getOrDefault(OpenKind.TICKETS, 0L) + open.counts().getOrDefault(OpenKind.APPROVALS, 0L);
        return new HandOverAnswer(
                id, done, outcomes.size() - done, tickets - open.tickets().size(), outcomes);
    }

    private static Envelope envelope(
            Conditions conditions, Actor actor, UUID commandId, String fingerprint, @Nullable Long position) {
        Envelope usual = conditions.envelope(actor, commandId, fingerprint);
        return position == null
                ? usual
                : new Envelope(
                        actor, commandId, fingerprint, null, usual.importedAt(), position, usual.correlationId());
    }

    private static void allowed(Actor actor) {
        if (!actor.isAny(Role.ADMINISTRATOR, Role.MANAGER)) {
            throw Refused.forbidden(
                    "not-yours", "What is open on others is for ADMINISTRATOR and MANAGER, and handed over by them.");
        }
    }

    /** Who gets each kind; a successor who is not there is refused before anything is done. */
    private Map<OpenKind, String> successors(HandOverRequest wish, String from) {
        Map<OpenKind, String> successors = new EnumMap<>(OpenKind.class);
        if (wish.to() != null) {
            check("to", wish.to(), from);
            for (OpenKind kind : OpenKind.values()) {
                successors.put(kind, wish.to());
            }
        }
        wish.perKind().forEach((name, to) -> {
            String field = "perKind." + name;
            check(field, to, from);
            successors.put(kind(name, field), to);
        });
        if (successors.isEmpty()) {
            throw Refused.invalid("nobody-named", "to", "Say in \"to\" or \"perKind\" who takes over.");
        }
        return successors;
    }

    private static OpenKind kind(String name, String field) {
        for (OpenKind kind : OpenKind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw Refused.invalid("unknown-kind", field, "The kinds are " + List.of(OpenKind.values()) + ".");
    }

    private void check(String field, String to, String from) {
        if (to.equals(from)) {
            throw Refused.invalid("same-person", field, "Name somebody else than the person themself.");
        }
        Reference.Person successor = register.reference().person(to);
        if (successor == null) {
            throw Refused.invalid("unknown-person", field, "There is no person " + to + ".");
        }
        if (!successor.active()) {
            throw Refused.invalid(
                    "person-deactivated", field, to + " has been deactivated; name somebody who is active.");
        }
    }
}
