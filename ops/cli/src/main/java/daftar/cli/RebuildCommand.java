package daftar.cli;

import daftar.cli.ApiClient.Answer;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * Has the read models rebuilt beside the running ones and shows how far it is. The rebuild runs in Daftar: stopping this
 * command does not stop it, and calling it again shows the one that runs.
 */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description = "Rebuilds the read models from the log, beside the running ones.")
final class RebuildCommand implements Callable<Integer> {

    private static final String PATH = "/api/operations/rebuild";

    @Mixin
    private Server server;

    @Option(names = "--stop", description = "Stops the running rebuild instead; the next one goes on from there.")
    private boolean stop;

    @Option(
            names = "--purpose",
            defaultValue = "SWITCH",
            description = "SWITCH, SWITCH_IF_EQUAL, REPLACE or CHECK (default: ${DEFAULT-VALUE}).")
    private String purpose;

    @Override
    public Integer call() throws Exception {
        try (ApiClient client = server.client()) {
            if (stop) {
                Answer stopped = client.post(PATH + "/stop", Map.of(), null, null);
                if (!stopped.isSuccess()) {
                    System.err.println(stopped.problem());
                    return 1;
                }
                System.out.println(stopped.body());
                return 0;
            }
            JsonNode end = run(client, purpose);
            System.out.println(end);
            return end.path("state").asString("").equals("DONE") ? 0 : 1;
        }
    }

    /** Starts a rebuild, or joins the one that runs, and waits for its end. */
    static JsonNode run(ApiClient client, String purpose) throws InterruptedException {
        Answer started = client.post(PATH + "?purpose=" + purpose, Map.of(), null, null);
        if (!started.isSuccess() && started.status() != 409) {
            throw new IllegalStateException("The rebuild was refused: " + started.problem());
        }
        try (ProgressBar bar = ImportCommand.bar("Log", 0)) {
            while (true) {
                JsonNode rebuild = client.get(PATH).body();
                bar.maxHint(rebuild.path("head").asLong(0));
                bar.stepTo(Math.max(0, rebuild.path("position").asLong(0)));
                String state = rebuild.path("state").asString("");
                bar.setExtraMessage(state.toLowerCase(java.util.Locale.ROOT));
                if (!state.equals("READING") && !state.equals("COMPARING") && !state.equals("SWITCHING")) {
                    return rebuild;
                }
                Thread.sleep(500);
            }
        }
    }
}
