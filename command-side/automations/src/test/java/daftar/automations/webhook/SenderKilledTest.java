package daftar.automations.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.automations.webhook.Receiver.Got;
import daftar.automations.webhook.Receiver.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sender is a process that is really killed while it sends. */
class SenderKilledTest {

    @TempDir
    Path folder;

    @Test
    @Timeout(60)
    void a_kill_loses_nothing_and_doubles_only_what_was_accepted_and_not_kept() throws Exception {
        List<Integer> acceptedAtKill = new ArrayList<>();
        try (Receiver receiver = new Receiver()) {
            receiver.answers(got -> {
                try {
                    Thread.sleep(5);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Reply.OK;
            });
            for (int reached : List.of(300, 700, SenderProcess.EVENTS)) {
                Process sender = start(receiver.url());
                try {
                    receiver.awaitAccepted(reached);
                } finally {
                    sender.destroyForcibly().waitFor();
                }
                acceptedAtKill.add(receiver.accepted().size());
            }
            List<Got> accepted = receiver.accepted();
            Map<String, Long> reached = new HashMap<>();
            Set<String> ids = new HashSet<>();
            int doubled = 0;
            for (Got got : accepted) {
                long next = reached.getOrDefault(got.ticket(), 0L);
                assertThat(got.revision()).as("nothing is passed over").isLessThanOrEqualTo(next);
                reached.put(got.ticket(), Math.max(next, got.revision() + 1));
                doubled += ids.add(got.id()) ? 0 : 1;
            }
            assertThat(ids).hasSize(SenderProcess.EVENTS);
            // far from all that had been accepted before: what was kept is not sent again
            assertThat(doubled).isLessThan(acceptedAtKill.get(1) - 300);
        }
    }

    private Process start(String url) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SenderProcess.class.getName(),
                        url,
                        folder.resolve("kept").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
