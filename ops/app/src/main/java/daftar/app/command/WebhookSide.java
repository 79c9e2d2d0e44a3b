package daftar.app.command;

import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.Settings;
import daftar.automations.Claim;
import daftar.automations.webhook.Destinations;
import daftar.automations.webhook.Network;
import daftar.automations.webhook.Owners;
import daftar.automations.webhook.ProgressLog;
import daftar.automations.webhook.WebhookSender;
import daftar.http.directory.Register;
import daftar.http.webhook.WebhookConfiguration.Keeping;
import daftar.json.DaftarJson;
import daftar.messages.Commands;
import daftar.messages.feed.Feed;
import daftar.messages.query.Changes;
import daftar.messages.webhook.Webhooks;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Sends events to webhooks. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(NodeRole.COMMAND)
@Import(Keeping.class)
public class WebhookSide {

    /** What a demo, where nobody but this machine comes in, may send to by itself. */
    private static final List<String> THIS_MACHINE = List.of("127.0.0.0/8", "::1/128");

    @Bean
    Destinations webhookDestinations(Settings settings) {
        List<Network> networks = new ArrayList<>();
        settings.webhooks().networks().forEach(network -> networks.add(Network.of(network.strip())));
        if (settings.isDemo()) {
            THIS_MACHINE.forEach(network -> networks.add(Network.of(network)));
        }
        return new Destinations(networks, settings.webhooks().plainHttp(), InetAddress::getAllByName);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    WebhookSender webhookSender(
            TokenStore tokens,
            Changes changes,
            Webhooks webhooks,
            Register register,
            Feed feed,
            ProgressLog progress,
            Destinations destinations,
            Commands commands,
            InstantSource clock,
            MeterRegistry meters) {
        return new WebhookSender(
                new Claim(tokens, "webhooks"),
                changes,
                webhooks,
                Owners.of(register.reference()),
                feed,
                progress,
                destinations,
                event -> DaftarJson.web().writeValueAsBytes(event),
                (id, webhook) -> DaftarJson.web()
                        .writeValueAsBytes(Map.of(
                                "id",
                                id,
                                "type",
                                "WebhookTest",
                                "occurredAt",
                                clock.instant(),
                                "data",
                                Map.of("webhook", webhook.id()))),
                commands,
                clock,
                meters);
    }
}
