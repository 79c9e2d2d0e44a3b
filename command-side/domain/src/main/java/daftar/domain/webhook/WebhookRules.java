package daftar.domain.webhook;

import daftar.domain.Decision;
import daftar.messages.Actor;
import daftar.messages.Limits;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.Reference;
import daftar.messages.feed.FeedTypes;
import daftar.messages.webhook.PauseReason;
import daftar.messages.webhook.Webhook;
import daftar.messages.webhook.WebhookCommand;
import daftar.messages.webhook.WebhookCommand.*;
import daftar.messages.webhook.WebhookEvent.*;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what is asked of a webhook: pure. First whether the actor may, then whether it makes sense. */
final class WebhookRules {

    /** How long the key before signs beside a new one: receivers need not change at the same moment. */
    static final Duration OLD_KEY = Duration.ofDays(1);

    private static final int LONGEST_URL = 2_000;

    /**
     * People who approve, oversee or administer have webhooks of their own only: an administrator who could aim one of theirs
     * would read what only they may see (as with API tokens).
     */
    private static final Set<Role> OWN_ONLY = Set.of(
            Role.ADMINISTRATOR,
            Role.AUDITOR,
            Role.SECURITY_OFFICER,
            Role.MANAGER,
            Role.DEPARTMENT_MANAGER,
            Role.SUPERVISOR);

    private WebhookRules() {}

    /** @throws Refused with the field that is wrong */
    static Decision decide(
            @Nullable Webhook before, WebhookCommand command, Actor actor, Reference reference, Instant now) {
        if (command instanceof RegisterWebhook register) {
            return registered(before, register, actor, reference);
        }
        Role role = roleOf(actor, command);
        Webhook webhook = living(before, role, actor);
        return switch (command) {
            case RegisterWebhook never -> throw new IllegalStateException("decided above");
            case ChangeWebhook change -> {
                aims(webhook.owner(), actor, reference);
                address(change.url());
                types(change.types());
                description(change.description());
                yield Decision.of(role.name(), new WebhookChanged(change.url(), change.types(), change.description()));
            }
            case PauseWebhook pause ->
                webhook.paused() == null
                        ? Decision.of(role.name(), new WebhookPaused(pause.reason(), pause.remark()))
                        : Decision.of(role.name());
            case ResumeWebhook resume ->
                webhook.paused() == null ? Decision.of(role.name()) : Decision.of(role.name(), new WebhookResumed());
            case RotateSecret rotate -> {
                aims(webhook.owner(), actor, reference);
                yield Decision.of(role.name(), new WebhookSecretRotated(rotate.secret(), now.plus(OLD_KEY)));
            }
            case RemoveWebhook remove -> Decision.of(role.name(), new WebhookRemoved());
            case SkipWebhookEvent skip -> {
                String reason = skip.reason().readable();
                if (reason != null && reason.isBlank()) {
                    throw Refused.invalid("missing-reason", "reason", "reason must say why the event is not sent.");
                }
                yield webhook.skipped().contains(skip.event())
                        ? Decision.of(role.name())
                        : Decision.of(role.name(), new WebhookEventSkipped(skip.event(), skip.reason()));
            }
            case ReplayWebhook replay -> Decision.of(role.name(), new WebhookReplayed(replay.after()));
        };
    }

    private static Decision registered(
            @Nullable Webhook before, RegisterWebhook command, Actor actor, Reference reference) {
        Role role = roleOf(actor, command);
        if (role == Role.MANAGER && !command.owner().equals(actor.person())) {
            throw Refused.forbidden(
                    "not-yours",
                    "Managers have webhooks of their own; those of others are an ADMINISTRATOR's to make.");
        }
        Reference.Person owner = reference.person(command.owner());
        if (owner == null || !owner.active()) {
            throw Refused.invalid(
                    "unknown-person", "owner", "There is no person " + command.owner() + " at work here.");
        }
        aims(command.owner(), actor, reference);
        address(command.url());
        types(command.types());
        description(command.description());
        if (before != null) {
            throw Refused.conflict("webhook-exists", "There is a webhook " + command.webhook() + " already.");
        }
        return Decision.of(
                role.name(),
                new WebhookRegistered(
                        command.owner(), command.url(), command.types(), command.description(), command.secret()));
    }

    /** Only those who may, may know which webhooks there are. */
    private static Role roleOf(Actor actor, WebhookCommand command) {
        if (actor.is(Role.CLOCK) && command instanceof PauseWebhook) {
            return Role.CLOCK;
        }
        if (command instanceof PauseWebhook pause && pause.reason() != PauseReason.ASKED) {
            throw Refused.forbidden("not-allowed", "Only a receiver's own answer says that it is GONE.");
        }
        if (actor.is(Role.ADMINISTRATOR)) {
            return Role.ADMINISTRATOR;
        }
        if (actor.is(Role.MANAGER)) {
            return Role.MANAGER;
        }
        throw Refused.forbidden(
                "not-allowed", "Webhooks are for ADMINISTRATOR and, where they are their own, for MANAGER.");
    }

    private static Webhook living(@Nullable Webhook webhook, Role role, Actor actor) {
        boolean theirs =
                webhook != null && (role != Role.MANAGER || webhook.owner().equals(actor.person()));
        if (webhook == null || webhook.removed() || !theirs) {
            throw Refused.notFound("unknown-webhook", "There is no such webhook, or it is not yours.");
        }
        return webhook;
    }

    /** Whether this actor may say where that is sent which the owner may see. */
    private static void aims(String owner, Actor actor, Reference reference) {
        if (owner.equals(actor.person())) {
            return;
        }
        Reference.Person person = reference.person(owner);
        if (person != null && person.roles().stream().anyMatch(OWN_ONLY::contains)) {
            throw Refused.forbidden(
                    "webhook-not-yours-to-aim",
                    "People who approve, oversee or administer say themselves where theirs is sent; register a person for"
                            + " the integration.");
        }
    }

    private static void address(Text url) {
        String readable = url.readable();
        if (readable == null) {
            return;
        }
        try {
            URI uri = new URI(readable);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (readable.length() <= LONGEST_URL
                    && (scheme.equals("https") || scheme.equals("http"))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && uri.getPort() <= 65_535) {
                return;
            }
        } catch (URISyntaxException malformed) {
            // said below
        }
        throw Refused.invalid(
                "malformed-url",
                "url",
                "url must be an https address with a host, without user, password and fragment, of up to " + LONGEST_URL
                        + " characters.");
    }

    private static void types(List<String> types) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < types.size(); i++) {
            String field = "types[" + i + "]";
            FeedTypes.checkSent(List.of(types.get(i)), field);
            if (!seen.add(types.get(i))) {
                throw Refused.invalid("named-twice", field, types.get(i) + " is named twice.");
            }
        }
    }

    private static void description(@Nullable Text description) {
        String readable = Text.read(description);
        if (readable != null && readable.length() > Limits.TITLE) {
            throw Refused.invalid(
                    "malformed-description",
                    "description",
                    "description must be of up to " + Limits.TITLE + " characters.");
        }
    }
}
