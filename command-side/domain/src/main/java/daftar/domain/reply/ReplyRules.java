package daftar.domain.reply;

import daftar.domain.Decision;
import daftar.domain.Words;
import daftar.messages.Actor;
import daftar.messages.Limits;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.Reference;
import daftar.messages.directory.Reference.Team;
import daftar.messages.knowledge.ArticleReaders;
import daftar.messages.reply.Reply;
import daftar.messages.reply.ReplyCommand;
import daftar.messages.reply.ReplyCommand.*;
import daftar.messages.reply.ReplyEvent.*;
import daftar.messages.reply.ReplyPlaceholders;
import daftar.messages.reply.ReplyStep;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is asked of a reply: pure. A team's is made by its members and leads and changed by who made it, the leads and
 * managers; one for the whole desk is made by managers. What a reply does is decided when it is used, by the ticket's rules.
 */
final class ReplyRules {

    /** What a reply may do with a ticket. */
    static final Set<String> ACTIONS = Set.of(
            "comment",
            "note",
            "hold",
            "resume",
            "start",
            "resolve",
            "reclassify",
            "prioritise",
            "assign",
            "refer",
            "escalate",
            "observe",
            "complete",
            "return",
            "close");

    private static final int MOST_STEPS = 10;
    private static final String INTERNAL_ACTION = "note";

    private ReplyRules() {}

    /** @throws Refused with the field that is wrong */
    static Decision decide(@Nullable Reply before, ReplyCommand command, Actor actor, Reference reference) {
        if (!ArticleReaders.writes(actor)) {
            throw Refused.forbidden("not-allowed", "Replies are for DISPATCHER, SPECIALIST and MANAGER.");
        }
        return switch (command) {
            case DefineReply define -> {
                if (before != null) {
                    throw Refused.conflict("reply-exists", "There is a reply " + define.reply() + " already.");
                }
                String by = maker(define.team(), actor, reference);
                check(define.name(), define.language(), define.steps());
                yield Decision.of(
                        by,
                        new ReplyDefined(
                                actor.person(), define.team(), define.name(), define.language(), define.steps()));
            }
            case ChangeReply change -> {
                String by = changer(before, actor, reference);
                check(change.name(), change.language(), change.steps());
                yield Decision.of(by, new ReplyChanged(change.name(), change.language(), change.steps()));
            }
            case RetireReply retire -> Decision.of(changer(before, actor, reference), new ReplyRetired());
        };
    }

    private static String maker(@Nullable String team, Actor actor, Reference reference) {
        if (team == null) {
            if (!actor.is(Role.MANAGER)) {
                throw Refused.forbidden(
                        "not-allowed", "Replies for the whole desk are made by a MANAGER; name a team.");
            }
            return Role.MANAGER.name();
        }
        Team known = reference.team(team);
        if (known == null) {
            throw Refused.invalid("unknown-team", "team", "There is no team " + team + ".");
        }
        if (actor.is(Role.MANAGER)) {
            return Role.MANAGER.name();
        }
        if (!belongs(actor.person(), known)) {
            throw Refused.forbidden("not-your-team", "A team's replies are made by its members and leads.");
        }
        return "MEMBER";
    }

    private static String changer(@Nullable Reply reply, Actor actor, Reference reference) {
        String team = reply == null ? null : reply.team();
        Team known = team == null ? null : reference.team(team);
        boolean manages = actor.is(Role.MANAGER);
        boolean theirs = team == null || known != null && belongs(actor.person(), known);
        if (reply == null || reply.retired() || !(manages || theirs)) {
            throw Refused.notFound("unknown-reply", "There is no such reply, or it is not yours to know of.");
        }
        if (manages) {
            return Role.MANAGER.name();
        }
        if (known != null && known.leads().contains(actor.person())) {
            return "LEAD";
        }
        if (team != null && reply.owner().equals(actor.person())) {
            return "OWNER";
        }
        throw Refused.forbidden("not-yours", "A reply is changed by who made it, the team's leads and a MANAGER.");
    }

    private static boolean belongs(String person, Team team) {
        return team.members().contains(person) || team.leads().contains(person);
    }

    private static void check(Text name, String language, List<ReplyStep> steps) {
        String words = name.readable();
        if (words == null || words.isBlank() || words.length() > Limits.WORD) {
            throw Refused.invalid("malformed-name", "name", "name must have 1 to " + Limits.WORD + " characters.");
        }
        Words.language(language, "language");
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw Refused.invalid("wrong-steps", "steps", "A reply has 1 to " + MOST_STEPS + " steps.");
        }
        for (int i = 0; i < steps.size(); i++) {
            ReplyStep step = steps.get(i);
            if (!ACTIONS.contains(step.action())) {
                throw Refused.invalid(
                        "unknown-action",
                        "steps[" + i + "].action",
                        "A reply may " + String.join(", ", new TreeSet<>(ACTIONS)) + ".");
            }
            Set<String> known = ReplyPlaceholders.of(step.action().equals(INTERNAL_ACTION));
            for (String placeholder : ReplyPlaceholders.in(String.valueOf(Text.read(step.body())))) {
                if (!known.contains(placeholder)) {
                    throw Refused.invalid(
                            "unknown-placeholder",
                            "steps[" + i + "].body",
                            "{{" + placeholder + "}} cannot be named here; there are " + String.join(", ", known)
                                    + ".");
                }
            }
        }
    }
}
