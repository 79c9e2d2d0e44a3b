package daftar.automations.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.automations.Claim;
import daftar.automations.webhook.ProgressLog.Kept;
import daftar.automations.webhook.Receiver.Got;
import daftar.automations.webhook.Receiver.Reply;
import daftar.messages.Actor;
import daftar.messages.Command;
import daftar.messages.Event;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.feed.FeedCursor;
import daftar.messages.feed.FeedEvent;
import daftar.messages.webhook.PauseReason;
import daftar.messages.webhook.Webhook;
import daftar.messages.webhook.WebhookCommand.PauseWebhook;
import daftar.messages.webhook.WebhookEvent.*;
import daftar.messages.webhook.WebhookStanding;
import daftar.messages.webhook.Webhooks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sends to real servers on this machine that are slow, away, come back, or do not want what they get. */
@Timeout(60)
class WebhookSenderTest {

    private static final String ID = "webhook-1";
    private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER_KEY = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    private final Happenings happenings = new Happenings();
    private final Receiver receiver = new Receiver();
    private final KnownWebhooks webhooks = new KnownWebhooks();
    private final KeptProgress progress = new KeptProgress();
    private final List<Command> commands = new CopyOnWriteArrayList<>();
    private final TokenStore tokens = new InMemoryTokenStore();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private @Nullable WebhookSender sender;

    @AfterEach
    void nothing_goes_on() {
        if (sender != null) {
            sender.close();
        }
        receiver.close();
    }

    @Test
    void each_tickets_events_come_in_order_and_others_do_not_wait_for_a_slow_one() throws Exception {
        receiver.answers(got -> {
            pause(got.ticket().equals("ticket-0") ? 150 : 3);
            return Reply.OK;
        });
        registered();
        for (int i = 0; i < 200; i++) {
            happenings.happen("ticket-" + (i < 10 ? 0 : i % 19 + 1));
        }
        start();
        receiver.awaitAccepted(200);
        inOrderAndOnce(receiver.accepted(), 200);
        List<String> order = receiver.got().stream().map(Got::ticket).toList();
        assertThat(order.lastIndexOf("ticket-0")).isEqualTo(199);
        await(() -> meters.get("daftar.webhooks.deliveries")
                        .tag("outcome", "accepted")
                        .timer()
                        .count()
                == 200);
    }

