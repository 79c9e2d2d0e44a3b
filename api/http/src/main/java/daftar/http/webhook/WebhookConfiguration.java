package daftar.http.webhook;

import daftar.http.directory.Register;
import daftar.http.openapi.CommandBodies;
import daftar.messages.Commands;
import daftar.messages.webhook.Receivers;
import daftar.messages.webhook.WebhookStanding.Standings;
import daftar.messages.webhook.Webhooks;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Webhooks over HTTP. Needs {@link Webhooks} and {@link Standings} in the context. */
public final class WebhookConfiguration {

    private WebhookConfiguration() {}

    /** On nodes with the command role; needs {@link Receivers}, too. */
    @Configuration(proxyBeanMethods = false)
    public static class Keeping {

        @Bean
        WebhookCommandController webhookCommandController(
                Commands commands, Webhooks webhooks, Receivers receivers, Standings standings, InstantSource clock) {
            return new WebhookCommandController(commands, webhooks, receivers, standings, clock);
        }

        @Bean
        CommandBodies webhookDescriptions() {
            return new CommandBodies(
                    WebhookCommandController.WEBHOOKS,
                    Map.of(
                            "", WebhookCommandController.REGISTER,
                            "/{id}/change", WebhookCommandController.CHANGE,
                            "/{id}/pause", WebhookCommandController.PAUSE,
                            "/{id}/resume", WebhookCommandController.NOTHING,
                            "/{id}/rotate-secret", WebhookCommandController.NOTHING,
                            "/{id}/remove", WebhookCommandController.NOTHING,
                            "/{id}/skip", WebhookCommandController.SKIP,
                            "/{id}/replay", WebhookCommandController.REPLAY,
                            "/{id}/test", WebhookCommandController.NOTHING));
        }
    }

    /** On nodes with the query role. */
    @Configuration(proxyBeanMethods = false)
    public static class Showing {

        @Bean
        WebhookController webhookController(Webhooks webhooks, Standings standings, Register register) {
            return new WebhookController(webhooks, standings, register);
        }
    }
}
