package daftar.http.reply;

import daftar.http.directory.Register;
import daftar.json.DaftarJson;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.Reference.Team;
import daftar.messages.knowledge.ArticleReaders;
import daftar.messages.reply.Replies;
import daftar.messages.reply.Reply;
import daftar.messages.reply.ReplyStep;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The replies that somebody has at hand: those of their teams, and those of the whole desk; managers all. */
final class ShownReplies {

    static final Pattern ID = Pattern.compile("reply-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** @param name null where it was redacted @param body null where it was redacted: the step cannot be done any more */
    record ShownStep(String action, @Nullable JsonNode body) {}

    /** @param team null for the whole desk */
    record ShownReply(
            String id,
            @Nullable String name,
            @Nullable String team,
            String language,
            String owner,
            List<ShownStep> steps) {}

    private final Replies replies;
    private final Register register;

    ShownReplies(Replies replies, Register register) {
        this.replies = replies;
        this.register = register;
    }

    List<Reply> to(Actor actor) {
        if (!ArticleReaders.writes(actor)) {
            throw Refused.forbidden("not-allowed", "Replies are for DISPATCHER, SPECIALIST and MANAGER.");
        }
        return replies.replies().stream()
                .filter(reply -> isAtHand(reply, actor))
                .toList();
    }

    /** @throws Refused NOT_FOUND for one that there is not, or that is not at hand for the actor */
    Reply one(Actor actor, String id) {
        Reply reply = ID.matcher(id).matches() && ArticleReaders.writes(actor) ? replies.reply(id) : null;
        if (reply == null || !isAtHand(reply, actor)) {
            throw unknown();
        }
        return reply;
    }

    static Refused unknown() {
        return Refused.notFound("unknown-reply", "There is no such reply, or it is not yours to know of.");
    }

    private boolean isAtHand(Reply reply, Actor actor) {
        String team = reply.team();
        if (team == null || actor.is(Role.MANAGER)) {
            return true;
        }
        Team known = register.reference().team(team);
        return known != null
                && (known.members().contains(actor.person()) || known.leads().contains(actor.person()));
    }

    static ShownReply shown(Reply reply) {
        return new ShownReply(
                reply.id(),
                Text.read(reply.name()),
                reply.team(),
                reply.language(),
                reply.owner(),
                reply.steps().stream()
                        .map(step -> new ShownStep(step.action(), body(step)))
                        .toList());
    }

    static @Nullable JsonNode body(ReplyStep step) {
        String json = Text.read(step.body());
        return json == null ? null : DaftarJson.web().readTree(json);
    }
}
