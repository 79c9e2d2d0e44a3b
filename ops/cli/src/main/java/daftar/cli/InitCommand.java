package daftar.cli;

import daftar.cli.ApiClient.Answer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Brings the starter catalogue into a new desk. What is there already stays as it is, so it may be run again. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description =
                "Brings teams, categories and a service catalogue in five languages into a new desk; leaves what is"
                        + " there.")
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
            List<StarterCatalogue.Entry> entries = StarterCatalogue.entries();
            Set<String> known = known(client);
            for (int i = 0; i < entries.size(); i++) {
                StarterCatalogue.Entry entry = entries.get(i);
                Answer answer =
                        known.contains(entry.id()) ? null : client.postAfter(position, entry.path(), entry.body());
                String progress = "[" + (i + 1) + "/" + entries.size() + "] ";
                if (answer == null || answer.status() == CONFLICT) {
                    there++;
                    System.out.println(progress + "was there  " + entry.id());
                } else if (answer.isSuccess()) {
                    made++;
                    System.out.println(progress + "made       " + entry.id());
                    position = newer(position, answer.position());
                } else {
                    System.err.println(entry.id() + ": " + answer.problem());
                    System.err.println("Stopped; what was made stays, and running it again goes on from here.");
                    return 1;
                }
            }
            for (JsonNode workflow : client.get("/api/workflows").body().path("entries")) {
                System.out.println(
                        "was there  workflow " + workflow.path("name").asString());
            }
        }
        double seconds = Math.round((System.nanoTime() - began) / 1e8) / 10.0;
        System.out.println(ApiClient.JSON.writeValueAsString(Map.of("made", made, "there", there, "seconds", seconds)));
        return 0;
    }

    /** What of the service catalogue the organisation has defined already, whatever it says there. */
    private static Set<String> known(ApiClient client) throws InterruptedException {
        Set<String> known = new HashSet<>();
        for (String kind : StarterCatalogue.KINDS) {
            String after = "";
            do {
                JsonNode page = client.get("/api/catalogue/" + kind + "?limit=500" + after)
                        .body();
                for (JsonNode entry : page.path("entries")) {
                    if (entry.path("version").asInt() > 0) {
                        known.add(kind + " " + entry.path("code").asString());
                    }
                }
                after = page.hasNonNull("next") ? "&after=" + page.path("next").asString() : "";
            } while (!after.isEmpty());
        }
        return known;
    }

    private static @Nullable String newer(@Nullable String before, @Nullable String position) {
        return position == null ? before : position;
    }
}
