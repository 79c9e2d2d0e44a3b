package daftar.http.webhook;

import daftar.http.directory.Register;
import daftar.messages.Commands;
import daftar.messages.webhook.Receivers;
import daftar.messages.webhook.WebhookStanding.Standings;
import daftar.messages.webhook.Webhooks;
import java.time.InstantSource;
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
        WebhookDescriptions webhookDescriptions() {
            return new WebhookDescriptions();
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
