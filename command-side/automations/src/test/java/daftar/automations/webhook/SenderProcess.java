package daftar.automations.webhook;

import daftar.automations.Claim;
import daftar.messages.Actor;
import daftar.messages.Recorded;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.webhook.Webhook;
import daftar.messages.webhook.WebhookEvent.*;
import daftar.messages.webhook.Webhooks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.jspecify.annotations.Nullable;

/** A process of its own that sends what happened to a receiver and keeps how far it is in a file; made to be killed. */
final class SenderProcess {

    /** What happened, the same in every process. */
    static final int EVENTS = 1_200;

    private static final int TICKETS = 25;

    private SenderProcess() {}

    /** @param arguments the receiver's address, and the file */
    public static void main(String[] arguments) throws InterruptedException {
        Happenings happenings = new Happenings();
        for (int i = 0; i < EVENTS; i++) {
            happenings.happen("ticket-" + i % TICKETS);
        }
        Webhook webhook = Webhook.evolve(
                null,
                new Recorded(
                        "webhook-1",
                        0,
                        -1,
                        UUID.randomUUID(),
                        Instant.now(),
                        Map.of(),
                        new WebhookRegistered(
                                "person-a",
                                Text.of(arguments[0]),
                                List.of(),
                                null,
                                Text.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))));
        Webhooks one = new Webhooks() {
            @Override
            public @Nullable Webhook webhook(String id) {
                return webhook;
            }

            @Override
            public List<Webhook> webhooks() {
                return List.of(webhook);
            }
        };
        new WebhookSender(
                        new Claim(new InMemoryTokenStore(), "webhooks"),
                        happenings,
                        one,
                        person -> new Actor(person, Set.of(Role.DISPATCHER), "api", null),
                        happenings,
                        new Kept(Path.of(arguments[1])),
                        new Destinations(List.of(Network.of("127.0.0.0/8")), false, InetAddress::getAllByName),
                        event -> (event.ticket() + " " + event.revision()).getBytes(StandardCharsets.UTF_8),
                        (id, hook) -> new byte[0],
                        (command, envelope) -> {
                            throw new AssertionError("nothing is commanded");
                        },
                        InstantSource.system(),
                        new SimpleMeterRegistry(),
                        Duration.ofSeconds(5),
                        Duration.ofMillis(200),
                        new Backoff(RandomGenerator.getDefault(), Duration.ofMillis(50)))
                .start();
        Thread.sleep(Duration.ofMinutes(1));
    }

    /** A line with revision, position and count, then one for each ticket that waits; replaced as a whole. */
    private record Kept(Path file) implements ProgressLog {

        @Override
        public ProgressLog.@Nullable Kept load(String webhook) {
            try {
                if (Files.notExists(file)) {
                    return null;
                }
                List<String> lines = Files.readAllLines(file);
                String[] first = lines.getFirst().split(" ");
                List<Held> held = new ArrayList<>();
                for (String line : lines.subList(1, lines.size())) {
                    String[] parts = line.split(" ");
                    held.add(new Held(parts[0], "", Long.parseLong(parts[1]), "", "", Instant.EPOCH, null));
                }
                return new ProgressLog.Kept(
                        new WebhookProgressed(
                                Long.parseLong(first[1]), held, null, -1, Long.parseLong(first[2]), List.of()),
                        Long.parseLong(first[0]));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public long save(String webhook, long after, WebhookProgressed progress) {
            List<String> lines = new ArrayList<>();
            lines.add(after + 1 + " " + progress.read() + " " + progress.accepted());
            progress.held().forEach(held -> lines.add(held.ticket() + " " + held.revision()));
            try {
                Path next = file.resolveSibling("next");
                Files.write(next, lines);
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return after + 1;
        }
    }
}
