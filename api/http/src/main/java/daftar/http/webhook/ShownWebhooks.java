package daftar.http.webhook;

import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.webhook.Webhook;
import daftar.messages.webhook.Webhooks;
import java.util.List;
import java.util.regex.Pattern;

/** The webhooks that somebody may know of: administrators of all, managers of their own. */
record ShownWebhooks(Webhooks webhooks) {

    static final Pattern ID = Pattern.compile("webhook-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** By id. @throws Refused FORBIDDEN for whom they are not for */
    List<Webhook> to(Actor actor) {
        if (!actor.isAny(Role.ADMINISTRATOR, Role.MANAGER)) {
            throw Refused.forbidden(
                    "not-allowed", "Webhooks are for ADMINISTRATOR and, where they are their own, for MANAGER.");
        }
        return webhooks.webhooks().stream()
                .filter(webhook ->
                        actor.is(Role.ADMINISTRATOR) || webhook.owner().equals(actor.person()))
                .toList();
    }

    /** @throws Refused NOT_FOUND where there is none that they may know of */
    Webhook one(Actor actor, String id) {
        return to(actor).stream()
                .filter(webhook -> webhook.id().equals(id))
                .findFirst()
                .orElseThrow(ShownWebhooks::unknown);
    }

    /** Said in the same words of what there is not and of what is not theirs. */
    static Refused unknown() {
        return Refused.notFound("unknown-webhook", "There is no such webhook, or it is not yours.");
    }
}
