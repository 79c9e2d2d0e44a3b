package daftar.http.reply;

import daftar.http.DaftarPosition;
import daftar.http.InvalidRequest;
import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.write.AllowedActions;
import daftar.http.write.TicketAction;
import daftar.http.write.TicketController;
import daftar.http.write.TicketRefs;
import daftar.messages.Actor;
import daftar.messages.Envelope;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.query.ActionsView;
import daftar.messages.query.AtLeast;
import daftar.messages.reply.Reply;
import daftar.messages.reply.ReplyPlaceholders;
import daftar.messages.reply.ReplyPlaceholders.Filled;
import daftar.messages.reply.ReplyStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Uses a reply for a ticket: each step is the ordinary command that people send, decided by the ticket's own rules. The first
 * that is refused ends it, and what was done before stays done: nobody is told one thing and then another.
 */
public final class ReplyUse {

    /** How a step went. */
    enum Outcome {
        DONE,
        REFUSED,
        /** A step before it was refused. */
        NOT_TRIED
    }

    /**
     * What a step would send.
     *
     * @param missing placeholders of which the ticket has no value that the caller may read; with any it cannot be used
     * @param allowed whether the ticket takes it as it stands
     * @param because the rule that forbids it; null where it is allowed
     */
    record PreviewStep(
            String action,
            @Nullable JsonNode body,
            Set<String> missing,
            boolean allowed,
            @Nullable String because) {}

    record Preview(String reply, String ticket, List<PreviewStep> steps) {}

    /** @param code of the refusal; null where it was done or not tried @param detail what would be right */
    record UsedStep(
            String action,
            Outcome outcome,
            @Nullable Long version,
            @Nullable String code,
            @Nullable String field,
            @Nullable String detail) {}

    record Used(String reply, String ticket, boolean complete, List<UsedStep> steps) {}

    private record Ready(TicketAction action, JsonNode body, Set<String> missing) {}

    private final TicketController tickets;
    private final TicketRefs refs;
    private final AllowedActions allowed;
    private final TicketValues values;

    ReplyUse(TicketController tickets, TicketRefs refs, AllowedActions allowed, TicketValues values) {
        this.tickets = tickets;
        this.refs = refs;
        this.allowed = allowed;
        this.values = values;
    }

    Preview preview(Reply reply, String ref, Actor actor, @Nullable AtLeast seen) {
        String ticket = idOf(ref);
        ActionsView may = allowed.of(actor, ticket);
        List<PreviewStep> steps = new ArrayList<>();
        for (Ready ready : ready(reply, ticket, actor, seen)) {
            ActionsView.Action action = may.actions().stream()
                    .filter(each -> each.name().equals(ready.action().name()))
                    .findFirst()
                    .orElse(null);
            steps.add(new PreviewStep(
                    ready.action().name(),
                    ready.body(),
                    ready.missing(),
                    action != null && action.allowed(),
                    action == null ? "not-allowed" : action.because()));
        }
        return new Preview(reply.id(), ticket, steps);
    }

    /** @throws Refused where not even the first step was done, as that step alone would be refused */
    Used apply(Reply reply, String ref, Actor actor, Conditions conditions) {
        String ticket = idOf(ref);
        DaftarPosition seen = conditions.position();
        List<Ready> all = ready(reply, ticket, actor, seen == null ? null : seen.atLeast());
        Set<String> missing = new TreeSet<>();
        all.forEach(ready -> missing.addAll(ready.missing()));
        if (!missing.isEmpty()) {
            throw Refused.conflict(
                    "missing-values",
                    "The ticket has nothing that you may read for " + String.join(", ", missing)
                            + "; write it by hand.");
        }
        UUID commandId = conditions.commandId(actor);
        List<UsedStep> steps = new ArrayList<>();
        boolean refused = false;
        for (int i = 0; i < all.size(); i++) {
            Ready ready = all.get(i);
            String name = ready.action().name();
            if (refused) {
                steps.add(new UsedStep(name, Outcome.NOT_TRIED, null, null, null, null));
                continue;
            }
            int step = i;
            try {
                Receipt receipt = tickets.carryOut(
                        ready.action(),
                        ticket,
                        ready.body(),
                        id -> envelope(actor, conditions, commandId, reply, id, step, ready));
                steps.add(new UsedStep(name, Outcome.DONE, receipt.version(), null, null, null));
            } catch (Refused no) {
                if (i == 0) {
                    throw no;
                }
                refused = true;
                steps.add(new UsedStep(name, Outcome.REFUSED, null, no.code(), no.field(), no.getMessage()));
            } catch (InvalidRequest no) {
                if (i == 0) {
                    throw no;
                }
                refused = true;
                steps.add(new UsedStep(name, Outcome.REFUSED, null, "invalid", null, no.getMessage()));
            }
        }
        return new Used(reply.id(), ticket, !refused, steps);
    }

    /** The version that was seen is the one before the first step; the steps themselves make new ones. */
    private static Envelope envelope(
            Actor actor, Conditions conditions, UUID commandId, Reply reply, String ticket, int step, Ready ready) {
        UUID id = conditions.key() == null ? UUID.randomUUID() : Conditions.derived(commandId, ticket + "/" + step);
        Envelope envelope = conditions.envelope(
                actor,
                id,
                Body.fingerprint(
                        "POST", ReplyCommandController.REPLIES + "/" + reply.id() + "/apply#" + step, ready.body()));
        return step == 0
                ? envelope
                : new Envelope(
                        actor, id, envelope.requestHash(), null, null, envelope.atLeast(), envelope.correlationId());
    }

    private List<Ready> ready(Reply reply, String ticket, Actor actor, @Nullable AtLeast seen) {
        Map<String, String> known = values.of(actor, ticket, reply.language(), seen);
        List<Ready> all = new ArrayList<>();
        for (ReplyStep step : reply.steps()) {
            TicketAction action = TicketAction.named(step.action());
            JsonNode body = ShownReplies.body(step);
            if (action == null || body == null) {
                throw Refused.conflict("reply-redacted", "A step of this reply cannot be read any more; change it.");
            }
            Set<String> missing = new TreeSet<>();
            all.add(new Ready(action, filled(body, known, missing), missing));
        }
        return all;
    }

    /** In strings only, after the JSON was read: no value becomes anything but a text. */
    private static JsonNode filled(JsonNode node, Map<String, String> values, Set<String> missing) {
        switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(each -> copy.set(each.getKey(), filled(each.getValue(), values, missing)));
                return copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(each -> copy.add(filled(each, values, missing)));
                return copy;
            }
            case StringNode text -> {
                Filled filled = ReplyPlaceholders.fill(text.asString(), values);
                missing.addAll(filled.missing());
                return JsonNodeFactory.instance.stringNode(filled.text());
            }
            default -> {
                return node;
            }
        }
    }

    private String idOf(String ref) {
        String id = refs.idOf(ref);
        if (id == null) {
            throw Refused.notFound("unknown-ticket", "There is no such ticket, or you may not know of it.");
        }
        return id;
    }
}
