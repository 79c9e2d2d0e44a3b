package daftar.cli;

import daftar.cli.ApiClient.Answer;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Brings the starter catalogue into a new desk. What is there already stays as it is, so it may be run again. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = "Brings teams and categories in five languages into a new desk; leaves what is there.")
final class InitCommand implements Callable<Integer> {

    private static final int CONFLICT = 409;

    @Mixin
    private Server server;

    @Override
    public Integer call() throws Exception {
        long began = System.nanoTime();
        int made = 0;
        int there = 0;
        try (ApiClient client = server.client()) {
            String position = null;
            for (StarterCatalogue.Entry entry : StarterCatalogue.entries()) {
                Answer answer = client.postAfter(position, entry.path(), entry.body());
                if (answer.isSuccess()) {
                    made++;
                    System.out.println("made       " + entry.id());
                    position = newer(position, answer.position());
                } else if (answer.status() == CONFLICT) {
                    there++;
                    System.out.println("was there  " + entry.id());
                } else {
                    System.err.println(entry.id() + ": " + answer.problem());
                    System.err.println("Stopped; what was made stays, and running it again goes on from here.");
                    return 1;
                }
            }
        }
        double seconds = Math.round((System.nanoTime() - began) / 1e8) / 10.0;
        System.out.println(ApiClient.JSON.writeValueAsString(Map.of("made", made, "there", there, "seconds", seconds)));
        return 0;
    }

    private static @Nullable String newer(@Nullable String before, @Nullable String position) {
        return position == null ? before : position;
    }
}
