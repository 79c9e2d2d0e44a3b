package daftar.http.write;

import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.request.RecordFields;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.announcement.AnnouncementCommand;
import daftar.messages.announcement.AnnouncementCommand.ChangeAnnouncement;
import daftar.messages.announcement.AnnouncementCommand.PublishAnnouncement;
import daftar.messages.announcement.AnnouncementCommand.WithdrawAnnouncement;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Publishes, changes and withdraws announcements. Who may is decided by the command side's own rules. */
@RestController
@RequestMapping(path = AnnouncementCommandController.ANNOUNCEMENTS, produces = MediaType.APPLICATION_JSON_VALUE)
public final class AnnouncementCommandController {

    static final String ANNOUNCEMENTS = "/api/announcements";
    static final RecordFields PUBLISH = RecordFields.of(PublishAnnouncement.class, "announcement");
    static final RecordFields CHANGE = RecordFields.of(ChangeAnnouncement.class, "announcement");
    static final RecordFields WITHDRAW = RecordFields.of(WithdrawAnnouncement.class, "announcement");

    private static final Pattern ID =
            Pattern.compile("announcement-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Commands commands;
    private final InstantSource clock;

    public AnnouncementCommandController(Commands commands, InstantSource clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @Operation(hidden = true)
    @PostMapping
    public ResponseEntity<DirectoryAnswer> publish(Actor actor, HttpServletRequest request) {
        Instant now = clock.instant();
        Conditions conditions = Conditions.of(request, actor, now);
        UUID commandId = conditions.commandId(actor);
        String id = "announcement-" + conditions.newId(commandId, now);
        return send(PUBLISH, id, ANNOUNCEMENTS, 201, commandId, conditions, actor, request);
    }

    @Operation(hidden = true)
    @PostMapping("/{id}/change")
    public ResponseEntity<DirectoryAnswer> change(Actor actor, @PathVariable String id, HttpServletRequest request) {
        return act(CHANGE, id, "/change", actor, request);
    }

    @Operation(hidden = true)
    @PostMapping("/{id}/withdraw")
    public ResponseEntity<DirectoryAnswer> withdraw(Actor actor, @PathVariable String id, HttpServletRequest request) {
        return act(WITHDRAW, id, "/withdraw", actor, request);
    }

    private ResponseEntity<DirectoryAnswer> act(
            RecordFields fields, String id, String action, Actor actor, HttpServletRequest request) {
        // an id is a stream's name: without this, a wrong one would reach another kind of stream
        if (!ID.matcher(id).matches()) {
            throw Refused.notFound("unknown-announcement", "There is no such announcement.");
        }
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        return send(
                fields,
                id,
                ANNOUNCEMENTS + "/" + id + action,
                200,
                conditions.commandId(actor),
                conditions,
                actor,
                request);
    }

    private ResponseEntity<DirectoryAnswer> send(
            RecordFields fields,
            String id,
            String path,
            int status,
            UUID commandId,
            Conditions conditions,
            Actor actor,
            HttpServletRequest request) {
        JsonNode body = Body.read(request);
        AnnouncementCommand command = fields.whole(body, Map.of("announcement", id), AnnouncementCommand.class);
        Receipt receipt =
                commands.send(command, conditions.envelope(actor, commandId, Body.fingerprint("POST", path, body)));
        ResponseEntity.BodyBuilder answer = Answers.to(receipt, status);
        if (status == 201) {
            answer.header("Location", ANNOUNCEMENTS + "/" + receipt.stream());
        }
        return answer.body(Answers.body(receipt));
    }
}