    @Test
    void every_delivery_is_signed_by_each_valid_key_as_standard_webhooks_wants_it() throws Exception {
        registered();
        webhooks.happen(
                new WebhookSecretRotated(Text.of(OTHER_KEY), Instant.now().plusSeconds(60)));
        FeedEvent event = happenings.happen("ticket-1");
        start();
        receiver.awaitAccepted(1);
        Got got = receiver.got().getFirst();
        assertThat(got.id()).isEqualTo(event.id());
        assertThat(got.headers()).containsEntry("Content-Type", "application/json");
        long seconds = Long.parseLong(got.headers().get("webhook-timestamp"));
        assertThat(Instant.ofEpochSecond(seconds))
                .isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(1));
        String signature = got.headers().get("webhook-signature");
        assertThat(verified(signature, got, OTHER_KEY)).isTrue();
        assertThat(verified(signature, got, KEY)).isTrue();
        assertThat(verified(signature, got, "whsec_" + Base64.getEncoder().encodeToString(new byte[24])))
                .isFalse();
    }

    @Test
    void signed_heads_wait_for_a_receiver_that_is_away_and_come_in_order_and_once() throws Exception {
        webhooks.happen(new WebhookRegistered(
                "person-robot", Text.of(receiver.url()), List.of("TreeHeadSigned"), null, Text.of(KEY)));
        receiver.away();
        start();
        for (int i = 0; i < 100; i++) {
            happenings.happen("ledger", "TreeHeadSigned");
            happenings.happen("ticket-1");
        }
        await(() -> standing().trouble() != null);
        sender.close();
        start();
        receiver.back();
        receiver.awaitAccepted(100);
        inOrderAndOnce(receiver.accepted(), 100);
        assertThat(receiver.accepted()).allMatch(got -> got.ticket().equals("ledger"));
    }

    @Test
    void the_published_example_is_signed_as_published() {
        assertThat(Signatures.of(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1614265330,
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8),
                        List.of(KEY)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void a_receiver_that_was_away_gets_all_that_happened_meanwhile() throws Exception {
        registered();
        start();
        happenings.happen("ticket-1");
        await(() -> standing().accepted() == 1);
        receiver.away();
        for (int i = 0; i < 700; i++) {
            happenings.happen("ticket-" + i % 40);
        }
        await(() -> standing().trouble() != null);
        WebhookStanding behind = standing();
        assertThat(behind.behind()).isEqualTo(700);
        assertThat(behind.trouble().error()).isEqualTo("no connection");
        receiver.back();
        receiver.awaitAccepted(701);
        inOrderAndOnce(receiver.accepted(), 701);
        await(() -> standing().behind() == 0);
        assertThat(standing().trouble()).isNull();
        assertThat(standing().accepted()).isEqualTo(701);
    }

    @Test
    void a_poisoned_event_holds_its_ticket_alone_is_listed_and_can_be_skipped() throws Exception {
        FeedEvent poisoned = happenings.happen("ticket-bad");
        happenings.happen("ticket-bad");
        for (int i = 0; i < 30; i++) {
            happenings.happen("ticket-" + i % 3);
        }
        happenings.happen("ticket-bad");
        receiver.answers(got -> got.id().equals(poisoned.id()) ? Reply.of(422) : Reply.OK);
        registered();
        start();
        receiver.awaitAccepted(30);
        await(() -> standing().behind() == 3);
        Held held = standing().tickets().getFirst();
        assertThat(held.event()).isEqualTo(poisoned.id());
        assertThat(held.ticket()).isEqualTo("ticket-bad");
        assertThat(held.trouble().error()).isEqualTo("answered 422");
        assertThat(standing().trouble()).isNull();
        assertThat(receiver.accepted()).extracting(Got::ticket).doesNotContain("ticket-bad");
        webhooks.happen(new WebhookEventSkipped(poisoned.id(), Text.of("cannot be read there")));
        receiver.awaitAccepted(32);
        assertThat(receiver.accepted().stream().filter(got -> got.ticket().equals("ticket-bad")))
                .extracting(Got::revision)
                .containsExactly(1L, 2L);
    }

    @Test
    void a_receiver_that_wants_nothing_any_more_is_paused() throws Exception {
        receiver.answers(got -> Reply.of(410));
        registered();
        happenings.happen("ticket-1");
        start();
        await(() -> !commands.isEmpty());
        assertThat(commands.getFirst()).isEqualTo(new PauseWebhook(ID, PauseReason.GONE, null));
        receiver.answers(got -> Reply.OK);
        await(() -> webhooks.webhook(ID).paused() == PauseReason.GONE);
        webhooks.happen(new WebhookResumed());
        receiver.awaitAccepted(1);
    }

    @Test
    void one_that_asks_for_time_gets_it() throws Exception {
        long[] first = new long[1];
        receiver.answers(got -> {
            if (first[0] == 0) {
                first[0] = System.nanoTime();
                return new Reply(429, Map.of("Retry-After", "2"));
            }
            return Reply.OK;
        });
        registered();
        happenings.happen("ticket-1");
        start();
        receiver.awaitAccepted(1);
        assertThat(Duration.ofNanos(System.nanoTime() - first[0])).isGreaterThan(Duration.ofMillis(1_900));
    }

    @Test
    void a_redirect_is_not_followed_and_an_answer_that_never_comes_is_not_waited_for() throws Exception {
        Receiver elsewhere = new Receiver();
        try (elsewhere) {
            receiver.answers(got -> {
                if (got.ticket().equals("ticket-slow")
                        && got.revision() == 0
                        && receiver.got().size() < 3) {
                    pause(1_500);
                }
                return got.ticket().equals("ticket-moved")
                        ? new Reply(307, Map.of("Location", elsewhere.url()))
                        : Reply.OK;
            });
            registered();
            happenings.happen("ticket-moved");
            happenings.happen("ticket-slow");
            happenings.happen("ticket-1");
            start();
            receiver.await(all -> all.stream().anyMatch(got -> got.ticket().equals("ticket-slow") && got.accepted()));
            await(() -> standing().tickets().stream().anyMatch(held -> held.trouble() != null));
            assertThat(standing().tickets().getFirst().trouble().error()).isEqualTo("answered 307");
            assertThat(elsewhere.got()).isEmpty();
        }
    }

    @Test
    void another_node_goes_on_where_the_first_was_kept_and_a_dead_ones_late_record_is_refused() throws Exception {
        registered();
        start();
        for (int i = 0; i < 50; i++) {
            happenings.happen("ticket-" + i % 5);
        }
        receiver.awaitAccepted(50);
        await(() -> standing().accepted() == 50);
        sender.close();
        for (int i = 0; i < 20; i++) {
            happenings.happen("ticket-" + i % 5);
        }
        start();
        receiver.awaitAccepted(70);
        inOrderAndOnce(receiver.accepted(), 70);
        Kept kept = progress.load(ID);
        assertThatThrownBy(() -> progress.save(ID, kept.revision() - 1, kept.progress()))
                .isInstanceOf(ProgressLog.Overtaken.class);
    }

    @Test
    void what_came_after_a_place_is_sent_again_with_the_same_ids() throws Exception {
        registered();
        start();
        for (int i = 0; i < 10; i++) {
            happenings.happen("ticket-" + i % 2);
        }
        receiver.awaitAccepted(10);
        long after = FeedCursor.read(happenings.all().get(5).cursor(), "cursor");
        webhooks.happen(new WebhookReplayed(after));
        receiver.await(all -> all.size() == 14);
        assertThat(receiver.got().subList(10, 14))
                .extracting(Got::id)
                .containsExactlyInAnyOrderElementsOf(happenings.all().subList(6, 10).stream()
                        .map(FeedEvent::id)
                        .toList());
    }

    @Test
    void only_the_wished_types_of_visible_tickets_are_sent_while_it_is_not_paused() throws Exception {
        webhooks.happen(new WebhookRegistered(
                "person-a", Text.of(receiver.url()), List.of("TicketRaised"), null, Text.of(KEY)));
        happenings.hide("ticket-secret");
        happenings.happen("ticket-1", "TicketRaised");
        happenings.happen("ticket-1", "CommentAdded");
        happenings.happen("ticket-secret", "TicketRaised");
        start();
        receiver.awaitAccepted(1);
        webhooks.happen(new WebhookPaused(PauseReason.ASKED, null));
        await(() -> standing().behind() == 0);
        pause(400);
        happenings.happen("ticket-2", "TicketRaised");
        pause(500);
        assertThat(receiver.got()).extracting(Got::ticket).containsExactly("ticket-1");
        webhooks.happen(new WebhookResumed());
        receiver.awaitAccepted(2);
        assertThat(receiver.got()).extracting(Got::ticket).containsExactly("ticket-1", "ticket-2");
    }

    @Test
    void a_test_is_sent_at_once_and_its_outcome_told() {
        registered();
        WebhookSender quiet = sender();
        assertThat(quiet.test(webhooks.webhook(ID)).status()).isEqualTo(204);
        receiver.answers(got -> Reply.of(500));
        assertThat(quiet.test(webhooks.webhook(ID)).error()).isEqualTo("answered 500");
        receiver.away();
        Delivery away = quiet.test(webhooks.webhook(ID));
        assertThat(away.status()).isNull();
        assertThat(away.error()).isEqualTo("no connection");
        quiet.close();
    }

    @Test
    void an_address_that_is_not_public_is_not_sent_to() {
        Destinations strict = new Destinations(List.of(), false, InetAddress::getAllByName);
        for (String url : List.of(
                "https://127.0.0.1/",
                "https://10.1.2.3/",
                "https://169.254.169.254/latest/meta-data/",
                "https://[::1]/",
                "https://[fd00::1]/",
                "https://[::ffff:192.168.1.1]/",
                "https://0.0.0.0/",
                "https://100.64.0.1/",
                "https://[64:ff9b::a00:1]/",
                "https://2130706433/",
                "https://0x7f.1/",
                "https://localhost/")) {
            assertThatThrownBy(() -> strict.check(url)).as(url).isInstanceOf(Refused.class);
        }
        assertThat(strict.check("https://93.184.216.34/hook")).isNotNull();
        assertThatThrownBy(() -> strict.check("http://93.184.216.34/hook")).hasMessageContaining("https");
        Destinations inside = new Destinations(List.of(Network.of("10.20.0.0/16")), false, InetAddress::getAllByName);
        assertThat(inside.check("https://10.20.3.4/")).isNotNull();
        assertThatThrownBy(() -> inside.check("https://10.21.3.4/")).isInstanceOf(Refused.class);
        // a name that leads to several places must lead to none that is not allowed
        Destinations twofold = new Destinations(List.of(), false, host ->
                new InetAddress[] {InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.1")});
        assertThatThrownBy(() -> twofold.check("https://hooks.example.org/")).hasMessageContaining("not public");
    }

    private static void inOrderAndOnce(List<Got> accepted, int count) {
        Map<String, Long> reached = new HashMap<>();
        for (Got got : accepted) {
            assertThat(got.revision()).as(got.ticket()).isEqualTo(reached.getOrDefault(got.ticket(), 0L));
            reached.put(got.ticket(), got.revision() + 1);
        }
        assertThat(accepted).hasSize(count);
    }

    /** As the specification says it, with nothing of the code that it is held against. */
    private static boolean verified(String header, Got got, String key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.replaceFirst("^whsec_", "")), "HmacSHA256"));
        mac.update((got.headers().get("webhook-id") + "." + got.headers().get("webhook-timestamp") + ".")
                .getBytes(StandardCharsets.UTF_8));
        String expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(got.body()));
        return List.of(header.split(" ")).contains(expected);
    }

    private void registered() {
        webhooks.happen(new WebhookRegistered("person-a", Text.of(receiver.url()), List.of(), null, Text.of(KEY)));
    }

    private WebhookStanding standing() {
        return new LogStandings(progress, happenings, WebhookSenderTest::owner).of(webhooks.webhook(ID));
    }

    private static Actor owner(String person) {
        return new Actor(person, Set.of(Role.DISPATCHER), "api", null);
    }

    private void start() {
        sender = sender();
        sender.start();
    }

    private WebhookSender sender() {
        return new WebhookSender(
                new Claim(tokens, "webhooks"),
                happenings,
                webhooks,
                WebhookSenderTest::owner,
                happenings,
                progress,
                new Destinations(List.of(Network.of("127.0.0.0/8")), false, InetAddress::getAllByName),
                event -> (event.ticket() + " " + event.revision()).getBytes(StandardCharsets.UTF_8),
                (id, webhook) -> "test".getBytes(StandardCharsets.UTF_8),
                (command, envelope) -> {
                    commands.add(command);
                    webhooks.happen(new WebhookPaused(PauseReason.GONE, null));
                    return new Receipt(command.stream(), null, 1, 1, false);
                },
                InstantSource.system(),
                meters,
                Duration.ofSeconds(1),
                Duration.ofMillis(100),
                new Backoff(RandomGenerator.getDefault(), Duration.ofMillis(50)));
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) {
        long until = System.nanoTime() + 20_000_000_000L;
        while (!condition.holds()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not so after 20 s");
            }
            pause(20);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One webhook, folded from what happened to it. */
    private static final class KnownWebhooks implements Webhooks {
        private volatile @Nullable Webhook webhook;
        private long revision;

        synchronized void happen(Event event) {
            webhook = Webhook.evolve(
                    webhook, new Recorded(ID, revision++, -1, UUID.randomUUID(), Instant.now(), Map.of(), event));
        }

        @Override
        public @Nullable Webhook webhook(String id) {
            return webhook;
        }

        @Override
        public List<Webhook> webhooks() {
            Webhook known = webhook;
            return known == null ? List.of() : List.of(known);
        }
    }

    /** Keeps the last record of each, as the log does. */
    private static final class KeptProgress implements ProgressLog {
        private final Map<String, Kept> kept = new ConcurrentHashMap<>();

        @Override
        public @Nullable Kept load(String id) {
            return kept.get(id);
        }

        @Override
        public synchronized long save(String id, long after, WebhookProgressed progress) {
            Kept last = kept.get(id);
            if ((last == null ? -1 : last.revision()) != after) {
                throw new Overtaken(new IllegalStateException("at another revision"));
            }
            kept.put(id, new Kept(progress, after + 1));
            return after + 1;
        }
    }
}
