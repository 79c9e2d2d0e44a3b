package daftar.http.reply;

import daftar.http.DaftarPosition;
import daftar.http.directory.Answered;
import daftar.http.directory.Page;
import daftar.http.directory.Register;
import daftar.http.reply.ShownReplies.ShownReply;
import daftar.messages.Actor;
import daftar.messages.reply.Replies;
import daftar.messages.reply.Reply;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the replies that are at hand. */
@RestController
@RequestMapping(path = ReplyCommandController.REPLIES, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "replies", description = "Replies that the desk keeps at hand")
public final class ReplyController {

    private static final String WHO =
            "For DISPATCHER, SPECIALIST and MANAGER: those of one's teams and of the whole desk, for MANAGER all.";

    private final ShownReplies replies;
    private final Register register;

    public ReplyController(Replies replies, Register register) {
        this.replies = new ShownReplies(replies, register);
        this.register = register;
    }

    @Operation(summary = "Replies, in the order of their ids", description = WHO)
    @GetMapping
    public ResponseEntity<Page<ShownReply>> replies(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = "Only those in this language") @RequestParam(required = false) @Nullable String language,
            @Parameter(description = "Only those of this team") @RequestParam(required = false) @Nullable String team,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        ResponseEntity.BodyBuilder answer = Answered.after(register, position);
        List<Reply> wanted = replies.to(actor).stream()
                .filter(reply -> language == null || reply.language().equalsIgnoreCase(language))
                .filter(reply -> team == null || team.equals(reply.team()))
                .toList();
        return answer.body(Page.of(wanted, Reply::id, after, limit, ShownReplies::shown));
    }

    @Operation(summary = "A reply", description = WHO + " The ETag is its version, for If-Match of a change.")
    @GetMapping("/{id}")
    public ResponseEntity<ShownReply> reply(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String id,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        ResponseEntity.BodyBuilder answer = Answered.after(register, position);
        Reply reply = replies.one(actor, id);
        return answer.header("ETag", "\"" + reply.version() + "\"").body(ShownReplies.shown(reply));
    }
}
