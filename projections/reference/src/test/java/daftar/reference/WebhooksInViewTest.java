package daftar.reference;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Event;
import daftar.messages.NothingChanged;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.webhook.PauseReason;
import daftar.messages.webhook.Webhook;
import daftar.messages.webhook.WebhookEvent.*;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WebhooksInViewTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final WebhookRegistered REGISTERED = new WebhookRegistered(
            "person-a", Text.of("https://hooks.example.org/"), List.of(), null, Text.of("whsec_one"));

    @Test
    void it_begins_after_its_own_registration_and_goes_on_through_pauses() {
        assertThat(ReferenceState.concerns("webhook-1")).isTrue();
        Webhook webhook = requireNonNull(
                folded(REGISTERED, new WebhookPaused(PauseReason.ASKED, null)).webhook("webhook-1"));
        assertThat(webhook.from()).isEqualTo(100);
        assertThat(webhook.isActive()).isFalse();
        assertThat(requireNonNull(folded(REGISTERED, new WebhookPaused(PauseReason.ASKED, null), new WebhookResumed())
                                .webhook("webhook-1"))
                        .isActive())
                .isTrue();
    }

    @Test
    void two_keys_sign_until_the_old_ones_time_is_over() {
        Webhook webhook = requireNonNull(folded(
                        REGISTERED,
                        new WebhookSecretRotated(Text.of("whsec_two"), NOW.plusSeconds(50)),
                        new WebhookSecretRotated(Text.of("whsec_three"), NOW.plusSeconds(60)))
                .webhook("webhook-1"));
        assertThat(webhook.keysAt(NOW)).containsExactly("whsec_three", "whsec_two");
        assertThat(webhook.keysAt(NOW.plusSeconds(60))).containsExactly("whsec_three");
    }

    @Test
    void every_event_makes_a_version_and_a_removed_one_is_there_no_more() {
        assertThat(requireNonNull(folded(REGISTERED, new NothingChanged("ResumeWebhook"))
                                .webhook("webhook-1"))
                        .version())
                .isEqualTo(1);
        assertThat(folded(REGISTERED, new WebhookRemoved()).webhooks()).isEmpty();
    }

    @Test
    void how_far_a_receiver_is_is_nothing_of_the_view() {
        assertThat(ReferenceState.concerns("progress-webhook-1")).isFalse();
    }

    private static WebhookState folded(Event... events) {
        WebhookState state = WebhookState.EMPTY;
        for (int i = 0; i < events.length; i++) {
            state = WebhookState.evolve(
                    state, new Recorded("webhook-1", i, 100 + i, new UUID(0, 0), NOW, Map.of(), events[i]));
        }
        return state;
    }
}
